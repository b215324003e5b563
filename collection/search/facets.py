"""Facets: how many exhibits of a set are under each value. Exact, whatever the set."""

from collections.abc import Iterable
from heapq import heappush, heapreplace
from typing import NamedTuple

from pyroaring import BitMap

from .codes import Facet
from .index import Index


class Counts(NamedTuple):
    """Values with how many exhibits they have, the most first and then by value, and whether others have any."""

    counted: list[tuple[int, int]]
    more: bool


def counts(found: BitMap, index: Index, facet: Facet, limit: int) -> Counts:
    """The `limit` values under which most exhibits of `found` are."""
    values = index.values(facet)
    by_size = index.derived(("sizes", facet), lambda: sorted((-len(bits), value) for value, bits in values.items()))
    best: list[tuple[int, int]] = []  # a heap of count and -value, the least of the best first
    more = False
    for place, (size, value) in enumerate(by_size):
        if len(best) == limit and -size < best[0][0]:
            # No smaller value can have more than the least of the best; but it may have some.
            more = more or any(values[other].intersect(found) for _, other in by_size[place:])
            break
        if count := values[value].intersection_cardinality(found):
            if len(best) < limit:
                heappush(best, (count, -value))
            else:
                more = True
                if (count, -value) > best[0]:
                    heapreplace(best, (count, -value))
    return Counts([(-value, count) for count, value in sorted(best, reverse=True)], more)


def count(found: BitMap, index: Index, facet: Facet, values: Iterable[int]) -> dict[int, int]:
    """How many exhibits of `found` are under each of `values`."""
    return {value: index.value(facet, value).intersection_cardinality(found) for value in values}
