"""Relevance: a total order, paged either way without a gap or a repeat."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyroaring import BitMap

from collection.models.index import Facet
from collection.search.evaluate import evaluate
from collection.search.index import Index
from collection.search.query import parse
from collection.search.rank import Rank, Relevance
from collection.search.words import Field, stream
from tests.search.catalogue import Catalogue, Entry

pytestmark = pytest.mark.django_db


@pytest.fixture
def catalogue(db):
    made = Catalogue()
    yield made
    made.clear()


def put(catalogue, records):
    """Of each: the field its only text stands in, the text, and how much there is to see of it."""
    catalogue.clear()
    catalogue.change(
        {
            pk: Entry(
                ({(Facet.ALL, 0), *([] if prior is None else [(Facet.PRIOR, prior)])}, set()), (stream([text]), [])
            )
            for pk, (text, prior) in records.items()
        }
    )


def relevance(text, **exact):
    query, found = parse(text), Index.current("default", private=False)
    return Relevance(query, evaluate(query, found, no_values), found, no_values, **exact)


def no_values(field, value):
    raise AssertionError


def order(of):
    return [place.id for place in of.page(size=100).places]


texts = st.tuples(
    st.sampled_from([Field.TITLE, Field.PERSON, Field.DONOR, Field.TEXT, Field.ROOM]),
    st.lists(st.sampled_from(["gold", "vase", "of"]), min_size=1, max_size=3).map(" ".join),
)
priors = st.none() | st.integers(0, 31)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    records=st.dictionaries(
        st.one_of(st.integers(1, 30), st.integers(65_530, 65_540)), st.tuples(texts, priors), max_size=12
    ),
    text=st.sampled_from(
        ["gold", "gold vase", '"gold vase"', "go*", "gold OR vase", "-gold", "title:gold", "gold -title:of"]
    ),
    numbered=st.sets(st.integers(1, 30), max_size=2),
    titled=st.sets(st.integers(1, 30), max_size=3),
    size=st.integers(1, 4),
)
def test_pages_follow_the_order(catalogue, records, text, numbered, titled, size):
    put(catalogue, records)
    found = set(evaluate(parse(text), Index.current("default", private=False), no_values))

    def rank(pk):
        (field, _), prior = records[pk]
        tier = 4
        if pk in numbered:
            tier = 0
        elif pk in titled:
            tier = 1
        elif text in ("-gold", "title:gold"):
            tier = 2  # there is nothing in them that could stand elsewhere
        elif field is Field.TITLE:
            tier = 2
        elif field is Field.PERSON:
            tier = 3
        return tier, 32 if prior is None else prior, pk

    expected = sorted(map(rank, found))
    of = relevance(text, number=BitMap(numbered), title=BitMap(titled))
    assert of.page(size=100).places == expected
    for start, place in enumerate(expected):
        page = of.page(Rank(*place), size)
        assert page.places == expected[start + 1 : start + 1 + size]
        assert (page.before, page.after) == (True, start + 1 + size < len(expected))
        page = of.page(Rank(*place), size, backwards=True)
        assert page.places == expected[max(0, start - size) : start]
        assert (page.before, page.after) == (start > size, True)
    last = of.page(None, size, backwards=True)
    assert last.places == expected[-size:]
    assert (last.before, last.after) == (len(expected) > size, False)


def test_the_number_then_the_title_then_words_in_the_title_then_in_names_then_anywhere(catalogue):
    put(
        catalogue,
        {
            1: ((Field.TEXT, "gold"), 0),
            2: ((Field.PERSON, "Gold"), 5),
            3: ((Field.TITLE, "Gold vase"), 9),
            4: ((Field.TITLE, "Gold"), 9),
            5: ((Field.NUMBER, "Gold"), 31),
        },
    )
    assert order(relevance("gold", number=BitMap([5]), title=BitMap([4]))) == [5, 4, 3, 2, 1]


def test_within_a_tier_what_there_is_most_to_see_of(catalogue):
    put(catalogue, {1: ((Field.TITLE, "vase"), 9), 2: ((Field.TITLE, "vase"), None), 3: ((Field.TITLE, "vase"), 0)})
    assert order(relevance("vase")) == [3, 1, 2]


@pytest.mark.parametrize("place", [(9, 0, 1), (0, -7, 1), (-1, 0, 1), (4, 99, 2**70), (4, 32, -5), (2, 9, 2**32)])
def test_a_place_that_is_none_is_just_a_place(catalogue, place):
    put(catalogue, {1: ((Field.TITLE, "vase"), 9), 2: ((Field.TEXT, "vase"), None)})
    every = [(2, 9, 1), (4, 32, 2)]
    of = relevance("vase")
    assert of.page(Rank(*place)).places == [one for one in every if one > place]
    assert of.page(Rank(*place), backwards=True).places == [one for one in every if one < place]
