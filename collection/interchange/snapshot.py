"""Long readings of a museum that stays open."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connections


@contextmanager
def snapshot(using: str) -> Iterator[None]:
    """What is read inside is the museum at one moment, while others go on writing; where a transaction is open already,
    what that one sees."""
    connection = connections[using]
    if connection.in_atomic_block:
        yield
        return
    postgresql = connection.vendor == "postgresql"
    with connection.cursor() as cursor:
        # Not atomic(), which on SQLite would keep writers out.
        cursor.execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY" if postgresql else "BEGIN DEFERRED")
        try:
            yield
        finally:
            cursor.execute("ROLLBACK")
