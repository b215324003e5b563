"""What the five articles claim and where they contradict each other, looked up in the museum."""

import pytest
from django.db.models import Q

from collection.models import Contradiction, Position, ProvenanceNote, Source
from tests.management.founding import (
    ARMOUR,
    BASKETBALL,
    CASTRO_RIFLE,
    CRYSTAL,
    DRONES,
    GERANIUM,
    GLOVE,
    HAT,
    RIFLE,
    SEDAN,
    TEA_CUPS,
    TELEVISION,
    article,
    notes,
)

pytestmark = [pytest.mark.usefixtures("founding"), pytest.mark.django_db]


@pytest.mark.parametrize(
    ("number", "reliability", "published"),
    [("000", "E", ""), ("001", "D", "2023-11-13?"), ("002", "B", "2023-09-18?"), ("003", "C", ""), ("004", "D", "")],
)
def test_each_article_is_a_graded_source(number, reliability, published):
    source = article(number)
    assert source in Source.objects.visible_to(None)
    assert (source.kind, source.reliability, source.published_edtf) == ("article", reliability, published)
    assert len(source.description) > 200


def test_there_are_five_sources_and_reuters_names_its_people():
    assert Source.objects.visible_to(None).count() == 5
    assert article("002").publisher == "Reuters"
    for name in ("Jack Kim", "Lidia Kelly", "Gerry Doyle"):
        assert name in article("002").author


def test_every_note_is_public_cites_a_place_and_is_reasoned_unless_unassessed():
    everything = ProvenanceNote.objects.all()
    assert everything.count() > 200
    assert notes().count() == everything.count()
    assert not everything.filter(locator="").exists()
    assert not everything.exclude(position="unassessed").filter(position_reason="").exists()
    assert Position.objects.count() == everything.exclude(position="unassessed").count()
    assert not everything.filter(Q(position="rejected") & Q(credibility__lt=4)).exists()
    assert not everything.filter(credibility=1).exists()  # five accounts that go back to one confirm nothing


# --- what is claimed --------------------------------------------------------------------------------------------------

CLAIMS = [  # exhibit, article, claim, part of the answer, the museum's position
    (RIFLE, "001", "made_by", "North Korean", "rejected"),
    (RIFLE, "002", "made_by", "Russia", "accepted"),
    (RIFLE, "003", "made_by", "Made in Russia", "accepted"),
    (RIFLE, "003", "made_by", "Both rifles", "rejected"),
    (RIFLE, "004", "made_by", "Russian", "accepted"),
    (RIFLE, "000", "answered_by", "retaliation", "rejected"),
    (RIFLE, "000", "answered_by", "A gun", "accepted"),
    (RIFLE, "002", "answered_by", "North Korean craftsmen", "accepted"),
    (RIFLE, "001", "other", "exceptional quality", "disputed"),
    (RIFLE, "000", "restricted", "too", "disputed"),
    (GLOVE, "000", "given_by", "displayed", "rejected"),
    (GLOVE, "003", "other", "historic", "rejected"),
    (GLOVE, "004", "other", "astronaut", "disputed"),
    (GLOVE, "001", "restricted", "too", "disputed"),
    (ARMOUR, "000", "other", "crotch", "disputed"),
    (ARMOUR, "002", "other", "groin", "accepted"),
    (ARMOUR, "004", "given_by", "Kozemiako", "accepted"),
    (HAT, "001", "other", "Someone", "disputed"),
    (HAT, "002", "other", "slightly below", "accepted"),
    (HAT, "004", "other", "Matzegora", "disputed"),
    (HAT, "004", "other", "Fur hats", "rejected"),
    (DRONES, "000", "given_by", "sent", "disputed"),
    (DRONES, "004", "given_by", "Russian officials", "unassessed"),
    (DRONES, "000", "other", "common in Ukraine", "disputed"),
    (DRONES, "002", "restricted", "Moscow voted for", "accepted"),
    (DRONES, "004", "restricted", "TASS", "disputed"),
    (GERANIUM, "003", "other", "Ukraine", "accepted"),
    (CRYSTAL, "000", "owned_by", "owned by Americans", "rejected"),
    (CRYSTAL, "002", "given_by", "Jimmy Carter", "accepted"),
    (BASKETBALL, "000", "given_to", "Jimmy Carter", "rejected"),
    (BASKETBALL, "002", "given_by", "Albright", "accepted"),
    (TEA_CUPS, "000", "given_to", "Jimmy Carter", "rejected"),
    (TEA_CUPS, "001", "given_by", "Mitterrand", "accepted"),
    (CASTRO_RIFLE, "000", "given_to", "Albright", "rejected"),
    (CASTRO_RIFLE, "002", "given_by", "Castro", "accepted"),
    (TELEVISION, "001", "displayed", "work for peace", "disputed"),
    (SEDAN, "002", "given_to", "Kim Jong Il", "accepted"),
]


@pytest.mark.parametrize(("number", "source", "claim", "answer", "position"), CLAIMS)
def test_each_claim_is_a_note_with_a_position(number, source, claim, answer, position):
    note = notes(exhibit__accession_number=number, source=article(source), claim=claim, answer__contains=answer).get()
    assert note.position == position


