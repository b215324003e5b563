"""The museum archive: one ZIP file with all records, their history and the media files, as they are at one moment.

  tables/<table>.jsonl   each table as `plain_rows` writes it
  media/…                the files below MEDIA_ROOT
  museum.json            whose it is, when it was written, by which release, and the number and hash of rows and history
  manifest-sha256.txt    the SHA-256 of everything else, as `sha256sum -c` reads it

Its comment is the SHA-256 of all bytes before it. Of people it holds the names that the records name, and nothing to
sign in with: no password, token or session. It does hold what donors told the museum alone: keep it as the museum does.
"""

import hashlib
import re
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from pathlib import Path
from typing import BinaryIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import orjson
from django.conf import settings
from django.db import connections, router
from django.db.migrations.recorder import MigrationRecorder

from collection.models import Change, Exhibit

from .pieces import pieces
from .plain_rows import lines, tables
from .snapshot import snapshot
from .whole_file import whole_file

FORMAT, VERSION = "vitrine museum archive", 1
ABOUT, MANIFEST = "museum.json", "manifest-sha256.txt"
SEAL = 64  # bytes of the comment
_APPS = ("accounts", "collection")
_LEFT = re.compile(r"\.museum-\d{4}-\d\d-\d\dT\d{6}Z\.zip\.part")  # by an archive, named by its time, that was killed


def write(path: Path, at: datetime, *, progress: Callable[[int], None] = lambda count: None) -> dict:
    """Write the archive of the museum to `path` and return what its museum.json says; `progress` hears of each row.

    The museum stays open meanwhile. Raises OSError, and leaves no file, where it cannot be written.
    """
    using = router.db_for_write(Exhibit)
    with whole_file(path, left=_LEFT) as file, snapshot(using):
        with ZipFile(file, "w", ZIP_DEFLATED, compresslevel=1) as archive:
            writing = _Writing(archive)
            rows = {model._meta.db_table: writing.add_table(model, using, progress) for model in tables()}
            for name, media in media_files():
                writing.add_file(f"media/{name}", media)
            about = {
                "format": FORMAT,
                "version": VERSION,
                "museum": settings.SITE_NAME,
                "written_at": at.isoformat(),
                "database": connections[using].vendor,
                "release": release(using),
                "tables": {table: {"rows": count, "sha256": digest} for table, (count, digest) in rows.items()},
                "history_head": rows[Change._meta.db_table][1],
            }
            writing.add(ABOUT, [orjson.dumps(about, option=orjson.OPT_INDENT_2)])
            writing.add(MANIFEST, [f"{digest}  {name}\n".encode() for name, digest in writing.digests.items()])
            archive.comment = bytes(SEAL)
        _seal(file)
    return about


def release(using: str) -> dict[str, str]:
    """The last migration of each app that records are kept by."""
    applied = sorted(MigrationRecorder(connections[using]).applied_migrations())
    return {app: name for app, name in applied if app in _APPS}


def media_files() -> Iterator[tuple[str, Path]]:
    """Name and path of each file below MEDIA_ROOT; what is hidden or only points elsewhere is none of the museum's."""
    root = Path(settings.MEDIA_ROOT) if settings.MEDIA_ROOT else None
    for path in sorted(root.rglob("*")) if root and root.is_dir() else ():
        name = path.relative_to(root)
        if path.is_file() and not path.is_symlink() and not any(part.startswith(".") for part in name.parts):
            yield name.as_posix(), path


def digest_of(file: BinaryIO) -> str:
    """The SHA-256 of all bytes of an archive before its comment."""
    file.seek(0, 2)
    left = file.tell() - SEAL
    file.seek(0)
    digest = hashlib.sha256()
    for piece in pieces(file):
        digest.update(piece[:left])
        left -= min(left, len(piece))
    return digest.hexdigest()


class _Writing:
    """A ZIP file that notes the SHA-256 of what is put into it."""

    def __init__(self, archive: ZipFile):
        self.archive = archive
        self.digests: dict[str, str] = {}

    def add_table(self, model, using: str, progress) -> tuple[int, str]:
        """The number of rows and the hash of a table."""
        count = 0

        def counted():
            nonlocal count
            for line in lines(model, using):
                count += 1
                progress(1)
                yield line

        digest = self.add(f"tables/{model._meta.db_table}.jsonl", counted())
        return count, digest

    def add_file(self, name: str, path: Path) -> None:
        with path.open("rb") as file:
            self.add(name, pieces(file), ZipInfo(name))  # as it is: pictures are packed already

    def add(self, name: str, content: Iterable[bytes], info: ZipInfo | None = None) -> str:
        digest = hashlib.sha256()
        with self.archive.open(info or name, "w", force_zip64=True) as member:
            for piece in content:
                digest.update(piece)
                member.write(piece)
        self.digests[name] = digest.hexdigest()
        return self.digests[name]


def _seal(file: BinaryIO) -> None:
    digest = digest_of(file)
    file.seek(-SEAL, 2)
    file.write(digest.encode())
