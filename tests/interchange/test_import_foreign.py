"""Exports as museums that nobody here has seen might send them, brought in by a mapping alone: proposed, or written."""

import csv
import datetime
import json

import openpyxl
import pytest

from collection.interchange.mapping import propose_for
from collection.models import Exhibit
from tests.interchange.files import written
from tests.interchange.importing import counts, load, state, undo

pytestmark = pytest.mark.django_db
DEALERS = "(Galerie Kleinberger, Paris); by 1912 P. Widener; (M. Knoedler & Co., New York); gift 1942 to the museum."


def tables(folder):
    """Objects, people and who had which part, with literal NULLs, years BCE, and links and keys that are wrong."""
    texts = {
        "objects.csv": "objectid,accessionnum,title,displaydate,beginyear,endyear,classification,provenancetext\n"
        f'10,1939.1,Madonna,c. 1333,1333,1335,Painting,"{DEALERS}"\n'
        "11,1942.9,Scribe,NULL,-1400,-1350,Sculpture,NULL\n12,1942.8,NULL,1808,1808,1812,Painting,NULL\n",
        "links.csv": "objectid,constituentid,roletype,role\n10,1,artist,painter\n10,4,donor,donor\n"
        "10,3,owner,previous owner\n11,5,artist,sculptor\n11,99,donor,donor\n77,1,artist,painter\nNULL,1,artist,x\n",
        "people.csv": "constituentid,preferreddisplayname,nationality,beginyear,endyear\n"
        '1,"Veneziano, Paolo",Italian,1333,1358\n3,"(Duveen Brothers, Inc.)",NULL,NULL,NULL\n'
        '4,"Widener, Peter",American,1834,1915\n5,Master of the Scribe,Egyptian,-1400,-1350\n4,"Widener, P.",x,1,2\n',
    }
    return [written(folder, name, text) for name, text in texts.items()]


def brought_in(files):
    run = load(files[0], propose_for(files), *files[1:])
    assert run.status == "done", run.message
    return run


def people(number):
    parts = Exhibit.objects.get(accession_number=number).participations.order_by("id")
    return [(part.role, part.party.name, part.party.birth, part.party.death) for part in parts]


def test_related_tables_by_the_mapping_that_is_proposed(tmp_path):
    before = state()
    run = brought_in(tables(tmp_path))

    assert counts(run) == (3, 0, 0, 0)
    made = dict(Exhibit.objects.values_list("accession_number", "made"))
    assert made == {"1939.1": "c. 1333", "1942.9": "1400–1350 BCE", "1942.8": "1808"}
    exhibit = Exhibit.objects.get(accession_number="1939.1")
    assert exhibit.provenance_text == DEALERS
    assert set(people("1939.1")) == {
        ("maker", "Paolo Veneziano", "1333", "1358"),
        ("former_owner", "Duveen Brothers, Inc.", "", ""),
    }
    assert people("1942.9") == [("maker", "Master of the Scribe", "1400 BCE", "1350 BCE")]
    assert [link.party.name for link in exhibit.acquisition.donor_links.all()] == ["Peter Widener"]
    found = {
        (group["cause"], row["file"], row["row"], row["value"])
        for group in run.causes.values()
        for row in group["rows"]
        if group["mend"]
    }
    assert found == {
        ("dangling-link", "links.csv", 6, "99"),
        ("belongs-to-nothing", "links.csv", 7, "77"),
        ("no-join-key", "links.csv", 8, ""),
        ("join-key-twice", "people.csv", 6, "4"),
        ("stand-in", "objects.csv", 4, ""),
    }
    assert counts(brought_in(tables(tmp_path))) == (0, 0, 3, 0)
    undo(run)
    assert state() == before


MAPPING = """
[[join]]
file = "links.csv"
key = "objectid"
to = "objectid"
as = "links"
[[join]]
file = "people.csv"
key = "constituentid"
to = "links[].constituentid"
as = "links[].who"
many = false
[fields]
accession_number = "accessionnum"
title = "title"
[[parties]]
each = "links[]"
when = { roletype = "artist" }
name = "who.preferreddisplayname"
role = "/title"
"""


@pytest.mark.parametrize(
    ("right", "wrong", "says"),
    [
        ('"who.preferreddisplayname"', '"who.prefereddisplayname"', "people.csv, column “prefereddisplayname”"),
        ("roletype =", "rolletype =", "links.csv, column “rolletype”: The file has no column of this name, which the"),
        (
            'to = "links[].constituentid"',
            'to = "links[].constituent"',
            "join[2].to. Did you mean “constituentid”",
        ),
        ('to = "objectid"', 'to = "object_id"', "objects.csv, column “object_id”"),
        ('"/title"', '"/titel"', "objects.csv, column “titel”"),
    ],
)
def test_a_column_that_a_related_file_has_not_stops_the_run(tmp_path, right, wrong, says):
    files = tables(tmp_path)
    assert right in MAPPING
    run = load(files[0], MAPPING.replace(right, wrong, 1), *files[1:])

    assert (run.status, Exhibit.objects.exists()) == ("failed", False)
    assert says in run.message
    assert load(files[0], MAPPING, *files[1:]).counts.get("created") == 2


