"""XLSX workbooks: values as a mapping reads them."""

import datetime
import gzip

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from collection.interchange.readers import ReadError
from tests.interchange.files import rows_of, values_of, workbook, written

pytestmark = pytest.mark.without_database


@pytest.fixture
def book(tmp_path):
    book = openpyxl.Workbook()
    book.active.title = "Read me"
    sheet = book.create_sheet("Objects")
    sheet.append(["Number", "Title", "Acquired", "Pieces", "Width"])
    sheet.append([7, "Café\nbowl", datetime.date(1999, 2, 1), 2.0, 2.5])
    sheet.append([])
    sheet.append(["2.10", "=1+1", None, "#N/A", True])
    sheet["B4"].data_type = "s"
    book.save(tmp_path / "book.xlsx")
    return tmp_path / "book.xlsx"


def test_the_first_sheet_with_something_in_it_is_read(book):
    first, second = rows_of(book)

    assert first.values == {"Number": 7, "Title": "Café\nbowl", "Acquired": "1999-02-01", "Pieces": 2, "Width": 2.5}
    assert (first.number, second.number) == (2, 4)
    assert second.values["Title"] == "=1+1"


def test_a_formula_that_fails_is_nothing_and_a_warning(book):
    second = rows_of(book)[1]

    assert second.values["Pieces"] is None
    assert [(problem.column, problem.cause, problem.severity) for problem in second.problems] == [
        ("Pieces", "formula-error", "warning")
    ]


def test_a_packed_workbook(book, tmp_path):
    assert len(values_of(written(tmp_path, "book.xlsx.gz", gzip.compress(book.read_bytes())))) == 2


NAMES = b"""<?xml version="1.0"?><x:sst xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main">
<x:si><x:t>Number</x:t></x:si><x:si><x:r><x:t>Ti</x:t></x:r><x:r><x:t>tle</x:t></x:r></x:si>
<x:si><x:t>\xe6\x9d\xb1\xe4\xba\xac</x:t><x:rPh sb="0" eb="2"><x:t>\xe3\x81\xa8</x:t></x:rPh></x:si></x:sst>"""
SHEET = b"""<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>
<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c></row>
<row r="9"><c r="B9" t="s"><v>2</v></c></row></sheetData></worksheet>"""


def test_runs_of_a_rich_text_belong_together_and_its_pronunciation_does_not(tmp_path):
    (row,) = rows_of(workbook(tmp_path, **{"sharedStrings": NAMES, "worksheets/sheet1": SHEET}))

    assert (row.number, row.values) == (9, {"Number": None, "Title": "東京"})


CELLS = (
    st.none()
    | st.booleans()
    | st.integers(-(2**50), 2**50)
    | st.integers(-(10**6), 10**6).map(lambda number: number + 0.25)
    | st.text(
        st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="_\ufffe\uffff"), min_size=1, max_size=20
    )
)


@settings(max_examples=30, deadline=None)
@given(st.lists(st.lists(CELLS, min_size=3, max_size=3), min_size=1, max_size=5))
def test_cells_are_what_a_spreadsheet_program_wrote(tmp_path_factory, table):
    book = openpyxl.Workbook()
    book.active.append(["a", "b", "c"])
    for number, cells in enumerate(table, start=2):
        for place, cell in enumerate(cells, start=1):
            book.active.cell(number, place, cell).data_type = "s" if isinstance(cell, str) else "n"
            if isinstance(cell, bool):
                book.active.cell(number, place).data_type = "b"
    path = tmp_path_factory.mktemp("xlsx") / "a.xlsx"
    book.save(path)

    read = {row.number: list(row.values.values()) for row in rows_of(path)}
    assert read == {
        number: cells for number, cells in enumerate(table, start=2) if any(cell is not None for cell in cells)
    }


def test_a_sheet_that_is_not_there(book):
    with pytest.raises(ReadError) as raised:
        rows_of(book, sheet="Object")

    assert "Objects" in raised.value.mend


def test_half_a_workbook(book, tmp_path):
    with pytest.raises(ReadError) as raised:
        rows_of(written(tmp_path, "half.xlsx", book.read_bytes()[:3000]))

    assert "cut off" in raised.value.message


def test_a_workbook_called_csv(book, tmp_path):
    with pytest.raises(ReadError) as raised:
        rows_of(written(tmp_path, "book.csv", book.read_bytes()))

    assert "Excel" in raised.value.message
