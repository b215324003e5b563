"""The index in memory: kept up to date piece by piece, it is what a process that has just started would read."""

import threading

import pytest
from django.db import connection, connections, transaction
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyroaring import BitMap

from collection.models.index import Facet, Generation, Order, Side
from collection.models.indexing import put_off
from collection.search import facets, index, sets, vocabulary
from collection.search.index import Index
from tests.factories import make_exhibit
from tests.search.catalogue import Catalogue, Entry, private, public

ALL = BitMap(range(70_000))
BOTH = tuple(Side)
WORDS = "vase carpet gold gilt of the".split()
VALUES = [(Facet.COUNTRY, 1), (Facet.COUNTRY, 2), (Facet.MADE, -40), *((Facet.DONOR, pk) for pk in range(1, 7))]


@pytest.fixture
def rarely(monkeypatch):
    """Three exhibits make a word common, three values of a facet are very many."""
    monkeypatch.setattr(vocabulary, "COMMON", 3)
    monkeypatch.setattr(index, "COMMON", 3)
    monkeypatch.setattr(index, "FEW", 3)
    monkeypatch.setattr(sets, "MANY", 2)
    monkeypatch.setattr(sets, "LARGE", 4)
    monkeypatch.setattr(facets, "FEW", -1)


IDS = [*range(1, 13), *range(65_530, 65_541)]  # in two chunks


@pytest.fixture
def catalogue(transactional_db, rarely):
    with put_off():
        for pk in IDS:
            make_exhibit(pk=pk)
    made = Catalogue(run_size=3)
    yield made
    made.clear()


words = st.lists(st.sampled_from(WORDS), max_size=4)
values = st.sets(st.sampled_from([*VALUES, (Facet.ALL, 0)]))
keys = st.fixed_dictionaries({Order.TITLE: st.sampled_from("abcd"), Order.MADE: st.integers(0, 5)})
sides = st.tuples(values, values).map(lambda both: (both[0], both[1] - both[0]))
entries = st.builds(Entry, sides, st.tuples(words, words), keys)
changes = st.dictionaries(st.sampled_from(IDS), st.none() | entries, max_size=8)
histories = st.lists(changes, min_size=1, max_size=5)


def everything(found):
    """All that an index can be asked."""
    return {
        "universe": set(found.universe),
        "value": {pair: set(found.value(*pair)) for pair in VALUES},
        "facets": {of: facets.every(ALL, found, of) for of in (Facet.COUNTRY, Facet.DONOR)},
        "words": {word: set(found.any_of([(word,)])) for word in WORDS},
        "phrases": {pair: set(found.any_of([pair])) for pair in [("gold", "vase"), ("of", "the")]},
        "prefix": {start: set(found.prefix(start)) for start in ("g", "gi", "va", "zz")},
        "title": set(found.between(Order.TITLE, "b", "c")),
        "made": set(found.between(Order.MADE, 2, 3)),
        "order": found.ordering(Order.MADE).page(connection, found.universe, None, 300).ids,
    }


def by_hand(catalogue, sides):
    def follow(*wanted):
        return lambda has: any(has[at : at + len(wanted)] == list(wanted) for at in range(len(has)))

    def begin(start):
        return lambda has: any(word.startswith(start) for word in has)

    def under(facet):
        found = {pair[1]: len(catalogue.under(facet, pair[1], sides)) for pair in VALUES if pair[0] == facet}
        return {value: number for value, number in found.items() if number}

    universe = catalogue.under(Facet.ALL, 0, sides)
    keys = catalogue.entries.items()
    return {
        "universe": universe,
        "value": {pair: catalogue.under(*pair, sides) for pair in VALUES},
        "facets": {of: under(of) for of in (Facet.COUNTRY, Facet.DONOR)},
        "words": {word: catalogue.having(follow(word), sides) for word in WORDS},
        "phrases": {pair: catalogue.having(follow(*pair), sides) for pair in [("gold", "vase"), ("of", "the")]},
        "prefix": {start: catalogue.having(begin(start), sides) for start in ("g", "gi", "va", "zz")},
        "title": {pk for pk, entry in keys if "b" <= entry.key(Order.TITLE) <= "c"},
        "made": {pk for pk, entry in keys if 2 <= entry.key(Order.MADE) <= 3},
        "order": [pk for _, pk in catalogue.in_order(Order.MADE) if pk in universe],
    }


def readers():
    return [(Index.current("default", is_private), BOTH if is_private else BOTH[:1]) for is_private in (False, True)]


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(history=histories)
def test_a_reader_who_has_read_before_finds_what_there_is(catalogue, history):
    catalogue.clear()
    for change in history:
        catalogue.change(change)
        for found, sides in readers():
            assert everything(found) == by_hand(catalogue, sides)
    index.forget()
    for found, sides in readers():
        assert everything(found) == by_hand(catalogue, sides)