def test_a_column_that_rows_of_one_record_have_not_stops_the_run(tmp_path):
    file = written(tmp_path, "a.csv", "number,title,artist\n1,Bowl,Ann\n1,Bowl,Ben\n")
    mapping = '[read]\ngroup_by = "number"\n[fields]\naccession_number = "number"\ntitle = "title"\n'
    parties = '[[parties]]\neach = "rows[]"\nname = "artist"\n'
    assert "column “artst”" in load(file, mapping + parties.replace('"artist"', '"artst"')).message
    load(file, mapping + parties)
    assert [name for _, name, *_ in people("1")] == ["Ann", "Ben"]


def test_nested_json_in_millimetres(tmp_path):
    records = [
        {
            "id": "obj-1",
            "titles": [{"lang": "en", "text": "Lacquer box"}, {"lang": "ko", "text": "칠함"}],
            "production": {
                "makers": [{"agent": {"name": "Kim Il", "born": "1920"}, "role": "lacquerer"}],
                "dates": {"display": "ca. 1975", "from": 1973, "to": 1977},
            },
            "dimensions": [{"kind": "height", "mm": 120}, {"kind": "width", "mm": 245.5}],
            "acquired": {"date": "1978-09-09"},
        },
        {"id": "obj-2", "titles": [{"text": "Idol"}], "production": {"dates": {"display": None, "from": -350}}},
    ]
    file = written(tmp_path, "export.json", json.dumps({"meta": {"count": 2}, "data": {"objects": records}}))
    brought_in([file])

    box, idol = Exhibit.objects.order_by("id")
    assert (box.title, box.made, box.measurements) == (
        "Lacquer box",
        "ca. 1975",
        "height 120 mm × width 245.5 mm (12 × 24.6 cm)",
    )
    assert people("obj-1") == [("maker", "Kim Il", "1920", "")]
    assert box.acquisition.date == "1978-09-09"
    assert (idol.title, idol.made) == ("Idol", "350 BCE")


def test_a_table_in_utf_16_with_people_in_one_cell(tmp_path):
    rows = [
        ["ObjectID", "ObjectNumber", "Title", "Dated", "Constituents", "HomeLocation"],
        [
            "1001",
            "1980.22",
            "View of Delft\nwith bridge",
            "ca. 1660",
            "Artist: Johannes Vermeer (Dutch, 1632 - 1675); Previous owner: J. Paul Getty",
            "Gallery 4",
        ],
        ["1002", "1980.23", "Rhino", "0", "Artist: Albrecht Dürer (German, 1471 - 1528)", "Storage A"],
        ["1003", "", "No number", "1515", "", ""],
    ]
    with (tmp_path / "objects.txt").open("w", newline="", encoding="utf-16") as file:
        csv.writer(file, delimiter="\t").writerows(rows)
    run = brought_in([tmp_path / "objects.txt"])

    assert counts(run) == (2, 0, 0, 1)
    assert set(people("1980.22")) == {
        ("maker", "Johannes Vermeer", "1632", "1675"),
        ("former_owner", "J. Paul Getty", "", ""),
    }
    assert people("1980.23") == [("maker", "Albrecht Dürer", "1471", "1528")]
    assert Exhibit.objects.get(accession_number="1980.23").made == ""


def test_a_workbook_with_a_heading_over_the_table(tmp_path):
    book = openpyxl.Workbook()
    book.active["A1"] = "Museum of Gifts – inventory 2024"
    book.active.merge_cells("A1:E1")
    book.active.append(["Inv. No.", "Title", "Made", "Received on", "Giver"])
    book.active.append([1001, "Teapot", datetime.datetime(1975, 3, 1), datetime.date(1978, 9, 9), "Erich Honecker"])
    book.active.append(["1002", "Vase", "c. 1900", None, None])
    book.save(tmp_path / "inventory.xlsx")
    brought_in([tmp_path / "inventory.xlsx"])

    teapot, vase = Exhibit.objects.order_by("id")
    assert (teapot.accession_number, teapot.made, teapot.acquisition.date) == ("1001", "1975-03-01", "1978-09-09")
    assert (vase.title, vase.made, vase.acquisition) == ("Vase", "c. 1900", None)
