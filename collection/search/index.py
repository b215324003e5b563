"""The index as one reader asks it: sets of exhibits by value, word, phrase and key, of all the sides that he reads."""

import threading
from collections import defaultdict
from collections.abc import Callable, Iterable
from functools import cached_property
from hashlib import blake2b

from django.db import connections, router
from pyroaring import BitMap, FrozenBitMap

from . import runs
from .codes import TEXT_ORDERS, Facet, Order, Side
from .half import half
from .held import Generation, Held, Known, read_generation
from .keys import Key
from .ordering import Ordering, following
from .query import QueryError
from .sets import NOTHING, FacetSets
from .tables import STALE, WORDS, rows
from .vocabulary import COMMON

# What a prefix may stand for, beside common words: a millisecond each thousand.
MOST_HITS = 50_000  # exhibits, counted for each word
MOST_WORDS = 1_000

FEW = 300  # exhibits whose texts are read for a phrase, rather than all that have its words

Lexemes = tuple[str, ...]

# Set by the models: indexes what waits in that database. Called by the reader who finds something waiting.
on_stale: Callable[[str], None] | None = None

_shared: dict[str, Held] = {}  # alias → what was last read there outside of any transaction
_own = threading.local()  # alias → what was last read inside one
_locks: dict[str, threading.Lock] = defaultdict(threading.Lock)


class Index:
    """What readers of `sides` may find, in one generation. The sets it gives are shared and cannot be changed."""

    def __init__(self, held: Held, sides: tuple[Side, ...], using: str, waiting: FrozenBitMap = NOTHING):
        self.sides, self.using = sides, using
        self._held, self._waiting = held, waiting
        self._notes: list[tuple[BitMap, dict[str, object]]] = []

    @classmethod
    def current(cls, using: str, private: bool) -> "Index":
        """The index as it is now, for staff if `private`. Costs one query, and what was not read before."""
        connection = connections[using]
        generation, is_stale = read_generation(connection)
        if is_stale and on_stale and router.allow_migrate(using, "collection"):  # a replica is never written
            on_stale(using)
            generation, is_stale = read_generation(connection)
        waiting = rows(connection, f"SELECT exhibit_id FROM {STALE} WHERE exhibit_id >= 0") if is_stale else ()
        sides = (Side.PUBLIC, Side.PRIVATE) if private else (Side.PUBLIC,)
        return cls(_held(connection, generation), sides, using, FrozenBitMap(pk for (pk,) in waiting))

    @property
    def connection(self):
        return connections[self.using]

    @property
    def state(self) -> Generation:
        return self._held.generation

    @cached_property
    def universe(self) -> FrozenBitMap:
        """Every exhibit that the reader may know of. One that waits to be indexed anew is not found meanwhile."""
        every = self.value(Facet.ALL, 0)
        return every - self._waiting if self._waiting else every

    @property
    def is_behind(self) -> bool:
        """Whether some records changed and are not indexed yet."""
        return bool(self._waiting)

    def value(self, facet: Facet, value: int) -> FrozenBitMap:
        """The exhibits under one value of a facet."""
        return _union(self._held.value(self.connection, side, facet, value) for side in self.sides)

    def facet(self, facet: Facet) -> list[FacetSets]:
        """A facet as each side has it. Reads the whole facet the first time."""
        return [self._held.facet(self.connection, side, facet) for side in self.sides]

    def derived(self, key, make: Callable[[], object]):
        """What `make` gives, made once for all readers of these sides while the generation lasts."""
        return self._held.derived(self.connection, (self.sides, key), make)

    def remembered(self, key: tuple, found: BitMap, make: Callable[[], object]):
        """What `make` gives for the set `found`: something small, remembered by what the set holds."""
        digest = self.noted("digest", found, lambda: blake2b(found.serialize(), digest_size=16).digest())
        return self._held.answer(self.connection, (*key, self.sides, digest), make)

    def noted(self, name: str, found: BitMap, make: Callable[[], object]):
        """What `make` gives for the set `found`, noted for as long as this index is in use: for one request."""
        notes = next((notes for known, notes in self._notes if known is found or known == found), None)
        if notes is None:
            self._notes.append((found, notes := {}))
        if name not in notes:
            notes[name] = make()
        return notes[name]

    def ordering(self, order: Order) -> Ordering:
        """The order, to page through sets."""
        return self._held.ordering(self.connection, order)

    def between(self, order: Order, low: Key, high: Key) -> FrozenBitMap:
        """The exhibits with low <= key <= high in an order. The reader may not know of all."""
        return self._range(order, low, high + "\x01" if isinstance(high, str) else high + 1)

    def begins(self, order: Order, prefix: str) -> FrozenBitMap:
        """The exhibits whose key begins with `prefix`. The reader may not know of all."""
        return self._range(order, prefix, following(prefix))

    def equal(self, order: Order, key: str) -> FrozenBitMap:
        """The exhibits with this number or title for a key. The reader may not know of all."""
        return self.between(order, key, key)

    def size(self, lexeme: str) -> int:
        """How many exhibits have the word; those that have it on both sides are counted twice."""
        word = self._held.known(self.connection, [lexeme]).get(lexeme)
        return sum(word.counts[side] for side in self.sides) if word else 0

    def any_of(self, phrases: Iterable[Lexemes], among: FrozenBitMap | None = None) -> FrozenBitMap:
        """The exhibits that have any of the phrases. With `among`, only what it holds of those is sure to be found."""
        phrases = list(phrases)
        known = self._held.known(self.connection, {lexeme for lexemes in phrases for lexeme in lexemes})
        return _union(self._any_on(side, phrases, known, among) for side in self.sides)

    def prefix(self, prefix: str) -> FrozenBitMap:
        """The exhibits that have a word which begins so. Raises QueryError where too many words do."""
        return _union(self._prefix_on(side, prefix) for side in self.sides)

    def _range(self, order: Order, low: Key, below: Key | None) -> FrozenBitMap:
        return self._held.answer(
            self.connection, ("range", order, low, below), lambda: self._range_of(order, low, below)
        )

    def _range_of(self, order: Order, low: Key, below: Key | None) -> FrozenBitMap:
        few = runs.few_between(self.connection, order, low, below) if order in TEXT_ORDERS else None
        return self.ordering(order).between(self.connection, low, below) if few is None else FrozenBitMap(few)

    def _any_on(self, side: Side, phrases: list[Lexemes], known: dict[str, Known], among) -> FrozenBitMap:
        """What `any_of` finds on one side: common words are held as sets, the rest is asked of the database at once."""
        sets, rare, own = [], [], half(self.connection)
        for lexemes in phrases:
            words = [known.get(lexeme) for lexeme in lexemes]
            if not all(word and word.counts[side] for word in words):
                continue
            common = [self._word(side, word) for word in words if word.counts[side] >= COMMON]
            likely = _all_of([*common, among] if among and common else common)
            if len(words) == len(common) == 1:
                sets += common
            elif not common or len(likely) > FEW:
                rare.append(lexemes)
            elif likely:
                sets.append(FrozenBitMap(own.holding(self.connection, side, lexemes, likely)))
        if rare:
            key = ("phrases", side, *rare)
            found = self._held.answer(
                self.connection, key, lambda: FrozenBitMap(own.any_of(self.connection, side, rare))
            )
            sets.append(found)
        return _union(sets)

    def _prefix_on(self, side: Side, prefix: str) -> FrozenBitMap:
        return self._held.answer(self.connection, ("prefix", side, prefix), lambda: self._begun_on(side, prefix))

    def _begun_on(self, side: Side, prefix: str) -> FrozenBitMap:
        column = ("public", "private")[side]
        condition, parameters = f"text >= %s AND {column} > 0", [prefix]
        if after := following(prefix):
            condition, parameters = f"{condition} AND text < %s", [prefix, after]
        sizes = f"SUM({column}), SUM(CASE WHEN {column} < {COMMON} THEN {column} END)"
        ((hits, rare),) = rows(self.connection, f"SELECT {sizes} FROM {WORDS} WHERE {condition}", parameters)
        if not hits:
            return NOTHING
        if hits <= MOST_HITS:
            return FrozenBitMap(half(self.connection).prefix(self.connection, side, prefix))
        sql = f"SELECT text, id, public, private FROM {WORDS} WHERE {condition} LIMIT {MOST_WORDS + 1}"
        known = {text: Known(pk, counts) for text, pk, *counts in rows(self.connection, sql, parameters)}
        if (rare or 0) > MOST_HITS or len(known) > MOST_WORDS:
            raise QueryError(f"Too many words begin with “{prefix}”. Write one letter more.", "short_prefix")
        return self._any_on(side, [(text,) for text in known], known, None)

    def _word(self, side: Side, word: Known) -> FrozenBitMap:
        return self._held.value(self.connection, side, Facet.WORD, word.id)


