"""CSV and TSV as museums send them, and what is said of those that are broken."""

import csv
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from collection.interchange import csv as exporter
from collection.interchange.readers import ReadError
from tests.interchange.files import packed, rows_of, values_of, written

pytestmark = pytest.mark.without_database

TABLE = "Number,Title\n1,Bowl\n2,Cup\n"
BOTH = [{"Number": "1", "Title": "Bowl"}, {"Number": "2", "Title": "Cup"}]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_delimiter_is_found_out(tmp_path, delimiter):
    assert values_of(written(tmp_path, "a.csv", TABLE.replace(",", delimiter))) == BOTH


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "windows-1252"])
def test_encoding_is_found_out(tmp_path, encoding):
    file = written(tmp_path, "a.csv", "Number,Title\n1,Café crème à la Dürer\n2,naïve\n".encode(encoding))

    assert [row["Title"] for row in values_of(file)] == ["Café crème à la Dürer", "naïve"]


@pytest.mark.parametrize("name", ["a.csv.gz", "a.csv.xz", "a.csv.zip"])
def test_packed_files_are_read_as_they_are(tmp_path, name):
    assert values_of(packed(tmp_path, name, TABLE)) == BOTH


def test_a_repeated_column_holds_a_list(tmp_path):
    file = written(tmp_path, "a.csv", "Number,Subject,Subject,Title,Subject\n1,war,,Letter,peace\n")

    assert values_of(file) == [{"Number": "1", "Subject": ["war", "", "peace"], "Title": "Letter"}]


def test_rows_are_counted_as_a_spreadsheet_counts_them(tmp_path):
    file = written(tmp_path, "a.csv", 'Number,Title\n1,"two\nlines"\n\n3,Cup\n')

    assert [(row.number, row.values["Number"]) for row in rows_of(file)] == [(2, "1"), (4, "3")]


def test_rows_above_the_header_are_passed_over(tmp_path):
    file = written(tmp_path, "a.csv", "Register of gifts\n\n" + TABLE)

    assert values_of(file, header_row=3) == BOTH


def test_a_file_without_a_header_gets_its_names_from_the_mapping(tmp_path):
    assert values_of(written(tmp_path, "a.csv", "1,Bowl\n2,Cup\n"), columns=("Number", "Title")) == BOTH


def test_quotation_marks_of_a_tsv_may_be_plain_text(tmp_path):
    file = written(tmp_path, "a.tsv", 'Number\tTitle\n1\t"Untitled" (blue)\n2\t6" bowl\n')

    assert [row["Title"] for row in values_of(file)] == ['"Untitled" (blue)', '6" bowl']


# What is broken


def error_of(*files, **options):
    with pytest.raises(ReadError) as raised:
        rows_of(*files, **options)
    assert raised.value.mend
    return raised.value


def test_a_wrong_delimiter_is_named_with_the_right_one(tmp_path):
    error = error_of(written(tmp_path, "a.csv", TABLE.replace(",", ";")), delimiter=",")

    assert (error.row, error.value) == (1, "Number;Title")
    assert 'delimiter = ";"' in error.mend


def test_a_stray_byte_names_row_and_column_and_leaves_the_other_rows(tmp_path):
    file = written(tmp_path, "a.csv", "Number,Title\n1,café\n2,Zürich\n".encode() + b"3,na\xefve\n4,Cup\n")
    rows = rows_of(file)

    assert [len(row.problems) for row in rows] == [0, 0, 1, 0]
    problem = rows[2].problems[0]
    assert (rows[2].number, problem.column, problem.value) == (4, "Title", "naïve")
    assert (problem.severity, problem.cause) == ("refused", "mixed-encodings")
    assert "0xEF" in problem.message


def test_a_row_with_too_many_or_too_few_cells_is_refused_alone(tmp_path):
    rows = rows_of(written(tmp_path, "a.csv", "a,b,c\n1,2,3\n4,5\n6,7,8,9\n1,2,3\n"))

    assert [[problem.cause for problem in row.problems] for row in rows] == [
        [],
        ["too-few-cells"],
        ["too-many-cells"],
        [],
    ]


def test_short_rows_may_be_allowed(tmp_path):
    assert values_of(written(tmp_path, "a.csv", "a,b\n1\n2,3\n"), short_rows=True) == [{"a": "1"}, {"a": "2", "b": "3"}]


def test_half_a_file_is_recognised_by_its_last_row(tmp_path):
    error = error_of(written(tmp_path, "a.csv", "a,b,c\n1,2,3\n4,5"))

    assert "Half a file" in error.message
    assert error.row == 3


def test_an_unclosed_quotation_mark_names_the_row_it_stands_in(tmp_path):
    error = error_of(written(tmp_path, "a.csv", 'a,b\n1,2\n3,"4\n5,6\n'))

    assert error.row == 3
    assert "quotation mark" in error.message


def test_text_behind_a_closing_quotation_mark_is_refused_alone(tmp_path):
    rows = rows_of(written(tmp_path, "a.csv", 'a,b\n1,"x"y\n3,4\n'))

    assert [[problem.cause for problem in row.problems] for row in rows] == [["stray-quotation-mark"], []]


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.csv", '[{"a": 1}]', "JSON"),
        ("a.json", TABLE, "comma-separated"),
        ("a.csv", b"%PDF-1.7 x", "PDF"),
        ("a.csv", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "before 2007"),
        ("a.csv", "<!DOCTYPE html><html><body>Sign in</body></html>", "web page"),
        ("a.csv", b"\x00\x01\x02\x03" * 40, "not text"),
        ("a.csv", "", "empty"),
        ("a.csv.bz2", b"BZh91AY", "bzip2"),
    ],
)
def test_a_file_that_is_not_what_its_name_says(tmp_path, name, content, said):
    assert said in error_of(written(tmp_path, name, content)).message


def test_a_file_that_is_not_there(tmp_path):
    assert "cannot be opened" in error_of(tmp_path / "none.csv").message


TEXTS = st.text(st.characters(exclude_categories=["Cs", "Cc"]) | st.sampled_from("\n\t,;\"'=+-@"), max_size=30)


@settings(max_examples=50, deadline=None)
@given(st.lists(st.lists(TEXTS, min_size=2, max_size=2), min_size=1, max_size=8))
def test_what_a_spreadsheet_writes_is_read_back(tmp_path_factory, table):
    text = io.StringIO(newline="")
    csv.writer(text).writerows([["Number", "Title"], *table])
    file = written(tmp_path_factory.mktemp("csv"), "a.csv", text.getvalue())

    assert [[row["Number"], row["Title"]] for row in values_of(file)] == table


@settings(max_examples=50, deadline=None)
@given(st.lists(st.tuples(TEXTS, TEXTS), min_size=1, max_size=8))
def test_what_the_museum_exports_is_read_back(tmp_path_factory, table):
    data = b"".join(exporter.stream(["Number", "Title"], table))
    file = written(tmp_path_factory.mktemp("csv"), "a.csv", data)

    assert [tuple(row.values()) for row in values_of(file)] == table
