"""The other names of parties, each findable by its key: who is known as that, whichever way the party was written.

`Party.other_names_keys` holds the keys as a JSON list, derived as every such column is; triggers take it apart into
`PartyName`, one row a name, so that save(), bulk_create(), COPY and an archive put back all keep it in step.
"""

from collections import defaultdict
from collections.abc import Iterable

from django.db.models import Q

from .fields import natural
from .index import PartyName
from .party import Party

_PARTIES, _NAMES = Party._meta.db_table, PartyName._meta.db_table
_EVENTS = ("insert", "update", "delete")


def parties_named(names: Iterable[str], user) -> dict[str, list[Party]]:
    """Name → the parties with this preferred or other name, case and accents aside, as `user` may see them.

    Those of that preferred name come first. Two queries.
    """
    keys = {name: natural(name)[:200] for name in names if name}
    wanted = {key for key in keys.values() if key}
    if not wanted:
        return {name: [] for name in keys}
    also = defaultdict(set)
    for party, key in PartyName.objects.filter(name_sort__in=wanted).values_list("party_id", "name_sort"):
        also[party].add(key)
    preferred, others = defaultdict(list), defaultdict(list)
    known = Party.objects.visible_to(user).filter(Q(name_sort__in=wanted) | Q(pk__in=list(also)))
    for party in known.order_by("name_sort", "id"):
        preferred[party.name_sort].append(party)
        for key in also[party.pk] - {party.name_sort}:
            others[key].append(party)
    return {name: preferred[key] + others[key] for name, key in keys.items()}


def install(connection) -> None:
    """Drop and create the triggers. Safe to run any number of times."""
    remove(connection)
    with connection.cursor() as cursor:
        for statement in _postgresql() if connection.vendor == "postgresql" else _sqlite():
            cursor.execute(statement)


def remove(connection) -> None:
    """Take the triggers away."""
    on = f' ON "{_PARTIES}"' if connection.vendor == "postgresql" else ""
    with connection.cursor() as cursor:
        for event in _EVENTS:
            cursor.execute(f'DROP TRIGGER IF EXISTS "names_{_PARTIES}_{event}"{on}')


def rebuild(connection) -> None:
    """Make all rows anew from the parties."""
    each = _each(connection.vendor, "p.other_names_keys")
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {_NAMES}")
        cursor.execute(
            f"INSERT INTO {_NAMES} (party_id, name_sort) "
            f"SELECT p.id, name.value FROM {_PARTIES} p, {each} WHERE p.other_names_keys <> '[]'"
        )


def _each(vendor: str, column: str) -> str:
    """The names of a list, as a table `name` of one column, `value`."""
    if vendor == "postgresql":
        return f"jsonb_array_elements_text({column}::jsonb) AS name(value)"
    return f"json_each({column}) AS name"


def _written(vendor: str, event: str) -> str:
    """What keeps the rows of one party in step."""
    forget = f"DELETE FROM {_NAMES} WHERE party_id = OLD.id;"
    each = _each(vendor, "NEW.other_names_keys")
    add = f"INSERT INTO {_NAMES} (party_id, name_sort) SELECT NEW.id, name.value FROM {each};"
    return {"insert": add, "update": f"{forget} {add}", "delete": forget}[event]


def _when(event: str) -> str:
    changed = "NEW.other_names_keys <> OLD.other_names_keys OR NEW.id <> OLD.id"
    return {"insert": "WHEN (NEW.other_names_keys <> '[]')", "update": f"WHEN ({changed})", "delete": ""}[event]


def _sqlite():
    for event in _EVENTS:
        yield (
            f'CREATE TRIGGER "names_{_PARTIES}_{event}" AFTER {event.upper()} ON "{_PARTIES}" {_when(event)} '
            f"BEGIN {_written('sqlite', event)} END"
        )


def _postgresql():
    for event in _EVENTS:
        name = f"names_{_PARTIES}_{event}"
        yield (
            f'CREATE OR REPLACE FUNCTION "{name}"() RETURNS trigger LANGUAGE plpgsql AS '
            f"$$ BEGIN {_written('postgresql', event)} RETURN NULL; END $$"
        )
        yield (
            f'CREATE TRIGGER "{name}" AFTER {event.upper()} ON "{_PARTIES}" '
            f'FOR EACH ROW {_when(event)} EXECUTE FUNCTION "{name}"()'
        )
