"""Sets of exhibits as they are stored: a row of `collection_bitmap` for each side, facet, value and chunk of ids.

A chunk is what shares the upper bits of the id, so that a change rewrites 8 kB at most. Emptied rows stay, with size 0.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

from pyroaring import BitMap, FrozenBitMap

TABLE = "collection_bitmap"
CHUNK_BITS = 16
_AT_ONCE = 200  # rows looked up, or values asked for, in one query

Key = tuple[int, int, int]  # side, facet, value


class Changed(NamedTuple):
    """A chunk that another generation wrote: what `value` now holds among the ids of `chunk`."""

    side: int
    facet: int
    value: int
    chunk: int
    bits: FrozenBitMap


def apply(connection, changes: Mapping[Key, tuple[set[int], set[int]]], generation: int) -> None:
    """Add and remove ids: `changes` maps side, facet and value to (added, removed). Rows that stay alike are not touched."""
    wanted: dict[tuple[int, int, int, int], tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
    for key, both in changes.items():
        for place, ids in enumerate(both):
            for pk in ids:
                wanted[*key, pk >> CHUNK_BITS][place].append(pk)
    before = _stored(connection, list(wanted))
    rows = []
    for key, (added, removed) in wanted.items():
        old = before.get(key, FrozenBitMap())
        bits = (BitMap(old) - BitMap(removed)) | BitMap(added)
        if bits != old:
            rows.append(_row(key, bits, generation))
    with connection.cursor() as cursor:
        cursor.executemany(
            f"INSERT INTO {TABLE} (side, facet, value, chunk, size, generation, bits) "
            "VALUES (%s, %s, %s, %s, %s, %s, %s) ON CONFLICT (side, facet, value, chunk) "
            "DO UPDATE SET size = excluded.size, generation = excluded.generation, bits = excluded.bits",
            rows,
        )


def write_all(connection, sets: Mapping[Key, BitMap], generation: int) -> None:
    """Replace the whole table by `sets`."""
    rows = (
        _row((*key, chunk), bits, generation) for key in sorted(sets) for chunk, bits in _chunks(sets[key])
    )
    columns = "(side, facet, value, chunk, size, generation, bits)"
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {TABLE}")
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY {TABLE} {columns} FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(row)
        else:
            cursor.executemany(f"INSERT INTO {TABLE} {columns} VALUES (%s, %s, %s, %s, %s, %s, %s)", rows)


def kept(connection, side: int, facet: int, values: Iterable[int]) -> set[int]:
    """Those of `values` that have rows, be they empty."""
    found = set()
    for batch in _batches(list(values)):
        sql = f"SELECT DISTINCT value FROM {TABLE} WHERE side = %s AND facet = %s AND value IN ({_places(batch)})"
        found.update(value for (value,) in _rows(connection, sql, [int(side), int(facet), *batch]))
    return found


def load(connection, side: int, facet: int) -> dict[int, FrozenBitMap]:
    """Every value of a facet that holds something on `side`, with its ids."""
    sql = f"SELECT value, bits FROM {TABLE} WHERE side = %s AND facet = %s AND size > 0 ORDER BY value, chunk"
    rows = _rows(connection, sql, [int(side), int(facet)])
    return {value: _joined(bits for _, bits in chunks) for value, chunks in groupby(rows, itemgetter(0))}


def one(connection, side: int, facet: int, value: int) -> FrozenBitMap:
    """The ids of one value of a facet."""
    sql = f"SELECT bits FROM {TABLE} WHERE side = %s AND facet = %s AND value = %s AND size > 0 ORDER BY chunk"
    return _joined(bits for (bits,) in _rows(connection, sql, [int(side), int(facet), value]))


def changed(connection, side: int, facets: Iterable[int], since: int) -> Iterator[Changed]:
    """The chunks of `facets` written after the generation `since`."""
    facets = [int(facet) for facet in facets]
    sql = (
        f"SELECT side, facet, value, chunk, bits FROM {TABLE} "
        f"WHERE generation > %s AND side = %s AND facet IN ({_places(facets)})"
    )
    for *place, bits in _rows(connection, sql, [since, int(side), *facets]) if facets else ():
        yield Changed(*place, FrozenBitMap.deserialize(bytes(bits)))


def changed_values(connection, facet: int, since: int) -> set[int]:
    """The values of a facet of which something was written after the generation `since`, on whatever side."""
    sql = f"SELECT DISTINCT value FROM {TABLE} WHERE generation > %s AND facet = %s"
    return {value for (value,) in _rows(connection, sql, [since, int(facet)])}


def replaced(bits: FrozenBitMap, chunk: int, by: FrozenBitMap) -> FrozenBitMap:
    """`bits` with what it holds of `chunk` replaced."""
    rest = BitMap(bits)
    rest.remove_range(chunk << CHUNK_BITS, (chunk + 1) << CHUNK_BITS)
    return FrozenBitMap(rest | by)


def _stored(connection, keys: list[tuple[int, int, int, int]]) -> dict[tuple[int, int, int, int], FrozenBitMap]:
    found = {}
    for batch in _batches(keys):
        # The planner of neither database would look up rows (side, …) IN (…) in the index; joined, both do.
        values = ", ".join(["(%s, %s, %s, %s)"] * len(batch))
        sql = (
            f"WITH wanted (side, facet, value, chunk) AS (VALUES {values}) "
            f"SELECT b.side, b.facet, b.value, b.chunk, b.bits FROM wanted CROSS JOIN {TABLE} b WHERE "
            "b.side = wanted.side AND b.facet = wanted.facet AND b.value = wanted.value AND b.chunk = wanted.chunk"
        )
        for *key, bits in _rows(connection, sql, [int(part) for key in batch for part in key]):
            found[tuple(key)] = FrozenBitMap.deserialize(bytes(bits))
    return found


def _row(key: tuple[int, int, int, int], bits: BitMap, generation: int) -> tuple:
    bits.run_optimize()
    return *map(int, key), len(bits), generation, bits.serialize()


def _chunks(bits: BitMap) -> Iterator[tuple[int, BitMap]]:
    last = bits.max() >> CHUNK_BITS if bits else -1
    chunk = bits.min() >> CHUNK_BITS if bits else 0
    while chunk <= last:
        yield chunk, bits & BitMap(range(chunk << CHUNK_BITS, (chunk + 1) << CHUNK_BITS))
        chunk = bits.next_set_bit((chunk + 1) << CHUNK_BITS) >> CHUNK_BITS if chunk < last else last + 1


def _joined(parts: Iterable) -> FrozenBitMap:
    bits = [FrozenBitMap.deserialize(bytes(part)) for part in parts]
    return FrozenBitMap.union(*bits) if len(bits) > 1 else bits[0] if bits else FrozenBitMap()


def _rows(connection, sql: str, parameters: list) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        return cursor.fetchall()


def _batches(items: list) -> Iterator[list]:
    for start in range(0, len(items), _AT_ONCE):
        yield items[start : start + _AT_ONCE]


def _places(items: list) -> str:
    return ", ".join(["%s"] * len(items))
