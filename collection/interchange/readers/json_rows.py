"""JSON and JSON Lines: one object a row, nested as it is."""

import codecs
import io
import json
import re
from collections.abc import Iterator

import ijson
import orjson

from collection.interchange.draft import Problem
from collection.interchange.readers.reading import Reading
from collection.interchange.readers.rows import ReadError, Row, shown, too_large
from collection.interchange.readers.sniffing import encoding_of
from collection.interchange.readers.wrapping import Content

LARGEST_RECORD = 16 * 2**20  # bytes
PIECE = 2**20  # bytes read at a time: a long text that breaks off is looked through anew with each
_LONG_NUMBER = re.compile(rb"[0-9]{19}")  # which the fast reader may round


def read_json_lines(content: Content, reading: Reading, position=None) -> Iterator[Row]:
    """One object a line; `Row.number` is the number of the line. Raises ReadError where the file breaks off."""
    with content.open(position) as stream:
        lines = _utf8(stream, reading, content.name)
        number = 0
        while line := lines.readline(LARGEST_RECORD + 1):
            number += 1
            if len(line) > LARGEST_RECORD:
                raise too_large(content.name, number, line[:200].decode("utf-8", "replace"))
            if line.isspace():
                continue
            try:
                values = orjson.loads(line)
            except orjson.JSONDecodeError as error:
                yield _unreadable(line, error, number, content.name)
                continue
            yield _row(_exact(line, values) if _LONG_NUMBER.search(line) else values, number, content.name)


def _exact(line: bytes, values):
    """`values` with the numbers of `line` to their last digit, where they have fewer than thousands."""
    try:
        return json.loads(line)
    except (ValueError, RecursionError):
        return values


def _row(values, number: int, name: str) -> Row:
    if isinstance(values, dict):
        return Row(number, name, values)
    problem = _problem(values, "This is not an object with named values.", "Write each record as {…}.", "no-object")
    return Row(number, name, {"line": values}, [problem])


def _unreadable(line: bytes, error, number: int, name: str) -> Row:
    """The row of a line that is no JSON, kept as its column "line". Raises ReadError if the file ends within it."""
    try:
        text = line.decode()
    except UnicodeDecodeError as undecodable:
        start = undecodable.start
        column = _column_at(line[:start])
        readable = line[max(0, start - 30) : start + 30].decode("windows-1252", "replace")
        message = f"Mixed encodings: byte 0x{line[start]:02X} is not UTF-8, as JSON must be."
        problem = _problem(readable, message, "Save the file as UTF-8.", "mixed-encodings", column)
        return Row(number, name, {"line": line.decode("windows-1252", "replace")}, [problem])
    try:
        return _row(json.loads(text, parse_constant=lambda constant: None), number, name)  # NaN, which Python writes
    except (ValueError, RecursionError):
        pass
    if not line.endswith(b"\n"):
        raise ReadError(
            "Half a file: its last record breaks off.",
            file=name,
            row=number,
            value=text[-60:],
            mend="Copy or export the file again.",
        ) from error
    message = f"The line is not JSON: {error.msg}, at sign {error.colno}."
    around = text[max(0, error.colno - 30) : error.colno + 30]
    mend = "Correct the line; each record is one object on one line."
    return Row(number, name, {"line": text}, [_problem(around, message, mend, "broken-json")])


def _column_at(before: bytes) -> str:
    """The name that the value at the end of `before` has, as far as a glance tells."""
    parts = before.decode("utf-8", "replace").split('":')
    return parts[-2].rpartition('"')[2] if len(parts) > 1 else ""


def _problem(value, message: str, mend: str, cause: str, column: str = "") -> Problem:
    return Problem(column, shown(value), message, mend, "refused", cause)


# JSON


