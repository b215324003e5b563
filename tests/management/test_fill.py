"""`manage.py fill`: as many exhibits as asked for, all said to be made up, whole batches or nothing."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction

from collection.management.commands import fill
from collection.management.generated import MARK, evidence
from collection.management.generated.gifts import Gifts
from collection.models import (
    Acquisition,
    AcquisitionDonor,
    Bitmap,
    Change,
    ChangeSet,
    Contradiction,
    Exhibit,
    IndexEntry,
    Location,
    Movement,
    Occasion,
    Party,
    Position,
    ProvenanceNote,
    Restriction,
    Showroom,
    Source,
    Stale,
    Term,
)
from collection.models.fields import Derived
from collection.models.index import Facet
from collection.notation import dates
from tests.factories import make_exhibit, make_showroom

pytestmark = pytest.mark.django_db

EVERY_RECORD = (
    Acquisition,
    AcquisitionDonor,
    Contradiction,
    Exhibit,
    Location,
    Movement,
    Occasion,
    Party,
    Position,
    ProvenanceNote,
    Restriction,
    Showroom,
    Source,
    Term,
)


def fill_to(exhibits, **options):
    out = StringIO()
    call_command("fill", exhibits=exhibits, stdout=out, **options)
    return out.getvalue()


def state_of(model, *columns):
    return list(model.objects.order_by("pk").values_list(*columns))


@pytest.fixture
def small_batches(monkeypatch):
    monkeypatch.setattr(fill, "BATCH", 100)


@pytest.fixture
def often_contradicted(monkeypatch):
    """Rare things often, so that a small museum has each."""
    monkeypatch.setattr(evidence, "_CONTRADICTED", 1 / 5)
    monkeypatch.setattr(evidence, "_ASKED", 1)


def test_what_is_there_counts():
    make_exhibit(status="published", published_at="2024-01-01T00:00Z", title="Rifle", object_name="rifle")
    fill_to(30)
    assert Exhibit.objects.public().count() == 30
    assert Exhibit.objects.exclude(accession_number__startswith="GEN.").count() == 1


def test_a_second_run_has_nothing_to_do():
    fill_to(30)
    before = ChangeSet.objects.count(), Change.objects.count()
    assert "Nothing to do: 30 exhibits" in fill_to(30)
    assert (ChangeSet.objects.count(), Change.objects.count()) == before


def test_the_museum_has_rooms_in_two_buildings():
    fill_to(20)
    assert Showroom.objects.count() == 120
    assert Showroom.objects.values("building").distinct().count() == 2
    assert not Showroom.objects.filter(floor=None).exists()


def test_rooms_that_are_there_are_kept_and_used():
    room = make_showroom(number="7")
    fill_to(40, showrooms=3)
    assert Showroom.objects.count() == 3
    assert Bitmap.objects.of(Facet.SHOWROOM, room.pk).exists()


def test_gifts_come_from_everywhere_and_of_their_time():
    fill_to(600)
    donors = Party.objects.filter(internal_note="Generated donor")
    assert donors.values("country").distinct().count() > 200
    assert donors.filter(country__code="SUHH").exists()
    for link in AcquisitionDonor.objects.select_related("acquisition", "party__country"):
        year, country = link.acquisition.date_order // 10000, link.party.country
        assert (country.existed_from or 0) <= year <= (country.existed_until or 9999)


def test_one_note_and_a_half_each():
    fill_to(600)
    assert 1.4 < ProvenanceNote.objects.count() / 600 < 1.6


def test_broken_off_it_keeps_whole_batches_and_goes_on(small_batches, monkeypatch):
    write = Gifts.write
    calls = []

    def breaks_the_second_time(self, *args):
        write(self, *args)
        calls.append(args)
        if len(calls) == 2:
            raise RuntimeError("disk full")

    with monkeypatch.context() as patch:
        patch.setattr(Gifts, "write", breaks_the_second_time)
        with pytest.raises(RuntimeError, match="disk full"):
            fill_to(300)
    assert Exhibit.objects.count() == Movement.objects.count() == 100
    fill_to(300)
    assert Exhibit.objects.public().count() == Movement.objects.count() == 300


def test_interrupted_it_says_how_to_go_on(small_batches, monkeypatch):
    def interrupted(self, count):
        raise KeyboardInterrupt

    monkeypatch.setattr(Gifts, "write", interrupted)
    with pytest.raises(CommandError, match="run the command again"):
        fill_to(300)


def test_the_same_seed_makes_the_same_museum():
    def museum(**options):
        point = transaction.savepoint()
        fill_to(60, **options)
        found = state_of(Exhibit, "accession_number", "public_id", "title", "made", "credit_line")
        transaction.savepoint_rollback(point)
        return found

    assert museum() == museum()
    assert museum() != museum(seed=2)


def test_every_record_passes_its_own_rules(often_contradicted):
    fill_to(80)
    for model in EVERY_RECORD:
        records = list(model.objects.all())
        assert records, f"no {model.__name__} was made"
        for record in records:
            record.full_clean()


def test_derived_columns_are_what_save_would_write():
    fill_to(150)
    for model in (Acquisition, Exhibit):
        fields = [f for f in model._meta.concrete_fields if isinstance(f, Derived)]
        for record in model.objects.all():
            for field in fields:
                assert getattr(record, field.attname) == field.compute(getattr(record, field.source))


def test_bounds_agree_with_the_reading():
    fill_to(150)
    for exhibit in Exhibit.objects.all():
        edtf = dates.read(exhibit.made)
        bounds = dates.bounds(edtf) if edtf else (None, None)
        assert (exhibit.made_earliest, exhibit.made_latest) == tuple(day and dates.ordinal(day) for day in bounds)
        assert exhibit.slug
        assert exhibit.movements.get().to_location_id == exhibit.location_id == exhibit.showroom.location_id


def test_all_of_it_is_indexed():
    fill_to(150)
    assert set(IndexEntry.objects.exclude(digest="").values_list("pk", flat=True)) == set(
        Exhibit.objects.values_list("pk", flat=True)
    )
    assert not Stale.objects.exists()


def test_every_row_is_in_the_history(often_contradicted):
    fill_to(60)
    for model in (*EVERY_RECORD, Exhibit.materials.through, Exhibit.techniques.through, Exhibit.themes.through):
        rows = set(model.objects.values_list("pk", flat=True))
        logged = Change.objects.filter(table=model._meta.db_table, action="insert", changeset__via="command")
        assert set(logged.values_list("row_id", flat=True)) == rows, model


def test_every_record_says_that_it_was_made_up(often_contradicted):
    fill_to(60)
    said = {
        Acquisition: "public_note",
        Contradiction: "question",
        Exhibit: "description",
        Location: "description",
        Movement: "reason",
        Occasion: "description",
        Party: "biography",
        Position: "reason",
        ProvenanceNote: "statement",
        Restriction: "public_statement",
        Showroom: "description",
        Source: "description",
        Term: "scope_note",
    }
    for model, field in said.items():
        assert model.objects.exists()
        assert not model.objects.exclude(**{f"{field}__contains": MARK}).exists(), model
    assert Source.objects.filter(title=MARK).exists()


@pytest.mark.parametrize("wrong", [{"exhibits": -1}, {"exhibits": 10, "showrooms": 0}, {"exhibits": 10, "seed": -1}])
def test_a_wrong_number_is_refused_with_an_example(wrong):
    with pytest.raises(CommandError, match="for example: fill --exhibits 115000"):
        call_command("fill", **wrong)
    assert not Exhibit.objects.exists()
