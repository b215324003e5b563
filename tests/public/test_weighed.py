"""What visitors read of claims that were weighed: the accepted reading, what else is claimed, why, and until when."""

import datetime

import pytest

from collection.models import Position, ProvenanceNote, Weighing, history_triggers
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def notes():
    exhibit = make.make_exhibit(published=True)
    return [make.make_note(exhibit=exhibit, answer=answer) for answer in ("Tula", "Made in Russia", "Korean artisans")]


def weigh(notes, outcome, *taken, **kwargs):
    positions = {note.pk: (position, "") for note, position in zip(notes, taken, strict=False)}
    about = {"exhibit_id": notes[0].exhibit_id}
    values = {"outcome": outcome, "positions": positions, "by": None, **kwargs}
    return Weighing.objects.weigh(about=about, claim="made_by", **values)


def page(client, notes):
    return client.get(notes[0].exhibit.get_absolute_url()).text


def test_two_curators_in_turn_leave_the_last_reading_and_the_earlier_ones(client, notes):
    """The story of issue 5: each position is dated, the page shows the last, and what was held until then and why."""
    weigh(notes, "decided", "accepted", "rejected", "rejected", reason="A maker's mark.", by=make.make_user("curator"))
    assert "The museum’s reading" in page(client, notes)
    weigh(
        notes, "decided", "disputed", "rejected", "accepted", reason="The mark is forged.", by=make.make_user("curator")
    )
    _date_positions(["2025-11-02"] * 3 + ["2026-03-03"] * 3)
    text = page(client, notes)
    reading, _, rest = text[text.index("The museum’s reading") :].partition("What else is claimed")
    assert "Korean artisans" in reading
    assert "Made in Russia" not in reading
    assert "The mark is forged." in reading
    assert "Decided by the positions" in reading
    assert rest.index("Tula") < rest.index("Made in Russia")
    assert (
        "Until 3 March 2026 the museum held it <strong>accepted</strong>, because: A maker&#x27;s mark. "
        '<span class="sub">Taken on 2 November 2025.</span>' in rest
    )
    assert "What it made of them before" in text
    assert 'The museum: disputed</span> <span class="sub">since 3 March 2026' in rest


def test_what_says_the_same_is_read_once_in_the_words_that_are_graded_best(client, notes):
    source = make.make_source(reliability="A")
    best = make.make_note(exhibit=notes[0].exhibit, source=source, answer="The arms factory of Tula")
    notes = [*notes, best]
    taken = ("accepted", "rejected", "rejected", "accepted")
    weigh(notes, "decided", *taken, same=[{notes[0].pk, best.pk}], reason="There is one works in Tula.")
    assert '<p class="verdict__answer">The arms factory of Tula</p>' in page(client, notes)
    weigh(notes, "compatible", reason="Both can be true.")
    assert '<ul class="verdict__answer"><li>Tula</li><li>The arms factory of Tula</li></ul>' in page(client, notes)


def _date_positions(days):
    """Put the positions, in their order, on other days, past the rule that none is edited."""
    from django.db import connection

    history_triggers.remove(connection)
    for opinion, day in zip(Position.objects.order_by("id"), days, strict=True):
        at = datetime.datetime.fromisoformat(f"{day}T12:00:00+00:00")
        Position.objects.filter(pk=opinion.pk).update(decided_at=at)
    history_triggers.install(connection)


def test_what_is_left_open_says_why_until_it_is_weighed_anew(client, notes):
    weigh(notes, "left_open", reason="Nobody has examined the weapon.")
    text = page(client, notes)
    assert "The museum accepts none of these claims" in text
    assert "Left open, " in text
    assert text.count("Nobody has examined the weapon.") == 1
    make.make_note(exhibit=notes[0].exhibit, answer="Izhevsk")
    text = page(client, notes)
    assert "Left open, " not in text
    assert "What it made of them before" in text


def test_notes_that_agree_have_no_verdict(client):
    exhibit = make.make_exhibit(published=True)
    for answer in ("Tula", "TULA."):
        make.make_note(exhibit=exhibit, answer=answer)
    text = client.get(exhibit.get_absolute_url()).text
    assert "The museum accepts none" not in text
    assert "What is claimed" in text


def test_a_reason_that_may_speak_of_a_hidden_note_is_hidden_with_it(client, notes):
    weigh(notes, "left_open", reason="The internal register says otherwise.")
    assert "internal register" in page(client, notes)
    ProvenanceNote.objects.filter(pk=notes[2].pk).update(is_public=False)
    assert "internal register" not in page(client, notes)


def test_a_superseded_note_is_shown_as_such_on_both_sides(client, notes):
    later = make.make_note(exhibit=notes[0].exhibit, answer="Izhevsk", supersedes=notes[0])
    text = page(client, notes)
    assert f'href="#note-{later.pk}">Superseded by a later note' in text
    assert f'href="#note-{notes[0].pk}">In place of an earlier note' in text
    assert text.index("Izhevsk") < text.index("What no longer stands") < text.index(f'id="note-{notes[0].pk}"')


@pytest.mark.parametrize("kind", ["occasion", "location"])
def test_occasions_and_rooms_are_weighed_alike(client, scene, kind):
    subject = {"occasion": scene.visit, "location": scene.room.location}[kind]
    for answer in ("Five", "Six"):
        make.make_note(**{kind: subject}, claim="displayed", answer=answer)
    about = {f"{kind}_id": subject.pk}
    # The room of the scene has a note of its own kind besides.
    Weighing.objects.weigh(about=about, claim="displayed", outcome="compatible", reason="Both on one wall.", by=None)
    shown = scene.visit if kind == "occasion" else scene.room
    assert "Both on one wall." in client.get(shown.get_absolute_url()).text
