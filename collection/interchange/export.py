"""A list of records as a file in one of three formats, a piece at a time."""

from collections.abc import Iterable, Iterator, Sequence
from tempfile import TemporaryFile

import orjson

from . import csv, jsonl, xlsx
from .flat import columns, row
from .pieces import pieces

TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "jsonl": "application/jsonl",
}


def written(kind: str, title: str, names: Sequence[str], records: Iterable[bytes]) -> Iterator[bytes]:
    """The file in pieces. `kind` is one of `TYPES`; `records` are JSON, of which the fields `names` are written.

    A workbook is made on disk before the first piece is given. Raises ValidationError where Excel cannot hold a record.
    """
    if kind == "jsonl":
        return jsonl.stream(records)
    wanted = columns(names)
    headings = [column.heading for column in wanted]
    rows = (row(orjson.loads(record), wanted) for record in records)
    return csv.stream(headings, rows) if kind == "csv" else _workbook(title, headings, rows)


def _workbook(title: str, headings: Sequence[str], rows: Iterable[list]) -> Iterator[bytes]:
    file = TemporaryFile()  # noqa: SIM115  (closed by whoever has read it)
    try:
        xlsx.write(file, title, headings, rows)
        file.seek(0)
    except BaseException:
        file.close()
        raise
    return _read(file)


def _read(file) -> Iterator[bytes]:
    with file:
        yield from pieces(file)
