"""XLSX: the rows of one sheet, its shared texts kept on disk so that a large workbook does not fill the memory."""

import datetime
import zlib
from collections.abc import Iterable, Iterator
from itertools import islice
from xml.parsers.expat import ExpatError

from defusedxml import DefusedXmlException
from openpyxl.reader.excel import ExcelReader
from openpyxl.utils.exceptions import InvalidFileException

from collection.interchange.cells import xlsx_unescaped
from collection.interchange.draft import Problem
from collection.interchange.readers.reading import Reading
from collection.interchange.readers.rows import ReadError, Row, named, too_large
from collection.interchange.readers.sheet import HostileXml, LargeCell, SharedTexts, shared_texts, sheet_rows
from collection.interchange.readers.wrapping import LARGEST_PART, Content, readable_zip

_ERRORS = {"#N/A", "#REF!", "#VALUE!", "#NAME?", "#DIV/0!", "#NULL!", "#NUM!"}


class _Reader(ExcelReader):
    """The package's reader, but for the shared texts, which it would hold in memory."""

    def read_strings(self):
        part = next((name for name in self.archive.namelist() if name.lower() == "xl/sharedstrings.xml"), None)
        if part is None:
            self.shared_strings = SharedTexts()
            return
        with self.archive.open(part) as stream:
            self.shared_strings = shared_texts(stream)


def read_workbook(content: Content, reading: Reading, position=None) -> Iterator[Row]:
    """The rows of a sheet: values are text, int, float, bool or None; dates are ISO texts. Raises ReadError."""
    with content.on_disk() as file, readable_zip(file, content.name) as archive:
        _check_parts(archive, content.name)
        try:
            reader = _Reader(file, read_only=True, data_only=True)
            reader.read()
            for row in _rows(_sheet(reader, reading, content.name), reading, content.name):
                if position:
                    position(file.tell())
                yield row
        except LargeCell as error:
            raise too_large(content.name, error.row, error.text) from error
        except (HostileXml, ExpatError, InvalidFileException, LookupError, ValueError, zlib.error) as error:
            raise _refused(error, content.name) from error


def _refused(error: Exception, name: str) -> ReadError:
    if isinstance(error.__cause__, LargeCell):
        return too_large(name, None, error.__cause__.text)
    while error.__cause__ or error.__context__:  # the package wraps what the parser said
        error = error.__cause__ or error.__context__
    said = f"The workbook is damaged: {error}."
    if isinstance(error, (DefusedXmlException, HostileXml)):
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


def _sheet(reader: _Reader, reading: Reading, name: str) -> Iterator[tuple[int, list]]:
    """The rows of the sheet that is asked for, else of the first that has any."""
    sheets = {sheet.title: sheet for sheet in reader.wb.worksheets}
    if reading.sheet is not None:
        if reading.sheet not in sheets:
            raise ReadError(
                "The workbook has no sheet of this name.",
                file=name,
                value=reading.sheet,
                mend=f"It has: {', '.join(sheets)}. Write one of them as sheet under [read].",
            )
        return _cells(reader, sheets[reading.sheet])
    for sheet in sheets.values():
        if any(any(cell is not None for cell in cells) for _, cells in islice(_cells(reader, sheet), 50)):
            return _cells(reader, sheet)
    raise ReadError("The workbook is empty.", file=name, mend="Save it with the records on its first sheet.")


def _cells(reader: _Reader, sheet) -> Iterator[tuple[int, list]]:
    book = reader.wb

    def is_date(style: int) -> bool:
        return style in book._date_formats

    with reader.archive.open(sheet._worksheet_path) as stream:
        yield from sheet_rows(stream, reader.shared_strings, is_date, book.epoch)


def _rows(sheet_rows: Iterable[tuple[int, list]], reading: Reading, name: str) -> Iterator[Row]:
    layout = named(list(reading.columns), name, 1) if reading.columns else None
    width = len(reading.columns or ())
    for number, cells in sheet_rows:
        if all(cell is None for cell in cells) or (layout is None and number < reading.header_row):
            continue
        if layout is None:
            columns = [" ".join(str(cell).split()) if cell is not None else "" for cell in cells]
            layout, width = named(columns, name, number), len(columns)
            continue
        cells.extend([None] * (width - len(cells)))
        row = Row(number, name, layout([_value(cell) for cell in cells]))
        row.problems.extend(_errors(row))
        yield row


def _value(cell):
    """A cell as a mapping reads it."""
    if isinstance(cell, datetime.datetime):
        return cell.date().isoformat() if cell.time() == datetime.time() else cell.isoformat(" ")
    if isinstance(cell, (datetime.date, datetime.time)):
        return cell.isoformat()
    if isinstance(cell, datetime.timedelta):
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
