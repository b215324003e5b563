"""CSV and TSV: rows of text, with every broken one named."""

import codecs
import csv
import io
import re
from collections.abc import Iterator

from collection.interchange.cells import MARK, unguarded
from collection.interchange.draft import Problem
from collection.interchange.readers.reading import Reading
from collection.interchange.readers.rows import LARGEST_CELL, ReadError, Row, named, shown, too_large
from collection.interchange.readers.sniffing import ENCODING_SAMPLE, SAMPLE, delimiter_of, encoding_of, is_quoted
from collection.interchange.readers.wrapping import Content

_ESCAPED = re.compile("[\udc80-\udcff]")
_ERRORS = "vitrine-surrogate"  # undecodable bytes become lone surrogates, which `_broken_cell` finds again


def read_delimited(content: Content, reading: Reading, position=None) -> Iterator[Row]:
    """The rows of a CSV or TSV file. Raises ReadError where the whole file is at fault."""
    with content.open() as stream:
        head = stream.read(ENCODING_SAMPLE)
    encoding = reading.encoding or encoding_of(head, content.name)
    sample = _decoded(head[:SAMPLE], encoding, content.name)
    delimiter, quoted = _dialect(sample, reading, content)
    csv.field_size_limit(LARGEST_CELL)
    with content.open(position) as stream:
        text = io.TextIOWrapper(stream, encoding, _ERRORS, newline="")
        lines = _Lines(text, content.name)
        options = {"strict": True} if quoted else {"quoting": csv.QUOTE_NONE}
        reader = csv.reader(lines, delimiter=delimiter, **options)
        yield from _rows(reader, lines, reading, encoding, content.name)


def _dialect(sample: str, reading: Reading, content: Content) -> tuple[str, bool]:
    best, columns = delimiter_of(sample)
    delimiter = reading.delimiter or best
    if reading.delimiter and reading.delimiter != best and columns > 1:
        first = next(csv.reader(io.StringIO(sample, newline=""), delimiter=delimiter), [])
        if len(first) == 1:
            raise ReadError(
                f"Wrong delimiter: split at {named_delimiter(delimiter)} the header is one column, "
                f"split at {named_delimiter(best)} it is {columns}.",
                file=content.name,
                row=reading.header_row,
                value=first[0],
                mend=f"Write delimiter = {named_delimiter(best)} under [read], or leave it out.",
            )
    return delimiter, is_quoted(sample, delimiter) if reading.quoted is None else reading.quoted


def named_delimiter(delimiter: str) -> str:
    """As TOML writes it, so that the mend can be copied."""
    return '"\\t"' if delimiter == "\t" else f'"{delimiter}"'


def _decoded(head: bytes, encoding: str, name: str) -> str:
    try:
        return head.decode(encoding, "replace")
    except LookupError as error:
        raise ReadError(
            "No encoding has this name.", file=name, value=encoding, mend="Write utf-8, utf-16 or windows-1252."
        ) from error


class _Lines:
    """The lines of a text, none so long that it would fill the memory. number: of the line given last."""

    def __init__(self, text, name):
        self.text, self.name, self.number, self.last = text, name, 0, ""

    def __iter__(self):
        readline = self.text.readline
        while line := readline(LARGEST_CELL):
            self.number += 1
            if len(line) == LARGEST_CELL and line[-1] not in "\r\n":
                raise too_large(self.name, self.number, line)
            self.last = line
            yield line


def _rows(reader, lines: _Lines, reading: Reading, encoding: str, name: str) -> Iterator[Row]:
    number, columns, layout, is_ours = 0, None, None, False
    if reading.columns:
        columns = list(reading.columns)
        layout = named(columns, name, 1)
    fetch = reader.__next__
    while True:
        started = lines.number + 1
        problem = None
        try:
            cells = fetch()
        except StopIteration:
            return
        except csv.Error as error:
            number += 1
            cells, problem = _torn(error, lines, started, number, name)
        else:
            number += 1
        if not cells and problem is None:
            continue  # a blank line, which a spreadsheet counts
        if layout is None:
            if number < reading.header_row:
                continue
            if problem or _broken_cell(cells) is not None:
                raise _bad_header(cells, number, name)
            columns = [cell.strip() for cell in cells]
            if is_ours := columns[-1] == MARK:
                columns[-1] = ""  # the mark is no column of the museum's
            layout = named(columns, name, number)
            continue
        if problem is None and len(cells) != len(columns):
            if len(cells) > len(columns) and not any(cells[len(columns) :]):
                cells = cells[: len(columns)]
            elif len(cells) > len(columns) or not reading.short_rows:
                problem = _miscounted(cells, columns, lines, name, number)
        if _handler.seen and (broken := _broken_cell(cells)) is not None:
            problem = _misencoded(cells, broken, columns, encoding)
            cells = [_readable(cell) for cell in cells]
        if is_ours:
            cells = list(map(unguarded, cells))
        yield Row(number, name, layout(cells), [problem] if problem else [])


