"""Stored sets: whatever is added and removed, they hold what Python's sets would."""

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyroaring import BitMap

from collection.models.index import Bitmap
from collection.search import bitmaps
from collection.search.bitmaps import CHUNK_BITS
from collection.search.codes import Facet, Side

pytestmark = pytest.mark.django_db
COUNTRY = (Side.PUBLIC, Facet.COUNTRY)

# Ids on both sides of the borders between chunks, and far away.
ids = st.sampled_from([1, 2, 3, (1 << CHUNK_BITS) - 1, 1 << CHUNK_BITS, (1 << CHUNK_BITS) + 1, 9 << CHUNK_BITS, 2**31])
keys = st.tuples(st.sampled_from(Side), st.sampled_from([Facet.COUNTRY, Facet.MADE]), st.sampled_from([-40, 0, 7]))
changes = st.dictionaries(keys, st.tuples(st.frozensets(ids), st.frozensets(ids)), max_size=6)


def stored(side, facet):
    return {value: set(bits) for value, bits in bitmaps.load(connection, side, facet).items()}


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(history=st.lists(changes, max_size=5))
def test_changes_add_up(db, history):
    Bitmap.objects.all().delete()
    expected = {}
    for generation, change in enumerate(history, start=1):
        change = {key: (added, removed - added) for key, (added, removed) in change.items()}
        bitmaps.apply(connection, change, generation)
        for key, (added, removed) in change.items():
            expected[key] = (expected.get(key, set()) | added) - removed
    for side in Side:
        for facet in (Facet.COUNTRY, Facet.MADE):
            of_facet = {key[2]: of for key, of in expected.items() if key[:2] == (side, facet) and of}
            assert stored(side, facet) == of_facet
            assert {value: set(bitmaps.one(connection, side, facet, value)) for value in of_facet} == of_facet
    for row in Bitmap.objects.all():
        assert row.size == len(BitMap.deserialize(bytes(row.bits)))


def test_what_stays_alike_is_not_written():
    bitmaps.apply(connection, {(*COUNTRY, 1): ({5, 70_000}, set())}, 1)
    bitmaps.apply(connection, {(*COUNTRY, 1): ({5}, {6})}, 2)
    assert set(Bitmap.objects.values_list("generation", flat=True)) == {1}


def test_another_process_learns_what_was_emptied():
    bitmaps.apply(connection, {(*COUNTRY, 1): ({5, 70_000}, set())}, 1)
    bitmaps.apply(connection, {(*COUNTRY, 1): (set(), {70_000})}, 2)
    (change,) = bitmaps.changed(connection, Side.PUBLIC, [Facet.COUNTRY], since=1)
    assert (change.value, change.chunk, set(change.bits)) == (1, 1, set())
    assert stored(*COUNTRY) == {1: {5}}
    assert bitmaps.kept(connection, *COUNTRY, [1, 2]) == {1}


def test_a_changed_chunk_takes_the_place_of_the_former():
    bits = BitMap([5, 70_000, 70_001, 200_000])
    assert set(bitmaps.replaced(bits, 1, BitMap([70_002]))) == {5, 70_002, 200_000}
    assert set(bits) == {5, 70_000, 70_001, 200_000}


def test_all_is_replaced_at_once():
    bitmaps.apply(connection, {(*COUNTRY, 1): ({5}, set())}, 1)
    bitmaps.write_all(connection, {(*COUNTRY, 2): BitMap([1, 70_000, 2**31]), (*COUNTRY, 3): BitMap()}, 2)
    assert stored(*COUNTRY) == {2: {1, 70_000, 2**31}}


def test_no_change_is_no_work(django_assert_num_queries):
    with django_assert_num_queries(0):
        bitmaps.apply(connection, {}, 1)
