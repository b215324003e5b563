"""The XML of a workbook, read piece by piece: shared texts to disk, a sheet as rows of cells.

The package that knows the rest of the format builds a tree of each cell, which takes five times as long.
"""

import array
import os
import re
import tempfile
from collections.abc import Callable, Iterator
from functools import cache
from xml.parsers import expat

from openpyxl.utils.datetime import from_excel

from collection.interchange.readers.rows import LARGEST_CELL

PIECE = 2**16  # bytes
COLUMNS = 16_384


class HostileXml(Exception):
    """The XML declares a document type, as no workbook does and every bomb."""


class LargeCell(Exception):
    """A text is longer than `LARGEST_CELL`. row: where, if known."""

    def __init__(self, text: str, row: int | None = None):
        self.text, self.row = text, row
        super().__init__(text)


class SharedTexts:
    """The shared texts of a workbook, on disk: `texts[7]`."""

    def __init__(self):
        self.file, self.places = tempfile.TemporaryFile(), array.array("Q", [0])  # noqa: SIM115 lives with the object

    def append(self, text: str) -> None:
        self.places.append(self.places[-1] + self.file.write(text.encode("utf-8", "replace")))

    def close(self) -> None:
        """No more are added."""
        self.file.flush()

    def __getitem__(self, number: int) -> str:
        start = self.places[number]
        return os.pread(self.file.fileno(), self.places[number + 1] - start, start).decode()


def shared_texts(stream) -> SharedTexts:
    """The texts of xl/sharedStrings.xml. Raises HostileXml, LargeCell, or expat.ExpatError."""
    texts, found = SharedTexts(), _Text()

    def end(name):
        found.end(name)
        if name == "si":
            texts.append(found.taken())

    for _ in _parsed(stream, found.start, end, found.add):
        pass
    texts.close()
    return texts


def sheet_rows(stream, texts, is_date: Callable[[int], bool], epoch) -> Iterator[tuple[int, list]]:
    """(number, cells) of each row of a sheet that has cells; what is left out between two cells is None.

    is_date: of the number of a cell's style, whether it shows a date. Raises as `shared_texts`.
    """
    found, rows = _Text(), []
    number, cells, kind, style = 0, [], None, 0

    def start(name, attributes):
        nonlocal number, cells, kind, style
        if name == "c":
            place = _column(attributes.get("r", ""))
            if place is not None and len(cells) < place < COLUMNS:
                cells.extend([None] * (place - len(cells)))
            kind, style = attributes.get("t", "n"), int(attributes.get("s", 0))
        elif name == "row":
            number, cells = int(attributes.get("r", number + 1)), []
        else:
            found.start(name, attributes)

    def end(name):
        if name == "c":
            cells.append(value(found.taken()))
        elif name == "row":
            if cells:
                rows.append((number, cells))
        else:
            found.end(name)

    def value(text):
        if not text:
            return None
        if kind == "s":
            return texts[int(text)]
        if kind == "n":
            amount = float(text)
            if style and is_date(style):
                return from_excel(amount, epoch)
            return int(amount) if amount.is_integer() and abs(amount) < 2**53 else amount
        return text == "1" if kind == "b" else text

    try:
        for _ in _parsed(stream, start, end, found.add):
            yield from rows
            rows.clear()
    except LargeCell as error:
        raise LargeCell(error.text, number) from error


class _Text:
    """Collects the text of `v` and `t` elements, but not of the pronunciation printed above a text."""

    def __init__(self):
        self.parts, self.size, self.is_open, self.is_silent = [], 0, False, False

    def start(self, name, attributes):
        if name == "rPh":
            self.is_silent = True
        self.is_open = name in ("v", "t") and not self.is_silent

    def end(self, name):
        self.is_open = False
        if name == "rPh":
            self.is_silent = False

    def add(self, text):
        if self.is_open:
            self.parts.append(text)
            self.size += len(text)
            if self.size > LARGEST_CELL:
                raise LargeCell(self.parts[0])

    def taken(self) -> str:
        text = "".join(self.parts)
        self.parts.clear()
        self.size = 0
        return text


_LETTERS = re.compile("[A-Z]{1,3}")


def _column(reference: str) -> int | None:
    """The place of a cell in its row, from 0, by its reference: B7 is 1."""
    letters = _LETTERS.match(reference)
    return None if letters is None else _place(letters[0])


@cache  # the same few letters again and again, and no more than 18,278
def _place(letters: str) -> int:
    place = 0
    for letter in letters:
        place = place * 26 + ord(letter) - 64
    return place - 1


def _parsed(stream, start, end, text) -> Iterator[None]:
    """Parse `stream` with these handlers of local names, a piece a step."""
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text, parser.buffer_size = True, PIECE

    def refuse(*_):
        raise HostileXml

    parser.StartDoctypeDeclHandler = parser.EntityDeclHandler = refuse
    parser.StartElementHandler = lambda name, attributes: start(name[name.rfind(" ") + 1 :], attributes)
    parser.EndElementHandler = lambda name: end(name[name.rfind(" ") + 1 :])
    parser.CharacterDataHandler = text
    while piece := stream.read(PIECE):
        parser.Parse(piece, False)
        yield
    parser.Parse(b"", True)
    yield
