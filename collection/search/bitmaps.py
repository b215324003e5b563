"""Sets of exhibits as they are stored: a row of `collection_bitmap` for each side, facet, value and chunk of ids.

A chunk is what shares the upper bits of the id, so that a change rewrites 8 kB at most. Emptied rows stay, with size 0.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain, groupby
from operator import itemgetter
from typing import NamedTuple

from pyroaring import BitMap, FrozenBitMap

from . import tables
from .tables import BITMAPS, among, batches, rows

CHUNK_BITS = 16
_AT_ONCE = 200  # rows looked up in one query
_COLUMNS = "(side, facet, value, chunk, size, generation, bits)"

Key = tuple[int, int, int]  # side, facet, value
RowKey = tuple[int, int, int, int]  # the same and chunk


class Changed(NamedTuple):
    """A chunk that a later generation wrote: what `value` now holds among the ids of `chunk`."""

    facet: int
    value: int
    chunk: int
    bits: FrozenBitMap


def apply(connection, changes: Mapping[Key, tuple[set[int], set[int]]], generation: int) -> None:
    """Add and remove ids: `changes` maps side, facet and value to (added, removed). What stays alike is not written."""
    wanted: dict[RowKey, tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
    for (side, facet, value), both in changes.items():
        for place, ids in enumerate(both):
            for pk in ids:
                wanted[int(side), int(facet), value, pk >> CHUNK_BITS][place].append(pk)
    before = _stored(connection, list(wanted))
    written = []
    for key, (added, removed) in wanted.items():
        old = before.get(key, FrozenBitMap())
        bits = (BitMap(old) - BitMap(removed)) | BitMap(added)
        if bits != old:
            written.append(_row(key, bits, generation))
    if not written:
        return
    with connection.cursor() as cursor:
        cursor.executemany(
            f"INSERT INTO {BITMAPS} {_COLUMNS} VALUES (%s, %s, %s, %s, %s, %s, %s) "
            "ON CONFLICT (side, facet, value, chunk) "
            "DO UPDATE SET size = excluded.size, generation = excluded.generation, bits = excluded.bits",
            written,
        )


def write_all(connection, sets: Mapping[Key, BitMap], generation: int) -> None:
    """Replace the whole table by `sets`."""
    written = (
        _row((*map(int, key), chunk), bits, generation) for key in sorted(sets) for chunk, bits in _cut(sets[key])
    )
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {BITMAPS}")
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY {BITMAPS} {_COLUMNS} FROM STDIN") as copy:
                for row in written:
                    copy.write_row(row)
        else:
            cursor.executemany(f"INSERT INTO {BITMAPS} {_COLUMNS} VALUES (%s, %s, %s, %s, %s, %s, %s)", written)


def kept(connection, side: int, facet: int, values: Iterable[int]) -> set[int]:
    """Those of `values` that have rows, be they empty."""
    condition, parameter = among(connection, "value", values)
    sql = f"SELECT DISTINCT value FROM {BITMAPS} WHERE side = %s AND facet = %s AND {condition}"
    return {value for (value,) in rows(connection, sql, [int(side), int(facet), parameter])}


def load(connection, side: int, facet: int) -> dict[int, FrozenBitMap]:
    """Each value of a facet that holds something on `side`, with its ids."""
    found = groupby(stream(connection, side, facet), itemgetter(0))
    return {value: _joined([bits for _, bits in chunks]) for value, chunks in found}


def stream(connection, side: int, facet: int) -> Iterator[tuple[int, FrozenBitMap]]:
    """The values of a facet and what each holds of one chunk after another; few rows at a time are in memory."""
    sql = f"SELECT value, bits FROM {BITMAPS} WHERE side = %s AND facet = %s AND size > 0 ORDER BY value, chunk"
    for value, bits in tables.stream(connection, sql, [int(side), int(facet)]):
        yield value, FrozenBitMap.deserialize(bytes(bits))


def sizes(connection, side: int, facet: int) -> dict[int, int]:
    """How many exhibits are under each value of a facet."""
    sql = f"SELECT value, SUM(size) FROM {BITMAPS} WHERE side = %s AND facet = %s AND size > 0 GROUP BY value"
    return {value: int(size) for value, size in rows(connection, sql, [int(side), int(facet)])}


def count_values(connection, side: int, facet: int, most: int) -> int:
    """How many values a facet has on `side`, those with nothing in them too; counted no further than `most`."""
    values = f"SELECT DISTINCT value FROM {BITMAPS} WHERE side = %s AND facet = %s LIMIT {int(most)}"
    return rows(connection, f"SELECT COUNT(*) FROM ({values}) AS found", [int(side), int(facet)])[0][0]


def one(connection, side: int, facet: int, value: int) -> FrozenBitMap:
    """The ids of one value of a facet."""
    sql = f"SELECT bits FROM {BITMAPS} WHERE side = %s AND facet = %s AND value = %s AND size > 0 ORDER BY chunk"
    found = rows(connection, sql, [int(side), int(facet), value])
    return _joined([FrozenBitMap.deserialize(bytes(bits)) for (bits,) in found])


def changed(connection, side: int, facets: Iterable[int], since: int) -> list[Changed]:
    """The chunks of `facets` that were written after the generation `since`, emptied ones too."""
    # + 0: what is new is little, and to be found by its generation, whatever the planner believes.
    condition, parameter = among(connection, "facet + 0", facets)
    sql = f"SELECT facet, value, chunk, bits FROM {BITMAPS} WHERE generation > %s AND side + 0 = %s AND {condition}"
    found = rows(connection, sql, [since, int(side), parameter])
    return [Changed(*place, FrozenBitMap.deserialize(bytes(bits))) for *place, bits in found]


def changed_values(connection, facet: int, since: int) -> set[int]:
    """The values of a facet of which something was written after the generation `since`, on whatever side."""
    sql = f"SELECT DISTINCT value FROM {BITMAPS} WHERE generation > %s AND facet + 0 = %s"
    return {value for (value,) in rows(connection, sql, [since, int(facet)])}


def replaced(bits: FrozenBitMap, chunk: int, by: FrozenBitMap) -> FrozenBitMap:
    """`bits` with what it holds of `chunk` replaced."""
    rest = BitMap(bits)
    rest.remove_range(chunk << CHUNK_BITS, (chunk + 1) << CHUNK_BITS)
    return FrozenBitMap(rest | by)


def _stored(connection, keys: list[RowKey]) -> dict[RowKey, FrozenBitMap]:
    found = {}
    for batch in batches(keys, _AT_ONCE):
        values = ", ".join(["(%s, %s, %s, %s)"] * len(batch))
        # Joined, because neither database looks rows up in the index for (side, facet, …) IN (…).
        sql = (
            f"WITH wanted (side, facet, value, chunk) AS (VALUES {values}) "
            f"SELECT b.side, b.facet, b.value, b.chunk, b.bits FROM wanted CROSS JOIN {BITMAPS} b WHERE "
            "b.side = wanted.side AND b.facet = wanted.facet AND b.value = wanted.value AND b.chunk = wanted.chunk"
        )
        for *key, bits in rows(connection, sql, list(chain.from_iterable(batch))):
            found[tuple(key)] = FrozenBitMap.deserialize(bytes(bits))
    return found


def _row(key: RowKey, bits: BitMap, generation: int) -> tuple:
    bits.run_optimize()
    return *key, len(bits), generation, bits.serialize()


def _cut(bits: BitMap) -> Iterator[tuple[int, BitMap]]:
    """The chunks that hold something."""
    if not bits:
        return
    chunk, last = bits.min() >> CHUNK_BITS, bits.max() >> CHUNK_BITS
    while True:
        beyond = (chunk + 1) << CHUNK_BITS
        yield chunk, bits & BitMap(range(chunk << CHUNK_BITS, beyond))
        if chunk == last:
            return
        chunk = bits.next_set_bit(beyond) >> CHUNK_BITS


def _joined(parts: list[FrozenBitMap]) -> FrozenBitMap:
    return FrozenBitMap.union(*parts) if len(parts) > 1 else parts[0] if parts else FrozenBitMap()
