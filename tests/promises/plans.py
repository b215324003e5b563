"""What a query makes the database do, told by the database itself."""

import json
import re

MANY = 2_000  # rows: a page shows fifty, of which each has some dozens of others
STEPS, STEP = 40_000, 1_000  # instructions of SQLite's machine: to pass by twenty thousand rows takes more


def faults(connection, sql: str, params, large: set[str]) -> list[str]:
    """What of this query would cost more in a larger museum, in which the tables `large` have grown."""
    found = ["skips rows (OFFSET)"] * (" OFFSET " in sql.upper())
    # One instruction of SQLite, however many rows there are.
    counted = re.match(r'SELECT COUNT\(\*\).*? FROM "?(\w+)"?$', sql)
    if counted and counted[1] in large:
        found += [f"counts all of {counted[1]}"]
    if connection.vendor == "postgresql":
        return found + _postgresql(connection, sql, params, large)
    return found + _sqlite(connection, sql, params)


def _postgresql(connection, sql, params, large) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN (ANALYZE, TIMING OFF, FORMAT JSON) {sql}", params)
        plan = cursor.fetchone()[0]
    plan = json.loads(plan) if isinstance(plan, str) else plan
    return [fault for node in _nodes(plan[0]["Plan"]) for fault in _faults_of(node, large)]


def _nodes(node):
    yield node
    for inner in node.get("Plans", ()):
        yield from _nodes(inner)


def _faults_of(node, large):
    table, loops = node.get("Relation Name"), node["Actual Loops"]
    if node["Node Type"] == "Seq Scan" and table in large and loops:
        yield f"reads the whole of {table}"
    read = (node["Actual Rows"] + node.get("Rows Removed by Filter", 0)) * loops
    if table in large and read > MANY:
        yield f"reads {read:,.0f} rows of {table}"
    if "Sort" in node["Node Type"] and node["Plans"][0]["Actual Rows"] * loops > MANY:
        yield f"sorts {node['Plans'][0]['Actual Rows'] * loops:,.0f} rows"


def _sqlite(connection, sql, params) -> list[str]:
    taken = 0

    def count():
        nonlocal taken
        taken += STEP

    connection.connection.set_progress_handler(count, STEP)
    try:
        with connection.cursor() as cursor:
            cursor.execute(sql, params)
            cursor.fetchall()
    finally:
        connection.connection.set_progress_handler(None, 0)
    return [f"takes {taken:,} steps"] * (taken > STEPS)
