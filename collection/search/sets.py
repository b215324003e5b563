"""One facet in memory, as one side has it: sets of its values, or of the large ones alone where there are very many."""

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator

from pyroaring import BitMap, FrozenBitMap

from . import bitmaps
from .codes import Facet, Side
from .column import LARGEST_VALUE, Column

NOTHING = FrozenBitMap()
MANY = 4_096  # values; of more than that, those with less than LARGE exhibits go into a column
LARGE = 1_024


class FacetSets:
    """`sizes` of all values, `sets` of the large ones, `column` of the others. Never changed."""

    def __init__(self, sizes: dict[int, int], sets: dict[int, FrozenBitMap], column: Column | None):
        self.sizes, self.sets, self.column = sizes, sets, column
        self._kept: dict[Hashable, object] = {}

    @classmethod
    def load(cls, connection, side: Side, facet: Facet) -> "FacetSets":
        if bitmaps.count_values(connection, side, facet, MANY + 1) <= MANY:
            sets = bitmaps.load(connection, side, facet)
            return cls({value: len(bits) for value, bits in sets.items()}, sets, None)
        sizes = bitmaps.sizes(connection, side, facet)
        parts: dict[int, list[FrozenBitMap]] = defaultdict(list)

        def small() -> Iterator[tuple[int, FrozenBitMap]]:
            for value, bits in bitmaps.stream(connection, side, facet):
                if sizes[value] >= LARGE or not 0 < value <= LARGEST_VALUE:
                    parts[value].append(bits)
                else:
                    yield value, bits

        column = Column.of(small())
        return cls(sizes, {value: FrozenBitMap.union(NOTHING, *bits) for value, bits in parts.items()}, column)

    def get(self, value: int) -> FrozenBitMap | None:
        """The exhibits under a value; None where only the database has them together."""
        found = self.sets.get(value)
        return NOTHING if found is None and value not in self.sizes else found

    def kept(self, key: Hashable, make: Callable[[], object]):
        """What `make` derives from this alone, if the key is (), or from this and what is in the key."""
        if key not in self._kept:
            self._kept = {old: self._kept[old] for old in self._kept if old == ()} | {key: make()}
        return self._kept[key]

    def changed(self, chunks: Iterable[bitmaps.Changed]) -> "FacetSets":
        """With what some values now hold in some chunks."""
        sizes, sets, column = Counter(self.sizes), dict(self.sets), self.column
        small: dict[int, dict[int, BitMap]] = defaultdict(dict)
        for _, value, chunk, bits in chunks:
            if column and value not in sets and 0 < value <= LARGEST_VALUE:
                small[chunk][value] = bits
            else:
                sets[value] = bitmaps.replaced(sets.get(value, NOTHING), chunk, bits)
                sizes[value] = len(sets[value])
        if column and small:
            column, grown = column.changed(small)
            sizes.update(grown)
        sets = {value: bits for value, bits in sets.items() if bits}
        return FacetSets({value: size for value, size in sizes.items() if size}, sets, column)
