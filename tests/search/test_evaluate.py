"""What a query finds is what reading every text by hand finds, for visitors and for staff."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyroaring import BitMap

from collection.models.index import Facet, Side
from collection.search import index, vocabulary
from collection.search.evaluate import evaluate, within
from collection.search.index import Index
from collection.search.query import And, Not, Or, Phrase, Prefix, Value, parse
from collection.search.words import Field, stream, words
from tests.search.catalogue import Catalogue, Entry

pytestmark = pytest.mark.django_db
WORDS = "vase carpet gold gilt of the".split()
FIELDS = [Field.TITLE, Field.PERSON, Field.TEXT]

texts = st.lists(
    st.tuples(st.sampled_from(FIELDS), st.lists(st.sampled_from(WORDS), min_size=1, max_size=4)), max_size=3
)
values = st.sets(st.sampled_from([(Facet.ALL, 0), (Facet.COUNTRY, 1), (Facet.COUNTRY, 2)]))


@st.composite
def records(draw):
    """A record's texts and values, public and private."""
    return draw(st.tuples(texts, texts)), draw(st.tuples(values, values))


fields = st.sampled_from([None, Field.TITLE, Field.PERSON])
leaves = st.one_of(
    st.builds(Phrase, st.lists(st.sampled_from(WORDS), min_size=1, max_size=3).map(tuple), fields, st.just("")),
    st.builds(Prefix, st.sampled_from(["gi", "go", "g", "va", "x"]), fields, st.just("")),
    st.builds(Value, st.just("country"), st.sampled_from(["1", "2", "3"]), st.just("")),
)
queries = st.recursive(
    leaves,
    lambda parts: st.one_of(
        st.builds(And, st.lists(parts, max_size=3).map(tuple)),
        st.builds(Or, st.lists(parts, min_size=2, max_size=3).map(tuple)),
        st.builds(Not, parts),
    ),
    max_leaves=5,
)


@pytest.fixture
def catalogue(db, monkeypatch):
    monkeypatch.setattr(vocabulary, "COMMON", 3)
    monkeypatch.setattr(index, "COMMON", 3)
    monkeypatch.setattr(index, "FEW", 3)
    made = Catalogue()
    yield made
    made.clear()


def put(catalogue, records):
    catalogue.clear()
    catalogue.change(
        {
            pk: Entry(under, tuple(stream([(of, " ".join(text)) for of, text in side]) for side in read))
            for pk, (read, under) in enumerate(records, start=1)
        }
    )


def answers(query, record, sides, only=None):
    """Whether one record answers a query, read by hand; plain words in the fields `only` alone."""
    read, under = record

    def asks(field, test):
        wanted = set(only or FIELDS) if field is None else {field}
        return any(test(text) for side in sides for of, text in read[side] if of in wanted)

    match query:
        case And(parts):
            return all(answers(part, record, sides, only) for part in parts)
        case Or(parts):
            return any(answers(part, record, sides, only) for part in parts)
        case Not(part):
            return not answers(part, record, sides)
        case Phrase(lexemes, field):
            long = len(lexemes)
            return asks(field, lambda text: any(tuple(text[at : at + long]) == lexemes for at in range(len(text))))
        case Prefix(lexeme, field):
            return asks(field, lambda text: any(word.startswith(lexeme) for word in text))
        case Value(_, value):
            return any((Facet.COUNTRY, int(value)) in under[side] for side in sides)


def readers():
    for sides in (Side.PUBLIC,), tuple(Side):
        found = Index.current("default", private=len(sides) > 1)
        yield found, sides, lambda field, value, found=found: found.value(Facet.COUNTRY, int(value))


@settings(max_examples=80, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(records=st.lists(records(), max_size=8), query=queries)
def test_every_query(catalogue, records, query):
    put(catalogue, records)
    for found, sides, resolve in readers():
        universe = {
            pk for pk, record in enumerate(records, 1) if any((Facet.ALL, 0) in record[1][side] for side in sides)
        }
        expected = {pk for pk in universe if answers(query, records[pk - 1], sides)}
        assert set(evaluate(query, found, resolve)) == expected


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    records=st.lists(records(), max_size=8),
    query=queries,
    only=st.sampled_from([(Field.TITLE,), (Field.TITLE, Field.PERSON)]),
)
def test_every_query_within_some_fields(catalogue, records, query, only):
    put(catalogue, records)
    for found, sides, resolve in readers():
        among = evaluate(query, found, resolve)
        expected = {pk for pk in among if answers(query, records[pk - 1], sides, only)}
        assert set(within(only, query, among, found, resolve)) == expected


def test_a_query_of_nothing_but_exclusions(catalogue):
    put(
        catalogue, [(([(Field.TITLE, ["vase"])], []), ({(Facet.ALL, 0)}, set())), (([], []), ({(Facet.ALL, 0)}, set()))]
    )
    found = Index.current("default", private=False)
    assert set(evaluate(parse("-vase"), found, lambda *_: BitMap())) == {2}


def test_an_unknown_word_costs_no_question_to_the_database(catalogue, django_assert_num_queries):
    put(catalogue, [(([(Field.TITLE, words("Blue vase"))], []), ({(Facet.ALL, 0)}, set()))])
    found = Index.current("default", private=False)
    found.universe  # noqa: B018
    with django_assert_num_queries(2):  # for the words; and whether what they say may be kept, in a transaction
        assert not evaluate(parse('nobody "wrote this"'), found, lambda *_: BitMap())
