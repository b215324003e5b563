"""Values by exhibit: how the small values of a facet are held where there are too many for a set each."""

from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from pyroaring import BitMap, FrozenBitMap

from .bitmaps import CHUNK_BITS

LARGEST_VALUE = 2**32 - 1

Further = dict[int, list[int]]  # exhibit → its values after the first


class Layer(NamedTuple):
    """Further values of some exhibits: the first of `ids` has the first of `values`, and so on."""

    ids: FrozenBitMap
    values: array


class Column:
    """The first value of each exhibit by its id, 0 for none; further ones in layers, by chunk of ids. Never changed.

    Values go from 1 to LARGEST_VALUE.
    """

    def __init__(self, first: array, layers: dict[int, list[Layer]], ids: BitMap):
        self._first, self._layers = first, layers
        self.ids = FrozenBitMap(ids)  # of those that have a value

    @classmethod
    def of(cls, parts: Iterable[tuple[int, Iterable[int]]]) -> "Column":
        """The column of values and their exhibits; a value may come in several parts."""
        first, chunks, every = array("I"), defaultdict(dict), BitMap()
        for value, ids in parts:
            for pk in ids:
                _reach(first, pk)
                if first[pk]:
                    chunks[pk >> CHUNK_BITS].setdefault(pk, []).append(value)
                else:
                    first[pk] = value
            every.update(ids)
        return cls(first, {chunk: _layered(further) for chunk, further in chunks.items()}, every)

    def count(self, found: BitMap) -> Counter[int]:
        """How many exhibits of `found` are under each value."""
        found = self.ids & found
        counted = Counter(map(self._first.__getitem__, found))
        for layers in self._layers.values():
            for ids, values in layers:
                counted.update(values[ids.rank(pk) - 1] for pk in ids & found)
        return counted

    def changed(self, chunks: Mapping[int, Mapping[int, BitMap]]) -> tuple["Column", Counter[int]]:
        """Chunk → value → the exhibits that it now has there: the column with that, and by how much each value grew."""
        first, layers, every, grown = self._first[:], dict(self._layers), BitMap(self.ids), Counter()
        for chunk, sets in chunks.items():
            further = _unlayered(layers.pop(chunk, ()))
            new = defaultdict(list)
            for value, ids in sets.items():
                grown[value] += len(ids)
                for pk in ids:
                    new[pk].append(value)
            here = range(chunk << CHUNK_BITS, min((chunk + 1) << CHUNK_BITS, len(first)))
            had = {pk for pk in here if first[pk] in sets}
            had |= {pk for pk, values in further.items() if not sets.keys().isdisjoint(values)}
            for pk in had | new.keys():
                _reach(first, pk)
                before = [first[pk], *further.pop(pk, ())]
                grown.subtract(value for value in before if value in sets)
                now = [value for value in before if value and value not in sets] + new.get(pk, [])
                first[pk] = now[0] if now else 0
                if now[1:]:
                    further[pk] = now[1:]
                (every.add if now else every.discard)(pk)
            layers[chunk] = _layered(further)
        return Column(first, layers, every), grown


def _reach(first: array, pk: int) -> None:
    if pk >= len(first):
        first.frombytes(bytes(first.itemsize * (pk + 1 - len(first))))


def _layered(further: Further) -> list[Layer]:
    layers = []
    for depth in range(max(map(len, further.values()), default=0)):
        ids = sorted(pk for pk, values in further.items() if len(values) > depth)
        layers.append(Layer(FrozenBitMap(ids), array("I", [further[pk][depth] for pk in ids])))
    return layers


def _unlayered(layers: Iterable[Layer]) -> Further:
    further = defaultdict(list)
    for ids, values in layers:
        for pk, value in zip(ids, values, strict=True):
            further[pk].append(value)
    return further
