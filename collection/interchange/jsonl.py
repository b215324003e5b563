"""JSON Lines: one record a line, whole."""

from collections.abc import Iterable, Iterator

from .pieces import batches

LINES = 100  # in a piece


def stream(records: Iterable[bytes]) -> Iterator[bytes]:
    """The file in pieces; `records` are JSON without line breaks."""
    for lines in batches(records, LINES):
        yield b"\n".join(lines) + b"\n"
