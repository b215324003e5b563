"""Provenances made up in the manner of other houses, and how well their periods are read.

`provenance_houses.txt` has the texts, each with what a person reads in it: a line a period. Texts of a house that is
"kept apart" are not used to mend the parser.
"""

import re
from collections import Counter
from itertools import zip_longest
from pathlib import Path
from typing import NamedTuple

from collection.notation.provenance import parse

from .provenance_sample import BOUNDS, Score, plain

FIELDS = ("party", "location", "former", "method", *BOUNDS, "certainty", "direct")
_DIRECT = {";": True, ".": False}


class Labelled(NamedTuple):
    """A text in the manner of a house; periods: the fields of each, as a person reads them."""

    house: str
    text: str
    periods: list[dict]


def texts(*, kept_apart: bool) -> list[Labelled]:
    """The labelled texts: those that are kept apart, or the others."""
    found = []
    for block in re.split(r"(?m)^house: ", Path(__file__).with_suffix(".txt").read_text())[1:]:
        house, *lines = block.rstrip("\n").split("\n")
        if house.endswith("(kept apart)") is kept_apart:
            text = "\n".join(line[2:] for line in lines if line.startswith(">"))
            rows = [line for line in lines if line.strip() and not line.startswith(">")]
            found.append(Labelled(house, text, [_labelled(row) for row in rows]))
    return found


def _labelled(row: str) -> dict:
    method, party, former, place, dates, certainty, mark = (part.strip() for part in row.split("|"))
    bounds = [None if bound == "-" else bound for bound in dates.split()] or [None] * 4
    named = {"method": method, "party": party, "former": former, "location": place, "certainty": certainty}
    found = {field: value or None for field, value in named.items()}
    return {**found, **dict(zip(BOUNDS, bounds, strict=True)), "direct": _DIRECT.get(mark)}


def read(text: str) -> list[dict]:
    """The fields of each period of a text, as the parser reads them with the day first."""
    found = []
    for period in parse(text, day_first=True).periods:
        party = period.party
        certainty = period.certainty or (party and party.certainty)
        fields = {
            "method": period.method and period.method.value,
            "party": party and party.name.value,
            "former": period.former and period.former.name.value,
            "location": party and party.place and party.place.value,
            "certainty": certainty and certainty.value,
            "direct": period.direct,
            **dict(zip(BOUNDS, period.dates or [None] * 4, strict=False)),
        }
        found.append(fields)
    return found


def scores(labelled: list[Labelled]) -> dict[str, Score]:
    """The score of each field over all periods of the texts; a period too many or too few counts in every field."""
    right, wrong, missed = Counter(), Counter(), Counter()
    for _, text, periods in labelled:
        for expected, got in zip_longest(periods, read(text), fillvalue={}):
            for field in FIELDS:
                same = plain(got.get(field)) == plain(expected.get(field))
                right[field] += same and got.get(field) is not None
                wrong[field] += not same and got.get(field) is not None
                missed[field] += not same and expected.get(field) is not None
    return {field: Score(right[field], wrong[field], missed[field]) for field in FIELDS}