@pytest.mark.parametrize(
    ("source", "answer", "position"),
    [
        ("000", "no one cited", "disputed"),
        ("001", "no one cited", "disputed"),
        ("002", "state media", "accepted"),
        ("003", "state media", "accepted"),
        ("000", "as a fact", "rejected"),
        ("001", "by whom is not said", "disputed"),
        ("003", "renowned institutions", "disputed"),
        ("004", "state media", "accepted"),
        ("004", "rare trips abroad", "rejected"),
        ("002", "Opened in 1978", "accepted"),
        ("000", "160 km (99 miles)", "accepted"),
        ("001", "“traditional” roofs", "disputed"),
    ],
)
def test_claims_on_the_museum_are_notes_on_its_site(source, answer, position):
    found = notes(location__kind="site", source=article(source), answer__contains=answer)
    assert {note.position for note in found} == {position}


@pytest.mark.parametrize(
    ("source", "answer", "position"),
    [
        ("000", "guests", "rejected"),
        ("002", "hosts", "accepted"),
        ("000", "13 September 2023", "accepted"),
        ("000", "Moscow", "rejected"),
        ("002", "17 September 2023", "accepted"),
        ("001", "November 2023", "disputed"),
        ("004", "between the US and its allies", "rejected"),
        ("004", "All of them will be displayed", "disputed"),
        ("002", "Most likely", "accepted"),
        ("000", "vessel", "disputed"),
    ],
)
def test_claims_on_the_journey_are_notes_on_the_occasion(source, answer, position):
    assert notes(occasion__kind="visit", source=article(source), answer__contains=answer).get().position == position


# --- where they contradict each other ---------------------------------------------------------------------------------

QUESTIONS = [  # question, articles on both sides, decided
    ("Who made the rifle that Kim received?", {"001", "002", "003", "004"}, True),
    ("Were both rifles made in Russia?", {"002", "003"}, True),
    ("Was Kim’s rifle for Putin retaliation or a gift in return?", {"000", "002", "003"}, True),
    ("What did Putin receive: a gun or a rifle?", {"000", "002", "003"}, True),
    ("Does the rifle break UN sanctions as well?", {"000", "001", "002", "003"}, False),
    ("Does the glove break UN sanctions?", {"000", "001", "002"}, False),
    ("Did Putin give the glove, or only display it?", {"000", "001", "002", "003", "004"}, True),
    ("Was the glove worn on a historic mission?", {"002", "003"}, True),
    ("Did the suit belong to a cosmonaut or to an astronaut?", {"001", "002", "004"}, True),
    ("What was worn in space: this glove, or the suit it is said to come from?", {"001", "002"}, False),
    ("Does the armour cover the crotch or the groin?", {"000", "001", "002", "004"}, True),
    ("How is the governor’s name written?", {"002", "004"}, True),
    ("Who proposed the size of the hat?", {"000", "001", "002"}, True),
    ("Did the ambassador say that the hat was the right size?", {"002", "003", "004"}, True),
    ("Who gave the drones?", {"001", "002", "003", "004"}, False),
    ("Which of the drones are in wide use in Ukraine?", {"000", "002", "003", "004"}, True),
    ("Who says that the drones breach the resolutions?", {"002", "004"}, True),
    ("Did the crystal come from Jimmy Carter, or had Americans merely owned it?", {"000", "001", "002", "003"}, True),
    ("Did Albright give the basketball, or did Carter receive it?", {"000", "001", "002", "003"}, True),
    ("Did Mitterrand’s tea cups go to North Korea’s leader or to Jimmy Carter?", {"000", "001", "002", "003"}, True),
    ("Did Castro give the rifle to North Korea’s leaders, or to Madeleine Albright?", {"000", "001", "002"}, True),
    (
        "Is the television shown prominently for propaganda, or to honour its giver?",
        {"000", "001", "002", "003"},
        False,
    ),
    ("Who counted the rooms, items and countries?", {"000", "001", "002", "003"}, True),
    ("Who compares the museum with the Louvre?", {"000", "001", "002", "004"}, True),
    ("Was the museum opened or established in 1978?", {"000", "002", "003"}, True),
    ("What is traditional: the style of the buildings or their roofs?", {"001", "002", "003"}, True),
    ("Were the gifts received from visitors, or on journeys abroad?", {"000", "002", "003", "004"}, True),
    ("Were the Russians Kim’s guests or his hosts?", {"000", "001", "002", "003"}, True),
    ("Where did Kim meet Putin: in Moscow or at Vostochny?", {"000"}, True),
    ("When did Kim go home?", {"001", "002"}, True),
    ("Are all the gifts of 2023 to be displayed?", {"002", "003", "004"}, True),
    ("Was an arms deal part of the visit?", {"000", "004"}, False),
]


@pytest.mark.parametrize(("question", "articles", "decided"), QUESTIONS)
def test_each_contradiction_is_linked_and_decided_or_left_open(question, articles, decided):
    links = Contradiction.objects.visible_to(None).filter(question=question)
    assert {note.source for link in links for note in (link.first, link.second)} == {article(n) for n in articles}
    assert {link.is_open for link in links} == {not decided}


def test_a_question_is_decided_for_all_its_notes_or_for_none():
    for question in Contradiction.objects.values_list("question", flat=True).distinct():
        assert len({link.is_open for link in Contradiction.objects.filter(question=question)}) == 1


def test_a_rejected_claim_is_contradicted_by_one_that_is_not():
    for note in ProvenanceNote.objects.filter(position="rejected"):
        others = ProvenanceNote.objects.filter(
            Q(contradictions_as_first__second=note) | Q(contradictions_as_second__first=note)
        )
        assert others.exclude(position="rejected").exists(), note
