"""Whole rows: what other museums' shapes of data become by writing only a mapping."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from collection.interchange.mapping import Mapping
from collection.interchange.readers import ReadError, Row
from tests.interchange.files import written
from tests.interchange.mappings import drafted

pytestmark = pytest.mark.without_database

NATIONAL_GALLERY = """
[[join]]
file = "objects_constituents.csv"
key = "objectid"
to = "objectid"
as = "links"

[[join]]
file = "constituents.csv"
key = "constituentid"
to = "links[].constituentid"
as = "links[].who"
many = false

[fields]
accession_number = "accessionnum"
title = "title"
made = { from = ["displaydate"] }
provenance_text = "provenancetext"
credit_line = "creditline"

[[parties]]
each = "links[]"
when = { roletype = "artist" }
name = "who.forwarddisplayname"
role = "role"
note = { from = "role", steps = ["role_note"] }
birth = { from = "who.displaydate", steps = ["born"] }
death = { from = "who.displaydate", steps = ["died"] }
country = "who.nationality"

[[parties]]
each = "links[]"
when = { roletype = "owner" }
name = { from = "who.forwarddisplayname", steps = ["unwrap"] }
role = { value = "former_owner" }

[acquisition]
[[acquisition.donors]]
each = "links[]"
when = { roletype = "donor" }
name = "who.forwarddisplayname"
"""
TABLES = {
    "objects.csv": "objectid,accessionnum,title,displaydate,creditline,provenancetext\n"
    '1,1937.1.1,Amphora,c. 520 B.C.,NULL,"(Knoedler & Co.);  sold\n1937."\n2,1937.1.2,Bowl,NULL,Gift of Ann Cup,NULL\n',
    "constituents.csv": "constituentid,forwarddisplayname,displaydate,nationality\n"
    '10,Exekias,"Greek, c. 550 - c. 520 B.C.",Greek\n11,(M. Knoedler & Co.),NULL,NULL\n'
    '12,Ann Cup,"American, born 1950",American\n',
    "objects_constituents.csv": "objectid,constituentid,displayorder,roletype,role\n"
    "1,10,1,artist,attributed to\n1,11,1,owner,previous owner\n2,12,1,donor,donor\n2,99,1,artist,painter\n",
}


@pytest.fixture
def gallery(tmp_path):
    mapping = Mapping.load(NATIONAL_GALLERY)
    files = [written(tmp_path, name, text) for name, text in TABLES.items()]
    return [mapping.draft(row) for row in mapping.open(files)]


def test_role_tables_give_parties_and_donors(gallery):
    amphora, bowl = gallery

    assert [(p.role, p.name, p.kind, p.birth, p.death, p.country, p.note) for p in amphora.parties] == [
        ("maker", "Exekias", "person", "c. 550 BCE", "c. 520 B.C.", "GR", "attributed to"),
        ("former_owner", "M. Knoedler & Co.", "organisation", None, None, None, ""),
    ]
    assert amphora.acquisition is None
    assert [(role, party.name) for role, party in bowl.acquisition.donors] == [("giver", "Ann Cup")]


def test_null_is_nothing_and_provenance_is_kept_sign_for_sign(gallery):
    amphora, bowl = gallery

    assert amphora.fields["provenance_text"] == "(Knoedler & Co.);  sold\n1937."
    assert amphora.fields["credit_line"] is bowl.fields["made"] is bowl.fields["provenance_text"] is None
    assert amphora.fields["made"] == "c. 520 B.C."


def test_a_dangling_link_is_reported_and_the_rest_is_brought_in(gallery):
    assert [(problem.cause, problem.value) for problem in gallery[1].problems] == [("dangling-link", "99")]
    assert gallery[1].parties == []
    assert not gallery[1].is_refused


def test_nested_values_in_millimetres():
    draft = drafted(
        '[fields]\naccession_number = "id"\ntitle = "titles[0].text"\n'
        'measurements = { from = "dims[]", steps = [{ measure = "mm", number = "v", label = "k", unit = "u" }] }\n'
        '[[parties]]\neach = "makers[]"\nname = "person.name"\nnote = { from = "/id" }\n'
        '[terms]\nmaterials = "stuff[].name"\n',
        id=7,
        titles=[{"text": "Bowl"}, {"text": "Schale"}],
        dims=[{"k": "height", "v": 305, "u": "mm"}, {"k": "width", "v": 200}, {"k": "depth", "v": None}],
        makers=[{"person": {"name": "Ann Cup"}}, {"person": None}, {}],
        stuff=[{"name": "silver"}, {"name": "gold"}, {"name": "silver"}],
    )

    assert draft.key == "7"
    assert draft.fields["title"] == "Bowl"
    assert draft.fields["measurements"] == "height 305 mm × width 200 mm (30.5 × 20 cm)"
    assert [(party.name, party.note) for party in draft.parties] == [("Ann Cup", "7")]
    assert draft.terms == {"materials": ["silver", "gold"]}
    assert draft.problems == []


def test_columns_that_are_cut_side_by_side():
    draft = drafted(
        '[[parties]]\nsplit = "|"\nname = "artist"\nrole = "role"\nbirth = "born"\n',
        artist="Ann Cup|Ben Plate",
        role="Maker|Designer",
        born="1800|",
        other="a|b|c",
    )

    assert [(party.name, party.role, party.birth) for party in draft.parties] == [
        ("Ann Cup", "maker", "1800"),
        ("Ben Plate", "designer", None),
    ]


def test_a_list_of_plain_names():
    draft = drafted('[[parties]]\neach = "artists[]"\nname = "."\n', artists=["Ann Cup", "Ben Plate"])

    assert [party.name for party in draft.parties] == ["Ann Cup", "Ben Plate"]


def test_one_party_named_twice_in_one_role_is_one():
    draft = drafted(
        '[[parties]]\neach = "who[]"\nname = "n"\nnote = "r"\n',
        who=[{"n": "Ann", "r": "cast"}, {"n": "Ann", "r": "gilt"}],
    )

    assert [(party.name, party.note) for party in draft.parties] == [("Ann", "cast; gilt")]


def test_only_what_is_mapped_is_said():
    draft = drafted('[fields]\naccession_number = "number"\ntitle = "t"\nmedium = "m"\n', t="Bowl", m="")

    assert draft.fields == {"accession_number": "7", "title": "Bowl", "medium": None}
    assert (draft.parties, draft.acquisition, draft.place, draft.terms, draft.notes) == (None,) * 5


def test_a_life_that_cannot_be_is_reported_and_the_row_stays():
    draft = drafted('[[parties]]\nname = "who"\nbirth = "b"\n', who="Ann", b="31/02/1899")

    assert draft.parties[0].birth == "31/02/1899"
    assert [(problem.cause, problem.severity) for problem in draft.problems] == [("impossible-date", "warning")]


def test_a_place_is_a_room_or_words():
    text = '[place]\nshowroom = { from = "p", steps = [{ except = ["Off-site"] }] }\n'
    text += 'status = { from = "p", steps = [{ only = ["Off-site"] }] }\n'

    assert (drafted(text, p="Room 3").place.showroom, drafted(text, p="Room 3").place.status) == ("Room 3", None)
    assert (drafted(text, p="Off-site").place.showroom, drafted(text, p="Off-site").place.status) == (None, "Off-site")
    assert drafted(text, p=None).place is None


def test_notes_cite_their_source():
    text = '[[notes]]\nkind = { value = "owned_by" }\nstatement = "h"\nlocator = "c"\npublic = "p"\n'
    text += 'source = { value = "Card index" }\n'
    (note,) = drafted(text, h="Owned by Ann.", c="card 7", p="no").notes

    assert (note.kind, note.statement, note.source_title, note.locator, note.public) == (
        "owned_by", "Owned by Ann.", "Card index", "card 7", False,
    )  # fmt: skip
    assert drafted(text, h=None, c=None, p=None).notes == []


@pytest.mark.parametrize(
    ("values", "cause", "column"),
    [
        ({"number": " "}, "no-key", "accession_number"),
        ({"t": "n/a"}, "no-title", "title"),
        ({"d": "31/02/1999"}, "impossible-date", "d"),
    ],
)
def test_a_row_that_cannot_be_an_exhibit_is_refused(values, cause, column):
    text = '[fields]\naccession_number = "number"\ntitle = "t"\nmade = "d"\n'
    draft = drafted(text, **({"t": "Bowl", "d": "1860"} | values))

    assert draft.is_refused
    assert [(problem.cause, problem.column) for problem in draft.problems] == [(cause, column)]
    assert all(problem.message and problem.mend for problem in draft.problems)


@pytest.mark.parametrize(
    ("rule", "values", "count"),
    [
        ('rule = "in_order"', {"a": "1855-01-01", "b": "1850-01-01"}, 1),
        ('rule = "in_order"', {"a": "-0999-01-10", "b": "-0700-01-09"}, 0),
        ('rule = "in_order"', {"a": "-0206-01-05", "b": "0220-01-01"}, 0),
        ('rule = "in_order"', {"a": 1900, "b": 1850}, 1),
        ('rule = "in_order"', {"a": None, "b": 1850}, 0),
        ('rule = "present"', {"a": None, "b": ""}, 2),
        ("rule = \"matches\"\npattern = '^[0-9]+$'", {"a": "12", "b": "x"}, 1),
        ("rule = \"does_not_match\"\npattern = '^-'", {"a": "-9999-99-99", "b": "1850"}, 1),
    ],
)
def test_checks_report_what_is_not_brought_in(rule, values, count):
    draft = drafted(f'[[checks]]\ncolumns = ["a", "b"]\n{rule}\n', **values)

    assert len(draft.problems) == count
    assert not draft.is_refused


def test_a_sample_is_of_the_records_and_nothing_is_joined(tmp_path):
    files = [written(tmp_path, name, text) for name, text in reversed(TABLES.items())]
    names, rows = Mapping.load(NATIONAL_GALLERY).sample(files, 1)

    assert names[:2] == ["objectid", "accessionnum"]
    assert [row.values["title"] for row in rows] == ["Amphora"]


def test_a_table_without_a_column_that_the_mapping_reads(tmp_path):
    mapping = Mapping.load('[fields]\naccession_number = "Number"\ntitle = "Titel"\n')

    with pytest.raises(ReadError) as raised:
        list(mapping.open([written(tmp_path, "a.csv", "Number,Title\n1,Bowl\n")]))
    assert (raised.value.column, raised.value.mend) == ("Titel", "Did you mean “Title”?")


NAMES = ("number", "t", "who", "n", "a", "b", "p", "h", "links")
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=12),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(NAMES), inner, max_size=3),
    max_leaves=6,
)
BUSY = """
[fields]
accession_number = "number"
title = ["t.a", "t"]
made = "a"
quantity = "n"
measurements = { from = "p[]", steps = [{ measure = "cm", number = "n", label = "t" }] }
[[parties]]
each = "who[]"
when = { t = "x" }
name = "n"
[[parties]]
split = "|"
name = "who"
birth = "b"
[acquisition]
on = "b"
[[acquisition.donors]]
each = "links[]"
name = "who.n"
[place]
showroom = "p"
[terms]
themes = "links[].t"
[[notes]]
each = "h"
statement = "."
source = { value = "Card index" }
[[checks]]
columns = ["a", "b"]
rule = "in_order"
"""


@settings(max_examples=50, deadline=None)
@given(st.dictionaries(st.sampled_from(NAMES), JSON))
def test_no_row_makes_a_mapping_fail(values):
    draft = Mapping.load(BUSY).draft(Row(1, "a.json", values))

    assert all(isinstance(value, (str, int, type(None))) for value in draft.fields.values())
    assert all(isinstance(party.name, str) for party in draft.parties)
