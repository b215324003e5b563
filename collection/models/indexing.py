"""Keeps the search index in step with the records: `settle()` indexes anew whatever the triggers have queued.

`recording()` settles before it commits; writes outside it settle at once (`audience.settle_now` and the signals below);
what raw SQL left waiting is settled by whoever next reads the index. The lock on the generation's row lets one settle
at a time.
"""

import secrets
from collections import Counter, defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import blake2b
from itertools import chain

from django.db import OperationalError, connections, router, transaction
from django.db.models.signals import m2m_changed, post_delete, post_save

from collection.search import bitmaps, entry_texts, half, index, runs, tables, vocabulary
from collection.search.words import BREAK, stream

from . import public_record, stale_queue
from .country import Country
from .disagreement import find_anew
from .facts import Facts, facts
from .index import Facet, Generation, IndexEntry, Order, Side
from .location import Location
from .showroom import Showroom
from .stale_triggers import AFFECTED, queue_at_odds_with_occasions
from .term import Term

BATCH = 500  # exhibits read at a time
READERS_SHARE = 500  # queued exhibits that one reader indexes
PUBLIC = 2**63  # `Generation.public` is below it
KEYS = [order.label for order in Order]
WRITTEN = ["generation", "digest", *KEYS, "card", "record", "public_texts", "private_texts"]
WRITTEN += [
    "public_values",
    "private_values",
    "public_words",
    "private_words",
]  # last: `write_entries` puts these in the database's own words


def settle(using: str | None = None, *, at_most: int | None = None) -> None:
    """Index the queued exhibits anew, `at_most` of them, in one transaction. Costs one look where none is queued."""
    using = using or router.db_for_write(Generation)
    connection = connections[using]
    if getattr(connection, "vitrine_put_off", False) or stale_queue.is_empty(connection):
        return
    with put_off(using), transaction.atomic(using=using):
        generation = next_generation(using)
        waiting = stale_queue.take(connection, at_most)
        change = Change(using, generation.latest)
        ids = sorted(waiting.exhibits)
        for start in range(0, len(ids), BATCH):
            change.index(ids[start : start + BATCH])
        change.write()
        for kind, of in (("exhibit", ids), ("occasion", waiting.occasions), ("location", waiting.locations)):
            find_anew(kind, of, using)
        if waiting.choices:
            generation.choices = choices_digest(using)
        generation.public = (generation.public + change.public) % PUBLIC
        generation.save(using=using)
        again = change.queue_what_follows()
    if again:
        settle(using)


@contextmanager
def put_off(using: str | None = None):
    """Inside, nothing is settled on this connection: for loads that end in `reindexing.rebuild()`."""
    connection = connections[using or router.db_for_write(Generation)]
    before = getattr(connection, "vitrine_put_off", False)
    connection.vitrine_put_off = True
    try:
        yield
    finally:
        connection.vitrine_put_off = before


def next_generation(using: str) -> Generation:
    """The generation, locked until the transaction ends, one later than it was and not yet saved."""
    generation = Generation.objects.using(using).select_for_update().get(pk=1)
    generation.latest += 1
    generation.token = secrets.token_hex(8)
    return generation


def shown_by(digest: str) -> int:
    """What an entry with this digest adds to `Generation.public`."""
    return int(digest or "0", 16)


def ensure_generation(using: str) -> None:
    """The one row, in a database that has none."""
    Generation.objects.using(using).get_or_create(
        pk=1, defaults={"epoch": secrets.token_hex(8), "token": secrets.token_hex(8)}
    )


def choices_digest(using: str) -> str:
    """Of the rooms, terms and countries, which lists offer as choices."""
    rows = [
        list(Showroom.objects.using(using).order_by("pk").values_list("pk", "number", "name", "is_open", "building")),
        list(Location.objects.using(using).public().order_by("pk").values_list("pk", "kind", "name")),
        list(Term.objects.using(using).order_by("pk").values_list("pk", "vocabulary", "name", "path")),
        list(Country.objects.using(using).order_by("pk").values_list("pk", "code", "name", "existed_from")),
    ]
    return blake2b(repr(rows).encode(), digest_size=16).hexdigest()


