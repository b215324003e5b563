"""Takes exhibits out of all that is derived from them: those that an undone import had made. No other ever goes."""

from collections.abc import Iterable

from django.db import connections, router, transaction

from collection.search import half

from .disagreement import Disagreement
from .index import Generation, IndexEntry, Side
from .indexing import BATCH, KEYS, PUBLIC, Change, next_generation, put_off, shown_by, unpacked


def forget(ids: Iterable[int], using: str | None = None) -> None:
    """Remove the entries of `ids` with their words, values and places in the orders, and what was found at odds."""
    using = using or router.db_for_write(Generation)
    ids = sorted(ids)
    with put_off(using), transaction.atomic(using=using):
        generation = next_generation(using)
        change = Change(using, generation.latest)
        for start in range(0, len(ids), BATCH):
            _forget(change, ids[start : start + BATCH], using)
        change.write()
        generation.public = (generation.public + change.public) % PUBLIC
        generation.save(using=using)
        change.queue_what_follows()


def _forget(change: Change, ids: list[int], using: str) -> None:
    entries = IndexEntry.objects.using(using).filter(pk__in=ids)
    for row in entries.values("exhibit_id", "digest", "public_values", "private_values", *KEYS):
        pk = row["exhibit_id"]
        change.public -= shown_by(row["digest"])
        for side, name in ((Side.PUBLIC, "public_values"), (Side.PRIVATE, "private_values")):
            for facet, value in unpacked(row[name]):
                change.values[side, facet, value][1].add(pk)
        for name, (removed, _) in change.moved.items():
            removed.append((row[name], pk))
    for side in Side:
        words = half.half(connections[using]).lexemes_of(connections[using], side, ids)
        for pk, lexemes in words.items():
            for lexeme in lexemes:
                change.words[side][lexeme][1].add(pk)
    entries._raw_delete(using)
    Disagreement.objects.filter(exhibit__in=ids)._raw_delete(using)
