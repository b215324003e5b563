"""Related files joined by a key, as museums publish them: objects, makers, and who had which part."""

import pytest

from collection.interchange.readers import Join, ReadError
from tests.interchange.files import rows_of, written, zipped

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


def makers(row):
    return [(link["role"], (link["maker"] or {}).get("name")) for link in row.values["links"]]


def test_rows_get_what_belongs_to_them_in_the_order_of_its_file(files):
    assert [makers(row) for row in rows_of(*files, joins=JOINS)] == [
        [("painter", "Ben"), ("designer", "Ann")],
        [("painter", None)],
        [],
    ]


def test_a_link_that_leads_nowhere_is_a_warning(files):
    problems = [problem for row in rows_of(*files, joins=JOINS) for problem in row.problems]

    assert [(each.column, each.value, each.cause, each.severity) for each in problems] == [
        ("links[].constituentid", "9", "dangling-link", "warning")
    ]


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
