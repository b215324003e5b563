"""Two curators weigh notes that say different things: what is taken, what is refused, and what stays readable."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from collection.models import Contradiction, Disagreement, Position, ProvenanceNote, Weighing
from collection.models.weighing import Overtaken
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def notes():
    exhibit = make.make_exhibit(published=True)
    return [make.make_note(exhibit=exhibit, answer=answer) for answer in ("Tula", "Made in Russia", "Korean artisans")]


def weigh(notes, outcome, **kwargs):
    about = {"exhibit_id": notes[0].exhibit_id}
    return Weighing.objects.weigh(
        about=about, claim="made_by", outcome=outcome, **{"reason": "Why.", "by": None, **kwargs}
    )


def state():
    return Disagreement.objects.get().state


def positions(notes, *taken):
    return {note.pk: (position, "") for note, position in zip(notes, taken, strict=False)}


def test_positions_decide_with_one_reason_or_one_each(notes):
    curator = make.make_user("curator")
    taken = positions(notes, "accepted", "disputed", "rejected") | {
        notes[2].pk: ("rejected", "It mixes up two rifles.")
    }
    weighing = weigh(notes, "decided", positions=taken, reason="A maker's mark.", by=curator)
    found = Position.objects.order_by("note_id").values_list("position", "reason", "decided_by")
    assert list(found) == [
        ("accepted", "A maker's mark.", curator.pk),
        ("disputed", "A maker's mark.", curator.pk),
        ("rejected", "It mixes up two rifles.", curator.pk),
    ]
    assert set(weighing.notes.all()) == set(notes)
    assert state() == "settled"


def test_positions_that_decide_nothing_are_refused_whole(notes):
    for taken in (("accepted",), ("accepted", "accepted", "rejected"), ("rejected", "rejected", "disputed")):
        with pytest.raises(ValidationError, match="do not decide"):
            weigh(notes, "decided", positions=positions(notes, *taken))
    assert not Position.objects.exists()
    assert not Weighing.objects.exists()
    assert state() == "to_weigh"


def test_what_says_the_same_counts_as_one_answer(notes):
    alike = [[notes[0].pk, notes[1].pk]]
    weigh(notes, "decided", positions=positions(notes, "accepted", "accepted", "rejected"), same=alike)
    assert state() == "settled"
    again = make.make_note(exhibit=notes[0].exhibit, answer="made in RUSSIA.")
    assert state() == "to_weigh"
    ProvenanceNote.objects.assess(note=again, position="accepted", reason="It agrees.", by=None)
    assert state() == "settled"  # that these two wordings say the same is remembered


def test_all_the_same_differently_worded_until_something_else_is_said(notes):
    weigh(notes, "same")
    assert state() == "same"
    make.make_note(exhibit=notes[0].exhibit, answer="Tula")
    assert state() == "same"
    make.make_note(exhibit=notes[0].exhibit, answer="A workshop in Bern")
    assert state() == "to_weigh"


@pytest.mark.parametrize(("outcome", "then"), [("left_open", "left_open"), ("compatible", "settled")])
def test_a_new_note_or_position_reopens_what_was_weighed(notes, outcome, then):
    weigh(notes, outcome)
    assert state() == then
    ProvenanceNote.objects.assess(note=notes[0], position="disputed", reason="A letter.", by=None)
    assert state() == "to_weigh"
    weigh(notes, outcome)
    assert state() == then
    make.make_note(exhibit=notes[0].exhibit, answer="Tula")
    assert state() == "to_weigh"


def test_the_second_curator_is_told_what_the_first_decided(notes):
    (group,) = Weighing.objects.groups([({"exhibit_id": notes[0].exhibit_id}, "made_by")])
    read = group.version
    weigh(notes, "left_open", reason="Nobody has examined it.", by=make.make_user("curator"), seen=read)
    with pytest.raises(Overtaken) as refusal:
        weigh(notes, "decided", positions=positions(notes, "accepted", "rejected", "rejected"), seen=read)
    group = refusal.value.group
    group.mark_since(read)
    assert [(w.reason, w.is_new) for w in group.weighings] == [("Nobody has examined it.", True)]
    assert not any(note.is_new for note in group.notes)
    group.mark_since("1." + "9" * 5_000 + ".²")
    assert not any(note.is_new for note in group.notes)
    weigh(notes, "decided", positions=positions(notes, "accepted", "rejected", "rejected"), seen=group.version)
    assert [w.outcome for w in Weighing.objects.all()] == ["decided", "left_open"]


def test_contradictions_are_linked_with_the_finding_or_left_open(notes):
    pair = [(notes[2].pk, notes[0].pk), (notes[0].pk, notes[2].pk)]
    weigh(notes, "left_open", at_odds=pair, question="Who made it?")
    link = Contradiction.objects.get()
    assert (link.first, link.second, link.is_open) == (notes[0], notes[2], True)
    with pytest.raises(ValidationError, match="linked already"):
        weigh(notes, "left_open", at_odds=pair, question="Who made it?")
    taken = positions(notes, "accepted", "rejected", "rejected")
    weigh(notes, "decided", positions=taken, at_odds=[(notes[1].pk, notes[0].pk)], question="Tula?", reason="A mark.")
    assert Contradiction.objects.get(question="Tula?").finding == "A mark."


def test_nothing_of_another_group_is_weighed_here(notes):
    stranger = make.make_note(exhibit=notes[0].exhibit, claim="given_by", answer="Putin")
    for kwargs in ({"positions": {stranger.pk: ("accepted", "")}}, {"same": [[stranger.pk]]}):
        with pytest.raises(ValidationError, match="not among"):
            weigh(notes, "left_open", **kwargs)
    with pytest.raises(ValidationError, match="nothing to weigh"):
        weigh([make.make_note()], "left_open")
    with pytest.raises(ValidationError):
        weigh(notes, "left_open", reason="")


def test_a_weighing_is_public_with_every_note_it_weighed(notes):
    weighing = weigh(notes, "left_open")
    assert list(Weighing.objects.visible_to(None)) == [weighing]
    ProvenanceNote.objects.filter(pk=notes[1].pk).update(is_public=False)
    assert not Weighing.objects.visible_to(None).exists()
    assert Weighing.objects.visible_to(make.make_user("researcher")).exists()


def test_a_weighing_is_never_edited_away(notes):
    weighing = weigh(notes, "left_open")
    with pytest.raises(IntegrityError), transaction.atomic():
        Weighing.objects.filter(pk=weighing.pk).update(reason="Another.")
    with pytest.raises(IntegrityError), transaction.atomic():
        Weighing.objects.filter(pk=weighing.pk).delete()
    with pytest.raises(IntegrityError), transaction.atomic():
        weighing.notes.clear()
