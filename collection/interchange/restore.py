"""A museum out of its archive, into an installation that holds nothing yet: whole, equal row by row, or not at all."""

import hashlib
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.db import DatabaseError, connections, router, transaction

from collection.models import (
    Change,
    ChangeSet,
    Country,
    Exhibit,
    Generation,
    ImportRun,
    Seal,
    history_triggers,
    stale_triggers,
)
from collection.models.bulk import Table

from .archive import release
from .archive_reading import Archive, ArchiveError
from .pieces import batches, pieces
from .plain_rows import columns, lines, people, reader, tables

AT_ONCE = 2_000  # rows
_SEEDED = (Country, Country.successors.through, Seal)  # what every installation begins with, and its history


class RestoreError(Exception):
    """The archive cannot be restored here. Says why and what to do; nothing was changed."""


def check_empty(using: str | None = None) -> None:
    """Raise RestoreError unless this installation is as `migrate` left it."""
    using = using or router.db_for_write(Exhibit)
    for model in tables():
        rows = model._base_manager.using(using).order_by()
        if model is Change:
            rows = rows.exclude(table__in=[seeded._meta.db_table for seeded in _SEEDED], changeset=None)
        if model not in _SEEDED and rows.exists():
            raise RestoreError(
                f"There are {model._meta.verbose_name_plural} here already. A museum is restored into an empty "
                "installation alone: name a new database, run migrate, then restore."
            )
    if settings.MEDIA_ROOT and Path(settings.MEDIA_ROOT).is_dir() and any(Path(settings.MEDIA_ROOT).iterdir()):
        raise RestoreError("There are files in the media folder already. Name an empty one in MEDIA_ROOT.")


def restore(archive: Archive, *, progress: Callable[[int], None] = lambda count: None) -> None:
    """Put everything in its place, in one transaction; `progress` hears of each row, read and then compared.

    The index is to be made anew afterwards: until then nothing is found. Raises RestoreError, ArchiveError, OSError.
    """
    using = router.db_for_write(Exhibit)
    connection = connections[using]
    check_empty(using)
    _check_release(archive, using)
    with _media(archive) as put_media_in_place:
        try:
            with transaction.atomic(using=using):
                history_triggers.remove(connection)
                stale_triggers.remove(connection)
                _clear(using)
                for model in tables():
                    _load(model, archive, using, progress)
                _count_on(using)
                connection.check_constraints()
                _compare(archive, using, progress)
                history_triggers.install(connection)
                stale_triggers.install(connection)
                _stop_imports(using)
                Generation.objects.using(using).update(epoch="")  # nothing is taken for current before it is made anew
                put_media_in_place()
        except DatabaseError as error:
            raise RestoreError(f"The database refuses it: {error}".strip()) from error


def _check_release(archive: Archive, using: str) -> None:
    here = {model._meta.db_table for model in tables()}
    if archive.about["tables"].keys() != here or archive.about["release"] != release(using):
        raise RestoreError(
            f"The archive is of another release: it was written at {archive.about['release']}, this installation is at "
            f"{release(using)}. Restore it with the release that wrote it, then install the newer one and run migrate."
        )


def _clear(using: str) -> None:
    """Take out what `migrate` put in."""
    with connections[using].cursor() as cursor:
        for model in (*reversed(_SEEDED), Change, ChangeSet):
            cursor.execute(f"DELETE FROM {connections[using].ops.quote_name(model._meta.db_table)}")


def _load(model, archive: Archive, using: str, progress: Callable[[int], None]) -> None:
    read, names = reader(model, using), [field.attname for field in columns(model)]
    # People get their names back and no way in: somebody who knows them decides on that.
    locked = (make_password(None), False) if model is people() else ()
    table = Table(model, *names, *("password", "is_active")[: len(locked)])
    for batch in batches(archive.lines(model._meta.db_table), AT_ONCE):
        try:
            for line in batch:
                table.add(*read(line), *locked)
        except (ValueError, TypeError, AttributeError, OverflowError) as error:
            raise ArchiveError(f"{model._meta.db_table} has a row that cannot be read: {error}") from error
        table.flush()
        progress(len(batch))


def _count_on(using: str) -> None:
    """Have new rows get ids that no row, and none that history tells of, has had."""
    connection = connections[using]
    quote = connection.ops.quote_name
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT "table", MAX(row_id) FROM {quote(Change._meta.db_table)} GROUP BY "table"')
        told = dict(cursor.fetchall())
        for model in tables():
            table = model._meta.db_table
            cursor.execute(f"SELECT MAX(id) FROM {quote(table)}")
            last = max(cursor.fetchone()[0] or 0, told.get(table, 0))
            if not last:
                continue
            if connection.vendor == "postgresql":
                cursor.execute("SELECT setval(pg_get_serial_sequence(%s, 'id'), %s)", [table, last])
            else:
                cursor.execute("DELETE FROM sqlite_sequence WHERE name = %s", [table])
                cursor.execute("INSERT INTO sqlite_sequence (name, seq) VALUES (%s, %s)", [table, last])


def _stop_imports(using: str) -> None:
    """An import that was waiting or at work does not go on by itself in another place."""
    runs, states = ImportRun.objects.using(using), ImportRun.Status
    runs.filter(status__in=[states.WAITING, states.WORKING]).update(status=states.STOPPED, worker="")


def _compare(archive: Archive, using: str, progress: Callable[[int], None]) -> None:
    """Read everything back: the hash of each table must be that of the archive, and so must the head of the history."""
    for model in tables():
        told, digest, count = archive.about["tables"][model._meta.db_table], hashlib.sha256(), 0
        for line in lines(model, using):
            digest.update(line)
            count += 1
            progress(1)
        if (count, digest.hexdigest()) != (told["rows"], told["sha256"]):
            raise RestoreError(f"{model._meta.db_table} would not be what it was: its rows have another SHA-256.")
        if model is Change and digest.hexdigest() != archive.about["history_head"]:
            raise RestoreError("The history would not be what it was: its head is another.")


@contextmanager
def _media(archive: Archive) -> Iterator[Callable[[], None]]:
    """Unpack the media files beside MEDIA_ROOT; what is yielded puts them there. An error in the block removes them."""
    files = list(archive.media())
    if not files:
        yield lambda: None
        return
    if not settings.MEDIA_ROOT:
        raise RestoreError("The archive has media files, and there is no place for them: name a folder in MEDIA_ROOT.")
    root = Path(settings.MEDIA_ROOT)
    beside, placed = root.with_name(f".{root.name}.part"), False
    shutil.rmtree(beside, ignore_errors=True)
    beside.mkdir(parents=True)

    def put_in_place() -> None:
        nonlocal placed
        if root.is_dir():
            root.rmdir()
        beside.rename(root)
        placed = True

    try:
        needed, free = sum(size for _, size in files), shutil.disk_usage(beside).free
        if needed > free:
            raise RestoreError(f"The media files need {needed:,} bytes, and {free:,} are free at {root.parent}.")
        for path, _ in files:
            target = beside / path
            target.parent.mkdir(parents=True, exist_ok=True)
            with archive.open_media(path) as member, target.open("xb") as file:
                for piece in pieces(member):
                    file.write(piece)
        yield put_in_place
    except BaseException:
        shutil.rmtree(root if placed else beside, ignore_errors=True)
        raise
