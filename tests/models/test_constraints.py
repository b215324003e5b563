"""Every rule that a database can hold is held by the database: each is broken here behind the models' back."""

import pytest
from django.apps import apps
from django.db import IntegrityError, models, transaction
from django.utils import timezone

from collection.models import (
    Acquisition,
    AcquisitionDonor,
    Contradiction,
    CounterGift,
    Country,
    Deaccession,
    Disagreement,
    Exhibit,
    Instrument,
    Location,
    Movement,
    Occasion,
    OccasionStop,
    Party,
    Position,
    ProvenanceEvent,
    ProvenanceNote,
    Restriction,
    Showroom,
    Source,
    Term,
    Weighing,
)
from tests import factories as make

pytestmark = pytest.mark.django_db


def _showroom(**kwargs):
    return Showroom(**{"location": make.make_location(kind="showroom"), "number": "77", "name": "Hall"} | kwargs)


def _note(**kwargs):
    given = {"claim": "other", "answer": "x", "statement": "x", "source": make.make_source()}
    return ProvenanceNote(**given | ({} if "occasion" in kwargs else {"exhibit": make.make_exhibit()}) | kwargs)


def _two_notes():
    exhibit = make.make_exhibit()
    return sorted((make.make_note(exhibit=exhibit), make.make_note(exhibit=exhibit)), key=lambda note: note.pk)


def _contradiction(swap=False, **kwargs):
    first, second = _two_notes()
    if swap:
        first, second = second, first
    return Contradiction(**{"first": first, "second": second, "question": "Which?"} | kwargs)


def _disagreement(**about):
    return Disagreement(**about, claim="other", state="to_weigh", answers=[], since=timezone.now())


def _disagreement_again(kind):
    note = make.make_note(**{kind: getattr(make, f"make_{kind}")()}, claim="other")
    make.make_note(**{kind: getattr(note, kind)}, claim="other", answer="Something else")
    return _disagreement(**{kind: getattr(note, kind)})


def _restriction(**kwargs):
    return Restriction(**{"exhibit": make.make_exhibit(), "kind": "cites", "instrument": "CITES"} | kwargs)


def _again(record, **kwargs):
    """A second row with the same values."""
    values = {f.attname: getattr(record, f.attname) for f in record._meta.concrete_fields if not f.primary_key}
    return type(record)(**values | kwargs)


def _exhibit(**kwargs):
    return Exhibit(**{"accession_number": "9.9", "title": "Bowl", "object_name": "bowl"} | kwargs)


