"""An import undone: everything is as it was, except what somebody has worked on since, which is named."""

import pytest
from django.db import IntegrityError, connection, transaction

from collection.interchange.draft import AcquisitionDraft, NoteDraft, PlaceDraft
from collection.interchange.importing import running, undoing
from collection.models import (
    Acquisition,
    Bitmap,
    Change,
    ChangeSet,
    Exhibit,
    ImportRun,
    IndexEntry,
    Participation,
    Party,
)
from collection.models.history import Via, continuing, recording
from collection.models.index import Facet
from collection.models.reindexing import rebuild
from collection.search import vocabulary
from tests import factories as make
from tests.interchange.importing import bring_in, counts, draft, maker, state, undo
from tests.models.test_indexing import assert_current

pytestmark = pytest.mark.django_db


def full(number, **kwargs):
    return draft(
        number,
        fields={"object_name": "bowl", "description": f"Described {number}", **kwargs.pop("fields", {})},
        parties=[maker("Paul Revere", birth="1735"), maker(f"Maker {number}")],
        acquisition=AcquisitionDraft("gift", on="1986", donors=[("giver", maker("Ann"))], occasion="A visit"),
        place=PlaceDraft(showroom="Gallery 7", building="Main"),
        terms={"classification": ["Metals"], "materials": ["Silver"]},
        notes=[NoteDraft("made_by", f"Marked {number}.", "Register")],
        **kwargs,
    )


@pytest.fixture
def museum():
    """A catalogue with something in it, some of which an import will change."""
    room = make.make_showroom(number="7", name="Gallery 7")
    exhibit = make.make_exhibit(accession_number="1", title="Old title", made="c. 1860", location=room.location)
    make.make_participation(exhibit=exhibit, party=make.make_party(name="Paul Revere", birth="1735"), role="maker")
    make.make_participation(exhibit=exhibit, party=make.make_party(name="Wrong"), role="maker")
    make.make_exhibit(accession_number="2", published=True, materials=[make.make_term(name="Gold")])
    make.make_acquisition(number="ACQ-1", exhibits=[Exhibit.objects.get(accession_number="2")])
    return exhibit


def entries():
    values = IndexEntry.objects.order_by("pk").values()
    return [{name: value for name, value in row.items() if name != "generation"} for row in values]


@pytest.mark.parametrize("size", [2, 1_000])
def test_everything_is_as_it_was(museum, monkeypatch, size):
    monkeypatch.setattr(running, "BATCH", size)
    monkeypatch.setattr(undoing, "WINDOW", 3 * size)
    before, index = state(), entries()
    run = bring_in([full(str(n)) for n in range(1, 6)])
    assert counts(run) == (3, 2, 0, 0), run.causes
    undo(run)
    assert (run.status, run.left_alone) == ("done", [])
    assert state() == before
    assert entries() == index


def test_the_index_is_what_a_rebuild_would_make(museum, monkeypatch):
    monkeypatch.setattr(vocabulary, "COMMON", 3)  # so that some words have bitmaps
    run = bring_in([full(str(n)) for n in range(1, 9)], publish=True)
    assert_current()
    kept = Exhibit.objects.get(accession_number="5")
    kept.description = "Worked on"
    kept.save()
    undo(run)
    assert_current()
    again = bring_in([full(str(n)) for n in range(1, 9)])
    assert counts(again)[0] == 5
    assert_current()


def test_what_was_undone_is_found_no_more(client):
    run = bring_in([full("1", fields={"credit_line": "Gift"})], publish=True)
    assert client.get("/api/v1/exhibits/", {"q": "described"}).json()["total"] == 1
    address = f"/api/v1/exhibits/{Exhibit.objects.get().public_id}/"
    assert client.get(address).status_code == 200
    undo(run)
    assert client.get("/api/v1/exhibits/").json()["total"] == 0
    assert client.get(address).status_code == 404
    assert not Bitmap.objects.of(Facet.ALL, 0).exists()
    assert rebuild() == 0


def test_its_numbers_are_free_for_the_corrected_file():
    run = bring_in([full("1")])
    first = Exhibit.objects.get().pk
    undo(run)
    again = bring_in([full("1", fields={"title": "Corrected"})])
    assert counts(again) == (1, 0, 0, 0)
    assert Exhibit.objects.get().pk != first
    rows = Change.objects.filter(table="collection_exhibit", row_id=first).order_by("id")
    assert list(rows.values_list("action", "changeset__via")) == [("insert", "import"), ("delete", "undo")]


