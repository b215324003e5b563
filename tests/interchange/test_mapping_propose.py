"""The mapping that is proposed for a file nobody has seen."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from collection.interchange.mapping import Mapping, propose
from collection.interchange.readers import Row, samples
from tests.interchange.files import written

pytestmark = pytest.mark.without_database


def proposed(tmp_path, name, text):
    """The draft of the first row under the mapping that is proposed."""
    file = written(tmp_path, name, text)
    ((_, names, rows, _),) = samples([file])
    mapping = Mapping.load(propose(rows, names))
    return mapping.draft(next(iter(mapping.open([file]))))


def test_a_plain_spreadsheet(tmp_path):
    draft = proposed(
        tmp_path,
        "a.csv",
        "Inv. No;Title;Artist;Artist Dates;Date;Materials;Height (mm);Width (mm);Location;Credit Line;Notes\n"
        '1;Vase;"Cup, Ann";American, 1840–1905;c. 1860;clay;120;0;In storage;Gift of Ben Plate, 1979;fragile\n'
        '2;Bowl;"Plate, Ben";British, 1850–1910;1870;clay;90;40;Room 3;Museum purchase;\n',
    )

    assert draft.fields == {
        "accession_number": "1",
        "title": "Vase",
        "object_name": "object",
        "made": "c. 1860",
        "measurements": "height 120 mm (12 cm)",
        "credit_line": "Gift of Ben Plate, 1979",
        "internal_note": "fragile",
    }
    assert [(p.name, p.birth, p.death, p.country) for p in draft.parties] == [("Ann Cup", "1840", "1905", "US")]
    assert (draft.place.showroom, draft.place.status) == (None, "In storage")
    assert [party.name for _, party in draft.acquisition.donors] == ["Ben Plate"]
    assert draft.terms == {"materials": ["clay"]}


def test_parallel_columns(tmp_path):
    draft = proposed(
        tmp_path,
        "a.csv",
        "Object Number,Object Name,Title,Artist Role,Artist Display Name,Artist Nationality,Artist Begin Date,"
        "Artist End Date,Object Date,Medium,Dimensions,Credit Line,Tags\n"
        "67.2,Coin,Eagle,Maker|Designer,A B|C D,American|British,1800|1810,1850|1860,1909–27,Gold,Diam. 2 cm,"
        "Gift of E F,Men|Women\n",
    )

    assert [(p.role, p.name, p.birth, p.death, p.country) for p in draft.parties] == [
        ("maker", "A B", "1800", "1850", "US"),
        ("designer", "C D", "1810", "1860", "GB"),
    ]
    assert draft.fields["object_name"] == "Coin"
    assert draft.terms == {"themes": ["Men", "Women"]}


def test_an_omeka_export(tmp_path):
    draft = proposed(
        tmp_path,
        "a.csv",
        "Dublin Core:Title,Dublin Core:Creator,Dublin Core:Date,Dublin Core:Description,Dublin Core:Identifier\n"
        'Letter,"Cup, Ann",1860,<p>To <em>Ben</em></p>,L-1\nOther,"Plate, Ben",1870,Text,L-2\n',
    )

    assert (draft.key, draft.fields["title"], draft.fields["description"]) == ("L-1", "Letter", "To Ben")
    assert draft.parties[0].name == "Ann Cup"


def test_a_collective_access_export(tmp_path):
    draft = proposed(tmp_path, "a.csv", "ca_objects.idno,ca_objects.preferred_labels,ca_entities\n7.1,Bowl,Ann Cup\n")

    assert (draft.key, draft.fields["title"], draft.parties[0].name) == ("7.1", "Bowl", "Ann Cup")


def test_nested_json(tmp_path):
    draft = proposed(
        tmp_path,
        "a.json",
        '[{"accession_number": "1", "title": {"en": "Feast", "nl": "Feest"}, "creation_date": "c. 1660",'
        '"creators": [{"description": "Jan Steen (Dutch, 1626–1679)", "role": "artist"}],'
        '"dimensions": [{"type": "height", "value": 305, "unit": "mm"}], "creditline": "Gift of Jane Roe"}]',
    )

    assert draft.fields["title"] == "Feast"
    assert draft.fields["measurements"] == "height 305 mm (30.5 cm)"
    assert [(p.name, p.birth, p.death, p.country) for p in draft.parties] == [("Jan Steen", "1626", "1679", "NL")]


def test_lists_side_by_side(tmp_path):
    draft = proposed(
        tmp_path,
        "a.json",
        '[{"Title": "Ferdinandsbrücke", "Artist": ["Otto Wagner", "Ann Cup"], "ArtistBio": ["x", "y"], "ObjectID": 2,'
        '"Nationality": ["Austrian", "French"], "BeginDate": [1841, 0], "EndDate": [1918, 0], "Date": "1896",'
        '"AccessionNumber": "885.1996", "Height (cm)": 48.6, "Width (cm)": 168.9}]',
    )

    assert [(p.name, p.birth, p.death, p.country) for p in draft.parties] == [
        ("Otto Wagner", "1841", "1918", "AT"),
        ("Ann Cup", None, None, "FR"),
    ]
    assert (draft.key, draft.fields["measurements"]) == ("885.1996", "height 48.6 cm × width 168.9 cm")


def test_values_in_brackets(tmp_path):
    draft = proposed(
        tmp_path,
        "a.csv",
        "Title,Artist,Nationality,BeginDate,EndDate,Date,AccessionNumber\n"
        "Bridge,Otto Wagner,(Austrian),(1841),(1918),1896,885.1996\n"
        "City,Ann Cup,(American) (French),(0),(0),1987,1.1995\n",
    )

    assert [(p.name, p.birth, p.death, p.country) for p in draft.parties] == [("Otto Wagner", "1841", "1918", "AT")]
    assert draft.problems == []


def test_columns_without_a_place_are_listed(tmp_path):
    ((_, names, rows, _),) = samples([written(tmp_path, "a.csv", "Number,Title,Shoe size\n1,Bowl,7\n")])

    assert "# Shoe size" in propose(rows, names)


@pytest.mark.parametrize("values", [{}, {"x": None}, {"": "a"}, {"a.b": "1", "a[]": "2"}])
def test_a_hopeless_file_still_gets_a_mapping_that_loads(values):
    Mapping.load(propose([Row(2, "a.csv", values)] if values else [], list(values)))


CELLS = (
    st.none()
    | st.text(max_size=12)
    | st.integers()
    | st.lists(st.dictionaries(st.text(max_size=5), st.text(max_size=5)))
)
NAMES = st.text(max_size=10) | st.sampled_from(["title", "creator", "dimensions", "date", "height", "credit_line"])


@settings(max_examples=50, deadline=None)
@given(st.lists(st.dictionaries(NAMES, CELLS | st.dictionaries(NAMES, CELLS, max_size=3), max_size=5), max_size=4))
def test_any_file_gets_a_mapping_that_loads_and_drafts(records):
    rows = [Row(number, "a.json", values) for number, values in enumerate(records, start=1)]
    mapping = Mapping.load(propose(rows, list(dict.fromkeys(name for row in rows for name in row.values))))

    for row in rows:
        mapping.draft(row)


def test_a_number_that_stands_twice_is_still_the_number(tmp_path):
    draft = proposed(
        tmp_path, "a.csv", "Object No.;Title;Date\n1950.1;Winter;c. 1880\n1950.2;Spring;1999\n1950.1;Twin;1900\n"
    )
    assert (draft.fields["accession_number"], draft.fields["made"]) == ("1950.1", "c. 1880")
