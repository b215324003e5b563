"""CSV for spreadsheets: UTF-8 with its mark, commas, every text harmless and given back by `cells.unguarded`."""

import csv
from collections.abc import Iterable, Iterator, Sequence
from io import StringIO

from .cells import MARK, MARKED, guarded

PIECE = 64_000  # characters


def stream(headers: Sequence[str], rows: Iterable[Sequence]) -> Iterator[bytes]:
    """The file in pieces. A cell is a text, a number, a truth or None."""
    written = StringIO(newline="")
    writer = csv.writer(written, lineterminator="\r\n")
    written.write("\ufeff")  # without it Excel reads another alphabet
    writer.writerow([*headers, MARK])
    for row in rows:
        writer.writerow([*map(_cell, row), MARKED])
        if written.tell() >= PIECE:
            yield written.getvalue().encode()
            written.seek(0)
            written.truncate()
    yield written.getvalue().encode()


def _cell(value) -> object:
    if isinstance(value, str):
        return guarded(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    return value
