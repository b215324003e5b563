"""History: every change to the catalogue leaves a row, whichever way it was made.

The rows are written by database triggers (`history_triggers`), so save(), bulk_create(), update(), raw SQL and COPY all
leave one. `recording()` tells the triggers who and why; a change made outside it is still kept, with nobody's name.
"""

from contextlib import contextmanager

from django.conf import settings
from django.db import connections, models, router, transaction


class Via(models.TextChoices):
    ADMIN = "admin", "admin"
    API = "api", "API"
    COMMAND = "command", "command line"
    IMPORT = "import", "import"
    UNDO = "undo", "undo"


class ChangeSet(models.Model):
    """One person's one act, with its reason: all rows it changed point here."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    actor = models.CharField(max_length=200, blank=True, help_text="The name at the time.")
    via = models.CharField(max_length=10, choices=Via)
    reason = models.TextField(blank=True)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-id"]

    def __str__(self):
        return f"{self.actor or 'system'}, {self.at:%Y-%m-%d %H:%M}"


class Change(models.Model):
    """One row of one table before and after. `before` is null for a creation, `after` for a deletion."""

    class Action(models.TextChoices):
        INSERT = "insert", "created"
        UPDATE = "update", "changed"
        DELETE = "delete", "deleted"

    changeset = models.ForeignKey(ChangeSet, on_delete=models.PROTECT, null=True, related_name="changes")
    at = models.DateTimeField()
    table = models.CharField(max_length=63)
    row_id = models.BigIntegerField()
    action = models.CharField(max_length=6, choices=Action)
    before = models.JSONField(null=True)
    after = models.JSONField(null=True)

    class Meta:
        ordering = ["-id"]
        indexes = [models.Index(fields=["table", "row_id", "id"], name="change_of_row")]

    def __str__(self):
        return f"{self.table} {self.row_id} {self.action}"

    def differences(self) -> list[tuple[str, object, object]]:
        """(column, before, after) for each column that differs; times and version counters left out."""
        before, after = self.before or {}, self.after or {}
        noise = {"updated_at", "version"}
        return [
            (name, before.get(name), after.get(name))
            for name in sorted({*before, *after} - noise)
            if before.get(name) != after.get(name)
        ]


class ChangeContext(models.Model):
    """SQLite only: the one row in which an open transaction tells the triggers its change set. Empty when committed."""

    changeset = models.ForeignKey(ChangeSet, on_delete=models.PROTECT, null=True, related_name="+")


def _announce(connection, changeset_id: int | None) -> None:
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT set_config('vitrine.changeset', %s, true)", [str(changeset_id or "")])
        else:
            cursor.execute("DELETE FROM collection_changecontext")
            if changeset_id:
                cursor.execute("INSERT INTO collection_changecontext (id, changeset_id) VALUES (1, %s)", [changeset_id])


def current_changeset(using: str | None = None) -> ChangeSet | None:
    """The change set open on this connection, or None."""
    return getattr(connections[using or router.db_for_write(ChangeSet)], "vitrine_changeset", None)


@contextmanager
def recording(user=None, *, reason: str = "", via: str, using: str | None = None):
    """One transaction whose changes carry `user`, `reason` and `via`. Inside another, it joins the outer one.

    Yields the `ChangeSet`. A block that changes nothing leaves no change set behind.
    """
    from .indexing import settle  # indexing reads every model; history lies below them all

    using = using or router.db_for_write(ChangeSet)
    connection = connections[using]
    outer = current_changeset(using)
    if outer is not None:
        yield outer
        return
    user = user if user is not None and user.is_authenticated else None
    with transaction.atomic(using=using):
        changeset = ChangeSet.objects.using(using).create(
            user=user,
            actor=str(user) if user else "",
            reason=reason,
            via=via,
        )
        connection.vitrine_changeset = changeset
        try:
            _announce(connection, changeset.pk)
            yield changeset
            settle(using)
            _announce(connection, None)
            if not changeset.changes.exists():
                changeset.delete()
        finally:
            connection.vitrine_changeset = None


@contextmanager
def continuing(changeset: ChangeSet, *, using: str | None = None):
    """One more transaction of `changeset`, for an act too large for one. What it changes is left to be indexed."""
    using = using or router.db_for_write(ChangeSet)
    connection = connections[using]
    with transaction.atomic(using=using):
        connection.vitrine_changeset = changeset
        try:
            _announce(connection, changeset.pk)
            yield changeset
            _announce(connection, None)
        finally:
            connection.vitrine_changeset = None


def history_of(record) -> models.QuerySet[Change]:
    """The changes of one row, newest first, with who and why."""
    return Change.objects.filter(table=record._meta.concrete_model._meta.db_table, row_id=record.pk).select_related(
        "changeset"
    )