class _Watched:
    """Refuses to read on where one record has become too large for the memory."""

    def __init__(self, stream, name):
        self.stream, self.name, self.since, self.row = stream, name, 0, 0

    def read(self, size=-1):
        self.since += size
        if self.since > LARGEST_RECORD:
            raise too_large(self.name, self.row + 1, "")
        return self.stream.read(size)


def read_json(content: Content, reading: Reading, position=None) -> Iterator[Row]:
    """The objects of a list, at the path `reading.records` or where the first list of objects stands.

    `Row.number` counts them from 1. A file that is one object without such a list is one row.
    """
    path = _ijson_path(reading.records) if reading.records else _records_path(content, reading)
    with content.open(position) as stream:
        watched = _Watched(_utf8(stream, reading, content.name), content.name)
        try:
            if reading.records == "*":
                found = (value for _, value in ijson.kvitems(watched, "", use_float=True, buf_size=PIECE))
            else:
                found = ijson.items(watched, path, use_float=True, multiple_values=True, buf_size=PIECE)
            for number, values in enumerate(found, start=1):
                watched.since, watched.row = 0, number
                yield _row(values, number, content.name)
        except (ijson.JSONError, UnicodeDecodeError) as error:
            raise _broken(error, watched.row, content.name) from error
        if not watched.row:
            raise ReadError(
                "The file holds no records where they were looked for.",
                file=content.name,
                value=reading.records or path,
                mend='Name the list that holds them under [read]: records = "data.objects".',
            )


def _ijson_path(records: str) -> str:
    steps = [step for step in records.replace("[]", "").split(".") if step]
    return ".".join([*steps, "item"])


def _records_path(content: Content, reading: Reading) -> str:
    """Where the first list of objects stands: "item" for a list, "data.objects.item", "" for a lone object."""
    with content.open() as stream:
        watched = _Watched(_utf8(stream, reading, content.name), content.name)
        first, before = None, None
        try:
            for prefix, event, _ in ijson.parse(watched, multiple_values=True, buf_size=PIECE):
                if event == "start_map" and before == "start_array":
                    return prefix
                before, first = event, first or event
                if prefix == "" and event == "end_map":
                    return ""
        except (ijson.JSONError, UnicodeDecodeError) as error:
            raise _broken(error, 0, content.name) from error
    return "item" if first == "start_array" else ""


def _broken(error, rows: int, name: str) -> ReadError:
    if isinstance(error, ijson.IncompleteJSONError) or "premature" in str(error):
        said, mend = "Half a file: the JSON breaks off", "Copy or export the file again."
    elif "utf8" in str(error).lower() or isinstance(error, UnicodeDecodeError):
        said, mend = "Mixed encodings: what follows is not UTF-8, as JSON must be", "Save the file as UTF-8."
    else:
        reason = str(error).strip().splitlines()[0] if str(error).strip() else "it breaks its own rules"
        said, mend = f"The file is not JSON: {reason}", "Correct it there, or export it again."
    return ReadError(f"{said}, in or after record {rows:,}.", file=name, row=rows or None, mend=mend)


def _utf8(stream, reading: Reading, name: str):
    """The stream as UTF-8 without a byte order mark, whatever it was."""
    head = stream.peek(4)[:4000]
    encoding = reading.encoding or encoding_of(head, name)
    if encoding == "utf-8-sig":
        stream.read(3)
    if encoding in ("utf-8", "utf-8-sig", "windows-1252") and not reading.encoding:
        return stream  # a stray byte is found where it stands
    return io.BufferedReader(_Recoded(stream, encoding), 2**16)


class _Recoded(io.RawIOBase):
    def __init__(self, stream, encoding):
        self.stream, self.decoder = stream, codecs.getincrementaldecoder(encoding)("strict")

    def readable(self):
        return True

    def readinto(self, buffer):
        data = b""
        while not data:
            raw = self.stream.read(len(buffer) // 4)
            data = self.decoder.decode(raw, not raw).encode()
            if not raw:
                break
        buffer[: len(data)] = data
        return len(data)
