"""A mapping shown as a table of columns, and changed through it."""

import pytest

from collection.interchange.importing.columns import AS_WRITTEN, UNUSED, assigned, columns_of
from collection.interchange.mapping import Mapping
from collection.interchange.readers import Row

pytestmark = pytest.mark.without_database

TEXT = """
match = "accession_number"

[fields]
accession_number = "number"
title = { from = "name", steps = ["trim"] }
measurements = { from = { height = "h", width = "w" }, steps = [{ measure = "cm" }] }

[[parties]]
name = "artist"
role = "maker"
"""
NAMES = ["number", "name", "h", "w", "artist", "text", "kind", "_path"]
ROWS = [Row(2, "x.csv", {"number": "1", "name": "Bowl", "text": ""}), Row(3, "x.csv", {"number": "2", "name": "Bowl"})]


def table(text):
    return {column.name: column.target for column in columns_of(text, NAMES, ROWS)}


def test_the_table_says_where_each_column_goes():
    assert table(TEXT) == {
        "number": "accession_number",
        "name": "title",
        "h": AS_WRITTEN,
        "w": AS_WRITTEN,
        "artist": "parties",
        "text": UNUSED,
        "kind": UNUSED,
    }
    samples = {column.name: column.samples for column in columns_of(TEXT, NAMES, ROWS)}
    assert (samples["number"], samples["name"], samples["text"]) == (["1", "2"], ["Bowl"], [])


@pytest.mark.parametrize(
    "target",
    [
        "description",
        "parties",
        "terms.materials",
        "terms.classification",
        "place.showroom",
        "acquisition.on",
        "acquisition.donors",
    ],
)
def test_a_column_goes_where_it_is_sent_and_back(target):
    sent = assigned(TEXT, {"text": target})
    assert table(sent) == {**table(TEXT), "text": target}
    assert Mapping.load(assigned(sent, {"text": UNUSED})) == Mapping.load(TEXT)


def test_what_is_not_sent_elsewhere_keeps_its_steps():
    sent = assigned(TEXT, {**table(TEXT), "kind": "object_name"})
    assert Mapping.load(sent).document["fields"]["title"] == {"from": "name", "steps": ["trim"]}
    assert Mapping.load(sent).document["fields"]["measurements"]["from"] == {"height": "h", "width": "w"}


def test_one_of_several_makers_is_taken_away():
    two = assigned(TEXT, {"kind": "parties"})
    one = assigned(two, {"artist": UNUSED})
    assert table(one)["kind"] == "parties"
    assert table(one)["artist"] == UNUSED


def test_a_field_takes_the_column_sent_last():
    sent = assigned(TEXT, {"name": UNUSED, "text": "title"})
    assert (table(sent)["name"], table(sent)["text"]) == (UNUSED, "title")


def test_a_column_sent_to_the_makers_brings_in_those_who_are_named():
    mapping = Mapping.load(assigned('[fields]\naccession_number = "number"\n', {"text": "parties"}))
    drafts = [mapping.draft(Row(2, "x.csv", {"number": "1", "text": text})) for text in ("Ann Cup", "unknown")]
    assert [[(party.role, party.name) for party in draft.parties] for draft in drafts] == [[("maker", "Ann Cup")], []]
    assert mapping.unknown_columns(["number", "text"]) == []
