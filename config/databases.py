"""Where the records are kept: Django's DATABASES, read from the environment.

DATABASE_URL names the primary, DATABASE_REPLICA_URLS its streaming standbys; see `config.replicas` for what they do.

Each thread keeps its connection, and asks PostgreSQL once a request whether it still lives. Measured on two cores with
eight visitors and two processes of four threads, on a page of one query, in requests a second and milliseconds of CPU:

    SQLite       opened for each request   254 (4.8 ms)    kept  2,431 (0.7 ms)
    PostgreSQL   opened for each request   254 (1.7 ms)    kept  1,660 (0.9 ms)    pooled  1,615 (0.9 ms)

So keeping is the default, and the pool is for a server that allows fewer connections than all threads of all processes
would hold: it never opens more than its maximum, and a thread waits for its turn. Behind PgBouncer keeping costs
nothing, because what is kept there is a place in its queue.
"""

from pathlib import Path

import dj_database_url

from config import env

EXAMPLE = "postgres://vitrine:secret@localhost:5432/vitrine"
SQLITE, POSTGRESQL = "django.db.backends.sqlite3", "django.db.backends.postgresql"
KEPT = 600  # seconds that a connection stays open
PATIENCE = 10  # seconds to wait for a pooled connection before the request fails
# A visitor must not wait long for a replica that is gone: the primary answers then.
REPLICA_OPTIONS = {"connect_timeout": 2, "tcp_user_timeout": 5000}


def databases(relative_to) -> dict[str, dict]:
    """The "default" one, and "replica1", "replica2" … for the standbys named."""
    primary = database("DATABASE_URL", "sqlite:///db.sqlite3", relative_to)
    replicas = [_replica(url) for url in env.words("DATABASE_REPLICA_URLS")]
    if replicas and primary["ENGINE"] != POSTGRESQL:
        raise env.refuse("DATABASE_URL", "is no PostgreSQL, and DATABASE_REPLICA_URLS names replicas of it", EXAMPLE)
    return {"default": primary} | {f"replica{n}": entry for n, entry in enumerate(replicas, start=1)}


def database(name: str, default: str, relative_to) -> dict:
    """The database address in variable `name` as an entry of DATABASES.

    SQLite files named by a relative path lie in `relative_to`, wherever the command was started. Every connection is
    set up to keep what it was told: see `config.checks` for why each SQLite option is there.
    """
    entry = _read(name, env.text(name, default))
    if entry["ENGINE"] == SQLITE:
        return _sqlite(entry, relative_to)
    if entry["ENGINE"] == POSTGRESQL:
        return _postgresql(name, entry)
    raise env.refuse(name, "names neither SQLite nor PostgreSQL", EXAMPLE)


def _read(name: str, url: str) -> dict:
    try:
        return dict(dj_database_url.parse(url))
    except ValueError:
        raise env.refuse(name, "is not a database address that can be read", EXAMPLE) from None


def _replica(url: str) -> dict:
    name = "DATABASE_REPLICA_URLS"
    entry = _read(name, url)
    if entry["ENGINE"] != POSTGRESQL:
        raise env.refuse(name, "names what is no PostgreSQL", EXAMPLE)
    entry["OPTIONS"] = REPLICA_OPTIONS | entry.get("OPTIONS", {})
    # The test runner makes no database of its own for a copy.
    return _postgresql(name, entry) | {"TEST": {"MIRROR": "default"}}


def _sqlite(entry: dict, relative_to) -> dict:
    if entry["NAME"] != ":memory:":
        entry["NAME"] = str(Path(relative_to) / entry["NAME"])
    entry["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": (
            "PRAGMA journal_mode = WAL;"
            "PRAGMA synchronous = FULL;"
            "PRAGMA foreign_keys = ON;"
            "PRAGMA recursive_triggers = ON;"
        ),
    } | entry.get("OPTIONS", {})
    entry["CONN_MAX_AGE"] = KEPT
    return entry


def _postgresql(name: str, entry: dict) -> dict:
    options = entry.setdefault("OPTIONS", {})
    pool = _pool(name, options.pop("pool", False))
    if env.flag("DATABASE_PGBOUNCER", False):
        if pool:
            raise env.refuse("DATABASE_PGBOUNCER", "is on together with a pool of our own: choose one", "0")
        _behind_pgbouncer(name, entry)
    if pool:
        options["pool"] = pool
    entry["CONN_MAX_AGE"] = 0 if pool else KEPT  # Django allows only one of the two
    entry["CONN_HEALTH_CHECKS"] = True
    return entry


def _pool(name: str, asked) -> dict | None:
    """psycopg's sizes, where the address says ?pool=true or DATABASE_POOL_MAX is set: by default one connection for
    each thread at most, and one kept open."""
    if asked not in (True, False):
        raise env.refuse(name, f"says pool={asked}, which is neither yes nor no", f"{EXAMPLE}?pool=true")
    if not (asked or env.text("DATABASE_POOL_MAX")):
        return None
    most = env.integer("DATABASE_POOL_MAX", env.threads(), 1, 1000)
    least = env.integer("DATABASE_POOL_MIN", 1, 0, 1000)
    if least > most:
        raise env.refuse("DATABASE_POOL_MIN", f"is {least}, more than the {most} of DATABASE_POOL_MAX", most)
    return {"min_size": least, "max_size": most, "timeout": PATIENCE}


def _behind_pgbouncer(name: str, entry: dict) -> None:
    """Leave nothing on the server's side between two transactions: PgBouncer may run each in another session."""
    entry["DISABLE_SERVER_SIDE_CURSORS"] = True
    options = entry["OPTIONS"]
    for option, would in (("assume_role", "sets a role"), ("options", "sets parameters"), ("service", "may set both")):
        if option in options:
            raise env.refuse(name, f"{would} for a session ({option}), and PgBouncer keeps none", EXAMPLE)
    if options.get("prepare_threshold") is not None:
        raise env.refuse(name, "asks for prepared statements, which live in a session", EXAMPLE)
    options["prepare_threshold"] = None