def _torn(error: csv.Error, lines: _Lines, started: int, number: int, name: str) -> tuple[list[str], Problem]:
    """What is left of a row whose quotation marks do not fit. Raises ReadError if it swallowed the rest of the file."""
    if "unexpected end" in str(error):
        raise ReadError(
            "Half a file, or a quotation mark that is never closed: the cell opened in this row runs to the end.",
            file=name,
            row=number,
            value=lines.last,
            mend=f"See line {started:,} of the file; export it again, or close the quotation mark.",
        ) from error
    if "field larger" in str(error):
        raise too_large(name, number, lines.last) from error
    return [lines.last.rstrip("\r\n")], Problem(
        column="",
        value=shown(lines.last),
        message="Quotation marks in this row do not fit: text follows one that closes a cell.",
        mend="Double each quotation mark inside a cell, or write quoted = false under [read] if none encloses cells.",
        severity="refused",
        cause="stray-quotation-mark",
    )


def _miscounted(cells, columns, lines: _Lines, name: str, number: int) -> Problem:
    if len(cells) < len(columns) and not lines.last.endswith(("\n", "\r")):
        raise ReadError(
            f"Half a file: its last row breaks off after {len(cells)} of {len(columns)} cells, without a line end.",
            file=name,
            row=number,
            value=cells[-1],
            mend="Export or copy the file again. If this is all of it, end the row as the others end.",
        )
    more = len(cells) > len(columns)
    return Problem(
        column=columns[min(len(cells), len(columns)) - 1],
        value=shown(cells[-1]),
        message=f"The row has {len(cells)} cells where the header has {len(columns)}.",
        mend="Put quotation marks around the cell that holds the delimiter."
        if more
        else "Take the line break out of the row; or write short_rows = true under [read], if cells at its end are "
        "only left out.",
        severity="refused",
        cause="too-many-cells" if more else "too-few-cells",
    )


def _bad_header(cells, number: int, name: str) -> ReadError:
    return ReadError(
        "The row that should name the columns cannot be read.",
        file=name,
        row=number,
        value=", ".join(cells),
        mend="Say which row names them, header_row = 2 under [read], and which encoding they have.",
    )


# Encodings


class _Handler:
    """The error handler of the decoder; `seen` once it had to step in, so that clean files cost nothing."""

    def __init__(self):
        self.seen = False

    def __call__(self, error):
        self.seen = True
        try:
            return codecs.lookup_error("surrogateescape")(error)
        except UnicodeError:  # UTF-16 has no way to keep half a sign
            return "\udcff", error.end


_handler = _Handler()
codecs.register_error(_ERRORS, _handler)


def _broken_cell(cells) -> int | None:
    """The position of the first cell with bytes that its encoding does not know."""
    for position, cell in enumerate(cells):
        if not cell.isascii() and _ESCAPED.search(cell):
            return position
    return None


def _readable(cell: str) -> str:
    """The cell with its unknown bytes as Windows-1252 reads them, which is mostly what they are."""
    return _ESCAPED.sub(lambda sign: bytes([ord(sign[0]) - 0xDC00]).decode("windows-1252", "replace"), cell)


def _misencoded(cells, position: int, columns, encoding: str) -> Problem:
    cell = cells[position]
    byte = ord(_ESCAPED.search(cell)[0]) - 0xDC00
    return Problem(
        column=columns[position] if position < len(columns) else "",
        value=shown(_readable(cell)),
        message=f"Mixed encodings: byte 0x{byte:02X} is not {encoding}, as the rest of the file is.",
        mend="Save the file as UTF-8; the value shown is how Windows-1252 reads it.",
        severity="refused",
        cause="mixed-encodings",
    )
