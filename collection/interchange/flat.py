"""Records as rows of a table: a column for each plain field, and for each part of a nested one that people look for.

A heading is the way to the part in the record of the API: `acquisition_donors_name` is the name of each of the donors
of the acquisition. Several values share a cell, with “ | ” between.
"""

from collections.abc import Iterable
from typing import NamedTuple

BETWEEN = " | "
# Of a nested record that is not taken apart, the first of these that it has.
LABELS = ("name", "title", "accession_number", "number", "question", "description", "position", "instrument", "id")
PARTS = {
    "acquisition": (
        "number",
        "method",
        "date",
        "date_edtf",
        "place",
        "donors.name",
        "donors.country.code",
        "recipient.name",
        "occasion.name",
        "counter_gifts.description",
    ),
    "showroom": ("number", "name"),
    "participations": ("role", "party.name", "note"),
    "restrictions": ("kind", "instrument", "conclusion"),
    "notes": ("claim", "answer", "position"),
    "deaccession": ("deaccessioned_on", "method"),
}


class Column(NamedTuple):
    """Heading, and the names that lead to the value in a record."""

    heading: str
    path: tuple[str, ...]


def columns(names: Iterable[str]) -> list[Column]:
    """The columns for these fields of a record."""
    paths = [(name, *part.split(".")) for name in names for part in PARTS.get(name, ("",))]
    return [Column("_".join(filter(None, path)), tuple(filter(None, path))) for path in paths]


def row(record: dict, wanted: list[Column]) -> list:
    """The cells of a record: texts, numbers, truths and None."""
    return [_cell(record.get(path[0]), path[1:]) for _, path in wanted]


def _cell(value, path: tuple[str, ...]):
    if isinstance(value, list):
        texts = [_cell(one, path) for one in value]
        return BETWEEN.join("" if text is None else str(text) for text in texts)
    if isinstance(value, dict):
        if path:
            return _cell(value.get(path[0]), path[1:])
        return next((value[label] for label in LABELS if value.get(label) is not None), None)
    return value
