"""Orders as they are stored: a row of `collection_run` for about a thousand exhibits that follow each other in one order.

A row's place is the (key, id) of its first exhibit. Emptied rows stay, without a place (exhibit 0), so that other
processes learn of it, and are used again.
"""

from array import array
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import NamedTuple

from .bitmaps import _batches, _places, _rows
from .codes import TEXT_ORDERS, Order

TABLE = "collection_run"
ENTRIES = "collection_indexentry"
SIZE = 1024  # ids in a new run; it is cut in two beyond twice as many, and joined to the next below a quarter

Key = str | int
Place = tuple[Key, int]  # key and exhibit id


class Row(NamedTuple):
    """One stored run. `exhibit` is 0 where it is emptied."""

    id: int
    key: Key
    exhibit: int
    ids: bytes


def build(connection, order: Order, generation: int, size: int = SIZE) -> None:
    """Make the runs of an order anew from the entries."""
    quoted = connection.ops.quote_name("order")
    rows = []
    for members in _cut_stream(_in_order(connection, order), size):
        key, first = members[0]
        rows.append((int(order), str(key), first, generation, _packed(members)))
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {TABLE} WHERE {quoted} = %s", [int(order)])
        _insert(cursor, quoted, rows)


def place(
    connection, order: Order, removed: Iterable[Place], added: Iterable[Place], generation: int, size: int = SIZE
) -> None:
    """Take exhibits out of the order at their old places and put them in at their new ones.

    The entries hold the new keys already. Costs two short queries and up to 2,048 keys for each run that is touched.
    """
    _Placing(connection, order, generation, size).run(list(removed), list(added))


def load(connection, order: Order, since: int = -1) -> list[Row]:
    """The runs written after the generation `since`, emptied ones too."""
    quoted = connection.ops.quote_name("order")
    sql = f"SELECT id, key, exhibit_id, ids FROM {TABLE} WHERE {quoted} = %s AND generation > %s"
    return [
        Row(pk, _key(order, key), exhibit, bytes(ids))
        for pk, key, exhibit, ids in _rows(connection, sql, [int(order), since])
    ]


def keys_of(connection, order: Order, ids: Iterable[int]) -> dict[int, Key]:
    """The keys that the entries now hold for these exhibits."""
    column = Order(order).label
    found = {}
    for batch in _batches(list(ids), SIZE):
        sql = f"SELECT exhibit_id, {column} FROM {ENTRIES} WHERE exhibit_id IN ({_places(batch)})"
        found.update(_rows(connection, sql, batch))
    return found
