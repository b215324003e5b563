"""JSON and JSON Lines: nested as they are, and named where they break."""

import pytest

from collection.interchange.readers import ReadError, open_rows
from tests.interchange.files import packed, rows_of, values_of, written

pytestmark = pytest.mark.without_database

LINES = '{"id": 1, "makers": [{"name": "Ann"}]}\n{"id": 2, "makers": []}\n'
BOTH = [{"id": 1, "makers": [{"name": "Ann"}]}, {"id": 2, "makers": []}]
LIST = '[{"id": 1, "makers": [{"name": "Ann"}]}, {"id": 2, "makers": []}]'


@pytest.mark.parametrize("name", ["a.jsonl", "a.json", "a.ndjson", "a.jsonl.gz", "a.jsonl.xz", "a.jsonl.zip"])
def test_json_lines(tmp_path, name):
    write = packed if name.count(".") > 1 else written

    assert values_of(write(tmp_path, name, LINES)) == BOTH


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
@pytest.mark.parametrize("name", ["a.json", "a.jsonl"])
def test_other_encodings(tmp_path, name, encoding):
    text = LIST if name == "a.json" else LINES

    assert values_of(written(tmp_path, name, text.replace("Ann", "Zoë").encode(encoding)))[0]["makers"] == [
        {"name": "Zoë"}
    ]


def test_a_list(tmp_path):
    assert values_of(written(tmp_path, "a.json", LIST)) == BOTH


def test_a_list_inside_an_object_is_found(tmp_path):
    assert values_of(written(tmp_path, "a.json", f'{{"meta": {{"n": 2}}, "data": {{"objects": {LIST}}}}}')) == BOTH


def test_the_mapping_says_where_the_list_is(tmp_path):
    file = written(tmp_path, "a.json", f'{{"facets": [{{"x": 1}}], "data": {{"objects": {LIST}}}}}')

    assert values_of(file, records="data.objects") == BOTH


def test_an_object_may_be_the_list(tmp_path):
    assert values_of(written(tmp_path, "a.json", '{"o1": {"id": 1}, "o2": {"id": 2}}'), records="*") == [
        {"id": 1},
        {"id": 2},
    ]


def test_one_object_is_one_record(tmp_path):
    assert values_of(written(tmp_path, "a.json", '{"id": 1,\n "tags": ["x"]}')) == [{"id": 1, "tags": ["x"]}]


def test_objects_one_after_the_other(tmp_path):
    assert values_of(written(tmp_path, "a.json", '{\n"id": 1\n}\n{\n"id": 2\n}\n')) == [{"id": 1}, {"id": 2}]


def test_what_python_writes_for_no_number_is_nothing(tmp_path):
    assert values_of(written(tmp_path, "a.jsonl", '{"id": 1, "width": NaN}\n')) == [{"id": 1, "width": None}]


def test_a_broken_line_is_refused_alone(tmp_path):
    rows = rows_of(written(tmp_path, "a.jsonl", b'{"id": 1}\n{"id": \n[1]\n{"title": "caf\xe9"}\n{"id": 5}\n'))

    assert [[problem.cause for problem in row.problems] for row in rows] == [
        [],
        ["broken-json"],
        ["no-object"],
        ["mixed-encodings"],
        [],
    ]
    assert (rows[3].number, rows[3].problems[0].column) == (4, "title")


@pytest.mark.parametrize(("name", "text"), [("a.jsonl", LINES[:-8]), ("a.json", LIST[:-8])])
def test_half_a_file(tmp_path, name, text):
    with pytest.raises(ReadError) as raised:
        rows_of(written(tmp_path, name, text))

    assert "Half a file" in raised.value.message


def test_a_list_of_no_records(tmp_path):
    with pytest.raises(ReadError) as raised:
        rows_of(written(tmp_path, "a.json", '{"data": []}'), records="objects")

    assert "records = " in raised.value.mend


def test_rows_tell_how_far_they_have_come(tmp_path):
    rows = open_rows([written(tmp_path, "a.jsonl", LINES)])
    assert rows.bytes_read == 0
    list(rows)

    assert rows.bytes_read == rows.bytes_total == len(LINES)


@pytest.mark.parametrize("name", ["a.json", "a.jsonl"])
def test_a_long_number_keeps_its_digits(tmp_path, name):
    assert values_of(written(tmp_path, name, '{"id": 12345678901234567890123, "n": 9223372036854775808}\n')) == [
        {"id": 12345678901234567890123, "n": 9223372036854775808}
    ]
