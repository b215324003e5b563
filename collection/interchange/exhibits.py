"""Exhibits as whole records, of the shape that they have at their own addresses in the API: a list of any length."""

from collections.abc import Iterable, Iterator

import orjson
from django.db import connections

from collection.models import Deaccession, Exhibit, Location, Restriction
from collection.models.audience import reads_private
from collection.models.card import moment, served
from collection.models.fact_rows import Rows
from collection.models.public_record import FIELDS, shape, unpacked
from collection.search.tables import ENTRIES, among
from collection.search.tables import rows as fetched

from .pieces import batches

BATCH = 500
PUBLIC = tuple(FIELDS)
STAFF = ("status", "location", "valuation", "internal_note", "deaccession", "version", "created_at", "updated_at")
_LEFT = ("deaccessioned_on", "method", "public_statement", "reason", "authorised_by")


def names_for(user) -> tuple[str, ...]:
    """The fields of a record as `user` gets it."""
    return PUBLIC + STAFF if reads_private(user) else PUBLIC


def records(ids: Iterable[int], user, *, using: str, api: str, site: str) -> Iterator[bytes]:
    """The JSON of each of the exhibits `ids` that `user` may see, in their order.

    `api` is the absolute address of the API with its slash, `site` that of the site without.
    """
    made = _for_staff if reads_private(user) else _for_visitors
    for batch in batches(ids, BATCH):
        found = made(batch, using)
        yield from (served(found[pk], api=api, site=site) for pk in batch if found.get(pk))


def narrowed(record: bytes, names: Iterable[str]) -> bytes:
    """A record with these fields alone."""
    whole = orjson.loads(record)
    return orjson.dumps({name: whole[name] for name in names})


def _for_visitors(ids: list[int], using: str) -> dict[int, bytes]:
    """What the index keeps for them; nothing of what has been withdrawn since the ids were read."""
    condition, parameter = among(connections[using], "exhibit_id", ids)
    sql = f"SELECT exhibit_id, record FROM {ENTRIES} WHERE {condition}"
    return {pk: unpacked(stored) for pk, stored in fetched(connections[using], sql, [parameter])}


def _for_staff(ids: list[int], using: str) -> dict[int, bytes]:
    rows = Rows(ids, using=using)
    rules = Restriction.objects.using(using).filter(exhibit__in=ids).order_by("id").values()
    rows.restrictions = {}  # staff see those, too, that a later assessment has superseded
    for rule in rules:
        rows.restrictions.setdefault(rule["exhibit_id"], []).append(rule)
    places = {row["location_id"] for row in rows.exhibits.values()}
    locations = {
        row["id"]: row for row in Location.objects.using(using).filter(pk__in=places).values("id", "name", "kind")
    }
    left = Deaccession.objects.using(using).filter(exhibit__in=ids).values("exhibit_id", *_LEFT)
    gone = {row.pop("exhibit_id"): row for row in left}
    stamps = Exhibit.objects.using(using).filter(pk__in=ids).values("id", "version", "created_at", "updated_at")
    stamped = {row["id"]: row for row in stamps}
    return {
        pk: orjson.dumps(
            {
                **shape(rows, exhibit),
                "status": exhibit["status"],
                "location": locations.get(exhibit["location_id"]),
                "valuation": exhibit["valuation"],
                "internal_note": exhibit["internal_note"],
                "deaccession": gone.get(pk),
                "version": stamped[pk]["version"],
                "created_at": moment(stamped[pk]["created_at"]),
                "updated_at": moment(stamped[pk]["updated_at"]),
            }
        )
        for pk, exhibit in rows.exhibits.items()
        if pk in stamped
    }
