"""Many more rows in every large table, written by the database itself in seconds, for its planner to reckon with.

Each row of the museum is copied with all its links among copies. The index's sets and orders are not: a reader finds
what there was before, among tables as full as those of a large museum.
"""

from django.apps import apps
from django.db import models

from collection.models import Bitmap, Country, IndexEntry, Word, history_triggers, stale_triggers
from collection.models.index import Facet

STEP = 100_000  # between the ids of a row and its next copy
# What stays small in the largest museum, and what is no record.
SMALL = {"Country", "Country_successors", "Term", "Location", "Showroom", "ChangeSet", "Change", "ChangeContext",
         "Stale", "Generation", "Run", "Bitmap", "DonorContact", "Source",
         "Instrument", "Instrument_countries", "ImportRun", "ImportRow", "SavedMapping", "Seal"}
OF_RECORDS = (Facet.PARTY, Facet.DONOR, Facet.RECIPIENT, Facet.OCCASION)


def large() -> list[type[models.Model]]:
    """The models whose tables grow with the museum."""
    found = apps.get_app_config("collection").get_models(include_auto_created=True)
    return [model for model in found if not model._meta.proxy and model.__name__ not in SMALL]


def load(connection, copies: int) -> set[str]:
    """`copies` of each row, in the open transaction, which ends with them: the triggers are taken down before.

    Returns the names of the tables that are full now.
    """
    for triggers in (history_triggers, stale_triggers):
        triggers.remove(connection)
    with connection.cursor() as cursor:
        for model in large():
            many = copies // 20 if model is Word else copies  # a museum has as many words as exhibits
            _copy(cursor, model, many, {field.column: _value(connection, field) for field in _columns(model)})
        values = {field.column: field.column for field in _columns(Bitmap)} | {"value": f"value + n * {STEP}"}
        _copy(cursor, Bitmap, copies, values, where=f"facet IN ({', '.join(str(facet.value) for facet in OF_RECORDS)})")
        cursor.execute("ANALYZE")
    return {model._meta.db_table for model in (*large(), Bitmap) if model._base_manager.count() > copies}


def _columns(model):
    return [field for field in model._meta.local_concrete_fields if not field.generated and field.column]


def _copy(cursor, model, copies: int, values: dict[str, str], where="1 = 1") -> None:
    table = model._meta.db_table
    cursor.execute(
        f"WITH RECURSIVE copies(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM copies WHERE n < {copies}) "
        f"INSERT INTO {table} ({', '.join(values)}) SELECT {', '.join(values.values())} FROM {table}, copies "
        f"WHERE {where}"
    )


def _value(connection, field) -> str:
    """The copy's value of a column, as an expression of the row's and of n, the copy's number."""
    moved = f"{field.column} + n * {STEP}"
    if field.name == "country":  # givers come from everywhere
        return f"1 + (country_id + n) % {Country.objects.count()}"
    if field.is_relation:
        return moved if field.related_model._meta.concrete_model in large() else field.column
    if field.primary_key:
        return moved
    if field.name == "public_id":
        return f"substr(CAST(id + n * {STEP} + 10000000000 AS text), 2)"
    if field.model is IndexEntry and field.name.endswith("_words"):
        return f"CAST('ballast' || n AS {field.db_type(connection)})"
    if field.unique or field.name.endswith(("_sort", "number")):
        return f"n || '-' || substr({field.column}, 1, 60)"  # n in front, so that kinds of rows lie mixed in each order
    if field.name == "date_order":
        return "date_order + n"
    return field.column
