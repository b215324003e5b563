"""One order in memory: pages of any set of exhibits, from any place, in either direction; ranges of keys."""

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import NamedTuple

from pyroaring import BitMap, FrozenBitMap

from . import runs
from .codes import Order
from .keys import Key, Keys, Place

TRIED = 16  # runs tested against a set as it is, before the set is turned inside out
FEW = 4  # hits in a run that are put in order one by one


class Slice(NamedTuple):
    """The ids of one page as they are shown, and whether there are others before and after."""

    ids: list[int]
    before: bool
    after: bool


class Run:
    """Exhibits that follow each other, from `place` on: as a row and, once asked for, as a set. Never changed."""

    __slots__ = ("_bits", "ids", "place")

    def __init__(self, place: Place, ids: array):
        self.place, self.ids = place, ids
        self._bits = None

    @property
    def bits(self) -> FrozenBitMap:
        if self._bits is None:
            self._bits = FrozenBitMap(self.ids)
        return self._bits


class Ordering:
    """All runs of one order as one generation left them. Never changed: `changed` makes another."""

    def __init__(self, order: Order, stored: Iterable[runs.Row], former: "dict[int, Run] | None" = None):
        self.order = order
        self._by_row = dict(former or {})
        for row in stored:
            if row.exhibit:
                self._by_row[row.id] = Run((row.key, row.exhibit), row.ids)
            else:
                self._by_row.pop(row.id, None)
        self._runs = sorted(self._by_row.values(), key=lambda run: run.place)
        self._places = [run.place for run in self._runs]

    def changed(self, stored: list[runs.Row]) -> "Ordering":
        """The order with these rows instead of what they were."""
        return Ordering(self.order, stored, self._by_row) if stored else self

    def page(self, connection, found, place: Place | None, size: int, *, descending=False, backwards=False) -> Slice:
        """The `size` exhibits of the set `found` that come next after `place`, or before it if `backwards`.

        None is the beginning, or the end. What stood at `place` may have moved or gone since.
        """
        step = -1 if descending != backwards else 1
        index, position = self._start(connection, place, step)
        ids = list(islice(self._walk(found, index, position, step), size + 1))
        beyond = len(ids) > size
        behind = place is not None and any(True for _ in self._walk(found, index, position, -step))
        del ids[size:]
        return Slice(ids[::-1], beyond, behind) if backwards else Slice(ids, behind, beyond)

    def every(self, found, *, descending=False) -> Iterator[int]:
        """All exhibits of the set `found`, in order. Asks nothing of the database."""
        index, position = self._start(None, None, -1 if descending else 1)
        return self._walk(found, index, position, -1 if descending else 1)

    def between(self, connection, low: Key | None = None, below: Key | None = None) -> FrozenBitMap:
        """The exhibits with low <= key < below; None is open."""
        keys = [key for key, _ in self._places]
        start = 0 if low is None else bisect_left(keys, low)
        end = len(keys) if below is None else bisect_left(keys, below)
        # All of a run is at most the first key of the next; so the runs before the first and at the end are mixed.
        whole = range(start, end if below is None else end - 1)
        mixed = {start - 1, end - 1} - {-1} - set(whole)
        parts = [self._runs[index].bits for index in whole]
        edges = Keys(connection, self.order)
        parts += [_part(self._runs[index].ids, edges, low, below) for index in mixed]
        return FrozenBitMap.union(*parts) if len(parts) > 1 else FrozenBitMap(parts[0] if parts else ())

    def _start(self, connection, place: Place | None, step: int) -> tuple[int, int]:
        """The run to begin with, and how many of its ids lie on the lower side of where to begin."""
        if not self._runs:
            return 0, 0
        if place is None:
            return (0, 0) if step > 0 else (len(self._runs) - 1, len(self._runs[-1].ids))
        index = max(0, bisect_right(self._places, place) - 1)
        ids = self._runs[index].ids
        key, pk = place
        keys = Keys(connection, self.order)
        if pk in ids:
            keys.learn([pk])
            if keys.known.get(pk) == key:
                return index, ids.index(pk) + (step > 0)
        return index, keys.position(ids, place, after=step > 0)

    def _walk(self, found: BitMap, index: int, position: int, step: int) -> Iterator[int]:
        """The ids of `found` in order, from a position of a run on: upwards, or downwards for step -1."""
        for tried, run in enumerate(self._from(index, step)):
            if tried == TRIED:
                absent = found.flip(0, self._limit())
            # Most of `found` may lie far away, and sparse sets are slow to compare: what is not in it is dense.
            if run.bits.intersect(found) if tried < TRIED else not run.bits.issubset(absent):
                yield from self._hits(run, found, position if not tried else None, step)

    def _from(self, index: int, step: int) -> Iterator[Run]:
        while 0 <= index < len(self._runs):
            yield self._runs[index]
            index += step

    def _hits(self, run: Run, found: BitMap, position: int | None, step: int) -> Iterable[int]:
        ids = run.ids
        if position is not None:
            ids = ids[position:] if step > 0 else ids[:position]
        hits = run.bits & found
        if len(hits) <= FEW and position is None:
            return sorted(hits, key=ids.index, reverse=step < 0)
        # One by one: the page is full long before the run ends.
        return (pk for pk in (ids if step > 0 else reversed(ids)) if pk in hits)

    def _limit(self) -> int:
        return max(run.bits.max() for run in self._runs) + 1


def _part(ids: array, keys: Keys, low: Key | None, below: Key | None) -> FrozenBitMap:
    """Those of a run with low <= key < below."""
    start = 0 if low is None else keys.position(ids, (low, 0))
    end = len(ids) if below is None else keys.position(ids, (below, 0))
    return FrozenBitMap(ids[start:end])


def following(prefix: str) -> str | None:
    """The first text, by code points, after all that begin with `prefix`; None where there is none."""
    prefix = prefix.rstrip("\U0010ffff")
    if not prefix:
        return None
    after = ord(prefix[-1]) + 1
    return prefix[:-1] + chr(0xE000 if 0xD800 <= after <= 0xDFFF else after)