def _union(sets: Iterable[FrozenBitMap]) -> FrozenBitMap:
    sets = [bits for bits in sets if bits]
    return FrozenBitMap.union(*sets) if len(sets) > 1 else sets[0] if sets else NOTHING


def _all_of(sets: list[FrozenBitMap]) -> FrozenBitMap:
    return FrozenBitMap.intersection(*sets) if len(sets) > 1 else sets[0] if sets else NOTHING


def forget() -> None:
    """Let go of all that is held, as a new process would begin."""
    _shared.clear()
    _own.__dict__.clear()


def _held(connection, generation: Generation) -> Held:
    """What is held of this generation: for all threads, or for this one if it may be rolled back."""
    alias = connection.alias
    held = _shared.get(alias)
    if held and held.generation == generation:
        return held
    if not connection.get_autocommit():
        held = _own.__dict__.get(alias)
        if not held or held.generation != generation:
            held = _own.__dict__[alias] = Held(generation)
        return held
    with _locks[alias]:
        generation, _ = read_generation(connection)  # another thread may have been here
        everywhere = list(_shared.values())  # a replica has what its primary has
        held = next((held for held in everywhere if held.generation == generation), None)
        if held is None:
            # Without an epoch all is being made anew, and a later generation need not follow from an earlier one.
            earlier = [
                held
                for held in everywhere
                if generation.epoch
                and held.generation.epoch == generation.epoch
                and held.generation.latest < generation.latest
            ]
            if earlier:
                held = max(earlier, key=lambda held: held.generation.latest).later(connection, generation)
            else:
                held = Held(generation)
        _shared[alias] = held
        return held
