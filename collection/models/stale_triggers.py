"""The triggers that queue an exhibit for indexing when anything changes that is found or shown with it.

They follow save(), bulk_create(), update(), raw SQL and COPY alike. `post_migrate` installs them anew, for Django's
SQLite drops a table's triggers when it alters a column.
"""

from django.db import models

from .acquisition import Acquisition, AcquisitionDonor
from .contradiction import Contradiction
from .counter_gift import CounterGift
from .country import Country
from .exhibit import Exhibit
from .instrument import Instrument
from .location import Location
from .occasion import Occasion, OccasionStop
from .participation import Participation
from .party import Party
from .provenance import Position, ProvenanceNote
from .provenance_event import ProvenanceEvent
from .restriction import Restriction
from .showroom import Showroom
from .source import Source
from .stale_queue import CHOICES, LOCATION, OCCASION
from .term import Term
from .weighing import Weighing

# Columns that nothing indexed depends on.
_IDLE = {"id", "created_at", "updated_at", "version", "archived_on", "archived_sha256", "other_names_keys"}
_VIA_ACQUISITION = "SELECT id FROM collection_exhibit WHERE acquisition_id = {row}.acquisition_id"
_GIVEN_BY = (
    "SELECT e.id FROM collection_acquisitiondonor d JOIN collection_exhibit e ON e.acquisition_id = d.acquisition_id"
)
_ACQUIRED = "SELECT e.id FROM collection_acquisition a JOIN collection_exhibit e ON e.acquisition_id = a.id"
_ANSWERED = "SELECT e.id FROM collection_countergift g JOIN collection_exhibit e ON e.acquisition_id = g.acquisition_id"
_AT_ODDS = (
    "SELECT n.exhibit_id FROM {notes} JOIN collection_contradiction c ON c.{side}_id = m.id "
    "JOIN collection_provenancenote n ON n.id = c.{other}_id"
)


_NOTES = "collection_provenancenote m"


def _at_odds(notes: str) -> list[str]:
    """The exhibits of the notes that contradict `notes`: two look-ups, where one with OR would read the museum."""
    sides = (("first", "second"), ("second", "first"))
    return [_AT_ODDS.format(notes=notes, side=side, other=other) for side, other in sides]


# Model → selections of what a row of its table touches: exhibits by id, the others as `stale_queue` numbers them.
# {row} is the row, as it was or as it is now.
AFFECTED: dict[type[models.Model], list[str]] = {
    # A note on an exhibit that is not published hides what it is at odds with, too.
    Exhibit: ["SELECT {row}.id", *(f"{sql} WHERE m.exhibit_id = {{row}}.id" for sql in _at_odds(_NOTES))],
    **{getattr(Exhibit, name).through: ["SELECT {row}.exhibit_id"] for name in ("materials", "techniques", "themes")},
    Acquisition: ["SELECT id FROM collection_exhibit WHERE acquisition_id = {row}.id"],
    AcquisitionDonor: [_VIA_ACQUISITION],
    CounterGift: [_VIA_ACQUISITION],
    Participation: ["SELECT {row}.exhibit_id"],
    ProvenanceEvent: ["SELECT {row}.exhibit_id"],
    Restriction: ["SELECT {row}.exhibit_id"],
    Instrument: ["SELECT exhibit_id FROM collection_restriction WHERE rule_id = {row}.id"],
    Position: ["SELECT exhibit_id FROM collection_provenancenote WHERE id = {row}.note_id"],
    Weighing: ["SELECT {row}.exhibit_id", OCCASION, LOCATION],
    Weighing.notes.through: ["SELECT exhibit_id FROM collection_weighing WHERE id = {row}.weighing_id"],
    ProvenanceNote: [
        "SELECT {row}.exhibit_id",
        OCCASION,
        LOCATION,
        *(
            "SELECT n.exhibit_id FROM collection_contradiction c "
            f"JOIN collection_provenancenote n ON n.id = c.{other}_id WHERE c.{side}_id = {{row}}.id"
            for side, other in (("first", "second"), ("second", "first"))
        ),
    ],
    Contradiction: ["SELECT exhibit_id FROM collection_provenancenote WHERE id IN ({row}.first_id, {row}.second_id)"],
    Source: [
        "SELECT exhibit_id FROM collection_provenancenote WHERE source_id = {row}.id",
        *(f"{sql} WHERE m.source_id = {{row}}.id" for sql in _at_odds(_NOTES)),
    ],
    Party: [
        f"{_GIVEN_BY} WHERE d.party_id = {{row}}.id",
        f"{_ACQUIRED} WHERE a.recipient_id = {{row}}.id",
        f"{_ANSWERED} WHERE g.giver_id = {{row}}.id",
        f"{_ANSWERED} WHERE g.receiver_id = {{row}}.id",
        "SELECT exhibit_id FROM collection_participation WHERE party_id = {row}.id",
        "SELECT exhibit_id FROM collection_provenanceevent WHERE party_id = {row}.id",
    ],
    Country: [
        CHOICES,
        f"{_GIVEN_BY} JOIN collection_party p ON p.id = d.party_id WHERE p.country_id = {{row}}.id",
        f"{_ACQUIRED} JOIN collection_occasionstop s ON s.id = a.stop_id WHERE s.country_id = {{row}}.id",
    ],
    Occasion: [f"{_ACQUIRED} WHERE a.occasion_id = {{row}}.id"],
    OccasionStop: [f"{_ACQUIRED} WHERE a.stop_id = {{row}}.id"],
    Showroom: [CHOICES, "SELECT id FROM collection_exhibit WHERE showroom_id = {row}.id"],
    Location: [
        CHOICES,
        "SELECT id FROM collection_exhibit WHERE location_id = {row}.id",
        *(
            "SELECT e.id FROM collection_showroom s JOIN collection_exhibit e ON e.showroom_id = s.id "
            f"WHERE s.{level}_id = {{row}}.id"
            for level in ("building", "floor")
        ),
    ],
    Term: [
        CHOICES,
        "SELECT id FROM collection_exhibit WHERE classification_id = {row}.id",
        *(
            f"SELECT exhibit_id FROM collection_exhibit_{name} WHERE term_id = {{row}}.id"
            for name in ("materials", "techniques", "themes")
        ),
    ],
}


