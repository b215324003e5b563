"""Promise 19: whatever somebody wrote is text to a spreadsheet, and reads back as it was written."""

import csv
import io

import openpyxl
import pytest
from django.core.exceptions import ValidationError
from hypothesis import example, given, settings
from hypothesis import strategies as st

from collection.interchange import cells, xlsx
from collection.interchange.csv import stream

pytestmark = pytest.mark.without_database

# What databases hold: anything but halves of characters. The second is what goes wrong most.
ANY = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
NASTY = st.lists(
    st.sampled_from(["=", "+", "-", "@", "\t", "\r", "\n", "\0", "'", '"', ",", ";", " ", "＝", "_x0041", "_", "x000D_",
                     "<r>", "</r>", "<", "&", "\x01", "\ufffe", "\ufeff", "é", "1"]),
    max_size=8,
).map("".join)
TEXTS = st.lists(st.one_of(ANY, NASTY), min_size=1, max_size=3)
FORMULAS = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\0=1", " =1", "＝1", "'=1", "\n=1", '=HYPERLINK("x","y")']
HEADERS = ["one", "two", "three"]


def written_csv(rows, headers=HEADERS):
    return b"".join(stream(headers, rows)).decode("utf-8-sig")


def read_csv(text):
    return list(csv.reader(io.StringIO(text, newline="")))


def written_xlsx(rows, **kwargs):
    file = io.BytesIO()
    xlsx.write(file, "Exhibits", HEADERS, rows, **kwargs)
    return file


@pytest.mark.parametrize("text", FORMULAS)
def test_nothing_in_a_csv_starts_a_formula(text):
    (cell, *_) = read_csv(written_csv([[text]]))[1]

    assert cell.startswith("'")
    assert cells.unguarded(cell) == text


@settings(max_examples=50)
@given(TEXTS)
@example(["''"])
def test_csv_reads_back_as_written(texts):
    header, row = read_csv(written_csv([texts], HEADERS[: len(texts)]))

    assert header[-1] == cells.MARK
    assert [cells.unguarded(cell) for cell in row[:-1]] == texts
    assert not [cell for cell in row if cell[:1] in set("=+-@\t\r\0") or cell.lstrip()[:1] in set("=+-@")]


def test_numbers_and_truths_are_written_plain():
    assert read_csv(written_csv([[7, True, None]]))[1] == ["7", "true", "", "1"]


@settings(max_examples=50, deadline=None)
@given(TEXTS)
@example(["_x0000\x1f", "_x0041_x0042_x", "_x0041__x0042_"])
@example(["_x0041_x0042_", "<r><f>1</f></r>", "_x005F_"])
@example(["a\r\nb", " both ends ", "\ufeff"])
def test_xlsx_reads_back_as_written(texts):
    sheet = openpyxl.load_workbook(written_xlsx([texts])).active
    read = [sheet.cell(2, column).value or "" for column in range(1, len(texts) + 1)]

    assert [cells.xlsx_unescaped(text) for text in read] == texts


@pytest.mark.parametrize("text", FORMULAS)
def test_a_formula_in_an_xlsx_is_text_and_stays_so(text):
    cell = openpyxl.load_workbook(written_xlsx([[text]])).active.cell(2, 1)

    assert cell.data_type in ("s", "inlineStr")
    assert cell.quotePrefix


def test_a_full_sheet_goes_on_in_the_next():
    book = openpyxl.load_workbook(written_xlsx([[number] for number in range(5)], rows_of_sheet=2))

    assert book.sheetnames == ["Exhibits", "Exhibits 2", "Exhibits 3"]
    values = [row[0] for sheet in book for row in sheet.iter_rows(min_row=2, values_only=True)]
    assert values == [0, 1, 2, 3, 4]
    assert all(sheet.cell(1, 1).value == "one" for sheet in book)


def test_an_empty_list_has_its_header():
    sheet = openpyxl.load_workbook(written_xlsx([])).active

    assert [cell.value for cell in sheet[1]] == HEADERS


@pytest.mark.parametrize("text", ["x" * 32_768, "😀" * 16_384])
def test_what_no_cell_of_excel_holds_is_refused_by_row_and_column(text, tmp_path, monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))

    with pytest.raises(ValidationError) as refused:
        written_xlsx([["x" * 32_767], ["fine", text]])

    assert "Row 2, “two”" in refused.value.message
    assert not list(tmp_path.iterdir())
    assert "CSV" in refused.value.message


def test_whole_numbers_keep_their_digits_and_truths_stay_truths():
    sheet = openpyxl.load_workbook(written_xlsx([[10**15, 2**60, -500], [True, False, None]])).active

    assert [cell.value for cell in sheet[2]] == [10**15, str(2**60), -500]
    assert [cell.value for cell in sheet[3]] == [True, False, None]
