"""Sealing the history, and finding the first change that is not what it was when it was sealed (promise 38).

The hashes are made of the changes as lines of JSON, which are the same on either database, and are made afterwards, by
whoever has the time: a change costs nobody more for it. Who can rewrite the history and all its seals cannot make the
digest of the last one what it was: that is the *head*, to be written down elsewhere.
"""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import zip_longest

from django.db import IntegrityError, OperationalError, connections, router, transaction
from django.utils import timezone

from collection.models import Change, ChangeSet, Seal

from .plain_rows import line, nested_in

COVERED = 1_000  # changes that one seal covers at most
PATIENCE = "300ms"  # with those who write, on PostgreSQL: those who come after wait with us
MARK = 16  # digits
# By name, so that a column more some day breaks no seal.
_CHANGE = ("id", "changeset_id", "at", "table", "row_id", "action", "before", "after")
_CHANGESET = ("id", "user_id", "actor", "via", "reason", "at")

Hashed = tuple[int, bytes]  # the id of a change, and its SHA-256


@dataclass(frozen=True)
class Verdict:
    """What a look at the history found. bad: what is wrong first, in words, or nothing. change: the one at fault.

    changes, seals: how many are good before that. head: the digest of the last good seal.
    """

    bad: str
    change: int | None
    changes: int
    seals: int
    head: str


def seal(using: str | None = None, *, at_most: int | None = None) -> int:
    """Seal what was changed since the last seal, and return how many changes that were: no more than `at_most`, nearly.

    None are sealed while somebody writes without a pause, or seals them himself.
    """
    using, count = using or router.db_for_write(Seal), 0
    until, last = _settled(using), _last(using)
    while at_most is None or count < at_most:
        found = _hashed(using, last and last.last_change, until, COVERED)
        if not found:
            break
        previous, at, ids = last.digest if last else "", timezone.now(), _ranges([pk for pk, _ in found])
        values = {"ids": ids, "marks": _marks(found), "digest": _digest(previous, at, ids, found), "sealed_at": at}
        try:
            with transaction.atomic(using=using):
                last = Seal.objects.using(using).create(previous=previous, last_change=found[-1][0], **values)
        except IntegrityError:  # somebody else has just sealed these
            break
        count += len(found)
    return count


def verify(
    using: str | None = None, *, known: str = "", progress: Callable[[int], None] = lambda count: None
) -> Verdict:
    """Compare each sealed change with its seal, and each seal with the one before it, in flat memory.

    known: the digest of any seal, as it was once written down. `progress` hears how many changes were compared.
    """
    using, last, changes, seals, is_met = using or router.db_for_write(Seal), None, 0, 0, not known
    for one in Seal.objects.using(using).order_by("id").iterator(chunk_size=20):
        previous = last.digest if last else ""
        found = _hashed(using, last and last.last_change, one.last_change, COVERED + 1)
        bad, change = _fault(one, previous, found)
        if bad:
            return Verdict(bad, change, changes, seals, previous)
        last, changes, seals, is_met = one, changes + len(found), seals + 1, is_met or one.digest == known
        progress(len(found))
    bad = "" if is_met else f"No seal has the head {known}: the history and its seals were both rewritten."
    return Verdict(bad, None, changes, seals, last.digest if last else "")


def head(using: str | None = None) -> str:
    """The digest of the last seal, which stands for the whole history up to it."""
    last = _last(using or router.db_for_write(Seal))
    return last.digest if last else ""


def _last(using: str) -> Seal | None:
    return Seal.objects.using(using).order_by("id").last()


def _settled(using: str) -> int:
    """The id up to which no change will come to stand any more: all that had one have committed it, or never will."""
    connection = connections[using]
    table = connection.ops.quote_name(Change._meta.db_table)
    try:
        with transaction.atomic(using=using), connection.cursor() as cursor:
            if connection.vendor == "postgresql":  # which gives ids before they are committed, in any order
                cursor.execute(f"SET LOCAL lock_timeout = '{PATIENCE}'")
                cursor.execute(f"LOCK TABLE {table} IN SHARE MODE")
                cursor.execute("SET LOCAL lock_timeout TO DEFAULT")  # a transaction around this one goes on as it was
            cursor.execute(f"SELECT MAX(id) FROM {table}")
            return cursor.fetchone()[0] or 0
    except OperationalError:  # somebody is at it still
        last = _last(using)
        return last.last_change if last else 0


