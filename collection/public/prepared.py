"""Questions that a page asks again and again, each time about another record: their SQL is made once.

Making the SQL of what the page of an exhibit asks, with the gate before each table, takes Django ten times as long as
the database takes to answer.
"""

from collections.abc import Callable
from copy import copy
from types import SimpleNamespace

from django.db import connections
from django.db.models import QuerySet
from django.db.models.query import ModelIterable

from collection.models.audience import reads_private


class Prepared:
    """The records that `build(user, of)` selects; `of` is an id, or a text where `hole` is one.

    `build` is called once for each database and audience, with `hole` in place of what is not known yet. What it
    selects may depend on the user by the gate alone.
    """

    def __init__(self, build: Callable[[object, int | str], QuerySet], hole: int | str = 2**63 - 1):
        self.build, self.hole = build, hole
        self._made: dict[tuple[str, bool], tuple] = {}

    @classmethod
    def of_text(cls, build) -> "Prepared":
        return cls(build, hole="\0")

    def __call__(self, user, of: int | str, *, using: str) -> list:
        key = using, reads_private(user)
        if key not in self._made:
            self._made[key] = self._make(user, using)
        compiler, sql, parameters = self._made[key]
        compiler = copy(compiler)
        compiler.connection = connections[using]  # each thread has its own
        compiler.as_sql = lambda *args, **kwargs: (sql, tuple(of if one == self.hole else one for one in parameters))
        query = SimpleNamespace(get_compiler=lambda using: compiler)
        return list(ModelIterable(SimpleNamespace(db=using, query=query, _known_related_objects={})))

    def _make(self, user, using: str) -> tuple:
        compiler = self.build(user, self.hole).using(using).query.get_compiler(using=using)
        sql, parameters = compiler.as_sql()
        converters = compiler.get_converters([column for column, *_ in compiler.select])
        compiler.get_converters = lambda columns: converters
        return compiler, sql, parameters
