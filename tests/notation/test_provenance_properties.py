"""What holds for every text: nothing is lost, nothing is moved, no crash, and time grows with the text."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from collection.notation.provenance import parse

WORDS = (
    "Ada Stone|(Dent Gallery, New York)|[1850-1911]|(d. 1908)|his wife,|by descent to|purchased by|sold to|gift of|"
    "{Inventory, 1721}|Prov.: |Provenance: |…|→| – | / |-1939|1947–after 1952|c. 300 BCE|for|verkocht aan|"
    "venduto a|Slg.|[Knopf 1980]|"
    "from|through|at Christie's,|sale,|lot 31|no. 72|for £120|by 1905|until at least 1942|between 1933 and 1945|"
    "c. 1900|1930-35|3/4/1964|Paris, France|London|Possibly|?|(?)|;|.|,|\n|[1]|[a]|[2, 3]|(|)|[|]|in|to|and|the|–|"
    "[Knoedler; sold to X]|Notes:|NOTES: [1]|\n[1]. |Jr.|Mr. [1850-1911] and Mrs.|“Title of it”|Lugt 1534|1921/23|"
    "Under review by CGK|until his death|who had it|zwischen 1933 und 1945|jusqu'en 1925|estate sale|אוסף פרטי|"
    "\u202e|\x00|\x1f|\u0301|1|𝔘"
).split("|")
prose = st.lists(st.sampled_from(WORDS), max_size=25).flatmap(
    lambda words: st.sampled_from(["", " "]).map(lambda gap: gap.join(words))
)
texts = st.one_of(st.text(max_size=80), prose, st.text(alphabet="()[];.,\n1a A?-", max_size=60))


@settings(max_examples=50)
@given(texts)
def test_nothing_is_lost_and_every_value_has_its_place(text):
    provenance = parse(text)

    assert str(provenance) == text
    position = 0
    for piece in provenance.pieces:
        assert piece.start == position < piece.end
        position = piece.end
    assert position == len(text)
    for period in provenance.periods:
        assert 0 <= period.start < period.end <= len(text)
        for mark in period.marks():
            assert period.start <= mark.start < mark.end <= len(text)
        for span in period.unread:
            assert period.start <= span.start < span.end <= period.end
    for note in provenance.notes:
        assert text[note.start : note.end].strip()


@settings(max_examples=50)
@given(prose)
def test_bounds_are_dates_in_order(text):
    for period in parse(text).periods:
        if period.dates:
            first, last = period.dates.days()[:2]
            assert not (first and last) or first <= last


BAD = {
    "a bracket that is never closed": "Karl Stone [1877-1969, Leeds, until 1948; his gift to Ada Dent",
    "a bracket that is never opened": "Karl Stone, Leeds, until April 1, 1973]; his bequest to Ada Dent",
    "brackets across each other": "(Karl Stone [1850-1900), Leeds]; Ada Dent",
    "only brackets": "([)](([[",
    "a heading before a citation": "Prov.: {Inventory 1721} Ada Dent; {Inventory 1730} Karl Stone",
    "footnotes without notes": "Karl Stone [1]; Ada Dent [99]",
    "right to left": "אוסף פרטי, ירושלים; \u202eKarl Stone\u202c; مجموعة خاصة، القاهرة",
    "control characters": "Karl\x00 Stone,\x07 Leeds;\x1b[31m Ada Dent\x85\u2028York",
    "only marks": ";;;...,,,\n\n;",
    "nothing": "",
    "spaces": " \t\n ",
    "a half of a surrogate pair": "Karl Stone \ud800; Ada Dent",
}


@pytest.mark.parametrize("text", BAD.values(), ids=BAD)
def test_bad_input_comes_back(text):
    assert str(parse(text)) == text


def test_an_open_bracket_swallows_no_period():
    for name in ("a bracket that is never closed", "a bracket that is never opened", "brackets across each other"):
        assert len(parse(BAD[name]).periods) == 2, name


def test_ten_thousand_periods():
    text = "Karl Stone, Leeds; " * 10_000
    periods = parse(text).periods

    assert len(periods) == 10_000
    assert periods[-1].party.name.start == text.rindex("Karl")


def test_an_essay_stays_unread():
    text = "and so it went from hand to hand " * 100
    (period,) = parse(text).periods

    assert period.unread == ((0, len(text)),) or text[slice(*period.unread[0])] == text.strip()


UNITS = [
    "(",
    "[",
    ")",
    "[1] ",
    "\n",
    "; A",
    ". ",
    "(;",
    "(A; B; ",
    "[1856-",
    "by 1905 ",
    "1905-",
    " ",
    "sold to ",
    "X, ",
]
UNITS += [
    "→ A, ",
    "{a} ",
    " – A, 1",
    " / A, 1",
    "… ",
    "…;",
    "A 1 ",
    "(1)\n",
    "1. A\n",
    "for B, ",
    "with A, ",
    "[A 1950] ",
]
UNITS += ["Notes:\n", "[1]. ", '"a', "lot 1, ", "his wife, ", "Lugt ", "Updated ", "é", "c. ", "19th century or ", "A"]
UNITS += [
    "[A; B]; ",
    "(until 1900; sold to B); ",
    "purchased by A from B at C to D, ",
    "May 1 ",
    "\u0301",
    "- his sale",
]


@pytest.mark.parametrize("unit", UNITS)
def test_time_grows_with_length_and_no_faster(unit):
    """Eight times the text may take eight times as long, with room for a busy machine; a square would take 64."""

    def seconds(length):
        text = unit * (length // len(unit))
        best = float("inf")
        for _ in range(2):
            start = time.process_time()
            parse(text)
            best = min(best, time.process_time() - start)
        return best

    assert seconds(16_000) < 24 * seconds(2_000) + 0.02
