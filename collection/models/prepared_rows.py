"""Questions that indexing asks for each batch of records, however small: their SQL is made once.

Making the SQL of the thirty that the facts about an exhibit take costs Django ten times what the database needs to
answer them for one exhibit, and one exhibit is what an editor saves.
"""

from collections.abc import Callable, Iterable
from copy import copy

from django.db import connections
from django.db.models import BigIntegerField, Expression, QuerySet
from django.db.models.sql.constants import MULTI


class Ids(Expression):
    """A set of ids that is put in when the question is asked; its SQL is the same for any amount."""

    output_field = BigIntegerField()
    HOLE = object()

    def as_sqlite(self, compiler, connection):
        return "(SELECT value FROM json_each(%s))", [self.HOLE]

    def as_postgresql(self, compiler, connection):
        return "(SELECT unnest(%s::bigint[]))", [self.HOLE]


class PreparedRows:
    """The rows that `build(ids)` selects, which is a `values()` queryset that names `ids` in conditions `…__in`.

    What it selects may depend on nothing else: no clock, no user. Rows are dicts.
    """

    def __init__(self, build: Callable[[Ids], QuerySet]):
        self.build = build
        self._made: dict[str, tuple] = {}

    def __call__(self, ids: Iterable[int], *, using: str) -> list[dict]:
        ids = [pk for pk in ids if pk is not None]
        if not ids:
            return []
        if using not in self._made:
            self._made[using] = self._make(using)
        compiler, names, sql, parameters = self._made[using]
        connection = connections[using]
        given = ids if connection.vendor == "postgresql" else str(ids)
        compiler = copy(compiler)
        compiler.connection = connection  # each thread has its own
        compiler.as_sql = lambda *args, **kwargs: (sql, [given if one is Ids.HOLE else one for one in parameters])
        return [dict(zip(names, row, strict=True)) for row in compiler.results_iter(compiler.execute_sql(MULTI))]

    def _make(self, using: str) -> tuple:
        query = self.build(Ids()).using(using).query
        compiler = query.get_compiler(using=using)
        sql, parameters = compiler.as_sql()
        names = query.selected or (*query.values_select, *query.annotation_select)
        return compiler, tuple(names), sql, parameters