class Undo(Exception):
    pass


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(history=histories, undone=changes, later=changes, data=st.data())
def test_what_was_rolled_back_is_never_found(catalogue, history, undone, later, data):
    """Read inside the transaction or not, and whatever was read before it."""
    catalogue.clear()
    for change in history:
        catalogue.change(change)
    held = readers() if data.draw(st.booleans()) else []
    for found, _ in held:
        found.universe  # noqa: B018
    before = dict(catalogue.entries)
    try:
        with transaction.atomic():
            catalogue.change(undone)
            if data.draw(st.booleans()):
                for found, sides in readers():
                    assert everything(found) == by_hand(catalogue, sides)
            for found, _ in held:
                everything(found)  # one that was read before the change may say either
            raise Undo
    except Undo:
        catalogue.entries = before
    for found, sides in readers():
        assert everything(found) == by_hand(catalogue, sides)
    catalogue.change(later)
    for found, sides in readers():
        assert everything(found) == by_hand(catalogue, sides)


def test_the_same_generation_is_read_once(catalogue, django_assert_num_queries):
    catalogue.change({1: public("gold vase", {(Facet.COUNTRY, 1)}), 2: private("carpet")})
    for found, _ in readers():
        everything(found)
    with django_assert_num_queries(1):
        everything(Index.current("default", private=False))


def test_a_replica_shares_what_was_read_from_its_primary(catalogue):
    catalogue.change({1: public("gold vase", {(Facet.COUNTRY, 1)})})
    expected = everything(Index.current("default", private=False))
    connections["replica"] = connection.copy("replica")
    try:
        with CaptureQueriesContext(connections["replica"]) as queries:
            assert everything(Index.current("replica", private=False)) == expected
        assert len(queries) == 2  # which generation it is, and once more when nobody else may come between
    finally:
        connections["replica"].close()
        del connections["replica"]


@pytest.mark.only_on("postgresql")
def test_threads_read_while_others_write(catalogue):
    catalogue.change({pk: public("vase gold", {(Facet.COUNTRY, pk % 2 + 1)}, made=pk) for pk in IDS})
    stop, failed = threading.Event(), []

    def read():
        try:
            while not stop.is_set():
                for found, _ in readers():
                    everything(found)
        except Exception as error:
            failed.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=read) for _ in range(3)]
    for thread in threads:
        thread.start()
    for turn in range(15):
        words = ("carpet", "gold vase", "of the")[turn % 3]
        catalogue.change({pk: public(words, {(Facet.DONOR, turn % 4 + 1)}, made=turn) for pk in IDS[turn % 5 :: 3]})
    stop.set()
    for thread in threads:
        thread.join()
    assert not failed
    for found, sides in readers():
        assert everything(found) == by_hand(catalogue, sides)


def test_readers_in_a_transaction_share_what_was_read_before_it(catalogue, django_assert_num_queries):
    catalogue.change({1: public("gold vase")})
    for found, _ in readers():
        everything(found)
    with transaction.atomic(), django_assert_num_queries(1):
        everything(Index.current("default", private=False))


def test_visitors_find_no_private_word_value_or_exhibit(catalogue):
    catalogue.change({1: Entry(({(Facet.ALL, 0)}, {(Facet.STATUS, 3)}), (["vase"], ["canary"])), 2: private("gold")})
    visitor, staff = Index.current("default", private=False), Index.current("default", private=True)
    assert not visitor.any_of([("canary",)])
    assert not visitor.prefix("can")
    assert not visitor.value(Facet.STATUS, 3)
    assert visitor.size("canary") == 0
    assert set(visitor.universe) == {1}
    assert set(staff.any_of([("canary",)])) == {1}
    assert set(staff.universe) == {1, 2}


def test_what_an_index_gives_cannot_be_changed(catalogue):
    catalogue.change({1: public("gold"), 2: public("gold vase")})
    found = Index.current("default", private=False)
    mine = found.universe
    mine |= BitMap([99])
    assert set(found.universe) == {1, 2}
    assert not hasattr(found.universe, "add")


def test_an_index_made_anew_is_read_anew(catalogue):
    catalogue.change({1: public("gold")})
    everything(Index.current("default", private=False))
    catalogue.clear()
    catalogue.change({2: public("vase")})
    Generation.objects.update(latest=50)
    assert everything(Index.current("default", private=False)) == by_hand(catalogue, BOTH[:1])


def test_whoever_finds_exhibits_waiting_has_them_indexed(catalogue, monkeypatch):
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO collection_stale (exhibit_id) VALUES (1)")

    def settle(using):
        catalogue.change({1: public("gold")})
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM collection_stale")

    monkeypatch.setattr(index, "on_stale", settle)
    assert set(Index.current("default", private=False).universe) == {1}


def test_too_short_a_prefix(catalogue, monkeypatch):
    monkeypatch.setattr(index, "MOST_HITS", 3)
    catalogue.change({1: public("vase vault vat vote"), 2: public("vase vault"), 3: public("vase")})
    found = Index.current("default", private=False)
    assert set(found.prefix("va")) == {1, 2, 3}  # two exhibits have rare words, and the common one is counted already
    with pytest.raises(index.QueryError, match="Write one letter more"):
        found.prefix("v")
    assert set(found.prefix("vau")) == {1, 2}
