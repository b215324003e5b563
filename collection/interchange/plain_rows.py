"""The rows of a table as lines of JSON that say the same on either database, and the way back.

Times are in UTC, JSON has its keys in order, and rows come by id: so equal tables are equal lines, and a hash of the
lines is a hash of the table.
"""

from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime
from graphlib import TopologicalSorter

import orjson
from django.apps import apps
from django.conf import settings
from django.db import connections, models

from collection.models import ChangeContext, index

AT_ONCE = 1_000  # rows in one query
PEOPLE = ("id", "username", "first_name", "last_name")  # of a user: what history calls him, and nothing to sign in with
_OPTIONS = orjson.OPT_UTC_Z | orjson.OPT_NAIVE_UTC | orjson.OPT_APPEND_NEWLINE


def people() -> type[models.Model]:
    """The model of those who sign in."""
    return apps.get_model(settings.AUTH_USER_MODEL)


def tables() -> list[type[models.Model]]:
    """Everything of the catalogue that is not made from something else, each after what it points to; people first."""
    own = [
        model
        for model in apps.get_app_config("collection").get_models(include_auto_created=True)
        if not model._meta.proxy and model.__module__ != index.__name__ and model is not ChangeContext
    ]
    graph = {model: [to for to in own if to in _pointed_to(model) and to is not model] for model in own}
    return [people(), *TopologicalSorter(graph).static_order()]


def columns(model) -> list[models.Field]:
    """The columns of a table that are carried."""
    fields = model._meta.local_concrete_fields
    return [field for field in fields if field.attname in PEOPLE] if model is people() else fields


def lines(model, using: str) -> Iterator[bytes]:
    """The rows of a table, each a line of JSON with its break; of people, those whom other rows name."""
    connection, fields = connections[using], columns(model)
    quote = connection.ops.quote_name
    names = [field.column for field in fields]
    nested = nested_in(fields)
    chosen = f"SELECT {', '.join(map(quote, names))} FROM {quote(model._meta.db_table)}"
    named = f"AND id IN ({_named_people(quote)})" if model is people() else ""
    last = -(2**63)
    while True:
        with connection.cursor() as cursor:
            cursor.execute(f"{chosen} WHERE id > %s {named} ORDER BY id LIMIT {AT_ONCE}", [last])
            found = cursor.fetchall()
        for values in found:
            yield line(names, nested, values)
        if len(found) < AT_ONCE:
            return
        last = found[-1][names.index("id")]


def nested_in(fields: Sequence[models.Field]) -> list[int]:
    """The places of those that hold JSON."""
    return [place for place, field in enumerate(fields) if isinstance(field, models.JSONField)]


def line(names: Sequence[str], nested: Sequence[int], values: Sequence) -> bytes:
    """One row, as the database's own cursor gives it, as a line of JSON."""
    if nested:
        values = list(values)
        for place in nested:
            values[place] = _in_order(values[place])
    return orjson.dumps(dict(zip(names, values, strict=True)), option=_OPTIONS)


def reader(model, using: str) -> Callable[[bytes], tuple]:
    """What makes the values of `columns(model)`, as the database takes them, of a line.

    It raises ValueError where the line is not of this table.
    """
    connection, fields = connections[using], columns(model)
    names = [field.column for field in fields]
    adapted = [(place, _adapting(field, connection)) for place, field in enumerate(fields)]
    adapted = [(place, adapt) for place, adapt in adapted if adapt]

    def read(line: bytes) -> tuple:
        row = orjson.loads(line)
        if not isinstance(row, dict) or row.keys() != set(names):
            raise ValueError(f"It is no row of {model._meta.db_table}.")
        values = [row[name] for name in names]
        for place, adapt in adapted:
            if values[place] is not None:
                values[place] = adapt(values[place])
        return tuple(values)

    return read


def _pointed_to(model) -> set[type[models.Model]]:
    return {field.related_model for field in model._meta.local_concrete_fields if field.is_relation}


def _named_people(quote) -> str:
    """A query for the ids of the people that any row names."""
    named = [
        f"SELECT {quote(field.column)} FROM {quote(model._meta.db_table)}"
        for model in tables()
        for field in model._meta.local_concrete_fields
        if field.related_model is people()
    ]
    return " UNION ".join(named)


def _in_order(value):
    """JSON, as text or as what the driver made of it, with its keys in order."""
    if value is None:
        return None
    value = orjson.loads(value) if isinstance(value, str) else value
    return orjson.Fragment(orjson.dumps(value, option=orjson.OPT_SORT_KEYS))


def _adapting(field: models.Field, connection) -> Callable | None:
    """What makes the database's value of one in JSON, where they differ."""
    if isinstance(field, models.DateTimeField):
        return lambda text: connection.ops.adapt_datetimefield_value(datetime.fromisoformat(text))
    if isinstance(field, models.DateField):
        return lambda text: connection.ops.adapt_datefield_value(date.fromisoformat(text))
    if isinstance(field, models.JSONField):
        return lambda value: orjson.dumps(value).decode()
    return None