def entry_of(pk: int, public: Facts | None, staff: Facts, generation: int) -> IndexEntry:
    """The entry of one exhibit; `public` is None where visitors see nothing of it."""
    shown = public or Facts()
    # What staff know beyond the public; an exhibit has but one place among those worth showing first.
    values = {(of, value) for of, value in staff.values - shown.values if not (public and of == Facet.PRIOR)}
    known = set(shown.texts)
    beyond = [text for text in staff.texts if text not in known]
    return IndexEntry(
        exhibit_id=pk,
        generation=generation,
        digest=shown.digest,
        **staff.keys,
        card=shown.card,
        record=public_record.packed(shown.record),
        public_texts=entry_texts.packed(shown.texts),
        private_texts=entry_texts.packed(beyond),
        public_values=packed(shown.values),
        private_values=packed(values),
        public_words=stream(shown.texts),
        private_words=stream(beyond),
    )


def texts_of(ids: list[int], *, private: bool, using: str) -> dict[int, Iterator[str]]:
    """The texts in which a reader finds these exhibits, in parts: those of both sides for staff.

    Each is unpacked as it is asked for: most readers need only the first few.
    """
    columns = "public_texts, private_texts" if private else "public_texts"
    condition, parameter = tables.among(connections[using], "exhibit_id", ids)
    sql = f"SELECT exhibit_id, {columns} FROM {tables.ENTRIES} WHERE {condition}"
    found = tables.rows(connections[using], sql, [parameter])
    return {pk: chain.from_iterable(map(entry_texts.parts, packed)) for pk, *packed in found}


def packed(values) -> str:
    return " ".join(f"{facet:d}.{value}" for facet, value in sorted(values))


def unpacked(text: str) -> set[tuple[int, int]]:
    return {(int(facet), int(value)) for facet, _, value in (pair.partition(".") for pair in text.split())}


def write_entries(entries: list[IndexEntry], using: str) -> None:
    """Write entries over those that stand. Not by bulk_create(), which takes three times as long to put it in words."""
    connection = connections[using]
    table, columns = IndexEntry._meta.db_table, ["exhibit_id", *WRITTEN]
    words = ("public_words", "private_words")
    rows = []
    for entry in entries:
        values = [entry.pk, *(getattr(entry, name) for name in WRITTEN)]
        values[-2:] = [half.stored(connection, getattr(entry, name)) for name in words]
        rows.append(values)
    with connection.cursor() as cursor:
        cursor.executemany(
            f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({', '.join(['%s'] * len(columns))}) "
            f"ON CONFLICT (exhibit_id) DO UPDATE SET {', '.join(f'{name} = excluded.{name}' for name in WRITTEN)}",
            rows,
        )


