"""Rows put back as the history has them: what was made is deleted, what was deleted made, what was changed restored."""

import json
from collections import defaultdict

from django.db import connections, models, router
from django.utils import timezone

from collection.models import Change, Exhibit, RestrictionCandidate
from collection.models.forgetting import forget

COUNTED = {"version", "updated_at"}  # go on counting, so that nobody's open form overwrites what was restored


class Restoring:
    """Undoes changes of one table, all of one kind at a time."""

    def __init__(self, model: type[models.Model]):
        self.model = model
        self._connection = connections[router.db_for_write(model)]
        self._table = self._connection.ops.quote_name(model._meta.db_table)
        self._columns = [field.column for field in model._meta.local_concrete_fields]
        self._on_postgresql = self._connection.vendor == "postgresql"

    def undo(self, action: str, changes: list[Change]) -> None:
        {"insert": self._delete, "delete": self._insert, "update": self._restore}[action](changes)

    def _delete(self, changes: list[Change]) -> None:
        ids = [change.row_id for change in changes]
        if self.model is Exhibit:
            RestrictionCandidate.objects.proposed_alone().filter(exhibit__in=ids)._raw_delete(self._connection.alias)
            forget(ids)
        self.model._base_manager.filter(pk__in=ids)._raw_delete(self._connection.alias)

    def _insert(self, changes: list[Change]) -> None:
        if self._on_postgresql:
            sql = f"INSERT INTO {self._table} SELECT * FROM jsonb_populate_record(NULL::{self._table}, %s)"
            rows = [(json.dumps(change.before),) for change in changes]
        else:
            sql = f"INSERT INTO {self._table} ({self._names(self._columns)}) VALUES ({self._marks(self._columns)})"
            rows = [[_plain(change.before.get(name)) for name in self._columns] for change in changes]
        with self._connection.cursor() as cursor:
            cursor.executemany(sql, rows)

    def _restore(self, changes: list[Change]) -> None:
        by_columns = defaultdict(list)
        for change in changes:
            names = tuple(name for name in self._columns if change.before.get(name) != change.after.get(name))
            by_columns[tuple(name for name in names if name not in COUNTED)].append(change)
        counted, stamps = "", []
        if set(self._columns) >= COUNTED:
            counted = ", version = version + 1, updated_at = %s"
            stamps = [self._connection.ops.adapt_datetimefield_value(timezone.now())]
        with self._connection.cursor() as cursor:
            for names, group in by_columns.items():
                if not names:
                    continue
                if self._on_postgresql:
                    record = f"jsonb_populate_record(NULL::{self._table}, %s)"
                    setting = f"({self._names(names)}) = (SELECT {self._names(names)} FROM {record})"
                    rows = [(json.dumps(change.before), *stamps, change.row_id) for change in group]
                else:
                    setting = ", ".join(f"{self._names([name])} = %s" for name in names)
                    values = [[_plain(change.before.get(name)) for name in names] for change in group]
                    rows = [(*old, *stamps, change.row_id) for old, change in zip(values, group, strict=True)]
                cursor.executemany(f"UPDATE {self._table} SET {setting}{counted} WHERE id = %s", rows)

    def _names(self, columns) -> str:
        return ", ".join(map(self._connection.ops.quote_name, columns))

    def _marks(self, columns) -> str:
        return ", ".join(["%s"] * len(columns))


def _plain(value):
    return json.dumps(value) if isinstance(value, (dict, list)) else value
