"""A museum on SQLite is only as safe as its pragmas, so they are read back.

`init_command` is plain text: a typing error in it, or an `OPTIONS` entry that
replaces it, would pass unnoticed until the power fails or a row of history is
replaced. `migrate` and `check --database default` report it instead; `check
--database replica1` reports a replica that is none.
"""

from django.core.checks import Error, Tags, register
from django.db import DEFAULT_DB_ALIAS, connections

# What each pragma must answer, and what is lost without it.
SQLITE_PRAGMAS = {
    "journal_mode": ({"wal", "memory"}, "readers would wait for every writer"),
    "synchronous": ({2}, "a power cut could lose a saved record"),
    "foreign_keys": ({1}, "a record could point at nothing"),
    "recursive_triggers": ({1}, "INSERT OR REPLACE would walk past the append-only history"),
}


@register(Tags.database)
def sqlite_keeps_its_word(app_configs, databases, **kwargs):
    """One error for each SQLite safeguard that is not in force."""
    return [
        fault
        for alias in databases or []
        if connections[alias].vendor == "sqlite"
        for fault in _faults(connections[alias])
    ]


def _faults(connection):
    with connection.cursor() as cursor:
        for pragma, (accepted, loss) in SQLITE_PRAGMAS.items():
            answer = cursor.execute(f"PRAGMA {pragma}").fetchone()[0]
            if answer not in accepted:
                yield Error(
                    f"SQLite runs with {pragma} = {answer}: {loss}.",
                    hint="Restore the OPTIONS that config.databases sets.",
                    id="vitrine.E001",
                )
    if connection.transaction_mode != "IMMEDIATE":
        yield Error(
            "SQLite begins transactions without IMMEDIATE: two writers would lock each other out.",
            hint="Restore the OPTIONS that config.databases sets.",
            id="vitrine.E002",
        )


@register(Tags.database)
def replicas_are_standbys(app_configs, databases, **kwargs):
    """One error for each replica that no visitor would ever be answered from, because it plays nothing back."""
    return [
        Error(
            f"{alias} is no standby of the primary, so nothing is read from it.",
            hint="DATABASE_REPLICA_URLS names streaming standbys: set one up with pg_basebackup --write-recovery-conf.",
            id="vitrine.E003",
        )
        for alias in databases or []
        if alias != DEFAULT_DB_ALIAS and not _is_standby(connections[alias])
    ]


def _is_standby(connection) -> bool:
    with connection.cursor() as cursor:
        return cursor.execute("SELECT pg_is_in_recovery()").fetchone()[0]
