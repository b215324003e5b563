"""The text of a mapping: what it may say, how it is written again, and what is said of mistakes in it."""

import tomllib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from collection.interchange.draft import FIELDS
from collection.interchange.mapping import Mapping, MappingError, toml
from collection.models import Exhibit

pytestmark = pytest.mark.without_database

WHOLE = r"""
name = "Museum of Bowls"
publish = true

[read]
delimiter = ";"
empty = ["NULL", "-"]

[[join]]
file = "makers.csv"
key = "id"
to = "maker_id"
as = "maker"
many = false

[fields]
accession_number = "Number"
title = { from = ["Title", "Name"], steps = ["trim", { default = "[Untitled]", warn = "No title." }] }
measurements = { from = { height = "H", width = "W" }, unknown = ["0.0"], steps = [{ measure = "mm" }] }
inscriptions = { from = "Marks", steps = [{ match = '"(\w+)"' }] }

[[parties]]
name = "maker.name"
when = { "maker.kind" = ["person"] }

[acquisition]
method = { value = "gift" }
on = "Acquired"

[[acquisition.donors]]
name = "Donor"

[place]
showroom = { from = "Room", steps = [{ lookup = "rooms" }] }

[terms]
materials = { from = "Material", steps = [{ split = "," }] }

[[notes]]
statement = "History"
source = { value = "Card index" }

[[checks]]
columns = ["Begin", "End"]
rule = "in_order"

[lookups.rooms]
"Gallery 1, East" = "1"
"""


def test_a_mapping_is_written_and_read_again():
    mapping = Mapping.load(WHOLE)

    assert Mapping.load(mapping.dump()) == mapping
    assert mapping.dump() == Mapping.load(mapping.dump()).dump()


def test_its_text_has_a_section_for_each_concept_and_a_line_for_each_value():
    text = Mapping.load(WHOLE).dump()

    assert '[lookups.rooms]\n"Gallery 1, East" = "1"' in text
    assert '[[acquisition.donors]]\nname = "Donor"' in text
    assert max(map(len, text.splitlines())) < 120


KEYS = st.text(max_size=8).filter(lambda key: "\ud800" not in key)
VALUES = st.recursive(
    st.text(max_size=12) | st.integers(-(2**40), 2**40) | st.booleans(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=3),
    max_leaves=12,
)


@settings(max_examples=50, deadline=None)
@given(st.dictionaries(KEYS, VALUES, max_size=5))
def test_any_document_is_written_so_that_it_reads_the_same(document):
    assert tomllib.loads(toml.dumps(document)) == document


@pytest.mark.parametrize(
    ("text", "key", "said"),
    [
        ("[fields\n", "", "not TOML"),
        ("[field]\n", "field", "“fields”"),
        ('[fields]\naccession_number = "a"\ntitel = "b"\n', "fields.titel", "“title”"),
        ('[fields]\ntitle = "b"\n', "match", "no column is mapped"),
        ('[fields]\naccession_number = { form = "a" }\n', "fields.accession_number", "“from”"),
        ("[fields]\naccession_number = 7\n", "fields.accession_number", "no column"),
        ('[fields]\naccession_number = { from = "a", steps = ["trimm"] }\n', "fields.accession_number.steps", "“trim”"),
        (
            '[fields]\naccession_number = { from = "a", steps = [{ split = "" }] }\n',
            "fields.accession_number.steps",
            "empty",
        ),
        (
            '[fields]\naccession_number = { from = "a", steps = [{ lookup = "x" }] }\n',
            "fields.accession_number.steps",
            "no table",
        ),
        (
            '[fields]\naccession_number = { from = "a", steps = [{ match = "(" }] }\n',
            "fields.accession_number.steps",
            "pattern",
        ),
        (
            '[fields]\naccession_number = { from = "a", steps = [{ trim = 1 }] }\n',
            "fields.accession_number.steps",
            "trim",
        ),
        ('[read]\nformat = "xls"\n', "read.format", "“xlsx”"),
        ('[read]\ndelimiter = "tab"\n', "read.delimiter", "one sign"),
        ('[[join]]\nfile = "a.csv"\n', "join[1].key", "missing"),
        ('[fields]\naccession_number = "a"\n[[parties]]\nrole = "b"\n', "parties[1]", "name"),
        ('[fields]\naccession_number = "a"\n[place]\nroom = "b"\n', "place.room", "“showroom”"),
        (
            '[fields]\naccession_number = "a"\n[[checks]]\ncolumns = ["a"]\nrule = "order"\n',
            "checks[1].rule",
            "“in_order”",
        ),
        ('[fields]\naccession_number = "a"\n[terms]\nmaterial = "b"\n', "terms.material", "“materials”"),
    ],
)
def test_a_mistake_is_named_with_its_place_and_the_mend(text, key, said):
    with pytest.raises(MappingError) as raised:
        Mapping.load(text)

    assert raised.value.key == key
    assert said in str(raised.value)
    assert raised.value.mend


def test_every_field_that_a_mapping_may_fill_is_one_of_the_catalogue():
    assert {field.name for field in Exhibit._meta.fields} >= set(FIELDS)


def test_columns_that_a_file_has_not_are_found_before_a_run():
    mapping = Mapping.load('[fields]\naccession_number = "Number"\ntitle = "Titel"\n')

    assert [(error.key, error.mend) for error in mapping.unknown_columns(["Number", "Title"])] == [
        ("fields.title.from", "Did you mean “Title”?")
    ]
