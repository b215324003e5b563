"""How rows reach the database at speed: executemany on SQLite, COPY on PostgreSQL.

bulk_create makes an object for each row and asks each field about it, which at a million rows is most of the time. A
`Table` asks the fields once. The database's own rules hold all the same: constraints, history and append-only tables
are its work.
"""

import functools
from collections import defaultdict
from itertools import chain

from django.db import DEFAULT_DB_ALIAS, connections, models, router
from django.utils import timezone

from .fields import Derived

_DATES = {"date", "made"}  # many records share a date, and reading one is slow


class Table:
    """A model's table, fed with values for the `given` columns; others are derived from these or have their default."""

    def __init__(self, model, *given: str):
        self.model, self.rows = model, []
        self._connection = connections[router.db_for_write(model)]
        fields = {field.attname: field for field in model._meta.local_concrete_fields}
        derived = [f for name, f in fields.items() if isinstance(f, Derived) and name not in given]
        rest = [f for name, f in fields.items() if name not in given and f not in derived and not f.primary_key]
        self._derived = [(_computing(field), given.index(field.source)) for field in derived]
        self._constants = tuple(self._constant(field) for field in rest)
        self.columns = [field.column for field in (*(fields[name] for name in given), *derived, *rest)]

    def _constant(self, field):
        stamped = isinstance(field, models.DateTimeField) and (field.auto_now_add or field.auto_now)
        return field.get_db_prep_save(timezone.now() if stamped else field.get_default(), self._connection)

    def add(self, *given) -> None:
        """One row, written at the next `flush()`. Times are given as the connection adapts them."""
        self.rows.append((*given, *(compute(given[place]) for compute, place in self._derived), *self._constants))

    def reserve(self, count: int) -> list[int]:
        """`count` ids that nobody else will get."""
        return reserve(self.model, count)

    def flush(self) -> None:
        """Insert what was added."""
        rows, self.rows = self.rows, []
        if not rows:
            return
        quote = self._connection.ops.quote_name
        target = f"{quote(self.model._meta.db_table)} ({', '.join(map(quote, self.columns))})"
        with self._connection.cursor() as cursor:
            if self._connection.vendor == "postgresql":
                with self._connection.wrap_database_errors, cursor.copy(f"COPY {target} FROM STDIN") as copy:
                    for row in rows:
                        copy.write_row(row)
                return
            # Many rows a statement: SQLite can undo any one statement, and where a trigger runs, as the history's does,
            # making ready to undo costs more than the row itself.
            many = max(1, self._connection.features.max_query_params // len(self.columns))
            whole = len(rows) // many * many
            one = f"({', '.join(['%s'] * len(self.columns))})"
            cursor.executemany(
                f"INSERT INTO {target} VALUES {', '.join([one] * many)}",
                (tuple(chain.from_iterable(rows[start : start + many])) for start in range(0, whole, many)),
            )
            cursor.executemany(f"INSERT INTO {target} VALUES {one}", rows[whole:])


def reserve(model, count: int) -> list[int]:
    """`count` ids of `model` that nobody else will get. To be called in a transaction."""
    connection, name = connections[router.db_for_write(model)], model._meta.db_table
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)", [name, count]
            )
            return [value for (value,) in cursor.fetchall()]
        # Nobody else writes before this transaction ends, and the sequence remembers rows that are gone.
        cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [name])
        last = (cursor.fetchone() or (0,))[0]
        return list(range(last + 1, last + count + 1))


def make_room(megabytes: int) -> None:
    """SQLite keeps 2 MB of pages in memory unless told otherwise; a batch changes more, and would be written twice."""
    connection = connections[DEFAULT_DB_ALIAS]
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute(f"PRAGMA cache_size = -{megabytes * 1024}")


def _computing(field: Derived):
    return functools.cache(field.compute) if field.source in _DATES else field.compute


class Amendments:
    """Changes to rows of one table, by id: written together, each with its version counted up."""

    def __init__(self, model):
        self.model = model
        self._connection = connections[router.db_for_write(model)]
        self._fields = {field.attname: field for field in model._meta.local_concrete_fields}
        self._rows = defaultdict(list)  # columns that change → values and id of each row

    def add(self, pk: int, **values) -> None:
        """New values by column name; what is derived from them follows."""
        for field in self._fields.values():
            if isinstance(field, Derived) and field.source in values:
                values[field.attname] = field.compute(values[field.source] or "")
        self._rows[tuple(values)].append((*values.values(), pk))

    def flush(self) -> None:
        """Update what was added."""
        quote = self._connection.ops.quote_name
        rows, self._rows = self._rows, defaultdict(list)
        stamp = self._connection.ops.adapt_datetimefield_value(timezone.now())
        counted = "version" in self._fields
        with self._connection.cursor() as cursor:
            for columns, changes in rows.items():
                changed = [f"{quote(self._fields[name].column)} = %s" for name in columns]
                if counted:
                    changed += ["version = version + 1", "updated_at = %s"]
                    changes = [(*values, stamp, pk) for *values, pk in changes]
                table = quote(self.model._meta.db_table)
                cursor.executemany(f"UPDATE {table} SET {', '.join(changed)} WHERE id = %s", changes)