# Constraint name → a row that breaks it. Rows are inserted by bulk_create, past save() and clean().
BREAKING = {
    "acquisition_has_number": lambda: Acquisition(number=""),
    "contradiction_decided_on_a_day": lambda: _contradiction(finding="It is so."),
    "contradiction_first_before_second": lambda: _contradiction(swap=True),
    "contradiction_has_question": lambda: _contradiction(question=""),
    "contradiction_linked_once": lambda: _again(make.make_contradiction()),
    "counter_gift_between_two": lambda: CounterGift(
        acquisition=make.make_acquisition(), giver=(party := make.make_party()), receiver=party, description="x"
    ),
    "counter_gift_described": lambda: CounterGift(
        acquisition=make.make_acquisition(), giver=make.make_party(), receiver=make.make_party(), description=""
    ),
    "country_has_name": lambda: Country(code="ZZ", name=""),
    "country_years_in_order": lambda: Country(code="ZZ", name="Z", existed_from=1991, existed_until=1922),
    "deaccession_reasoned_and_authorised": lambda: Deaccession(
        exhibit=make.make_exhibit(),
        deaccessioned_on="2024-01-01",
        method="sale",
        reason="",
        authorised_by="x",
        was_public=False,
    ),
    "donor_once_per_role": lambda: _again(
        AcquisitionDonor.objects.get(acquisition=make.make_acquisition(donors=[make.make_party()]))
    ),
    "event_has_words": lambda: ProvenanceEvent(exhibit=make.make_exhibit(), position=1, start=0, written=""),
    "exhibit_has_number": lambda: _exhibit(accession_number=""),
    "exhibit_made_in_order": None,  # the reading makes both ends; see test_bounds_in_order
    "exhibit_prominence_reasoned": lambda: _exhibit(prominence="star"),
    "exhibit_published_complete": lambda: _exhibit(status="published", published_at=timezone.now(), object_name=""),
    "exhibit_quantity_positive": lambda: _exhibit(quantity=0),
    "exhibit_showroom_has_location": lambda: _exhibit(showroom=make.make_showroom()),
    "exhibit_status_known": lambda: _exhibit(status="secret"),
    "location_has_name": lambda: Location(kind="store", name=""),
    "location_once_per_place": lambda: _again(make.make_location(name="A", parent=make.make_location())),
    "location_root_once": lambda: _again(make.make_location(name="A")),
    "movement_goes_somewhere": lambda: Movement(
        exhibit=make.make_exhibit(),
        from_location=(place := make.make_location()),
        to_location=place,
        reason="x",
        authorised_by="x",
    ),
    "movement_has_reason": lambda: Movement(
        exhibit=make.make_exhibit(), to_location=make.make_location(), reason="", authorised_by="x"
    ),
    "movement_is_authorised": lambda: Movement(
        exhibit=make.make_exhibit(), to_location=make.make_location(), reason="x", authorised_by=""
    ),
    "import_one_at_a_time": lambda: _again(make.make_import_run(status="working")),
    "mapping_has_name": lambda: _again(make.make_saved_mapping(), name=""),
    "mapping_version_once": lambda: _again(make.make_saved_mapping()),
    "note_about_one_thing": lambda: _note(occasion=make.make_occasion(), exhibit=make.make_exhibit()),
    "note_credibility_1_to_6": lambda: _note(credibility=7),
    "note_position_reasoned": lambda: _note(position="accepted"),
    "note_says_something": lambda: _note(statement=""),
    "note_withdrawal_reasoned": lambda: _note(withdrawn_at=timezone.now()),
    "occasion_has_name": lambda: Occasion(name="", kind="visit", slug="x"),
    "participation_once": lambda: _again(make.make_participation()),
    "party_born_before_death": lambda: Party(name="x", slug="x", birth="1950", death="1900"),
    "party_has_name": lambda: Party(name="", slug="x"),
    "position_has_reason": lambda: Position(note=make.make_note(), position="accepted", reason=""),
    "restriction_decided_by_someone": lambda: _restriction(conclusion="applies"),
    "restriction_exemption_referenced": lambda: _restriction(
        conclusion="exempt", assessor="x", assessed_on="2024-01-01", evidence="x"
    ),
    "instrument_says_something": lambda: Instrument(key="x", kind="cites", name="", forbids="x"),
    "instrument_force_in_order": lambda: Instrument(
        key="x", kind="cites", name="x", forbids="x", in_force_from="2024-01-02", in_force_until="2024-01-01"
    ),
    "instrument_checked_by_someone": lambda: Instrument(
        key="x", kind="cites", name="x", forbids="x", checked_on="2024-01-01"
    ),
    "candidate_once": lambda: _again(make.make_candidate()),
    "candidate_dismissal_reasoned": lambda: _again(make.make_candidate(), exhibit_id=0, state="dismissed"),
    "candidate_opened_is_restriction": lambda: _again(make.make_candidate(), exhibit_id=0, state="opened"),
    "restriction_force_in_order": lambda: _restriction(in_force_from="2024-01-02", in_force_until="2024-01-01"),
    "restriction_names_rule": lambda: _restriction(instrument=""),
    "showroom_has_name": lambda: _showroom(name=""),
    "disagreement_about_one_thing": lambda: _disagreement(),
    "disagreement_of_exhibit": lambda: _disagreement_again("exhibit"),
    "disagreement_of_occasion": lambda: _disagreement_again("occasion"),
    "disagreement_of_location": lambda: _disagreement_again("location"),
    "note_supersedes_an_earlier_one": lambda: _note(pk=1_000_001, supersedes_id=1_000_002),
    "weighing_about_one_thing": lambda: Weighing(claim="other", outcome="left_open", reason="x"),
    "weighing_has_reason": lambda: Weighing(exhibit=make.make_exhibit(), claim="other", outcome="left_open"),
    "showroom_has_number": lambda: _showroom(number=""),
    "source_has_title": lambda: Source(title="", kind="book", slug="x"),
    "source_reliability_a_to_f": lambda: Source(title="x", kind="book", slug="x", reliability="G"),
    "source_sha256_is_one": lambda: Source(
        title="x", kind="book", slug="x", archived_sha256="0" * 63 + "g", archived_on="2024-01-01"
    ),
    "source_copy_has_a_day": lambda: Source(title="x", kind="book", slug="x", archived_sha256="0" * 64),
    "stop_has_place": lambda: OccasionStop(occasion=make.make_occasion(), place=""),
    "stop_order_once": lambda: OccasionStop(occasion=make.make_occasion(["Khasan"]), place="Artyom", position=1),
    "term_has_name": lambda: Term(vocabulary="theme", name=""),
    "term_once_per_vocabulary": lambda: Term(vocabulary="theme", name=make.make_term(vocabulary="theme").name.upper()),
}
# Two rows that differ in writing only, for the columns that make a number unique whatever its case.
SAME = {
    "exhibit": lambda: _exhibit(accession_number=make.make_exhibit(accession_number="ab.1").accession_number.upper()),
    "acquisition": lambda: Acquisition(number=make.make_acquisition(number="Acq-1").number.swapcase()),
    "showroom": lambda: _showroom(number=make.make_showroom(number="b 7").number.upper()),
}


def declared():
    return {
        constraint.name
        for model in apps.get_app_config("collection").get_models()
        for constraint in model._meta.constraints
    }


def test_each_declared_constraint_is_broken_by_a_row_below():
    assert declared() <= set(BREAKING), f"Give {declared() - set(BREAKING)} a row that breaks it."


@pytest.mark.parametrize("name", sorted(name for name, row in BREAKING.items() if row))
def test_the_database_refuses(name):
    row = BREAKING[name]()
    with pytest.raises(IntegrityError) as refusal, transaction.atomic():
        type(row).objects.bulk_create([row])
    # SQLite names columns, not the index, for a unique column list.
    unique = isinstance(_constraint(name), models.UniqueConstraint)
    assert name in str(refusal.value) or unique, f"refused for another reason: {refusal.value}"


def _constraint(name):
    found = [c for m in apps.get_app_config("collection").get_models() for c in m._meta.constraints if c.name == name]
    return found[0]


@pytest.mark.parametrize("name", sorted(SAME))
def test_a_number_is_taken_in_any_case(name):
    row = SAME[name]()
    with pytest.raises(IntegrityError), transaction.atomic():
        type(row).objects.bulk_create([row])


def test_bounds_in_order():
    exhibit = make.make_exhibit(made="1950")
    with pytest.raises(IntegrityError), transaction.atomic():
        Exhibit.objects.filter(pk=exhibit.pk).update(made_earliest=19600101)


def test_what_evidence_cites_cannot_go():
    note = make.make_note()
    for record in (note.source, note.exhibit):
        with pytest.raises((models.ProtectedError, IntegrityError)), transaction.atomic():
            record.delete()
    assert ProvenanceNote.objects.get() == note
