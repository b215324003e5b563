"""What plain executemany of a museum's rows takes: run with the empty museum in DATABASE_URL, the full one as argument.

The same tables, constraints and indexes, the rows ready as tuples; no history, no search index, and nothing computed.
Then the same for the rows of history and index, which filling writes as well. Prints both as JSON.
"""

import json
import sys
import time
from urllib.parse import urlsplit

import django
from django.apps import apps
from django.db import connection

DERIVED = {f"collection_{name}" for name in ("bitmap", "change", "changeset", "indexentry", "run", "stale", "word")}
ALREADY_THERE = {f"collection_{name}" for name in ("changecontext", "country", "country_successors", "generation")}


def main(full: str) -> dict[str, float]:
    from collection.models import history_triggers, stale_triggers

    history_triggers.remove(connection)
    stale_triggers.remove(connection)
    with connection.cursor() as cursor:
        for table in ("change", "stale"):  # that the countries were made
            cursor.execute(f"DELETE FROM collection_{table}")
    tables = [
        model._meta.db_table
        for model in apps.get_app_config("collection").get_models(include_auto_created=True)
        if not model._meta.proxy and model._meta.db_table not in ALREADY_THERE
    ]
    rows = dict(zip(tables, read(full, tables), strict=True))
    catalogue = write({table: found for table, found in rows.items() if table not in DERIVED})
    derived = write({table: found for table, found in rows.items() if table in DERIVED})
    return {
        "catalogue": catalogue,
        "derived": derived,
        "rows": sum(len(r) for t, r in rows.items() if t not in DERIVED),
    }


def read(url: str, tables: list[str]):
    """All rows of each table, columns in the order of the table."""
    if urlsplit(url).scheme == "sqlite":
        import sqlite3

        source = sqlite3.connect(url.removeprefix("sqlite:///"))
    else:
        import psycopg
        from psycopg.types.json import set_json_loads

        source = psycopg.connect(url)
        set_json_loads(lambda text: text.decode() if isinstance(text, bytes) else text, source)
    for table in tables:
        yield source.execute(f"SELECT * FROM {table}").fetchall()
    source.close()


def write(rows: dict[str, list[tuple]]) -> float:
    """Seconds that writing them took, in one transaction, with as much memory for pages as filling has."""
    connection.ensure_connection()
    place = "?" if connection.vendor == "sqlite" else "%s"
    cursor = connection.connection.cursor()
    if connection.vendor == "sqlite":
        cursor.execute("PRAGMA cache_size = -131072")
    started = time.perf_counter()
    cursor.execute("BEGIN")  # one, because tables refer to each other both ways
    for table, found in rows.items():
        if found:
            cursor.executemany(f"INSERT INTO {table} VALUES ({', '.join([place] * len(found[0]))})", found)
    cursor.execute("COMMIT")
    return time.perf_counter() - started


if __name__ == "__main__":
    django.setup()
    print(json.dumps(main(sys.argv[1])))
