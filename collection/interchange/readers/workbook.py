"""XLSX: the rows of one sheet, its shared texts kept on disk so that a large workbook does not fill the memory."""

import array
import datetime
import tempfile
from collections.abc import Iterator

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import ParseError, iterparse
from openpyxl.cell.rich_text import CellRichText
from openpyxl.reader.excel import ExcelReader
from openpyxl.utils.exceptions import InvalidFileException

from collection.interchange.cells import xlsx_unescaped
from collection.interchange.draft import Problem
from collection.interchange.readers.reading import Reading
from collection.interchange.readers.rows import ReadError, Row, named
from collection.interchange.readers.wrapping import LARGEST_PART, Content, readable_zip

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_STRICT = "{http://purl.oclc.org/ooxml/spreadsheetml/main}"
_ERRORS = {"#N/A", "#REF!", "#VALUE!", "#NAME?", "#DIV/0!", "#NULL!", "#NUM!"}


class _Texts:
    """The shared texts of a workbook, on disk: `texts[7]`."""

    def __init__(self):
        self.file, self.places = tempfile.TemporaryFile(), array.array("Q", [0])  # noqa: SIM115 lives with the object

    def append(self, text: str):
        self.places.append(self.places[-1] + self.file.write(text.encode("utf-8", "replace")))

    def __getitem__(self, number: int) -> str:
        start, end = self.places[number], self.places[number + 1]
        self.file.seek(start)
        return self.file.read(end - start).decode()


class _Reader(ExcelReader):
    def read_strings(self):
        self.shared_strings = _Texts()
        part = next((name for name in self.archive.namelist() if name.lower() == "xl/sharedstrings.xml"), None)
        if part is None:
            return
        with self.archive.open(part) as stream:
            for _, element in iterparse(stream, events=["end"], forbid_dtd=True):
                if element.tag in (f"{_MAIN}si", f"{_STRICT}si"):
                    # Runs of rich text belong to the text, the pronunciation printed above it does not.
                    texts = (child for child in element.iter() if child.tag.endswith("}t"))
                    silent = {text for ruby in element.iter() if ruby.tag.endswith("}rPh") for text in ruby.iter()}
                    self.shared_strings.append("".join(text.text or "" for text in texts if text not in silent))
                    element.clear()


def read_workbook(content: Content, reading: Reading, position=None) -> Iterator[Row]:
    """The rows of a sheet: values are text, int, float, bool or None; dates are ISO texts. Raises ReadError."""
    with content.on_disk() as file, readable_zip(file, content.name) as archive:
        _check_parts(archive, content.name)
        try:
            reader = _Reader(file, read_only=True, data_only=True)
            reader.read()
            sheet = _sheet(reader.wb, reading, content.name)
            sheet.reset_dimensions()  # what a workbook says of its size is often wrong
            for row in _rows(sheet.iter_rows(values_only=True), reading, content.name):
                if position:
                    position(file.tell())
                yield row
        except (DefusedXmlException, ParseError, InvalidFileException, KeyError, ValueError, IndexError) as error:
            raise _refused(error, content.name) from error


def _refused(error: Exception, name: str) -> ReadError:
    while error.__cause__ or error.__context__:  # the package wraps what the parser said
        error = error.__cause__ or error.__context__
    said = f"The workbook is damaged: {error}."
    if isinstance(error, DefusedXmlException):
        said = "The workbook declares XML entities, as an attack does; it was not read."
    return ReadError(said, file=name, mend="Open it in a spreadsheet program and save it anew as .xlsx, or as .csv.")


def _check_parts(archive, name: str) -> None:
    for info in archive.infolist():
        is_bulk = info.filename.startswith(("xl/worksheets/", "xl/media/")) or "sharedstrings" in info.filename.lower()
        if info.file_size > LARGEST_PART and not is_bulk:
            raise ReadError(
                "A part of the workbook that should be small is huge.",
                file=name,
                value=info.filename,
                mend="Save the sheet as .csv, and bring that in.",
            )


def _sheet(book, reading: Reading, name: str):
    sheets = {sheet.title: sheet for sheet in book.worksheets}
    if reading.sheet is not None:
        if reading.sheet not in sheets:
            raise ReadError(
                "The workbook has no sheet of this name.",
                file=name,
                value=reading.sheet,
                mend=f"It has: {', '.join(sheets)}. Write one of them as sheet under [read].",
            )
        return sheets[reading.sheet]
    for sheet in sheets.values():
        if any(any(cell is not None for cell in row) for row in sheet.iter_rows(max_row=50, values_only=True)):
            return sheet
    raise ReadError("The workbook is empty.", file=name, mend="Save it with the records on its first sheet.")


def _rows(sheet_rows, reading: Reading, name: str) -> Iterator[Row]:
    layout = named(list(reading.columns), name, 1) if reading.columns else None
    for number, cells in enumerate(sheet_rows, start=1):
        if all(cell is None for cell in cells) or (layout is None and number < reading.header_row):
            continue
        if layout is None:
            columns = [" ".join(str(cell).split()) if cell is not None else "" for cell in cells]
            layout = named(columns, name, number)
            continue
        row = Row(number, name, layout([_value(cell) for cell in cells]))
        row.problems.extend(_errors(row))
        yield row


def _value(cell):
    """A cell as a mapping reads it."""
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 2**53:
        return int(cell)
    if isinstance(cell, datetime.datetime):
        return cell.date().isoformat() if cell.time() == datetime.time() else cell.isoformat(" ")
    if isinstance(cell, (datetime.date, datetime.time)):
        return cell.isoformat()
    if isinstance(cell, (datetime.timedelta, CellRichText)):
        return str(cell)
    return xlsx_unescaped(cell) if isinstance(cell, str) else cell


def _errors(row: Row) -> Iterator[Problem]:
    for column, value in row.values.items():
        if isinstance(value, str) and value in _ERRORS:
            row.values[column] = None
            yield Problem(
                column=column,
                value=value,
                message="The cell holds a formula that fails.",
                mend="Correct the formula, or write its value into the cell.",
                severity="warning",
                cause="formula-error",
            )
