"""What the index keeps ready for visitors: cards for lists, and whole records."""

from collections.abc import Iterable

import orjson
from django.db import connections, router

from collection.models import Exhibit, IndexEntry
from collection.models.card import served
from collection.models.public_record import unpacked
from collection.search.index import Index
from collection.search.tables import ENTRIES, among, rows

from .reading import root_of


def index_of(request) -> Index:
    """The public index, which was read for the ETag already where answers are kept."""
    return getattr(request, "index", None) or Index.current(router.db_for_read(IndexEntry), private=False)


def cards(ids: Iterable[int], using: str) -> dict[int, bytes]:
    """Exhibit id → its card; empty for what visitors may not see."""
    connection = connections[using]
    condition, parameter = among(connection, "exhibit_id", ids)
    return dict(rows(connection, f"SELECT exhibit_id, card FROM {ENTRIES} WHERE {condition}", [parameter]))


def record(public_id: str, index: Index) -> bytes:
    """The record of an exhibit; empty where visitors get none, or where it waits to be indexed anew."""
    sql = (
        f"SELECT entry.exhibit_id, entry.record FROM {Exhibit._meta.db_table} AS exhibit "
        f"JOIN {ENTRIES} AS entry ON entry.exhibit_id = exhibit.id WHERE exhibit.public_id = %s"
    )
    for pk, stored in rows(index.connection, sql, [public_id]):
        return unpacked(stored) if pk in index.universe else b""
    return b""


def narrowed(stored: bytes, names: Iterable[str]) -> bytes:
    """A card or record with only these fields."""
    whole = orjson.loads(stored)
    return orjson.dumps({name: whole[name] for name in names})


def addressed(request, stored: bytes) -> bytes:
    """Cards or a record with the addresses by which the reader came."""
    return served(stored, api=root_of(request), site=request.build_absolute_uri("/").rstrip("/"))
