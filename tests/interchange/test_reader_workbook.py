"""XLSX workbooks: values as a mapping reads them."""

import datetime
import gzip

import openpyxl
import pytest

from collection.interchange.readers import ReadError
from tests.interchange.files import rows_of, values_of, written


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
