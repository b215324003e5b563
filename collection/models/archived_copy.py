"""Copies of sources: whether one has the same bytes as the copy that was read before."""

import hashlib
from collections.abc import Iterable
from datetime import date

from django.core.exceptions import ValidationError

from .source import Source

PIECE = 256 * 1024  # bytes


def sha256_of(pieces: Iterable[bytes]) -> str:
    digest = hashlib.sha256()
    for piece in pieces:
        digest.update(piece)
    return digest.hexdigest()


def pieces_of(file) -> Iterable[bytes]:
    """What is left of an open file."""
    return iter(lambda: file.read(PIECE), b"")


def check_copy(source: Source, sha256: str, *, on: date, replace: bool = False) -> str:
    """Compare a copy with the one whose hash is kept, and say what was found; keep the hash where there is none yet.

    Raises ValidationError where the copy differs, and nothing has changed; unless it is to `replace` the other.
    """
    kept, since = source.archived_sha256, source.archived_on
    if sha256 == kept:
        return f"Same bytes as on {_day(since)}."
    if kept and not replace:
        raise ValidationError(
            f"It differs from the copy of {_day(since)}: that one has the SHA-256 {kept}, this one {sha256}.",
            code="differs",
        )
    Source.objects.keep_copy(source=source, sha256=sha256, on=on)
    if kept:
        return f"It differs from the copy of {_day(since)}. Later copies are compared with this one."
    return f"Kept: SHA-256 {sha256}, read on {_day(on)}. Later copies are compared with this one."


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
