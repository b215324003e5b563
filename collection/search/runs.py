"""Orders as they are stored: a row of `collection_run` for about a thousand exhibits that follow each other.

A row's place is the (key, id) of its first exhibit. Emptied rows stay, with exhibit 0, so that other processes learn of
it; the next new run takes their place.
"""

from array import array
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable
from itertools import chain
from sys import byteorder
from typing import NamedTuple

from .codes import TEXT_ORDERS, Order
from .keys import Key, Keys, Place
from .tables import ENTRIES, RUNS, rows, stream

SIZE = 1024  # ids in a new run; it is cut up beyond twice as many, and joined to the next below a quarter

MANY = 20  # more than one in so many of a run's ids to put in: then all its keys are looked up at once


class Row(NamedTuple):
    """One stored run: its place and its ids. Emptied: exhibit 0 and no ids."""

    id: int
    key: Key
    exhibit: int
    ids: array


def build(connection, order: Order, generation: int, size: int = SIZE) -> None:
    """Make the runs of an order anew from the entries."""
    column = Order(order).label
    written = []
    ids: list[int] = []
    sql = f"SELECT {column}, exhibit_id FROM {ENTRIES} ORDER BY {column}, exhibit_id"
    for key, pk in stream(connection, sql):
        if not ids:
            first = key
        ids.append(pk)
        if len(ids) == size:
            written.append(_stored(order, ids, first, generation))
            ids = []
    if ids:
        written.append(_stored(order, ids, first, generation))
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {RUNS} WHERE {_order(connection)} = %s", [int(order)])
    _insert(connection, written)


def place(
    connection, order: Order, removed: Iterable[Place], added: Iterable[Place], generation: int, size: int = SIZE
) -> None:
    """Take exhibits out of the order at their old places and put them in at their new ones.

    The entries hold the new keys already. Reads the ids of each run that is touched, and as many keys as it needs.
    """
    _Placing(connection, order, generation, size).run(removed, added)


def load(connection, order: Order, since: int = -1) -> list[Row]:
    """The runs of an order that were written after the generation `since`, emptied ones too."""
    sql = f"SELECT id, key, exhibit_id, ids FROM {RUNS} WHERE {_order(connection)} = %s AND generation > %s"
    found = rows(connection, sql, [int(order), since])
    return [Row(pk, _key(order, key), exhibit, unpacked(ids)) for pk, key, exhibit, ids in found]


def few_between(connection, order: Order, low: str, below: str | None, most: int = 2 * SIZE) -> list[int] | None:
    """The exhibits with low <= key < below in an order of texts, whose keys are indexed; None if more than `most`."""
    condition, parameters = f"{Order(order).label} >= %s", [low]
    if below is not None:
        condition, parameters = f"{condition} AND {Order(order).label} < %s", [low, below]
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
        carried: list[int] = []
        for index, row in enumerate(self.rows):
            if not (carried or index in gone or index in come):
                continue
            self.keys = Keys(self.connection, self.order)
            into = come.get(index, set())
            out = {pk for _, pk in gone.get(index, set()) | into}
            ids = [*carried, *(pk for pk in self._ids(row) if pk not in out)]
            self._put(ids, into)
            carried = []
            if len(ids) < self.size // 4 and index + 1 < len(self.rows):
                ids, carried = [], ids
            self._write(row, ids)
        self._save()

    def _by_run(self, places: Iterable[Place]) -> dict[int, set[Place]]:
        """The places by the number of the run that holds them, or would."""
        found = defaultdict(set)
        for place in places:
            found[max(0, bisect_right(self.places, place) - 1)].add(place)
        return found

    def _ids(self, row: int | None) -> array:
        stored = rows(self.connection, f"SELECT ids FROM {RUNS} WHERE id = %s", [row]) if row else [(b"",)]
        return unpacked(stored[0][0])

    def _put(self, ids: list[int], into: set[Place]) -> None:
        """Insert places among ids that are in order."""
        known = self.keys.known
        known.update((pk, key) for key, pk in into)
        if len(into) > len(ids) // MANY:
            self.keys.learn(ids)
            stand = [(known[pk], pk) for pk in ids if pk in known]  # one without a key has no entry any more
            ids[:] = [pk for _, pk in sorted(chain(stand, into))]
            return
        for place in sorted(into):
            ids.insert(self.keys.position(ids, place), place[1])

    def _write(self, row: int | None, ids: list[int]) -> None:
        count = len(ids) // self.size if len(ids) > 2 * self.size else 1
        pieces = [ids[len(ids) * part // count : len(ids) * (part + 1) // count] for part in range(count)]
        self.keys.learn(piece[0] for piece in pieces if piece)
        for part, piece in enumerate(pieces):
            while piece and piece[0] not in self.keys.known:  # its entry has gone, and nobody has said so
                self.keys.learn(piece[1:2])
                del piece[0]
            stored = _stored(self.order, piece, self.keys.known.get(piece[0]) if piece else 0, self.generation)
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


def _stored(order: Order, ids: list[int], key: Key, generation: int) -> tuple:
    """The columns of a run whose first exhibit has the key; of an emptied one where there are no ids."""
    return int(order), str(key), ids[0] if ids else 0, generation, packed(ids)


def _insert(connection, written: list[tuple]) -> None:
    with connection.cursor() as cursor:
        cursor.executemany(
            f"INSERT INTO {RUNS} ({_order(connection)}, key, exhibit_id, generation, ids) VALUES (%s, %s, %s, %s, %s)",
            written,
        )


def _order(connection) -> str:
    return connection.ops.quote_name("order")


def _key(order: Order, stored: str) -> Key:
    return stored if order in TEXT_ORDERS else int(stored)
