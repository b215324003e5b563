"""The public dump: all that the API tells visitors, in a folder of compressed JSON Lines with a manifest.

  <resource>.jsonl.gz   a record of the API a line, as a visitor gets it at its own address
  manifest.json         when it was written, and of each file its records, bytes and SHA-256

The same museum gives the same bytes, so whoever has a file with that SHA-256 need not fetch it again.
"""

import gzip
import hashlib
import re
from collections.abc import Callable, Iterable
from datetime import datetime
from pathlib import Path

import orjson
from django.conf import settings

from .pieces import batches, pieces
from .whole_file import whole_folder

FORMAT, VERSION = "vitrine public dump", 1
MANIFEST = "manifest.json"
LINES = 500  # compressed at a time
_LEFT = re.compile(r"\.public-\d{4}-\d\d-\d\dT\d{6}Z\.part")  # by a dump that was killed

Resources = Iterable[tuple[str, Iterable[bytes]]]


def write(
    folder: Path, at: datetime, site: str, resources: Resources, progress: Callable[[int], None] = lambda count: None
) -> Path:
    """Write a dump into a new folder in `folder`, named by the time, and return its path.

    `resources` are names with records as JSON; `progress` hears how many were written. Raises OSError, and leaves
    nothing, where it cannot be written.
    """
    path = folder / f"public-{at:%Y-%m-%dT%H%M%SZ}"
    with whole_folder(path, left=_LEFT) as part:
        files = {f"{name}.jsonl.gz": _file(part / f"{name}.jsonl.gz", records, progress) for name, records in resources}
        manifest = {
            "format": FORMAT,
            "version": VERSION,
            "museum": settings.SITE_NAME,
            "site": site,
            "written_at": at.isoformat(),
            "files": files,
        }
        (part / MANIFEST).write_bytes(orjson.dumps(manifest, option=orjson.OPT_INDENT_2))
    return path


def _file(path: Path, records: Iterable[bytes], progress: Callable[[int], None]) -> dict:
    """Write one file and tell what the manifest says of it."""
    count, digest = 0, hashlib.sha256()
    # Without a name and a time in it, which would make equal content unequal.
    with path.open("wb") as file, gzip.GzipFile("", "wb", 6, file, mtime=0) as packed:
        for lines in batches(records, LINES):
            packed.write(b"\n".join([*lines, b""]))
            count += len(lines)
            progress(len(lines))
    with path.open("rb") as file:
        for piece in pieces(file):
            digest.update(piece)
    return {"records": count, "bytes": path.stat().st_size, "sha256": digest.hexdigest()}
