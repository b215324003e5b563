"""Related files joined by a key, as museums publish them: objects, makers, and who had which part."""

import pytest

from collection.interchange.readers import Join, ReadError, Reading, open_rows
from tests.interchange.files import rows_of, written, zipped

pytestmark = pytest.mark.without_database

OBJECTS = "objectid,title\n1,Bowl\n2,Cup\n3,Plate\n"
MAKERS = "constituentid,name\n7.0,Ann\n8,Ben\n"
LINKS = "objectid,constituentid,role\n1,8,painter\n1,7,designer\n2,9,painter\n"
JOINS = (
    Join("links.csv", "objectid", "objectid", "links"),
    Join("makers.csv", "constituentid", "links[].constituentid", "links[].maker", many=False),
)


@pytest.fixture
def files(tmp_path):
    tables = {"objects.csv": OBJECTS, "makers.csv": MAKERS, "links.csv": LINKS}
    return [written(tmp_path, name, text) for name, text in tables.items()]


def makers_in(row):
    return [(link["role"], (link["maker"] or {}).get("name")) for link in row.values["links"]]


def test_rows_get_what_belongs_to_them_in_the_order_of_its_file(files):
    assert [makers_in(row) for row in rows_of(*files, joins=JOINS)] == [
        [("painter", "Ben"), ("designer", "Ann")],
        [("painter", None)],
        [],
    ]


def test_a_link_that_leads_nowhere_is_a_warning(files):
    problems = [problem for row in rows_of(*files, joins=JOINS) for problem in row.problems]

    assert [(each.column, each.value, each.cause, each.severity, each.file, each.at) for each in problems] == [
        ("links[].constituentid", "9", "dangling-link", "warning", "links.csv", 4)
    ]


def noticed(files, joins=JOINS):
    """(file, row, column, value, cause) of each row of a joined file that is no use as it stands."""
    rows, found = open_rows(files, Reading(), joins), []
    rows.noticed = found.append
    assert len(list(rows)) == 3
    for row in found:
        (problem,) = row.problems
        assert (problem.file, problem.at, problem.severity) == (row.file, row.number, "warning")
        assert problem.mend
    return [
        (row.file, row.number, row.problems[0].column, row.problems[0].value, row.problems[0].cause) for row in found
    ]


def test_a_row_of_a_related_file_that_is_no_use_is_named(files):
    links, makers = files[2], files[1]
    links.write_text(f"{LINKS}4,7,painter\n,7,painter\n1,7\n4,8,designer\n")
    makers.write_text(f"{MAKERS}7,Anne\n9,Cy\n")

    assert noticed(files) == [
        ("links.csv", 6, "objectid", "", "no-join-key"),
        ("links.csv", 7, "constituentid", "7", "too-few-cells"),
        ("makers.csv", 4, "constituentid", "7", "join-key-twice"),
        ("links.csv", 5, "objectid", "4", "belongs-to-nothing"),
        ("links.csv", 8, "objectid", "4", "belongs-to-nothing"),
    ]
    assert makers_in(rows_of(*files, joins=JOINS)[0])[1] == ("designer", "Ann")


def test_people_whom_nothing_names_are_no_fault(files):
    files[1].write_text(f"{MAKERS}10,Dee\n")

    assert noticed(files) == []
    lists = [Join("makers.csv", "constituentid", "maker_ids[]", "makers")]
    assert noticed(files[:2], lists) == []


def test_the_files_may_stand_in_one_zip(tmp_path):
    members = {"export/objects.csv": OBJECTS, "export/makers.csv": MAKERS, "export/links.csv": LINKS}
    rows = rows_of(zipped(tmp_path, "export.zip", members), joins=JOINS)

    assert [len(row.values["links"]) for row in rows] == [2, 1, 0]


def test_a_file_that_was_not_given(files):
    with pytest.raises(ReadError) as raised:
        rows_of(*files[:2], joins=JOINS)

    assert raised.value.file == "links.csv"


def test_a_key_that_is_not_there(files):
    with pytest.raises(ReadError) as raised:
        rows_of(*files, joins=[Join("links.csv", "object", "objectid", "links")])

    assert (raised.value.file, raised.value.column) == ("links.csv", "object")
    assert "objectid" in raised.value.mend


def test_a_list_of_keys_gets_the_rows_of_all(tmp_path):
    objects = written(tmp_path, "objects.json", '[{"id": 1, "maker_ids": [8, 7, 9]}, {"id": 2}]')
    people = written(tmp_path, "people.json", '{"people": [{"id": "7", "name": "Ann"}, {"id": "8", "name": "Ben"}]}')
    first, second = rows_of(
        objects, people, joins=[Join("people.json", "id", "maker_ids[]", "makers", records="people")]
    )

    assert [maker["name"] for maker in first.values["makers"]] == ["Ben", "Ann"]
    assert [problem.value for problem in first.problems] == ["9"]
    assert second.values["makers"] == []


def test_rows_of_one_record_are_one(tmp_path):
    file = written(tmp_path, "a.csv", "number,title,artist\n1,Bowl,Ann\n1,Bowl,Ben\n2,Cup,Ann\n")
    rows = rows_of(file, group_by="number")

    assert [(row.number, [member["artist"] for member in row.values["rows"]]) for row in rows] == [
        (2, ["Ann", "Ben"]),
        (4, ["Ann"]),
    ]


def test_a_record_of_which_one_row_is_broken_is_broken(tmp_path):
    file = written(tmp_path, "a.csv", "number,title,artist\n1,Bowl,Ann\n1,Bowl,Ben,x\n2,Cup,Ann\n")

    assert [len(row.problems) for row in rows_of(file, group_by="number")] == [1, 0]
