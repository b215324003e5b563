"""What a process holds of the index in memory: read when asked for, and kept up by what later generations wrote."""

import threading
from collections import OrderedDict, defaultdict
from collections.abc import Callable, Hashable, Iterable
from typing import NamedTuple

from pyroaring import FrozenBitMap

from . import bitmaps, runs
from .codes import Facet, Order, Side
from .ordering import Ordering
from .sets import FacetSets
from .tables import GENERATION, STALE, WORDS, rows

LARGEST = 24_000_000  # bytes of words and answers that are remembered
_OVERHEAD = 500  # bytes that the shortest of them takes
_WORDS = 20_000  # words of which the counts are remembered


class Generation(NamedTuple):
    """Which state of the index this is. `public`, `epoch` and `choices` tell nothing of what visitors may not see."""

    latest: int
    public: int
    token: str
    epoch: str
    choices: str


class Known(NamedTuple):
    """A word of the index, and how many exhibits have it on either side."""

    id: int
    counts: tuple[int, int]


def read_generation(connection) -> tuple[Generation, bool]:
    """The generation, and whether exhibits wait to be indexed."""
    sql = f"SELECT latest, public, token, epoch, choices, EXISTS(SELECT 1 FROM {STALE}) FROM {GENERATION}"
    for *generation, is_stale in rows(connection, sql):
        return Generation(*generation), bool(is_stale)
    return Generation(0, 0, "", "", ""), False


class Remembered:
    """Answers, the latest used, up to a number of bytes."""

    def __init__(self, largest: int = LARGEST):
        self.largest, self.size = largest, 0
        self._items: OrderedDict[Hashable, tuple[object, int]] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, key: Hashable):
        with self._lock:
            if key not in self._items:
                return None
            self._items.move_to_end(key)
            return self._items[key][0]

    def put(self, key: Hashable, item, size: int) -> None:
        with self._lock:
            self.size += size - self._items.pop(key, (None, 0))[1]
            self._items[key] = item, size
            while self.size > self.largest:
                self.size -= self._items.popitem(last=False)[1][1]

    def those(self, stay: Callable[[Hashable], bool]) -> "Remembered":
        """A copy with some of the keys."""
        copy = Remembered(self.largest)
        with self._lock:
            copy._items.update((key, item) for key, item in self._items.items() if stay(key))
        copy.size = sum(size for _, size in copy._items.values())
        return copy


def _size(item) -> int:
    if not isinstance(item, FrozenBitMap):
        return 2 * _OVERHEAD
    statistics = item.get_statistics()
    return _OVERHEAD + sum(statistics[f"n_bytes_{kind}_containers"] for kind in ("array", "run", "bitset"))


class Held:
    """One generation, as far as it has been asked for. Threads share it; what it gives is never changed."""

    def __init__(self, generation: Generation):
        self.generation = generation
        self._remembered = Remembered()
        self._facets: dict[tuple[int, int], FacetSets] = {}
        self._orderings: dict[int, Ordering] = {}
        self._words: dict[str, Known | None] = {}
        self._derived: dict[Hashable, object] = {}
        self._lock = threading.RLock()

    def facet(self, connection, side: Side, facet: Facet) -> FacetSets:
        """A facet as one side has it."""
        return self._get(self._facets, (side, facet), connection, lambda: FacetSets.load(connection, side, facet))

    def value(self, connection, side: Side, facet: Facet, value: int) -> FrozenBitMap:
        """One value of a facet, read alone where the facet has not been read."""
        facets = self._facets.get((side, facet))
        if facets and (found := facets.get(value)) is not None:
            return found
        key = ("value", side, facet, value)
        return self.answer(connection, key, lambda: bitmaps.one(connection, side, facet, value))

    def ordering(self, connection, order: Order) -> Ordering:
        return self._get(self._orderings, order, connection, lambda: Ordering(order, runs.load(connection, order)))

    def answer(self, connection, key: Hashable, ask: Callable):
        """What `ask` gives, a set or something small; remembered while there is room and the generation lasts."""
        found = self._remembered.get(key)
        if found is None:
            found = ask()
            if self._is_sure(connection):
                self._remembered.put(key, found, _size(found))
        return found

    def known(self, connection, texts: Iterable[str]) -> dict[str, Known]:
        """Those of `texts` that are words of the index."""
        texts = set(texts)
        missing = list(texts - self._words.keys())
        found = {text: self._words.get(text) for text in texts}
        if missing:
            places = ", ".join(["%s"] * len(missing))
            sql = f"SELECT text, id, public, private FROM {WORDS} WHERE text IN ({places})"
            met = {text: Known(pk, counts) for text, pk, *counts in rows(connection, sql, missing)}
            found |= met
            if self._is_sure(connection):
                if len(self._words) > _WORDS:
                    self._words = {}
                self._words.update({text: met.get(text) for text in missing})
        return {text: word for text, word in found.items() if word}

    def derived(self, connection, key: Hashable, make: Callable[[], object]):
        """What `make` gives, made once in a generation. It must follow from what this generation holds."""
        return self._get(self._derived, key, connection, make)

    def later(self, connection, generation: Generation) -> "Held":
        """The same pieces as a later generation has them; neither may have been read inside a transaction."""
        since = self.generation.latest
        new = Held(generation)
        with self._lock:
            new._facets, orderings = dict(self._facets), dict(self._orderings)
        new._orderings = {
            order: ordering.changed(runs.load(connection, order, since)) for order, ordering in orderings.items()
        }
        for side in {side for side, _ in new._facets}:
            new._change(side, bitmaps.changed(connection, side, [of for at, of in new._facets if at == side], since))
        gone = bitmaps.changed_values(connection, Facet.WORD, since)
        new._remembered = self._remembered.those(
            lambda key: key[0] == "value" and key[2] == Facet.WORD and key[3] not in gone
        )
        return new

    def _change(self, side: Side, chunks: list[bitmaps.Changed]) -> None:
        by_facet = defaultdict(list)
        for chunk in chunks:
            by_facet[chunk.facet].append(chunk)
        for facet, of in by_facet.items():
            self._facets[side, facet] = self._facets[side, facet].changed(of)

    def _get(self, pieces: dict, key: Hashable, connection, read: Callable[[], object]):
        piece = pieces.get(key)
        if piece is None:
            with self._lock:  # a second thread waits for what the first one reads
                piece = pieces.get(key)
                if piece is None:
                    piece = read()
                    if self._is_sure(connection):
                        pieces[key] = piece
        return piece

    def _is_sure(self, connection) -> bool:
        """Whether what was just read may be kept.

        Committed rows may: were they newer than this generation, the next one would read them again. Rows read inside a
        transaction may be its own and be rolled back: only if no generation has come since.
        """
        return connection.get_autocommit() or read_generation(connection)[0] == self.generation
