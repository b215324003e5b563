"""Files that people send: kept apart from all that is served, under names of the museum's own."""

import re
import secrets
import shutil
import time
from collections.abc import Iterable
from datetime import timedelta
from pathlib import Path, PurePosixPath

from django.conf import settings
from django.core.exceptions import ValidationError

from .source import described

_KNOWN = {".csv", ".tsv", ".txt", ".tab", ".xlsx", ".json", ".jsonl", ".ndjson"}
_PACKED = {".gz", ".xz", ".zip"}
KEPT = timedelta(days=30)
_SHOWN = 200  # characters of a name
_UNPRINTABLE = re.compile(r"[^\w .,()&+@#=\-]+")


def keep(uploads: Iterable) -> list[dict]:
    """Store Django's uploaded files and describe them as a run does. Raises ValidationError; then nothing is kept."""
    uploads = list(uploads)
    size = sum(upload.size for upload in uploads)
    if size > settings.IMPORT_MAX_BYTES:
        raise ValidationError(
            f"{size / 2**20:,.0f} MB, where {settings.IMPORT_MAX_BYTES / 2**20:,.0f} MB are allowed. Compress the file "
            "(gz, xz or zip), or have it loaded by the command import_collection, which knows no limit.",
            code="too_large",
        )
    folder = Path(settings.IMPORT_ROOT) / secrets.token_hex(16)
    try:
        folder.mkdir(mode=0o700, parents=True)
        return [_store(upload, folder, number) for number, upload in enumerate(uploads, start=1)]
    except OSError as error:
        shutil.rmtree(folder, ignore_errors=True)
        raise ValidationError(
            f"The files could not be kept: {error.strerror or error}. Nothing of them was. Tell whoever looks after "
            "the server, and send them again.",
            code="no_room",
        ) from error


def discard(files: Iterable[dict]) -> None:
    """Remove what was kept of these; files that lie elsewhere are their owner's and stay."""
    root = Path(settings.IMPORT_ROOT).resolve()
    for folder in {Path(file["path"]).parent for file in files}:
        if folder.parent == root:
            shutil.rmtree(folder, ignore_errors=True)


def discard_abandoned() -> None:
    """Remove what was sent `KEPT` ago and never brought in to the end."""
    root, before = Path(settings.IMPORT_ROOT), time.time() - KEPT.total_seconds()
    for folder in root.iterdir() if root.is_dir() else ():
        if folder.stat().st_mtime < before:
            shutil.rmtree(folder, ignore_errors=True)


def known_as(name: str) -> str:
    """What people read of a file's name: its last part, in one line."""
    return _UNPRINTABLE.sub("_", PurePosixPath(name.replace("\\", "/")).name)[-_SHOWN:].strip() or "file"


def _store(upload, folder: Path, number: int) -> dict:
    """Under a number and an ending from our own list: what the sender calls it reaches no path."""
    endings = [suffix.lower() for suffix in PurePosixPath(known_as(upload.name)).suffixes[-2:]]
    path = folder / f"{number}{''.join(ending for ending in endings if ending in _KNOWN | _PACKED)}"
    with path.open("xb") as file:
        path.chmod(0o600)
        for chunk in upload.chunks():
            file.write(chunk)
    return described(path, known_as(upload.name))
