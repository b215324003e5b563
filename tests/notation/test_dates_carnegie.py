"""Every date text of the Carnegie Museum of Art, and 150 of them read by eye.

The 150 in `carnegie_dates.tsv` were drawn with a fixed seed, three from each of the 14 commonest shapes (digits made
equal), 42 from shapes of 3 to 19 texts, 66 from rarer ones, and their readings written down before the program's.
"""

import json
import lzma
import re
from collections import defaultdict
from pathlib import Path

import pytest

from collection.notation import dates
from tests.shared import shared

SAMPLE = [line.split("\t") for line in Path(__file__).with_name("carnegie_dates.tsv").read_text().splitlines()]
NUMERIC = re.compile(r"\s*(\d+)/(\d+)/(\d{4})\s*")


@pytest.fixture(scope="module")
def carnegie():
    """Every distinct date text with the earliest and latest dates that the museum gave it."""
    return _texts("cmoa")


def _texts(name):
    texts = defaultdict(set)
    with lzma.open(shared(f"data/cmoa/{name}.jsonl.xz"), "rt") as lines:
        for record in map(json.loads, lines):
            if record["creation_date"] is not None:
                limits = record["creation_date_earliest"], record["creation_date_latest"]
                texts[record["creation_date"]].add(limits)
    return texts


@pytest.mark.parametrize(("text", "expected"), SAMPLE)
def test_hand_checked_reading(text, expected):
    assert (dates.read(text) or "-") == expected


def _report(record_property, capsys, texts, unread, what):
    share = 1 - len(unread) / len(texts)
    record_property(what, f"{share:.4f}")
    with capsys.disabled():
        print(f"\n{what}: {share:.2%} of {len(texts):,} distinct texts read")
    return share


def test_at_least_98_percent_are_read(carnegie, record_property, capsys):
    unread = [text for text in carnegie if dates.read(text) is None]
    assert _report(record_property, capsys, carnegie, unread, "Carnegie") >= 0.98


def test_carnegie_writes_the_month_first(carnegie):
    """So an import from there may say so, and the day it means is one of the two read without it."""
    ambiguous = [text for text in carnegie if NUMERIC.fullmatch(text) and (dates.read(text) or "").startswith("[")]
    days = [(text, {earliest for earliest, _ in carnegie[text]}) for text in ambiguous]
    exact = [(text, days) for text, days in days if any(day and not day.endswith("-01-01") for day in days)]
    assert len(exact) >= 40
    for text, recorded in exact:
        assert dates.read(text, day_first=False) in recorded
        assert dates.read(text, day_first=False) in dates.read(text)


def test_a_second_archive_is_read_too(record_property, capsys):
    texts = _texts("teenie")
    unread = [text for text in texts if dates.read(text) is None]
    assert _report(record_property, capsys, texts, unread, "Teenie Harris archive") >= 0.99


def test_bounds_touch_the_years_the_museum_gives(carnegie):
    """Its limits are noisy (typing errors, only the later of two dates), hence a share of all."""
    compared = [
        (text, _touches(edtf, limits))
        for text, limits in carnegie.items()
        if (edtf := dates.read(text, day_first=False)) and any(all(pair) for pair in limits)
    ]
    apart = [text for text, touches in compared if not touches]
    assert len(apart) <= 0.015 * len(compared), apart


def _touches(edtf, limits):
    first, last = dates.bounds(edtf)
    for earliest, latest in limits:
        if (
            earliest
            and latest
            and not (last and _year(earliest) > last.year)
            and not (first and _year(latest) < first.year)
        ):
            return True
    return False


def _year(recorded):
    """The year of a recorded limit. Those before 1583 are Julian days carried over, some of them into December."""
    year = int(recorded[:5]) if recorded.startswith("-") else int(recorded[:4])
    return year + 1 if year < 1583 and recorded[-5:-3] == "12" else year
