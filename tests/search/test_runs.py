"""Orders: runs hold what a sorted list would, and pages of any set walk it both ways without a gap or a repeat."""

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyroaring import BitMap

from collection.models.index import IndexEntry, Run
from collection.search import runs
from collection.search.codes import Order
from collection.search.keys import keys_of
from collection.search.ordering import Ordering, following

pytestmark = pytest.mark.django_db
SIZE = 4

ids = st.integers(1, 60)
titles = st.sampled_from(["", "a", "ab", "b", "vase", "vase 0000000001", "é", "김", "😀", "z"])
# What each step writes: exhibit → key, or None where the exhibit goes.
titled = st.dictionaries(ids, st.none() | titles, max_size=25)
dated = st.dictionaries(ids, st.none() | st.integers(-3, 12), max_size=25)


class Shelf:
    """Entries with a key in one order, and the runs that are kept up with them."""

    def __init__(self, order):
        self.order, self.keys, self.generation = order, {}, 0
        IndexEntry.objects.all().delete()
        Run.objects.all().delete()
        self.ordering = self.read()

    def change(self, keys):
        self.generation += 1
        removed = [(self.keys[pk], pk) for pk, key in keys.items() if pk in self.keys and self.keys[pk] != key]
        added = [(key, pk) for pk, key in keys.items() if key is not None and self.keys.get(pk) != key]
        self.keys |= keys
        self.keys = {pk: key for pk, key in self.keys.items() if key is not None}
        IndexEntry.objects.filter(pk__in=list(keys)).delete()
        IndexEntry.objects.bulk_create(
            IndexEntry(
                **{"exhibit_id": pk, "generation": 1, "digest": "", "number": "", "title": "", "card": b""}
                | {"public_values": "", "private_values": "", "public_words": [], "private_words": []}
                | {self.order.label: key}
            )
            for pk, key in keys.items()
            if key is not None
        )
        runs.place(connection, self.order, removed, added, self.generation, SIZE)

    def read(self):
        return Ordering(self.order, runs.load(connection, self.order))

    def sorted(self):
        return [pk for _, pk in sorted((key, pk) for pk, key in self.keys.items())]


@pytest.fixture(autouse=True)
def _no_entries_stay(db):
    yield
    IndexEntry.objects.all().delete()


def all_pages(ordering, found, **direction):
    """Every id of `found`, page by page of three, from one end to the other."""
    met, place = [], None
    while True:
        page = ordering.page(connection, found, place, 3, **direction)
        backwards = direction.get("backwards", False)
        met = [*page.ids, *met] if backwards else [*met, *page.ids]
        assert (page.after if backwards else page.before) == (place is not None)
        if not (page.before if backwards else page.after):
            return met
        last = page.ids[0 if backwards else -1]
        place = (keys_of(connection, ordering.order, [last])[last], last)


@pytest.mark.parametrize(("order", "steps"), [(Order.TITLE, titled), (Order.MADE, dated)], ids=str)
def test_runs_follow_the_entries(order, steps):
    @settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
    @given(history=st.lists(steps, min_size=1, max_size=5), wanted=st.sets(ids))
    def check(history, wanted):
        shelf = Shelf(order)
        for change in history:
            before, since = shelf.ordering, shelf.generation
            shelf.change(change)
            shelf.ordering = before.changed(runs.load(connection, order, since=since))
            assert shelf.ordering.page(connection, BitMap(range(100)), None, 100).ids == shelf.sorted()
            assert shelf.read().page(connection, BitMap(range(100)), None, 100).ids == shelf.sorted()
        found = BitMap(wanted)
        expected = [pk for pk in shelf.sorted() if pk in found]
        for descending in (False, True):
            in_order = expected[::-1] if descending else expected
            assert all_pages(shelf.ordering, found, descending=descending) == in_order
            assert all_pages(shelf.ordering, found, descending=descending, backwards=True) == in_order
        lengths = [len(row.ids) for row in runs.load(connection, order) if row.exhibit]
        assert max(lengths, default=0) <= 2 * SIZE
        assert all(lengths)
        runs.build(connection, order, shelf.generation + 1, SIZE)
        assert shelf.read().page(connection, BitMap(range(100)), None, 100).ids == shelf.sorted()

    check()


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(keys=st.dictionaries(ids, st.integers(-3, 12)), low=st.integers(-4, 13), high=st.integers(-4, 13))
def test_a_range_of_numbers(keys, low, high):
    shelf = Shelf(Order.MADE)
    shelf.change(keys)
    within = {pk for pk, key in keys.items() if low <= key < high}
    assert set(shelf.read().between(connection, low, high)) == within
    assert set(shelf.read().between(connection, low, None)) == {pk for pk, key in keys.items() if low <= key}
    assert set(shelf.read().between(connection, None, high)) == {pk for pk, key in keys.items() if key < high}


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(keys=st.dictionaries(ids, titles), prefix=titles)
def test_what_begins_alike(keys, prefix):
    shelf = Shelf(Order.TITLE)
    shelf.change(keys)
    alike = {pk for pk, key in keys.items() if key.startswith(prefix)}
    assert set(shelf.read().between(connection, prefix, following(prefix))) == alike


