"""Relevance: an order of all that a query finds, told by sets alone, so that its cost does not grow with the hits.

First comes the exhibit whose number was asked for, then the title, then those that hold the whole query in their title,
then in their names, then the rest; within each of these by how much there is to see of them, and last by id.
"""

from collections.abc import Callable, Iterator
from functools import cached_property
from itertools import islice
from typing import NamedTuple

from pyroaring import BitMap, FrozenBitMap

from .codes import Facet
from .evaluate import Resolve, within
from .index import Index
from .query import Query
from .sets import NOTHING
from .words import Field

TITLE = (Field.TITLE,)
NAMES = (Field.TITLE, Field.OBJECT, Field.PERSON, Field.COUNTRY, Field.OCCASION, Field.MATERIAL)
TIERS = range(5)
PRIORS = range(33)  # 0 to 31, and 32 for what has none
_AT_ONCE = 64  # ids taken from the end of a set
_LARGEST = 2**32 - 1


class Rank(NamedTuple):
    """A place in the order of relevance; the smallest comes first."""

    tier: int
    prior: int
    id: int


class Ranked(NamedTuple):
    """One page: places in order, and whether there are others before and after."""

    places: list[Rank]
    before: bool
    after: bool


class Relevance:
    """What one query finds, in order. `number` and `title`: the exhibits that have the query for one."""

    def __init__(
        self,
        query: Query,
        found: BitMap,
        index: Index,
        resolve: Resolve,
        number: BitMap = NOTHING,
        title: BitMap = NOTHING,
    ):
        self.index = index
        self._left = FrozenBitMap(found)  # what the tiers so far have left
        self._tiers: list[FrozenBitMap] = []
        self._tests: tuple[Callable[[FrozenBitMap], FrozenBitMap], ...] = (
            lambda left: left & number,
            lambda left: left & title,
            lambda left: within(TITLE, query, left, index, resolve),
            lambda left: within(NAMES, query, left, index, resolve),
            lambda left: left,
        )

    def page(self, place: Rank | None = None, size: int = 50, *, backwards: bool = False) -> Ranked:
        """The `size` exhibits that come next after `place`, or before it if `backwards`; from the end for None."""
        places = list(islice(self._walk(place, backwards), size + 1))
        beyond = len(places) > size
        behind = place is not None and any(True for _ in self._walk(place, not backwards, inclusive=True))
        del places[size:]
        return Ranked(places[::-1], beyond, behind) if backwards else Ranked(places, behind, beyond)

    def every(self) -> Iterator[Rank]:
        """All that is found, the best first."""
        return self._walk(None, backwards=False)

    def _walk(self, place: Rank | None, backwards: bool, inclusive: bool = False) -> Iterator[Rank]:
        """The places beyond `place`, and itself if `inclusive`, one direction or the other."""
        for tier in reversed(TIERS) if backwards else TIERS:
            if place and (tier > place.tier if backwards else tier < place.tier):
                continue
            members = self._tier(tier)
            for prior in reversed(PRIORS) if backwards else PRIORS if members else ():
                here = (tier, prior)
                if place and (here > place[:2] if backwards else here < place[:2]):
                    continue
                group = members & self._priors[prior]
                start = place.id if place and here == place[:2] else None
                for pk in _downwards(group, start, inclusive) if backwards else _upwards(group, start, inclusive):
                    yield Rank(tier, prior, pk)

    def _tier(self, tier: int) -> FrozenBitMap:
        while len(self._tiers) <= tier:
            members = self._tests[len(self._tiers)](self._left) if self._left else NOTHING
            self._left -= members
            self._tiers.append(members)
        return self._tiers[tier]

    @cached_property
    def _priors(self) -> list[FrozenBitMap]:
        return self.index.derived("priors", self._by_prior)

    def _by_prior(self) -> list[FrozenBitMap]:
        """The exhibits of each prior, each exhibit once."""
        self.index.facet(Facet.PRIOR)  # so that each is not read alone
        left, found = self.index.value(Facet.ALL, 0), []
        for prior in PRIORS[:-1]:
            found.append(self.index.value(Facet.PRIOR, prior) & left)
            left -= found[-1]
        return [*found, left]


def _upwards(group: FrozenBitMap, start: int | None, inclusive: bool) -> Iterator[int]:
    if start is None:
        return iter(group)
    return group.iter_equal_or_larger(min(max(start + (not inclusive), 0), _LARGEST))


def _downwards(group: FrozenBitMap, start: int | None, inclusive: bool) -> Iterator[int]:
    end = len(group) if start is None else group.rank(min(max(start - (not inclusive), 0), _LARGEST))
    while end > 0:
        yield from reversed(group[max(0, end - _AT_ONCE) : end].to_array())
        end -= _AT_ONCE
