"""Facets: how many exhibits of a set are under each value. Exact, whatever the set.

An exhibit is under a value on one side only, so what the sides count adds up.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable
from functools import cached_property
from heapq import heappush, heapreplace
from typing import NamedTuple

from pyroaring import BitMap

from .codes import Facet
from .index import Index
from .sets import FacetSets
from .tables import ENTRIES, among, rows

COLUMNS = ("public_values", "private_values")  # by side
FEW = 100  # exhibits that are looked at one by one
SPARSER = 3  # times as many as found are in the average value: then they are compared as they are


class Counts(NamedTuple):
    """Values with how many exhibits they have, the most first and then by value, and whether others have any."""

    counted: tuple[tuple[int, int], ...]
    more: bool


def counts(found: BitMap, index: Index, facet: Facet, limit: int) -> Counts:
    """The `limit` values under which most exhibits of `found` are."""
    return index.remembered(("counts", facet, limit), found, lambda: _counts(found, index, facet, limit))


def every(found: BitMap, index: Index, facet: Facet) -> dict[int, int]:
    """How many exhibits of `found` are under each value that any is under."""
    if len(found) <= FEW:
        return dict(_leafed(found, index)[facet])
    counting = _Counting(found, index, facet)
    counted = dict(counting.small)
    counted |= {value: counting.of(value, sets) for _, value, sets in counting.values.large}
    return {value: number for value, number in counted.items() if number}


def count(found: BitMap, index: Index, facet: Facet, values: Iterable[int]) -> dict[int, int]:
    """How many exhibits of `found` are under each of `values`."""
    return {value: index.value(facet, value).intersection_cardinality(found) for value in values}


def _counts(found: BitMap, index: Index, facet: Facet, limit: int) -> Counts:
    best = _Best(limit)
    if len(found) <= FEW:
        for value, number in _leafed(found, index)[facet].items():
            best.add(value, number)
        return best.counts()
    counting = _Counting(found, index, facet)
    left = iter(counting.values.large)
    for size, value, sets in left:
        if best.excels(size):
            best.more = best.more or any(bits.intersect(found) for _, _, sets in [(0, 0, sets), *left] for bits in sets)
            break
        best.add(value, counting.of(value, sets))
    if best.excels(counting.values.largest_small):
        best.more = best.more or counting.finds_small()
    else:
        for value, number in counting.small.items():
            if value not in counting.values.mixed:
                best.add(value, number)
    return best.counts()


def _leafed(found: BitMap, index: Index) -> dict[int, Counter[int]]:
    """Facet → value → how many, read from the entries one by one: quickest for a few, and for all facets at once."""
    return index.noted("values", found, lambda: _read(found, index))


def _read(found: BitMap, index: Index) -> dict[int, Counter[int]]:
    columns = ", ".join(COLUMNS[side] for side in index.sides)
    condition, parameter = among(index.connection, "exhibit_id", found)
    counted: dict[int, Counter[int]] = defaultdict(Counter)
    for row in rows(index.connection, f"SELECT {columns} FROM {ENTRIES} WHERE {condition}", [parameter]):
        for pair in " ".join(row).split():
            facet, _, value = pair.partition(".")
            counted[int(facet)][int(value)] += 1
    return counted


class _Values:
    """The values of a facet as the sides have them together.

    `large`: size, value and sets of those that a side has as sets, the largest first; `mixed`: those of them that
    another side has in its column.
    """

    def __init__(self, sides: list[FacetSets]):
        sizes: Counter[int] = Counter()
        for side in sides:
            sizes.update(side.sizes)
        sets = {
            value: [side.sets[value] for side in sides if value in side.sets] for side in sides for value in side.sets
        }
        self.large = sorted(
            ((sizes[value], value, of) for value, of in sets.items()), key=lambda one: (-one[0], one[1])
        )
        self.mixed = {value for side in sides for value in side.sizes if value in sets and value not in side.sets}
        self.largest_small = max((size for value, size in sizes.items() if value not in sets), default=0)
        every = [bits for of in sets.values() for bits in of]
        self.average = sum(map(len, every)) // max(1, len(every))
        self.beyond = max((bits.max() for bits in every), default=0) + 1  # all ids


class _Counting:
    """Counts one set under the values of one facet."""

    def __init__(self, found: BitMap, index: Index, facet: Facet):
        self.found, self.sides = found, index.facet(facet)
        self.values: _Values = self.sides[0].kept(tuple(self.sides[1:]), lambda: _Values(self.sides))
        # Sparse sets of like size are slow to compare; what is not in a sparse set is dense.
        self.absent = found.flip(0, self.values.beyond) if len(found) * SPARSER > self.values.average else None

    def of(self, value: int, sets: list[BitMap]) -> int:
        """How many are under a large value."""
        if self.absent is None:
            number = sum([bits.intersection_cardinality(self.found) for bits in sets])
        else:
            number = sum([len(bits) - bits.intersection_cardinality(self.absent) for bits in sets])
        return number + self.small[value] if value in self.values.mixed else number

    @cached_property
    def small(self) -> Counter[int]:
        """How many are under each value that is in a column."""
        counted: Counter[int] = Counter()
        for side in self.sides:
            if not side.column:
                continue
            absent = side.column.ids - self.found
            if len(absent) < len(side.column.ids) // 2:
                counted.update({value: size for value, size in side.sizes.items() if value not in side.sets})
                counted.subtract(side.column.count(absent))
            else:
                counted.update(side.column.count(self.found))
        return counted

    def finds_small(self) -> bool:
        return any(side.column is not None and side.column.ids.intersect(self.found) for side in self.sides)


class _Best:
    """The values with most exhibits so far: a heap of their number and -value, the least of the best first."""

    def __init__(self, limit: int):
        self.limit, self.more = limit, False
        self.heap: list[tuple[int, int]] = []

    def excels(self, size: int) -> bool:
        """Whether no value of that size can belong to the best any more."""
        return len(self.heap) == self.limit and size < self.heap[0][0]

    def add(self, value: int, number: int) -> None:
        if not number:
            return
        if len(self.heap) < self.limit:
            heappush(self.heap, (number, -value))
            return
        self.more = True
        if (number, -value) > self.heap[0]:
            heapreplace(self.heap, (number, -value))

    def counts(self) -> Counts:
        return Counts(tuple((-value, number) for number, value in sorted(self.heap, reverse=True)), self.more)
