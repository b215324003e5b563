"""What waits to be taken up after a change, as the triggers of `stale_triggers` queue it.

A number above 0 is an exhibit to index anew. 0 stands for what lists offer to choose from. Below 0 are the things
besides exhibits that notes are about: where claims about one have changed, its disagreements are looked for anew.
"""

from dataclasses import dataclass, field

from collection.search.tables import STALE

CHOICES = "SELECT 0"
OCCASION = "SELECT -2 * {row}.occasion_id"
LOCATION = "SELECT -2 * {row}.location_id - 1"


@dataclass
class Waiting:
    """Ids taken from the queue."""

    exhibits: set[int] = field(default_factory=set)
    occasions: set[int] = field(default_factory=set)
    locations: set[int] = field(default_factory=set)
    choices: bool = False


def is_empty(connection) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT 1 FROM {STALE} LIMIT 1")
        return cursor.fetchone() is None


def take(connection, at_most: int | None) -> Waiting:
    """Empty the queue, or the oldest part of it, of what this transaction can see."""
    part = f"WHERE id IN (SELECT id FROM {STALE} ORDER BY id LIMIT {int(at_most)})" if at_most else ""
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {STALE} {part} RETURNING exhibit_id")
        queued = {row[0] for row in cursor.fetchall()}
    return Waiting(
        exhibits={number for number in queued if number > 0},
        occasions={-number // 2 for number in queued if number < 0 and number % 2 == 0},
        locations={-number // 2 for number in queued if number < 0 and number % 2},
        choices=0 in queued,
    )
