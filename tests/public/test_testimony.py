"""What the sources say: claims side by side, grades in words, positions with their reasons, disputes gathered."""

import pytest

from collection.models import ProvenanceNote
from collection.public import provenance
from tests import factories as make


@pytest.fixture
def page(client, scene):
    return client.get(scene.rifle.get_absolute_url()).text


def test_every_kind_of_claim_has_its_question():
    assert set(provenance.QUESTIONS) == set(ProvenanceNote.Claim.values)


def test_a_claim_shows_answer_statement_source_date_and_grades_in_words(page):
    for text in (
        "Who made it?",
        "Russian craftsmen",
        "Craftsmen in Russia made it.",
        "Gifts from Russia",
        "18 September 2023",
        "paragraph 3",
        "B2",
        "usually reliable",
        "probably true",
    ):
        assert text in page, text


def test_the_museums_position_says_why_and_the_earlier_ones_stay_readable(page):
    assert "The museum: accepted" in page
    assert "It quotes the spokesman." in page
    assert "The museum: rejected" in page
    assert "Earlier positions" in page
    assert "Just read." in page


def test_a_contradiction_names_the_question_both_sides_and_the_finding(page):
    assert "These sources contradict each other" in page
    assert "Who made the rifle?" in page
    assert "<q>Russian craftsmen</q>" in page
    assert "<q>North Korean artisans</q>" in page
    assert "Russian craftsmen did." in page


def test_what_is_not_decided_is_left_open(client, scene):
    text = client.get(scene.drones.get_absolute_url()).text
    assert "Left open." in text
    assert "Who gave the drones?" in client.get("/").text


def test_pairs_that_raise_one_question_are_one_dispute(db):
    exhibit = make.make_exhibit(published=True)
    notes = [make.make_note(exhibit=exhibit, answer=answer) for answer in ("Tula", "Tula", "Izhevsk")]
    for one in notes[:2]:
        make.make_contradiction(one, notes[2], question="Where was it made?", finding="In Tula.")
    (dispute,) = provenance.testimony_of_exhibit(
        None, exhibit.pk, disputed=True, weighed=False, using="default"
    ).disputes
    assert {answer: len(who) for answer, who in dispute.sides.items()} == {"Tula": 2, "Izhevsk": 1}
    assert list(dispute.findings) == ["In Tula."]
    assert not dispute.is_open


def test_a_question_that_touches_another_exhibit_is_asked_once(client, db):
    drones, other = make.make_exhibit(published=True), make.make_exhibit(published=True)
    here = make.make_note(exhibit=drones, answer="One of them")
    for other_note in (make.make_note(exhibit=other, answer="All"), make.make_note(exhibit=drones, answer="None")):
        make.make_contradiction(here, other_note, question="Which of them?")
    make.make_contradiction(
        make.make_note(exhibit=other, answer="Two"), make.make_note(exhibit=drones), question="Which of them?"
    )
    page = client.get(drones.get_absolute_url()).content.decode()
    assert page.count('<li><a href="#dispute-') == 1


def test_a_superseded_note_is_marked_and_leads_to_its_successor(client, scene):
    later = make.make_note(exhibit=scene.rifle, answer="Izhevsk", supersedes=scene.says_russian)
    text = client.get(scene.rifle.get_absolute_url()).text
    assert f'href="#note-{later.pk}">Superseded by a later note' in text


def test_a_note_shown_to_nobody_marks_nothing_as_superseded(client, scene, page):
    make.make_note(exhibit=scene.rifle, answer="Izhevsk", supersedes=scene.says_russian, is_public=False)
    assert client.get(scene.rifle.get_absolute_url()).text == page


def test_a_withdrawn_note_and_its_contradiction_are_gone(client, scene):
    ProvenanceNote.objects.withdraw(note=scene.says_korean, reason="Misread", by=None)
    text = client.get(scene.rifle.get_absolute_url()).text
    assert "North Korean artisans" not in text
    assert "Who made the rifle?" not in text
    assert "Misread" not in text


def test_notes_stand_on_occasions_rooms_and_the_museum_itself(client, scene):
    assert "It took six days." in client.get(scene.visit.get_absolute_url()).text
    assert "It stands there." in client.get(scene.room.get_absolute_url()).text
    showrooms = client.get("/showrooms/").text
    assert "It opened then." in showrooms
    assert "It stands there." not in showrooms


def test_a_source_lists_all_it_claims_with_its_worth(client, scene):
    text = client.get(scene.source.get_absolute_url()).text
    for claim in ("Russian craftsmen", "Unnamed hosts", "Six days", "Opened in 1978", "By the door"):
        assert claim in text, claim
    assert "Eyewitness reporting, corrected in public." in text
    assert "Usually reliable." in text


def test_the_scale_is_explained(client, scene):
    text = client.get("/sources/").text
    for word in ("Admiralty", "Completely reliable", "Cannot be judged", "Improbable"):
        assert word in text


def test_restrictions_show_their_rule_conclusion_and_public_statement_only(client, scene):
    text = client.get(scene.drones.get_absolute_url()).text
    assert "UN Security Council resolution 1718 (2006), 8 (a)" in text
    assert "Applies" in text
    assert "concluded 1 February 2024" in text
    assert "The museum holds that the embargo touches this gift." in text
    assert "Canary evidence" not in text
    assert text.count("restriction-") == 2  # the standing assessment alone: its id and what it labels