def queue_at_odds_with_occasions(connection, condition: str = "m.occasion_id IS NOT NULL") -> bool:
    """Queue what contradicts notes about occasions; whether there is any.

    An occasion, and what is noted of it, is public with its first published exhibit: which only the index tells.
    """
    selections = " UNION ".join(f"{sql} WHERE {condition} AND n.exhibit_id IS NOT NULL" for sql in _at_odds(_NOTES))
    with connection.cursor() as cursor:
        cursor.execute(f"INSERT INTO collection_stale (exhibit_id) {selections}")
        return cursor.rowcount > 0


def install(connection) -> None:
    """Drop and create all triggers. Safe to run any number of times."""
    remove(connection)
    make = _postgresql if connection.vendor == "postgresql" else _sqlite
    with connection.cursor() as cursor:
        for model in AFFECTED:
            for statement in make(model):
                cursor.execute(statement)


def remove(connection) -> None:
    """Take the triggers away: for tests that flush."""
    with connection.cursor() as cursor:
        for model in AFFECTED:
            table = model._meta.db_table
            for event in ("insert", "update", "delete"):
                on = f' ON "{table}"' if connection.vendor == "postgresql" else ""
                cursor.execute(f'DROP TRIGGER IF EXISTS "stale_{table}_{event}"{on}')


def _queue(model, row: str) -> str:
    named = "SELECT 0 AS id WHERE 1 = 0"  # gives the union's column its name on either database
    affected = " UNION ".join([named, *(sql.format(row=row) for sql in AFFECTED[model])])
    return f"INSERT INTO collection_stale (exhibit_id) SELECT id FROM ({affected}) AS touched WHERE id IS NOT NULL;"


def _events(changed: str) -> list[tuple[str, list[str], str]]:
    """Event, the rows it knows, and the condition on which it matters."""
    return [("insert", ["NEW"], ""), ("update", ["OLD", "NEW"], changed), ("delete", ["OLD"], "")]


def _changed(model) -> list[str]:
    return [field.column for field in model._meta.local_concrete_fields if field.column not in _IDLE]


def _sqlite(model):
    table = model._meta.db_table
    changed = " OR ".join(f'OLD."{column}" IS NOT NEW."{column}"' for column in _changed(model))
    for event, rows, when in _events(f"WHEN {changed}"):
        body = " ".join(_queue(model, row) for row in rows)
        yield f'CREATE TRIGGER "stale_{table}_{event}" AFTER {event.upper()} ON "{table}" {when} BEGIN {body} END'


def _postgresql(model):
    table = model._meta.db_table
    old, new = (", ".join(f'{row}."{column}"' for column in _changed(model)) for row in ("OLD", "NEW"))
    for event, rows, when in _events(f"WHEN (({old}) IS DISTINCT FROM ({new}))"):
        body = " ".join(_queue(model, row) for row in rows)
        name = f"stale_{table}_{event}"
        yield (
            f'CREATE OR REPLACE FUNCTION "{name}"() RETURNS trigger LANGUAGE plpgsql AS '
            f"$$ BEGIN {body} RETURN NULL; END $$"
        )
        yield (
            f'CREATE TRIGGER "{name}" AFTER {event.upper()} ON "{table}" '
            f'FOR EACH ROW {when} EXECUTE FUNCTION "{name}"()'
        )
