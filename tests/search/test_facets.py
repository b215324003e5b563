"""Facets count as somebody would who leafed through the records."""

from collections import Counter

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyroaring import BitMap

from collection.models.index import Facet, Side
from collection.search import facets, sets
from collection.search.index import Index
from tests.search.catalogue import Catalogue, Entry

pytestmark = pytest.mark.django_db

values = st.sets(st.integers(-20, 40).map(lambda value: (Facet.MADE, value)), max_size=4)


@pytest.fixture(params=["sets", "column", "few"])
def catalogue(db, request, monkeypatch):
    """Values held as sets, or the small ones in a column, as they are where there are very many; or exhibits so few
    that their values are read one by one."""
    monkeypatch.setattr(sets, "LARGE", 4)
    monkeypatch.setattr(facets, "FEW", 100 if request.param == "few" else -1)
    if request.param == "column":
        monkeypatch.setattr(sets, "MANY", 2)
    made = Catalogue()
    yield made
    made.clear()


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    records=st.lists(st.tuples(values, values), max_size=40),
    found=st.sets(st.integers(1, 45)),
    limit=st.integers(1, 8),
    is_private=st.booleans(),
)
def test_every_facet_of_every_set(catalogue, records, found, limit, is_private):
    catalogue.clear()
    records = [(public, private - public) for public, private in records]
    catalogue.change({pk: Entry(of) for pk, of in enumerate(records, start=1)})
    sides = tuple(Side) if is_private else (Side.PUBLIC,)
    counted = Counter(
        value
        for pk, of in enumerate(records, start=1)
        if pk in found
        for _, value in set().union(*(of[side] for side in sides))
    )
    expected = sorted(counted.items(), key=lambda pair: (-pair[1], pair[0]))
    index = Index.current("default", private=is_private)
    assert facets.counts(BitMap(found), index, Facet.MADE, limit) == (tuple(expected[:limit]), len(expected) > limit)
    assert facets.every(BitMap(found), index, Facet.MADE) == counted
    wanted = range(-20, 41)
    assert facets.count(BitMap(found), index, Facet.MADE, wanted) == {value: counted[value] for value in wanted}
