"""The provenance texts of the Carnegie Museum of Art, and how well 240 and 125 of their periods are read.

`provenance_labels.json` has what a person read in them before the program did: a period each of 200 texts drawn with a
fixed seed (75 with notes, 65 other chains, 25 of several lines, 35 short ones), and of 40 in which something is
called possible, probable or "?". Its keys are the accession number and a place within the period; the texts themselves
stay in the shared folder.

`provenance_held_out.json` has 125 more (35 with notes, 50 other chains, 40 short ones) from texts of which none is in
the first sample. They were labelled before the program read them and are never used to mend it: what they say of it
holds for texts that nobody has looked at.
"""

import json
import lzma
import re
from collections import Counter
from functools import cache
from pathlib import Path
from typing import NamedTuple

from collection.notation.provenance import Provenance, parse
from tests.shared import shared

LABELS = json.loads(Path(__file__).with_name("provenance_labels.json").read_text())
HELD_OUT = json.loads(Path(__file__).with_name("provenance_held_out.json").read_text())
BOUNDS = ("earliest begin", "latest begin", "earliest end", "latest end")
FIELDS = ("extent", "party", "location", "former", "method", *BOUNDS, "certainty", "direct")
_MARKERS_BEHIND = re.compile(r"(?:\s*\[[\d, –-]+\],?)+$")


class Score(NamedTuple):
    """How often a field was read rightly, read though it is not there or otherwise, and not read though it is."""

    right: int
    wrong: int
    missed: int

    @property
    def precision(self) -> float:
        return self.right / max(1, self.right + self.wrong)

    @property
    def recall(self) -> float:
        return self.right / max(1, self.right + self.missed)


@cache
def texts() -> dict[str, list[str]]:
    """Every distinct provenance text with the accession numbers of the records that have it."""
    found: dict[str, list[str]] = {}
    with lzma.open(shared("data/cmoa/cmoa.jsonl.xz"), "rt") as lines:
        for record in map(json.loads, lines):
            if record["provenance_text"] is not None:
                found.setdefault(record["provenance_text"], []).append(record["accession_number"])
    return found


def scores(labels: list[dict]) -> dict[str, Score]:
    """The score of each field over a sample."""
    of_number = {numbers[0]: text for text, numbers in texts().items()}
    right, wrong, missed = Counter(), Counter(), Counter()
    for label in labels:
        text = of_number[label["accession_number"]]
        got, expected = _read(text, label["place"]), _labelled(text, label)
        for field in FIELDS:
            same = plain(got.get(field)) == plain(expected.get(field))
            right[field] += same and got.get(field) is not None
            wrong[field] += not same and got.get(field) is not None
            missed[field] += not same and expected.get(field) is not None
    return {field: Score(right[field], wrong[field], missed[field]) for field in FIELDS}


def shares(read: list[Provenance]) -> dict[str, float]:
    """Shares of periods with a party, a method and a date, and of the characters that are left unread."""
    periods = [period for provenance in read for period in provenance.periods]
    unread = sum(span.end - span.start for provenance in read for span in provenance.unread)
    return {
        "periods": len(periods),
        "with a party": sum(bool(period.party or period.former) for period in periods) / len(periods),
        "with a method": sum(bool(period.method) for period in periods) / len(periods),
        "with a date": sum(bool(period.dates) for period in periods) / len(periods),
        "characters unread": unread / sum(len(provenance.text) for provenance in read),
    }


def _read(text: str, place: int) -> dict:
    # Carnegie writes the month first, as test_dates_carnegie.py shows.
    provenance = parse(text, day_first=False)
    period = next((period for period in provenance.periods if period.start <= place < period.end), None)
    if period is None:
        return {}
    party = period.party
    return {
        "extent": _extent(text, period.start, period.end),
        "party": party and party.name.value,
        "location": party and party.place and party.place.value,
        "former": period.former and period.former.name.value,
        "method": period.method and period.method.value,
        **dict(zip(BOUNDS, period.dates or [], strict=False)),
        "certainty": period.certainty and period.certainty.value,
        "direct": period.direct,
    }


def _labelled(text: str, label: dict) -> dict:
    if label["period"] is None:
        return {}
    return {**label, "extent": _extent(text, *label["period"]), **dict(zip(BOUNDS, label["dates"], strict=True))}


def _extent(text: str, start: int, end: int) -> str:
    """The words of a period without the marks and markers at its end."""
    return _MARKERS_BEHIND.sub("", text[start:end].strip(" .;")).strip(" .;")


def plain(value):
    """A value as it is compared: an article or "Collection of" in front of a name tells nothing."""
    if not isinstance(value, str):
        return value
    return re.sub(r"^(?:the|collection of) ", "", " ".join(value.split()).casefold().strip(" .,"))
