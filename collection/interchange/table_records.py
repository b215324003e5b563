"""The rows of any table of the catalogue as records, for lists that have no shape of their own in the API."""

from collections.abc import Iterator

import orjson
from django.db import models

from collection.models.fields import Derived, EdtfField

AT_ONCE = 1_000
# By what people know a record that another points to: the first of these that it has.
_KNOWN_BY = ("accession_number", "number", "name", "title", "code", "username", "actor", "pk")


def names_of(model) -> tuple[str, ...]:
    """The columns that somebody filled in, and how dates were read; keys to sort and compare by are left out."""
    return tuple(field.name for field in _fields(model))


def records(queryset: models.QuerySet) -> Iterator[bytes]:
    """The rows as JSON, by id, each batch begun by key; what they point to is given by name or number."""
    names, paths = names_of(queryset.model), [_path(field) for field in _fields(queryset.model)]
    for rows in batches_by_key(queryset.values_list("pk", *paths)):
        yield from (orjson.dumps(dict(zip(names, row[1:], strict=True)), default=str) for row in rows)


def ids(queryset: models.QuerySet) -> Iterator[int]:
    """The ids of the rows, in order."""
    for rows in batches_by_key(queryset.values_list("pk")):
        yield from (pk for (pk,) in rows)


def batches_by_key(rows: models.QuerySet) -> Iterator[list[tuple]]:
    """Rows of values, of which the first is the id."""
    rows = rows.order_by("pk")
    batch = list(rows[:AT_ONCE])
    while batch:
        yield batch
        batch = list(rows.filter(pk__gt=batch[-1][0])[:AT_ONCE]) if len(batch) == AT_ONCE else []


def _fields(model) -> list[models.Field]:
    fields = model._meta.concrete_fields
    return [field for field in fields if isinstance(field, EdtfField) or not isinstance(field, Derived)]


def _path(field: models.Field) -> str:
    if not field.is_relation:
        return field.name
    own = {known.name for known in field.related_model._meta.concrete_fields} | {"pk"}
    return f"{field.name}__{next(name for name in _KNOWN_BY if name in own)}"