def test_the_undo_is_recorded_under_who_asked():
    user = make.make_user("registrar")
    run = bring_in([full("1")])
    undo(run, user)
    act = ChangeSet.objects.get(via=Via.UNDO)
    assert (act.user, act.reason) == (user, "Undone: Import of objects.csv")
    assert run.undone_by == act


@pytest.mark.parametrize("edit", ["field", "part", "part removed", "note", "restriction", "movement", "term"])
def test_what_somebody_worked_on_since_is_left_and_named(edit):
    run = bring_in([full("1"), full("2")])
    exhibit = Exhibit.objects.get(accession_number="1")
    with recording(make.make_user("curator"), via=Via.ADMIN):
        match edit:
            case "field":
                exhibit.description = "Looked at again"
                exhibit.save()
            case "part":
                make.make_participation(exhibit=exhibit)
            case "part removed":
                exhibit.participations.first().delete()
            case "note":
                make.make_note(exhibit=exhibit)
            case "restriction":
                make.make_restriction(exhibit=exhibit)
            case "movement":
                make.make_movement(exhibit=exhibit)
            case "term":
                exhibit.themes.add(make.make_term(vocabulary="theme"))
    parts = exhibit.participations.count()
    undo(run)
    left = Exhibit.objects.get()
    assert left.accession_number == "1"
    assert {one["name"] for one in run.left_alone if one["table"] == "collection_exhibit"} == {"1"}
    assert left.participations.count() == parts
    assert left.acquisition.donor_links.get().party.name == "Ann"
    assert left.notes.filter(source__title="Register").count() == 1
    assert left.classification.name == "Metals"


def test_an_updated_record_edited_later_keeps_both():
    exhibit = make.make_exhibit(accession_number="1", title="Old", description="Old")
    run = bring_in([draft("1", fields={"title": "New"})])
    exhibit.refresh_from_db()
    exhibit.description = "Edited"
    exhibit.save()
    undo(run)
    exhibit.refresh_from_db()
    assert (exhibit.title, exhibit.description) == ("New", "Edited")
    assert [(one["name"], one["why"]) for one in run.left_alone] == [("1", "changed since the import")]


def test_a_party_that_others_use_meanwhile_stays():
    run = bring_in([full("1")])
    make.make_participation(party=Party.objects.get(name="Paul Revere"))
    undo(run)
    assert list(Party.objects.values_list("name", flat=True)) == ["Paul Revere"]
    assert [one["name"] for one in run.left_alone] == ["Paul Revere"]


def test_a_shared_acquisition_loses_what_the_import_added():
    acquisition = make.make_acquisition(number="A-1", date="1980")
    run = bring_in([draft("1", acquisition=AcquisitionDraft("gift", number="A-1", donors=[("giver", maker("Ann"))]))])
    assert acquisition.donor_links.count() == 1
    undo(run)
    assert Acquisition.objects.get() == acquisition
    assert not acquisition.donor_links.exists()
    assert not Exhibit.objects.exists()


def test_an_open_form_meets_a_newer_version():
    exhibit = make.make_exhibit(accession_number="1", title="Old")
    run = bring_in([draft("1", fields={"title": "New"})])
    undo(run)
    exhibit.refresh_from_db()
    assert (exhibit.title, exhibit.version) == ("Old", 3)


def test_nothing_else_may_delete_what_is_kept():
    """The database lets go of an exhibit only in an undo, and only of what an import made."""
    ours, theirs = make.make_exhibit(), None
    bring_in([full("1")])
    theirs = Exhibit.objects.get(accession_number="1")
    Participation.objects.filter(exhibit=theirs).delete()
    undoing_act = ChangeSet.objects.create(via=Via.UNDO)
    other_act = ChangeSet.objects.create(via=Via.COMMAND)

    def delete(exhibit):
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM collection_indexentry WHERE exhibit_id = %s", [exhibit.pk])
            cursor.execute("DELETE FROM collection_exhibit WHERE id = %s", [exhibit.pk])

    for act, exhibit in ((other_act, theirs), (undoing_act, ours)):
        with pytest.raises(IntegrityError, match="never deleted"), transaction.atomic(), continuing(act):
            delete(exhibit)
    with pytest.raises(IntegrityError, match="never deleted"), transaction.atomic():
        delete(theirs)


def test_an_import_that_wrote_nothing_has_nothing_to_undo():
    run = bring_in([])
    assert not run.may_undo


def test_undoing_twice_is_not_offered():
    run = undo(bring_in([full("1")]))
    assert not ImportRun.objects.get(pk=run.pk).may_undo
