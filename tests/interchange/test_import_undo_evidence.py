"""What people found out about imported exhibits stays when the import is undone, with the exhibit that it is about."""

import pytest

from collection.interchange.draft import AcquisitionDraft, NoteDraft
from collection.models import Acquisition, Disagreement, Exhibit, Party, ProvenanceEvent, ProvenanceNote
from collection.models.history import Via, recording
from tests import factories as make
from tests.interchange.importing import bring_in, draft, maker, state, undo

pytestmark = pytest.mark.django_db
PROVENANCE = "(Galerie Fischer, Lucerne); Anna Weber, Bern, 1905; by descent to her son Karl Weber, 1930."


def imported(number="1", **fields):
    acquisition = AcquisitionDraft("gift", number=f"A-{number}", donors=[("giver", maker("Ann"))])
    notes = [NoteDraft("made_by", f"Marked {number}.", "Register")]
    fields = {"provenance_text": PROVENANCE, **fields}
    return draft(number, fields=fields, parties=[maker("Revere")], acquisition=acquisition, notes=notes)


def left(run):
    return {(one["table"].removeprefix("collection_"), one["name"]) for one in run.left_alone}


def chain(exhibit):
    return list(exhibit.provenance_events.values_list("written", "party__name", "is_edited"))


def by_a_curator():
    return recording(make.make_user("curator"), via=Via.ADMIN)


def confirmed(exhibit):
    """The chain of `exhibit`, stored, with its second link confirmed."""
    with by_a_curator():
        event = ProvenanceEvent.objects.read(exhibit=exhibit)[1]
        event.party = Party.objects.filter(name="Anna Weber").first() or make.make_party(name="Anna Weber")
        event.save()
    return chain(exhibit)


def test_an_exhibit_whose_chain_somebody_has_stored_is_left_and_named():
    run = bring_in([imported("1"), imported("2")])
    exhibit = Exhibit.objects.get(accession_number="1")
    stored = confirmed(exhibit)
    undo(run)
    assert Exhibit.objects.get() == exhibit
    assert chain(exhibit) == stored
    assert [name for _, name, _ in stored] == [None, "Anna Weber", None]
    assert ("exhibit", "1") in left(run)
    assert exhibit.acquisition.donor_links.get().party.name == "Ann"
    assert exhibit.participations.get().party.name == "Revere"


def test_a_text_that_a_stored_chain_was_read_from_is_not_put_back():
    exhibit = make.make_exhibit(accession_number="1", provenance_text="Unknown.")
    run = bring_in([draft("1", fields={"provenance_text": PROVENANCE})])
    exhibit.refresh_from_db()
    stored = confirmed(exhibit)
    undo(run)
    exhibit.refresh_from_db()
    assert (exhibit.provenance_text, chain(exhibit)) == (PROVENANCE, stored)
    assert [(one["name"], one["why"]) for one in run.left_alone] == [("1", "changed since the import")]


def test_a_chain_that_was_stored_before_is_there_again():
    exhibit = make.make_exhibit(accession_number="1", provenance_text=PROVENANCE)
    confirmed(exhibit)
    before = state()
    run = bring_in([draft("1", fields={"provenance_text": "Not known."})])
    undo(run)
    assert state() == before
    assert run.left_alone == []


def test_whom_another_chain_means_stays():
    run = bring_in([draft("1", parties=[maker("Anna Weber")])])
    other = make.make_exhibit(provenance_text=PROVENANCE)
    stored = confirmed(other)
    undo(run)
    assert list(Exhibit.objects.all()) == [other]
    assert chain(other) == stored
    assert left(run) == {("party", "Anna Weber")}


@pytest.mark.parametrize("built", ["contradiction", "position", "withdrawal"])
def test_what_is_said_of_an_imported_note_keeps_it_and_its_exhibit_whole(built):
    run = bring_in([imported("1"), imported("2")])
    note = ProvenanceNote.objects.get(exhibit__accession_number="1")
    other = make.make_note(exhibit=make.make_exhibit(accession_number="elsewhere"))
    with by_a_curator():
        if built == "contradiction":
            make.make_contradiction(note, other)
        elif built == "position":
            ProvenanceNote.objects.assess(note=note, position="accepted", reason="It is on the base.", by=None)
        else:
            ProvenanceNote.objects.withdraw(note=note, reason="Misread.", by=None)
    before = state()
    undo(run)
    after = state()
    assert after == {record: before[record] for record in after}
    assert set(Exhibit.objects.values_list("accession_number", flat=True)) == {"1", "elsewhere"}
    assert ("exhibit", "1") in left(run)
    exhibit = Exhibit.objects.get(accession_number="1")
    assert (exhibit.participations.count(), exhibit.notes.get(), exhibit.acquisition.number) == (1, note, "A-1")


def test_an_acquisition_that_was_answered_keeps_its_givers():
    run = bring_in([imported("1"), imported("2")])
    with by_a_curator():
        make.make_counter_gift(acquisition=Acquisition.objects.get(number="A-1"))
    undo(run)
    assert not Exhibit.objects.exists()
    assert Acquisition.objects.get().donor_links.get().party.name == "Ann"
    assert ("acquisition", "A-1") in left(run)


def test_notes_of_an_import_that_disagree_go_with_it():
    before = state()
    notes = [NoteDraft("made_by", f"{who} made it.", "Register", answer=who) for who in ("Ann", "Bob")]
    run = bring_in([draft("1", notes=notes), draft("2", notes=notes[:1])])
    assert Disagreement.objects.get().exhibit.accession_number == "1"
    undo(run)
    assert (run.status, run.left_alone, state()) == ("done", [], before)
    assert not Disagreement.objects.exists()
