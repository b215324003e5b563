"""An index written by hand: entries that no record stands for, kept up with the parts that `settle` uses."""

import secrets
from collections import Counter, defaultdict
from dataclasses import dataclass, field

from django.db import connection, transaction
from pyroaring import BitMap

from collection.models.index import Bitmap, Facet, Generation, IndexEntry, Order, Run, Side, Stale, Word
from collection.models.indexing import packed
from collection.search import bitmaps, half, index, runs, vocabulary
from collection.search.codes import TEXT_ORDERS


@dataclass
class Entry:
    """What the index knows of one exhibit. `values` and `words` are by side; `keys` name what is not 0 or empty."""

    values: tuple[set, set] = field(default_factory=lambda: (set(), set()))
    words: tuple[list, list] = field(default_factory=lambda: ([], []))
    keys: dict = field(default_factory=dict)

    def key(self, order):
        return self.keys.get(order, "" if order in TEXT_ORDERS else 0)


def public(words="", values=(), **keys):
    """A published exhibit. `keys` are named as the orders are."""
    return Entry(({(Facet.ALL, 0), *values}, set()), (words.split(), []), _keys(keys))


def private(words="", values=(), **keys):
    """An exhibit that only staff may see."""
    return Entry((set(), {(Facet.ALL, 0), *values}), ([], words.split()), _keys(keys))


def _keys(named):
    return {Order[name.upper()]: key for name, key in named.items()}


class Catalogue:
    """Entries by exhibit id, and the tables as they follow from them."""

    def __init__(self, run_size=runs.SIZE):
        self.run_size = run_size
        self.entries = {}
        half.install(connection)
        self.clear()

    def clear(self):
        for model in (IndexEntry, Bitmap, Run, Word, Stale):
            model.objects.all().delete()
        self.entries = {}
        Generation.objects.update(latest=0, token=secrets.token_hex(8), epoch=secrets.token_hex(8))
        index.forget()

    @transaction.atomic
    def change(self, entries):
        """Write entries anew, or forget those that are None, in one generation."""
        latest = Generation.objects.get().latest + 1
        values = defaultdict(lambda: (set(), set()))
        words = {side: (Counter(), Counter(), defaultdict(lambda: (set(), set()))) for side in Side}
        moved = {order: ([], []) for order in Order}
        for pk, new in entries.items():
            old = self.entries.pop(pk, None)
            if new is not None:
                self.entries[pk] = new
            for place, (these, those) in enumerate([(new, old), (old, new)]):  # added, removed
                for side in Side:
                    for facet, value in _values(these, side) - _values(those, side):
                        values[side, facet, value][place].add(pk)
                    for word in _words(these, side) - _words(those, side):
                        words[side][place][word] += 1
                        words[side][2][word][place].add(pk)
                for order in Order:
                    if these and not (those and these.key(order) == those.key(order)):
                        moved[order][1 - place].append((these.key(order), pk))
        self._write(entries, latest)
        for side, (came, went, changed) in words.items():
            self._write_words(side, came, went, changed, values)
        bitmaps.apply(connection, values, latest)
        for order, (removed, added) in moved.items():
            runs.place(connection, order, removed, added, latest, self.run_size)
        Generation.objects.update(latest=latest, token=secrets.token_hex(8))

    def _write(self, entries, generation):
        IndexEntry.objects.filter(pk__in=list(entries)).delete()
        IndexEntry.objects.bulk_create(
            IndexEntry(
                exhibit_id=pk,
                generation=generation,
                digest="",
                card=b"",
                **{order.label: entry.key(order) for order in Order},
                public_values=packed(entry.values[Side.PUBLIC]),
                private_values=packed(entry.values[Side.PRIVATE]),
                public_words=entry.words[Side.PUBLIC],
                private_words=entry.words[Side.PRIVATE],
            )
            for pk, entry in entries.items()
            if entry is not None
        )

    def _write_words(self, side, came, went, changed, values):
        crossed = vocabulary.count(connection, side, came, went)
        ids = vocabulary.ids_of(connection, changed)
        kept = bitmaps.kept(connection, side, Facet.WORD, ids.values())
        for word, pk in ids.items():
            if pk in kept:
                values[side, Facet.WORD, pk] = changed[word]
            elif word in crossed:
                found = half.half(connection).phrase(connection, side, [word])
                values[side, Facet.WORD, pk] = (set(found), set())

    def under(self, facet, value, sides):
        """The exhibits under a value, counted by hand."""
        return {pk for pk, entry in self.entries.items() if any((facet, value) in entry.values[side] for side in sides)}

    def having(self, test, sides):
        """The exhibits of which the words of a side pass the test."""
        return {pk for pk, entry in self.entries.items() if any(test(entry.words[side]) for side in sides)}

    def in_order(self, order):
        return sorted((entry.key(order), pk) for pk, entry in self.entries.items())


def _values(entry, side):
    return entry.values[side] if entry else set()


def _words(entry, side):
    return set(entry.words[side]) if entry else set()


def as_set(bits):
    return set(BitMap(bits))
