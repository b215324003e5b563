"""Orders as they are stored: a row of `collection_run` for about a thousand exhibits that follow each other.

A row's place is the (key, id) of its first exhibit. Emptied rows stay, with exhibit 0, so that other processes learn of
it; the next new run takes their place.
"""

from array import array
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable
from sys import byteorder
from typing import NamedTuple

from .codes import TEXT_ORDERS, Order
from .tables import ENTRIES, RUNS, among, rows, stream

SIZE = 1024  # ids in a new run; it is cut up beyond twice as many, and joined to the next below a quarter

Key = str | int
Place = tuple[Key, int]  # key and exhibit id


class Row(NamedTuple):
    """One stored run: its place and its ids. Emptied: exhibit 0 and no ids."""

    id: int
    key: Key
    exhibit: int
    ids: array


def build(connection, order: Order, generation: int, size: int = SIZE) -> None:
    """Make the runs of an order anew from the entries."""
    column = _column(order)
    written = []
    members: list[Place] = []
    sql = f"SELECT {column}, exhibit_id FROM {ENTRIES} ORDER BY {column}, exhibit_id"
    for member in stream(connection, sql):
        members.append(member)
        if len(members) == size:
            written.append(_stored(order, members, generation))
            members = []
    if members:
        written.append(_stored(order, members, generation))
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {RUNS} WHERE {_order(connection)} = %s", [int(order)])
    _insert(connection, written)


def place(
    connection, order: Order, removed: Iterable[Place], added: Iterable[Place], generation: int, size: int = SIZE
) -> None:
    """Take exhibits out of the order at their old places and put them in at their new ones.

    The entries hold the new keys already. Reads the ids and keys of each run that is touched.
    """
    _Placing(connection, order, generation, size).run(removed, added)


def load(connection, order: Order, since: int = -1) -> list[Row]:
    """The runs of an order that were written after the generation `since`, emptied ones too."""
    sql = f"SELECT id, key, exhibit_id, ids FROM {RUNS} WHERE {_order(connection)} = %s AND generation > %s"
    found = rows(connection, sql, [int(order), since])
    return [Row(pk, _key(order, key), exhibit, unpacked(ids)) for pk, key, exhibit, ids in found]


def keys_of(connection, order: Order, ids: Iterable[int]) -> dict[int, Key]:
    """The keys that the entries now hold for these exhibits."""
    condition, parameter = among(connection, "exhibit_id", ids)
    return dict(rows(connection, f"SELECT exhibit_id, {_column(order)} FROM {ENTRIES} WHERE {condition}", [parameter]))


def few_between(connection, order: Order, low: str, below: str | None, most: int = 2 * SIZE) -> list[int] | None:
    """The exhibits with low <= key < below in an order of texts, whose keys are indexed; None if more than `most`."""
    condition, parameters = f"{_column(order)} >= %s", [low]
    if below is not None:
        condition, parameters = f"{condition} AND {_column(order)} < %s", [low, below]
    found = rows(connection, f"SELECT exhibit_id FROM {ENTRIES} WHERE {condition} LIMIT {most + 1}", parameters)
    return [pk for (pk,) in found] if len(found) <= most else None


def packed(ids: Iterable[int]) -> bytes:
    """Ids as they are stored: 4 bytes each, little-endian."""
    numbers = array("I", ids)
    if byteorder == "big":
        numbers.byteswap()
    return numbers.tobytes()


def unpacked(stored) -> array:
    """The ids again."""
    numbers = array("I", bytes(stored))
    if byteorder == "big":
        numbers.byteswap()
    return numbers


class _Placing:
    """One change of an order, from its first run to its last; what becomes too short goes along with the next."""

    def __init__(self, connection, order: Order, generation: int, size: int):
        self.connection, self.order, self.generation, self.size = connection, order, generation, size
        sql = f"SELECT id, key, exhibit_id FROM {RUNS} WHERE {_order(connection)} = %s"
        found = [(_key(order, key), exhibit, pk) for pk, key, exhibit in rows(connection, sql, [int(order)])]
        stored = sorted(row for row in found if row[1])
        self.places: list[Place] = [(key, exhibit) for key, exhibit, _ in stored]
        self.rows: list[int | None] = [pk for _, _, pk in stored] or [None]
        self.spare = [pk for _, exhibit, pk in found if not exhibit]
        self.changed: list[tuple] = []
        self.new: list[tuple] = []

    def run(self, removed: Iterable[Place], added: Iterable[Place]) -> None:
        gone, come = self._by_run(removed), self._by_run(added)
        carried: list[Place] = []
        for index, row in enumerate(self.rows):
            if not (carried or index in gone or index in come):
                continue
            out, into = {pk for _, pk in gone.get(index, ())}, come.get(index, set())
            members = sorted({*carried, *self._staying(row, out | {pk for _, pk in into}), *into})
            carried = []
            if len(members) < self.size // 4 and index + 1 < len(self.rows):
                members, carried = [], members
            self._write(row, members)
        self._save()

    def _by_run(self, places: Iterable[Place]) -> dict[int, set[Place]]:
        """The places by the number of the run that holds them, or would."""
        found = defaultdict(set)
        for place in places:
            found[max(0, bisect_right(self.places, place) - 1)].add(place)
        return found

    def _staying(self, row: int | None, out: set[int]) -> list[Place]:
        if row is None:
            return []
        ((stored,),) = rows(self.connection, f"SELECT ids FROM {RUNS} WHERE id = %s", [row])
        ids = [pk for pk in unpacked(stored) if pk not in out]
        return [(key, pk) for pk, key in keys_of(self.connection, self.order, ids).items()]

    def _write(self, row: int | None, members: list[Place]) -> None:
        count = len(members) // self.size if len(members) > 2 * self.size else 1
        for part in range(count):
            piece = members[len(members) * part // count : len(members) * (part + 1) // count]
            stored = _stored(self.order, piece, self.generation)
            if part:
                row = self.spare.pop() if self.spare else None
            if row is not None:
                self.changed.append((*stored, row))
            elif piece:
                self.new.append(stored)

    def _save(self) -> None:
        order = _order(self.connection)
        with self.connection.cursor() as cursor:
            cursor.executemany(
                f"UPDATE {RUNS} SET {order} = %s, key = %s, exhibit_id = %s, generation = %s, ids = %s WHERE id = %s",
                self.changed,
            )
        _insert(self.connection, self.new)


def _stored(order: Order, members: list[Place], generation: int) -> tuple:
    """The columns of a run; of an emptied one where there are no members."""
    key, first = members[0] if members else (0, 0)
    return int(order), str(key), first, generation, packed(pk for _, pk in members)


def _insert(connection, written: list[tuple]) -> None:
    with connection.cursor() as cursor:
        cursor.executemany(
            f"INSERT INTO {RUNS} ({_order(connection)}, key, exhibit_id, generation, ids) VALUES (%s, %s, %s, %s, %s)",
            written,
        )


def _order(connection) -> str:
    return connection.ops.quote_name("order")


def _column(order: Order) -> str:
    return Order(order).label


def _key(order: Order, stored: str) -> Key:
    return stored if order in TEXT_ORDERS else int(stored)
