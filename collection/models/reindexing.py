"""Makes the whole index anew from the records, in batches that leave the museum readable and writable meanwhile.

Each batch of entries is a transaction of its own. Bitmaps, words and runs are gathered in memory and replaced in one
last transaction, after whatever was edited in between has been read once more.
"""

import secrets
from collections import Counter, defaultdict
from collections.abc import Callable

from django.db import connections, router, transaction
from pyroaring import BitMap

from collection.search import bitmaps, runs, vocabulary
from collection.search.words import BREAK

from . import party_names
from .disagreement import find_anew
from .exhibit import Exhibit
from .facts import facts
from .index import Facet, Generation, IndexEntry, Order, Side
from .indexing import (
    PUBLIC,
    choices_digest,
    ensure_generation,
    entry_of,
    next_generation,
    put_off,
    settle,
    shown_by,
    unpacked,
    write_entries,
)
from .provenance import ProvenanceNote
from .stale_triggers import queue_at_odds_with_occasions

BATCH = 1_000  # exhibits in one transaction
HELD = 20_000  # exhibits whose words are gathered before they are packed


def rebuild(using: str | None = None, progress: Callable[[int], None] = lambda count: None) -> int:
    """Make the index anew and return how many exhibits it holds; `progress` hears how many each batch added.

    Interrupted, it leaves a stale index marked as such (no epoch): run it again.
    """
    using = using or router.db_for_write(Generation)
    ensure_generation(using)
    gathered = Gathered()
    with put_off(using):
        with transaction.atomic(using=using):
            generation = next_generation(using)
            generation.epoch = ""
            generation.save(using=using)
            with connections[using].cursor() as cursor:
                cursor.execute("DELETE FROM collection_stale")
            party_names.rebuild(connections[using])
        started, last = generation.latest, 0
        while ids := list(_exhibits(using).filter(pk__gt=last).values_list("pk", flat=True)[:BATCH]):
            last = ids[-1]
            with transaction.atomic(using=using):
                gathered.add(_entries(ids, started, using))
            progress(len(ids))
        with transaction.atomic(using=using):
            _finish(gathered, started, using)
            queue_at_odds_with_occasions(connections[using])
    settle(using)
    return gathered.count


def _exhibits(using: str):
    return Exhibit.objects.using(using).order_by("pk")


def _entries(ids: list[int], generation: int, using: str) -> list[IndexEntry]:
    public, staff = facts(ids, using=using)
    entries = [entry_of(pk, public.get(pk), whole, generation) for pk, whole in staff.items()]
    write_entries(entries, using)
    find_anew("exhibit", ids, using)
    return entries


def _finish(gathered: "Gathered", started: int, using: str) -> None:
    """Under the lock: take in what was edited meanwhile, and replace everything that is derived from the entries."""
    connection = connections[using]
    generation = next_generation(using)
    edited = list(IndexEntry.objects.using(using).filter(generation__gt=started).values_list("pk", flat=True))
    gathered.forget(edited)
    for start in range(0, len(edited), BATCH):
        gathered.add(_entries(edited[start : start + BATCH], generation.latest, using))
    for kind in ("occasion", "location"):
        notes = ProvenanceNote.objects.using(using).filter(**{f"{kind}__isnull": False})
        find_anew(kind, set(notes.values_list(kind, flat=True).order_by()), using)
    words = gathered.words()
    vocabulary.rebuild(connection, ((side, Counter({w: len(b) for w, b in of.items()})) for side, of in words.items()))
    kept = dict(gathered.values)
    for side, of in words.items():
        common = {word: bits for word, bits in of.items() if len(bits) >= vocabulary.COMMON}
        for word, pk in vocabulary.ids_of(connection, common).items():
            kept[side, Facet.WORD, pk] = common[word]
    bitmaps.write_all(connection, kept, generation.latest)
    for order in Order:
        runs.build(connection, order, generation.latest)
    generation.epoch = secrets.token_hex(8)
    digests = IndexEntry.objects.using(using).values_list("digest", flat=True)
    generation.public = sum(map(shown_by, digests.iterator())) % PUBLIC
    generation.choices = choices_digest(using)
    generation.save(using=using)


class Gathered:
    """The bitmaps of values and words as entries are added."""

    def __init__(self):
        self.count = 0
        self.values: dict[tuple[int, int, int], BitMap] = defaultdict(BitMap)
        self._words: dict[int, dict[str, BitMap]] = {side: defaultdict(BitMap) for side in Side}
        self._loose: dict[int, dict[str, list[int]]] = {side: defaultdict(list) for side in Side}
        self._held = 0

    def add(self, entries: list[IndexEntry]) -> None:
        for entry in entries:
            pk = entry.pk
            for side, values, words in (
                (Side.PUBLIC, entry.public_values, entry.public_words),
                (Side.PRIVATE, entry.private_values, entry.private_words),
            ):
                for facet, value in unpacked(values):
                    self.values[side, facet, value].add(pk)
                loose = self._loose[side]
                for word in set(words):
                    loose[word].append(pk)
        self.count += len(entries)
        self._held += len(entries)
        if self._held >= HELD:
            self._pack()

    def forget(self, ids: list[int]) -> None:
        """Take exhibits out again."""
        if not ids:
            return
        self._pack()
        gone = BitMap(ids)
        for bits in [*self.values.values(), *(bits for of in self._words.values() for bits in of.values())]:
            bits.difference_update(gone)
        self.count -= len(ids)

    def words(self) -> dict[int, dict[str, BitMap]]:
        """Side → word → the exhibits that have it."""
        self._pack()
        for of in self._words.values():
            of.pop(BREAK, None)
        return self._words

    def _pack(self) -> None:
        for side, loose in self._loose.items():
            packed = self._words[side]
            for word, ids in loose.items():
                packed[word].update(ids)
            loose.clear()
        self._held = 0
