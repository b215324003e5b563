"""Where notes of one kind about one thing say different things: found whichever way they were written."""

import pytest
from django.db import IntegrityError, connection, transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from collection.models import Disagreement, ProvenanceNote, Weighing
from collection.models.forgetting import forget
from collection.models.indexing import settle
from collection.models.reindexing import rebuild
from collection.models.wording import wording
from tests import factories as make

pytestmark = pytest.mark.django_db


def found():
    """Kind of claim, state and answers of every disagreement."""
    return [(d.claim, d.state, d.answers) for d in Disagreement.objects.order_by("claim", "id")]


def assert_current():
    kept = found()
    rebuild()
    assert found() == kept


@pytest.fixture
def pair():
    """Two notes on who made one exhibit."""
    one = make.make_note(answer="Russian craftsmen")
    return one, make.make_note(exhibit=one.exhibit, answer="Korean craftsmen")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Russian craftsmen", "russian  craftsmen."),
        ("The Russian craftsmen", "Russian craftsmen"),
        ("“Fabergé”", "FABERGE"),
        ("Kim Dae-jung", "Kim Dae jung"),
        ("Weiß", "weiss"),
    ],
)
def test_what_differs_in_writing_alone_is_no_disagreement(one, other):
    note = make.make_note(answer=one)
    make.make_note(exhibit=note.exhibit, answer=other)
    assert found() == []


@pytest.mark.parametrize(("one", "other"), [("A", "The"), ("?", "!"), ("किला", "कला"), ("1951", "1952")])
def test_what_is_not_the_same_stays_apart(one, other):
    assert wording(one) != wording(other)


@given(st.text(min_size=1))
@settings(max_examples=50)
def test_a_wording_is_worded_as_itself(answer):
    assert wording(f" {answer.upper()} ") == wording(answer.upper())
    assert wording(answer).strip() == wording(answer)


def test_notes_of_one_kind_about_one_thing_that_differ_are_found(pair):
    make.make_note(exhibit=pair[0].exhibit, claim="given_by", answer="Putin")
    make.make_note(answer="Somebody else")
    assert found() == [("made_by", "to_weigh", ["Russian craftsmen", "Korean craftsmen"])]
    assert Disagreement.objects.get().since == pair[1].recorded_at
    assert_current()


@pytest.mark.parametrize("subject", ["occasion", "location"])
def test_those_about_occasions_and_places_too(subject):
    of = {subject: getattr(make, f"make_{subject}")()}
    for answer in ("six days", "a week"):
        make.make_note(**of, claim="other", answer=answer)
    assert found() == [("other", "to_weigh", ["six days", "a week"])]
    assert Disagreement.objects.get().about == {f"{subject}_id": of[subject].pk}
    assert_current()
    ProvenanceNote.objects.withdraw(note=ProvenanceNote.objects.first(), reason="Misread.", by=None)
    assert found() == []
    assert_current()


def _saved(notes):
    for note in notes:
        note.save()


def _by_sql(notes):
    columns = "exhibit_id claim answer statement source_id locator credibility position position_reason".split()
    with connection.cursor() as cursor:
        for note in notes:
            cursor.execute(
                f"INSERT INTO collection_provenancenote ({', '.join(columns)}, is_public, recorded_at, "
                f"withdrawn_reason) VALUES ({', '.join(['%s'] * len(columns))}, true, CURRENT_TIMESTAMP, '')",
                [getattr(note, name) for name in columns],
            )
    settle()


@pytest.mark.parametrize("write", [_saved, ProvenanceNote.objects.bulk_create, _by_sql])
def test_they_are_found_whichever_way_they_are_written(write):
    exhibit, source = make.make_exhibit(), make.make_source()
    said = {"exhibit": exhibit, "source": source, "claim": "made_by", "statement": "It is said."}
    write([ProvenanceNote(**said, answer=answer) for answer in ("Tula", "Izhevsk")])
    assert found() == [("made_by", "to_weigh", ["Tula", "Izhevsk"])]


def test_withdrawn_and_superseded_notes_no_longer_count(pair):
    later = make.make_note(exhibit=pair[0].exhibit, answer="Russian craftsmen", supersedes=pair[1])
    assert found() == []
    ProvenanceNote.objects.withdraw(note=later, reason="Misread.", by=None)
    assert [answers for _, _, answers in found()] == [["Russian craftsmen", "Korean craftsmen"]]  # stands again
    ProvenanceNote.objects.withdraw(note=pair[1], reason="Misread.", by=None)
    assert found() == []
    assert_current()


def test_positions_settle_it_and_unsettle_it(pair):
    assess = ProvenanceNote.objects.assess
    assess(note=pair[0], position="accepted", reason="A mark.", by=None)
    assert found()[0][1] == "to_weigh"
    assess(note=pair[1], position="rejected", reason="Mixed up.", by=None)
    assert found()[0][1] == "settled"
    assert_current()
    assess(note=pair[1], position="accepted", reason="A second mark.", by=None)
    assert found()[0][1] == "to_weigh"


def test_a_note_supersedes_an_earlier_one_so_that_no_chain_comes_round(pair):
    one, other = pair
    new = other.pk + 1000
    values = {"exhibit": one.exhibit, "source": one.source, "claim": "made_by", "answer": "x", "statement": "x"}
    with pytest.raises(IntegrityError), transaction.atomic():
        ProvenanceNote.objects.bulk_create([ProvenanceNote(pk=new, supersedes_id=new, **values)])
    with pytest.raises(IntegrityError), transaction.atomic():
        ProvenanceNote.objects.filter(pk=one.pk).update(supersedes=other)
    first = ProvenanceNote(pk=new, supersedes_id=new + 1, **values)
    with pytest.raises(IntegrityError), transaction.atomic():
        ProvenanceNote.objects.bulk_create([first, ProvenanceNote(pk=new + 1, supersedes=first, **values)])


def test_an_exhibit_that_is_forgotten_takes_its_own_along(pair):
    make.make_contradiction()
    forget([pair[0].exhibit_id])
    assert [d.exhibit_id == pair[0].exhibit_id for d in Disagreement.objects.all()] == [False]


def test_a_page_of_the_table_is_read_from_an_index(pair):
    assert not Weighing.objects.exists()
    listed = Disagreement.objects.filter(state="to_weigh", claim="made_by").order_by("since", "id")[:50]
    if connection.vendor == "sqlite":
        assert "TEMP B-TREE" not in listed.explain()
