"""The triggers behind `history`: one row in `collection_change` per changed row, and append-only tables held shut.

Django's SQLite rebuilds a table to alter a column and drops its triggers with it, so `post_migrate` installs them anew.
A model may declare
  `redacts = {...}`       columns whose values never enter the history (erasable personal data): shown as •
  `append_only = {...}`   columns that may still change; all others, and deletion, are refused by the database
  `kept = True`           rows may change but not go
"""

from django.apps import apps
from django.db import models

from .history import Change, ChangeContext, ChangeSet
from .seal import Seal

UNRECORDED = {Change, ChangeContext, ChangeSet, Seal}
_EVENTS = ("insert", "update", "delete")


def recorded_models() -> list[type[models.Model]]:
    """Every stored model of the catalogue with its many-to-many tables, less history itself and the listing index."""
    own = apps.get_app_config("collection").get_models(include_auto_created=True)
    return [m for m in own if m._meta.managed and not m._meta.proxy and m not in UNRECORDED and _is_recorded(m)]


def _is_recorded(model) -> bool:
    return getattr(model, "recorded", True)


def install(connection) -> None:
    """Drop and create all triggers. Safe to run any number of times."""
    remove(connection)
    with connection.cursor() as cursor:
        for statement in _POSTGRESQL_FUNCTIONS if connection.vendor == "postgresql" else ():
            cursor.execute(statement)
        make = _postgresql if connection.vendor == "postgresql" else _sqlite
        for model in [*recorded_models(), Change, ChangeSet, Seal]:
            for statement in make(model):
                cursor.execute(statement)


def remove(connection) -> None:
    """Take all our triggers away: for tests that flush, never for a museum."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT t.tgname, c.relname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid "
                "JOIN pg_namespace n ON n.oid = c.relnamespace "
                "WHERE t.tgname LIKE 'vitrine\\_%%' AND NOT t.tgisinternal AND n.nspname = current_schema()"
            )
            statements = [f'DROP TRIGGER "{name}" ON "{table}"' for name, table in cursor.fetchall()]
        else:
            cursor.execute(
                "SELECT name FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'vitrine\\_%' ESCAPE '\\'"
            )
            statements = [f'DROP TRIGGER "{name}"' for (name,) in cursor.fetchall()]
        for statement in statements:
            cursor.execute(statement)


def _held_shut(model) -> set[str] | None:
    """Columns of an append-only table that may still change, or None for an ordinary table."""
    if model in (Change, ChangeSet):
        return set()
    names = getattr(model, "append_only", None)
    return None if names is None else {model._meta.get_field(name).column for name in names}


def _refusal(model) -> str:
    if getattr(model, "kept", False):
        return f"{model._meta.verbose_name_plural} are never deleted: withdraw or deaccession it instead"
    return f"{model._meta.verbose_name_plural} are append-only: add a new one, nothing is edited away or deleted"


# What only an import has made, an undo of that import may take away again: it never was in the museum's books.
_TAKEN_BACK = """
    EXISTS (SELECT 1 FROM collection_changeset WHERE id = {changeset} AND via = 'undo')
    AND EXISTS (
        SELECT 1 FROM collection_change made JOIN collection_changeset import ON import.id = made.changeset_id
        WHERE made."table" = {table} AND made.row_id = OLD.id AND made.action = 'insert' AND import.via = 'import'
    )
