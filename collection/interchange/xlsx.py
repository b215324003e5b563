"""XLSX: every text a cell of text, whatever it begins with; on more sheets where one is full; flat in memory."""

from collections.abc import Iterable, Sequence
from tempfile import TemporaryDirectory
from typing import BinaryIO

from django.core.exceptions import ValidationError
from django.utils import timezone
from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from .cells import is_risky, xlsx_escaped

ROWS = 1_048_575  # of a sheet, below its header
LONGEST = 32_767  # UTF-16 units in a cell
_EXACT = 2**53  # whole numbers below it are exact in a cell


class _TextSheet(Worksheet):
    """Escapes text completely. The library's own way loses “_x0041_x0042_”, and takes “<r>…</r>” for mark-up."""

    def _escape_control_characters(self, data):
        if not isinstance(data, str):
            return data
        escaped = xlsx_escaped(data)
        return f"_x003C_{escaped[1:]}" if escaped.startswith("<r>") else escaped


def write(file: BinaryIO, title: str, headers: Sequence[str], rows: Iterable[Sequence], rows_of_sheet=ROWS) -> None:
    """Write the workbook. A cell is a text, a number, a truth or None. Raises ValidationError for what Excel cannot
    hold."""
    with TemporaryDirectory() as folder:  # where the library puts the rows of each sheet until it packs them
        book = Workbook(file, {"constant_memory": True, "tmpdir": folder})
        today = timezone.now().replace(hour=0, minute=0, second=0, microsecond=0, tzinfo=None)
        book.set_properties({"created": today})  # to the second, it would make equal lists unequal files
        _fill(book, title, headers, rows, rows_of_sheet)
        book.close()


def _fill(book: Workbook, title: str, headers: Sequence[str], rows: Iterable[Sequence], rows_of_sheet: int) -> None:
    quoted = book.add_format({"quote_prefix": True, "num_format": "@"})  # stays text when somebody edits it
    heading = book.add_format({"bold": True})
    sheet, at = _sheet(book, title, headers, heading), 0
    for row in rows:
        if at == rows_of_sheet:
            sheet, at = _sheet(book, title, headers, heading), 0
        at += 1
        for column, value in enumerate(row):
            if isinstance(value, str):
                if value:
                    _check(value, headers[column], at)
                    sheet.write_string(at, column, value, quoted if is_risky(value) else None)
            elif isinstance(value, bool):
                sheet.write_boolean(at, column, value)
            elif isinstance(value, int) and abs(value) >= _EXACT:
                sheet.write_string(at, column, str(value))
            elif value is not None:
                sheet.write_number(at, column, value)


def _sheet(book: Workbook, title: str, headers: Sequence[str], heading):
    number = len(book.worksheets()) + 1
    sheet = book.add_worksheet(title[:25] if number == 1 else f"{title[:25]} {number}", worksheet_class=_TextSheet)
    sheet.freeze_panes(1, 0)
    for column, header in enumerate(headers):
        sheet.write_string(0, column, header, heading)
    return sheet


def _check(value: str, header: str, row: int) -> None:
    if len(value) > LONGEST // 2 and len(value.encode("utf-16-le")) > 2 * LONGEST:
        raise ValidationError(
            f"Row {row}, “{header}”: {len(value):,} characters, where a cell of Excel holds {LONGEST:,}. "
            "Take CSV or JSON Lines, which hold everything.",
            code="cell_too_long",
        )