class Change:
    """What one settling changes: gathered batch by batch, written at the end."""

    def __init__(self, using: str, generation: int):
        self.using, self.generation = using, generation
        self.connection = connections[using]
        self.public = 0  # what is added to `Generation.public`
        # (side, facet, value) → ids that came and ids that went
        self.values: dict[tuple[int, int, int], tuple[set, set]] = defaultdict(lambda: (set(), set()))
        self.words: dict[int, dict[str, tuple[set, set]]] = {side: defaultdict(lambda: (set(), set())) for side in Side}
        self.moved: dict[str, tuple[list, list]] = {name: ([], []) for name in KEYS}  # (key, id) removed and added

    def index(self, ids: list[int]) -> None:
        """Write the entries of these exhibits anew, and note what differs."""
        before = {
            row["exhibit_id"]: row
            for row in IndexEntry.objects.using(self.using)
            .filter(pk__in=ids)
            .values("exhibit_id", "digest", "public_values", "private_values", *KEYS)
        }
        words_before = [half.half(self.connection).lexemes_of(self.connection, side, ids) for side in Side]
        public, staff = facts(ids, using=self.using)
        entries = [entry_of(pk, public.get(pk), whole, self.generation) for pk, whole in staff.items()]
        for entry in entries:
            old = before.get(entry.pk)
            self.public += shown_by(entry.digest) - shown_by(old["digest"] if old else "")
            self._note_values(entry, old)
            self._note_keys(entry, old)
            for side, words in ((Side.PUBLIC, entry.public_words), (Side.PRIVATE, entry.private_words)):
                _note(self.words[side], set(words) - {BREAK}, words_before[side].get(entry.pk, set()), entry.pk)
        write_entries(entries, self.using)

    def _note_values(self, entry: IndexEntry, old: dict | None) -> None:
        for side, name in ((Side.PUBLIC, "public_values"), (Side.PRIVATE, "private_values")):
            now, then = unpacked(getattr(entry, name)), unpacked(old[name]) if old else set()
            for facet, value in now - then:
                self.values[side, facet, value][0].add(entry.pk)
            for facet, value in then - now:
                self.values[side, facet, value][1].add(entry.pk)

    def _note_keys(self, entry: IndexEntry, old: dict | None) -> None:
        for name, (removed, added) in self.moved.items():
            key = getattr(entry, name)
            if old is None or old[name] != key:
                added.append((key, entry.pk))
                if old is not None:
                    removed.append((old[name], entry.pk))

    def write(self) -> None:
        """Write bitmaps, words and runs."""
        for side, words in self.words.items():
            self._write_words(side, words)
        bitmaps.apply(self.connection, self.values, self.generation)
        for order in Order:
            removed, added = self.moved[order.label]
            if removed or added:
                runs.place(self.connection, order, removed, added, self.generation)

    def queue_what_follows(self) -> bool:
        """Queue what depends on occasions that may just have become public, or ceased to be; whether there is any."""
        occasions = {value for side, facet, value in self.values if (side, facet) == (Side.PUBLIC, Facet.OCCASION)}
        if not occasions:
            return False
        return queue_at_odds_with_occasions(
            self.connection, f"m.occasion_id IN ({', '.join(str(int(pk)) for pk in occasions)})"
        )

    def _write_words(self, side: int, words: dict[str, tuple[set, set]]) -> None:
        """Count the words, and note the changes of those that keep a bitmap."""
        if not words:
            return
        came = Counter({word: len(added) for word, (added, _) in words.items() if added})
        went = Counter({word: len(removed) for word, (_, removed) in words.items() if removed})
        crossed = vocabulary.count(self.connection, side, came, went)
        ids = vocabulary.ids_of(self.connection, words)
        kept = bitmaps.kept(self.connection, side, Facet.WORD, ids.values())
        for word, pk in ids.items():
            if pk in kept:
                self.values[side, Facet.WORD, pk] = words[word]
            elif word in crossed:
                self.values[side, Facet.WORD, pk] = (
                    set(half.half(self.connection).phrase(self.connection, side, [word])),
                    set(),
                )


def _note(words, now: set[str], then: set[str], pk: int) -> None:
    for word in now - then:
        words[word][0].add(pk)
    for word in then - now:
        words[word][1].add(pk)


def _written(sender, using, raw=False, **kwargs):
    from .audience import settle_now

    if sender in AFFECTED and not raw:
        settle_now(using)


def settle_some(using: str) -> None:
    """What a reader does who finds exhibits queued: index some of them, unless somebody else is writing just now."""
    try:
        settle(using, at_most=READERS_SHARE)
    except OperationalError:  # the database is locked; what waits is found by nobody until it is indexed
        if connections[using].in_atomic_block:
            raise


def connect() -> None:
    """Called once when the app is ready: a record saved outside `recording()` is indexed at once."""
    index.on_stale = settle_some
    for signal in (post_save, post_delete, m2m_changed):
        signal.connect(_written, dispatch_uid="indexing")