"""


# PostgreSQL: two functions serve every table.

_ON_POSTGRESQL = _TAKEN_BACK.format(
    changeset="NULLIF(current_setting('vitrine.changeset', true), '')::bigint", table="TG_TABLE_NAME"
)
_POSTGRESQL_FUNCTIONS = (
    """
    CREATE OR REPLACE FUNCTION vitrine_record_change() RETURNS trigger LANGUAGE plpgsql AS $$
    DECLARE
        before jsonb := CASE WHEN TG_OP <> 'INSERT' THEN to_jsonb(OLD) END;
        after jsonb := CASE WHEN TG_OP <> 'DELETE' THEN to_jsonb(NEW) END;
        secret text;
    BEGIN
        IF before IS NOT DISTINCT FROM after THEN RETURN NULL; END IF;
        FOREACH secret IN ARRAY COALESCE(TG_ARGV, '{}') LOOP
            IF before ->> secret <> '' THEN before := jsonb_set(before, ARRAY[secret], '"•"'); END IF;
            IF after ->> secret <> '' THEN after := jsonb_set(after, ARRAY[secret], '"•"'); END IF;
        END LOOP;
        INSERT INTO collection_change (changeset_id, at, "table", row_id, action, before, after)
        VALUES (
            NULLIF(current_setting('vitrine.changeset', true), '')::bigint, clock_timestamp(), TG_TABLE_NAME,
            (COALESCE(after, before) ->> 'id')::bigint, lower(TG_OP), before, after
        );
        RETURN NULL;
    END $$
    """,
    f"""
    CREATE OR REPLACE FUNCTION vitrine_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF TG_OP = 'DELETE' THEN
            IF {_ON_POSTGRESQL} THEN RETURN OLD; END IF;
        END IF;
        IF TG_OP = 'DELETE' OR to_jsonb(OLD) - TG_ARGV[1:] <> to_jsonb(NEW) - TG_ARGV[1:] THEN
            RAISE EXCEPTION '%', TG_ARGV[0] USING ERRCODE = 'integrity_constraint_violation';
        END IF;
        RETURN NEW;
    END $$
    """,
)


def _postgresql(model):
    table = model._meta.db_table
    if model not in UNRECORDED:
        secrets = ", ".join(f"'{_column(model, name)}'" for name in sorted(getattr(model, "redacts", ())))
        yield (
            f'CREATE TRIGGER vitrine_history AFTER INSERT OR UPDATE OR DELETE ON "{table}" '
            f"FOR EACH ROW EXECUTE FUNCTION vitrine_record_change({secrets})"
        )
    free = _held_shut(model)
    if free is not None or getattr(model, "kept", False):
        arguments = ", ".join(f"'{a}'" for a in [_refusal(model), *sorted(free or ())])
        events = "UPDATE" if model is ChangeSet else "DELETE" if free is None else "UPDATE OR DELETE"
        yield (
            f'CREATE TRIGGER vitrine_append_only BEFORE {events} ON "{table}" '
            f"FOR EACH ROW EXECUTE FUNCTION vitrine_append_only({arguments})"
        )


# SQLite: one trigger for each table and event, naming each column.


def _sqlite(model):
    table = model._meta.db_table
    columns = [field.column for field in model._meta.local_concrete_fields]
    if model not in UNRECORDED:
        changed = " OR ".join(f'OLD."{c}" IS NOT NEW."{c}"' for c in columns)
        for event in _EVENTS:
            before = _json_row(model, "OLD") if event != "insert" else "NULL"
            after = _json_row(model, "NEW") if event != "delete" else "NULL"
            row = "OLD" if event == "delete" else "NEW"
            when = f"WHEN {changed}" if event == "update" else ""
            yield (
                f'CREATE TRIGGER "vitrine_{table}_{event}" AFTER {event.upper()} ON "{table}" {when} BEGIN '
                'INSERT INTO collection_change (changeset_id, at, "table", row_id, action, before, after) VALUES ('
                "(SELECT changeset_id FROM collection_changecontext), strftime('%Y-%m-%d %H:%M:%f', 'now'), "
                f"'{table}', {row}.id, '{event}', {before}, {after}); END"
            )
    free = _held_shut(model)
    refuse = f"BEGIN SELECT RAISE(ABORT, '{_refusal(model)}'); END"
    if free is not None:
        fixed = " OR ".join(f'OLD."{c}" IS NOT NEW."{c}"' for c in columns if c not in free)
        yield f'CREATE TRIGGER "vitrine_{table}_fixed" BEFORE UPDATE ON "{table}" WHEN {fixed} {refuse}'
    if (free is not None and model is not ChangeSet) or getattr(model, "kept", False):
        taken_back = _TAKEN_BACK.format(
            changeset="(SELECT changeset_id FROM collection_changecontext)", table=f"'{table}'"
        )
        when = "" if model in (Change, ChangeSet) else f"WHEN NOT ({taken_back})"
        yield f'CREATE TRIGGER "vitrine_{table}_kept" BEFORE DELETE ON "{table}" {when} {refuse}'


def _json_row(model, row: str) -> str:
    redacted = {_column(model, name) for name in getattr(model, "redacts", ())}
    pairs = []
    for field in model._meta.local_concrete_fields:
        value = f'{row}."{field.column}"'
        if field.column in redacted:
            value = f"CASE WHEN {value} <> '' THEN '•' ELSE {value} END"
        elif isinstance(field, models.JSONField):
            value = f"json({value})"
        pairs.append(f"'{field.column}', {value}")
    return f"json_object({', '.join(pairs)})"


def _column(model, name: str) -> str:
    return model._meta.get_field(name).column
