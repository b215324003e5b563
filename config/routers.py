"""Which database a query goes to: every write to the primary, what `config.middleware` says to a replica."""

from contextlib import contextmanager
from contextvars import ContextVar

from django.db import DEFAULT_DB_ALIAS, connections

_replica: ContextVar[str | None] = ContextVar("replica", default=None)


@contextmanager
def reading_from(alias: str):
    """Reads inside go to `alias`."""
    token = _replica.set(alias)
    try:
        yield
    finally:
        _replica.reset(token)


class ReplicaRouter:
    """Outside of `reading_from` everything goes to the primary; inside, too, what is asked within a transaction on it,
    for every write of the museum is in one, and who writes reads what was written."""

    def db_for_read(self, model, **hints):
        alias = _replica.get()
        return DEFAULT_DB_ALIAS if alias is None or connections[DEFAULT_DB_ALIAS].in_atomic_block else alias

    def db_for_write(self, model, **hints):
        return DEFAULT_DB_ALIAS

    def allow_relation(self, one, other, **hints):
        return True  # all hold the same records

    def allow_migrate(self, db, app_label, **hints):
        return db == DEFAULT_DB_ALIAS
