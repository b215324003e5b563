"""Carnegie's collection under the mapping that is shipped: nothing lost, nothing swallowed.

All of the museum's own records are drafted, and of the Teenie Harris archive, whose records are alike, the first.
"""

from collections import Counter
from itertools import islice
from types import SimpleNamespace

import pytest

from collection.interchange.mapping import Mapping, shipped_mappings
from tests.shared import shared

pytestmark = pytest.mark.without_database

OWN = 28_258
DRAFTED = OWN + 4_000


@pytest.fixture(scope="module")
def collection():
    """Every record drafted once, and what is asked of them below."""
    mapping = Mapping.load(shipped_mappings()["carnegie"])
    files = [shared(f"data/cmoa/{name}.jsonl.xz") for name in ("cmoa", "teenie")]
    rows = mapping.open(files)
    seen = SimpleNamespace(
        rows=0, refused=0, keys=set(), changed=0, causes=Counter(), titles=set(), roles=Counter(), rooms=set(),
        statuses=Counter(), donors=Counter(), lifeless=0,
    )  # fmt: skip
    for row in rows:
        seen.rows += 1
        if seen.rows > DRAFTED:
            continue
        draft = mapping.draft(row)
        seen.refused += draft.is_refused
        seen.keys.add(draft.key)
        seen.changed += draft.fields["provenance_text"] != row.values["provenance_text"]
        seen.causes.update(problem.cause for problem in draft.problems)
        if not row.values["title"]:
            seen.titles.add((draft.fields["title"], "stand-in" in {problem.cause for problem in draft.problems}))
        seen.roles.update(party.role for party in draft.parties)
        seen.lifeless += sum(party.birth is None for party in draft.parties)
        seen.rooms.add(draft.place.showroom)
        seen.statuses[draft.place.status] += 1
        if draft.acquisition:
            seen.donors.update(party.name for _, party in draft.acquisition.donors)
    return seen


def test_no_record_is_lost(collection):
    assert (collection.rows, collection.refused, len(collection.keys)) == (87_289, 0, DRAFTED)


def test_provenance_is_sign_for_sign(collection):
    assert collection.changed == 0


def test_what_the_data_gets_wrong_is_reported(collection):
    causes = collection.causes

    assert causes["no-acquisition-date"] == 417
    assert causes["no-date"] == 1586
    assert causes["stand-in"] == 115
    assert causes["reversed-range"] == 5
    assert causes["bce-stand-in"] == 108
    assert causes["impossible-date"] + causes["unread-date"] < 40


def test_untitled_records_say_so(collection):
    assert collection.titles == {("[Untitled]", True)}


def test_rooms_are_showrooms_and_the_other_words_are_not(collection):
    assert len(collection.rooms - {None}) == 33
    assert collection.statuses.keys() - {None} == {"Not on View", "Off-site", "Museum Grounds"}


def test_creators_are_parties_with_roles_and_dates(collection):
    assert collection.roles["maker"] > 33_000
    assert collection.roles["designer"] > 1_500
    assert collection.lifeless < 7_000


def test_donors_come_out_of_plain_credit_lines(collection):
    assert collection.donors["Dr. James B. Austin"] == 2_480
    assert sum(collection.donors.values()) > 18_000
    assert not [name for name in collection.donors if "and The " in name or "artist" in name.casefold()]


def test_the_rows_of_bad_ranges_are_named():
    mapping = Mapping.load(shipped_mappings()["carnegie"])
    rows = islice(mapping.open([shared("data/cmoa/cmoa.jsonl.xz")]), 6_000)
    reported = [
        (row.number, p.column, p.value)
        for row in rows
        for p in mapping.draft(row).problems
        if p.cause == "reversed-range"
    ]

    assert (5737, "creation_date_earliest, creation_date_latest", "1995-01-01 > 1992-01-01") in reported