@pytest.mark.parametrize("prefix", ["a", "z", "\ud7ff", "ab\U0010ffff"])
def test_nothing_that_begins_so_comes_after_what_follows(prefix):
    after = following(prefix)
    assert prefix < after
    assert prefix + "\U0010ffff" * 3 < after
    after.encode()


def test_nothing_follows_the_last_character():
    assert following("\U0010ffff") is None


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    keys=st.dictionaries(ids, st.integers(0, 12), min_size=1),
    moves=st.dictionaries(ids, st.none() | st.integers(0, 12), max_size=5),
    data=st.data(),
)
def test_a_page_goes_on_where_its_cursor_stood(keys, moves, data):
    """Though what stood there has moved or gone."""
    shelf = Shelf(Order.MADE)
    shelf.change(keys)
    cursor = data.draw(st.sampled_from(sorted((key, pk) for pk, key in keys.items())))
    shelf.change(moves)
    places = sorted((key, pk) for pk, key in shelf.keys.items())
    page = shelf.read().page(connection, BitMap(range(100)), cursor, 5)
    assert page.ids == [pk for key, pk in places if (key, pk) > cursor][:5]
    page = shelf.read().page(connection, BitMap(range(100)), cursor, 5, backwards=True)
    assert page.ids == [pk for key, pk in places if (key, pk) < cursor][-5:]


def test_an_unknown_place_is_just_a_place():
    shelf = Shelf(Order.MADE)
    shelf.change({1: 10, 2: 20})
    assert shelf.read().page(connection, BitMap([1, 2]), (15, 2**62), 5).ids == [2]


def test_far_answers_are_found():
    """Behind more runs than are tested as they are."""
    shelf = Shelf(Order.MADE)
    shelf.change({pk: pk for pk in range(1, 400)})
    assert shelf.read().page(connection, BitMap([390, 398]), None, 5).ids == [390, 398]
    assert shelf.read().page(connection, BitMap([2, 5]), None, 5, descending=True).ids == [5, 2]
    assert shelf.read().page(connection, BitMap([5000]), None, 5).ids == []


def test_what_has_become_short_is_joined_and_its_row_used_again():
    shelf = Shelf(Order.MADE)
    shelf.change({pk: pk for pk in range(1, 40)})
    rows = Run.objects.count()
    shelf.change(dict.fromkeys(range(5, 40)))
    assert [list(row.ids) for row in runs.load(connection, Order.MADE) if row.exhibit] == [[1, 2, 3, 4]]
    shelf.change({pk: pk for pk in range(5, 40)})
    assert Run.objects.count() == rows


def test_nothing_in_an_empty_museum():
    assert Shelf(Order.MADE).ordering.page(connection, BitMap([1]), (3, 1), 5) == ([], False, False)
    assert not Shelf(Order.MADE).ordering.between(connection, 1, 2)