def _hashed(using: str, after: int | None, until: int, most: int) -> list[Hashed]:
    """The first `most` changes with after < id <= until; their hashes tell who made them and why, too."""
    bounds = [-(2**63) if after is None else after, until]
    changes = list(_lines(using, Change, _CHANGE, "id > %s AND id <= %s", bounds, most))
    acts = {values[1] for values, _ in changes} - {None}
    chosen = f"id IN ({', '.join(['%s'] * len(acts))})"
    found = _lines(using, ChangeSet, _CHANGESET, chosen, [*acts], most) if acts else ()
    told = {values[0]: text for values, text in found}
    return [(values[0], hashlib.sha256(text + told.get(values[1], b"")).digest()) for values, text in changes]


def _lines(using: str, model, names: Sequence[str], chosen: str, values: list, most: int) -> Iterator[tuple]:
    """(values, line) of rows, by id."""
    connection, columns = connections[using], {field.column: field for field in model._meta.local_concrete_fields}
    quote, nested = connection.ops.quote_name, nested_in([columns[name] for name in names])
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {', '.join(map(quote, names))} FROM {quote(model._meta.db_table)} WHERE {chosen} "
            f"ORDER BY id LIMIT {most}",
            values,
        )
        rows = cursor.fetchall()
    for row in rows:
        yield row, line(names, nested, row)


def _fault(one: Seal, previous: str, found: list[Hashed]) -> tuple[str, int | None]:
    """What is wrong with a seal, or first with the changes that it covers, and with which; ("", None) if nothing is."""
    ids, marks = _ranges([pk for pk, _ in found]), _marks(found)
    if one.previous != previous:
        return f"Seal {one} does not follow the one before it: a seal was taken out, rewritten or put in.", None
    if _digest(previous, one.sealed_at, ids, found) == one.digest:
        as_it_was = (one.ids, one.marks, one.last_change) == (ids, marks, found[-1][0] if found else None)
        return ("" if as_it_was else f"Seal {one} was rewritten; its changes are as they were."), None
    expected = [one.marks[at : at + MARK] for at in range(0, len(one.marks), MARK)]
    for known, met in zip_longest(zip(_members(one.ids), expected, strict=False), found):
        if known is None or (met is not None and met[0] < known[0]):
            return f"Change {met[0]} was put in after seal {one}.", met[0]
        if met is None or known[0] < met[0]:
            return f"Change {known[0]} is gone: it was there at seal {one}.", known[0]
        if met[1].hex()[:MARK] != known[1]:
            return f"Change {met[0]}, or who made it and why, is not what it was at seal {one}.", met[0]
    return f"Seal {one} was rewritten.", None


def _digest(previous: str, at: datetime, ids: str, found: Iterable[Hashed]) -> str:
    digest = hashlib.sha256(f"{previous}\n{at.astimezone(UTC).isoformat()}\n{ids}\n".encode())
    for _, each in found:
        digest.update(each)
    return digest.hexdigest()


def _marks(found: Iterable[Hashed]) -> str:
    return "".join(each.hex()[:MARK] for _, each in found)


def _ranges(ids: Sequence[int]) -> str:
    """Ids in order as ranges: "1..57 60..1000"."""
    found: list[list[int]] = []
    for pk in ids:
        if found and found[-1][1] == pk - 1:
            found[-1][1] = pk
        else:
            found.append([pk, pk])
    return " ".join(f"{first}..{last}" for first, last in found)


def _members(ranges: str) -> Iterator[int]:
    """The ids that ranges hold; none of what is no range, and not endlessly many."""
    for each in ranges.split():
        first, _, last = each.partition("..")
        if first.lstrip("-").isdecimal() and last.lstrip("-").isdecimal():
            yield from range(int(first), min(int(last), int(first) + COVERED) + 1)
