"""The EDTF grammar against published cases, and the calendar bounds."""

import json

import pytest

from collection.notation import dates
from collection.notation.dates import Day
from tests.shared import shared


def _cases(verdict):
    return json.loads(shared("conformance/edtf/cases.json").read_text())[verdict]


def test_accepts_every_published_literal():
    cases = _cases("accept")
    assert len(cases) >= 137
    assert [literal for literal in cases if not dates.is_edtf(literal)] == []


def test_rejects_every_published_fault():
    cases = _cases("reject")
    assert len(cases) >= 53
    assert [literal for literal in cases if dates.is_edtf(literal)] == []


def test_every_published_literal_has_ordered_bounds_and_words():
    for literal in _cases("accept"):
        first, last = dates.bounds(literal)
        assert first is None or last is None or first <= last, literal
        assert dates.describe(literal).strip(), literal


@pytest.mark.parametrize(
    "text",
    [
        " 2016",
        "2016 ",
        "2016\n",
        "２０１６",
        "1860-1870",
        "1920/30",
        "19/20",
        "[]",
        "{..}",
        "Y1E99",
        "1994/1980",
        "2016-05-02T12:00",
        "[1672..1670]",
        "1X",
        "XX",
        "2001-42",
        "2001-20",
        "1950S5",
        "15XX-02-30",
        "1XX1-02-29",
        None,
        1860,
    ],
)
def test_what_is_not_edtf(text):
    assert not dates.is_edtf(text)


@pytest.mark.parametrize(
    ("literal", "first", "last"),
    [
        ("1860", "1860-01-01", "1860-12-31"),
        ("1860~", "1860-01-01", "1860-12-31"),
        ("2023-09-13", "2023-09-13", "2023-09-13"),
        ("1900-02", "1900-02-01", "1900-02-28"),
        ("2000-02", "2000-02-01", "2000-02-29"),
        ("18XX", "1800-01-01", "1899-12-31"),
        ("156X-02-29", "1560-02-29", "1568-02-29"),
        ("15XX-01-3X", "1500-01-30", "1599-01-31"),
        ("-0499/-0449", "-0499-01-01", "-0449-12-31"),
        ("-04XX", "-0499-01-01", "-0400-12-31"),
        ("-04", "-0499-01-01", "-0400-12-31"),
        ("-000X", "-0009-01-01", "-0001-12-31"),
        ("193", "1930-01-01", "1939-12-31"),
        ("1999-21", "1999-03-01", "1999-05-31"),
        ("1999-24", "1999-12-01", "2000-02-29"),
        ("1999-30", "1999-12-01", "2000-02-29"),
        ("1999-32", "1999-06-01", "1999-08-31"),
        ("1999-36", "1999-10-01", "1999-12-31"),
        ("1999-39", "1999-09-01", "1999-12-31"),
        ("1999-41", "1999-07-01", "1999-12-31"),
        ("1950S2", "1900-01-01", "1999-12-31"),
        ("Y17E3", "+17000-01-01", "+17000-12-31"),
        ("../1905", None, "1905-12-31"),
        ("1898/..", "1898-01-01", None),
        ("/1905", None, "1905-12-31"),
        ("/", None, None),
        ("{1923,1960}", "1923-01-01", "1960-12-31"),
        ("[1672,1667]", "1667-01-01", "1672-12-31"),
        ("{1760..}", "1760-01-01", None),
        ("2016-05-02T23:00:00-12:00", "2016-05-02", "2016-05-02"),
    ],
)
def test_bounds(literal, first, last):
    assert [day and str(day) for day in dates.bounds(literal)] == [first, last]


def test_bounds_refuse_what_is_not_edtf_and_say_what_would_do():
    with pytest.raises(ValueError, match=r"'c\. 1860' is not an EDTF date; write for example '1860'"):
        dates.bounds("c. 1860")


def test_days_sort_in_order_of_time_and_print_as_iso():
    days = [Day(-499, 12, 31), Day(-498, 1, 1), Day(0, 6, 1), Day(1860, 1, 1), Day(12000, 1, 1)]
    assert sorted(days, reverse=True)[::-1] == days
    assert [str(day) for day in days] == ["-0499-12-31", "-0498-01-01", "0000-06-01", "1860-01-01", "+12000-01-01"]


def test_an_ordinal_that_is_no_day():
    with pytest.raises(ValueError, match="18600230 is no calendar day"):
        dates.day(18600230)


@pytest.mark.parametrize(
    ("literal", "words"),
    [
        ("1860~", "about 1860"),
        ("1860?", "possibly 1860"),
        ("1860%", "possibly about 1860"),
        ("185X", "1850s"),
        ("185X~", "about the 1850s"),
        ("18XX", "19th century"),
        ("17XX/18XX", "18th–19th century"),
        ("2023-09-13", "13 September 2023"),
        ("1964-06-19/1964-06-20", "19–20 June 1964"),
        ("1912-05-28/1912-06-03", "28 May – 3 June 1912"),
        ("1954-04/1954-05", "April–May 1954"),
        ("1949-12/1950-01", "December 1949 – January 1950"),
        ("-0499/-0449", "500–450 BCE"),
        ("-0205/0220", "206 BCE–220 CE"),
        ("0618/0907", "618–907 CE"),
        ("1925~/1940~", "about 1925–1940"),
        ("1656/1680~", "1656–about 1680"),
        ("../1905", "by 1905"),
        ("1898/..", "1898 or later"),
        ("1923/", "from 1923, end unknown"),
        ("{1923,1960}", "1923 and 1960"),
        ("[1921,1924]", "1921 or 1924"),
        ("1999-21", "spring 1999"),
        ("2001-33", "first quarter of 2001"),
        ("XXXX", "unknown year"),
        ("/", "date unknown"),
        ("1XX3", "between 1003 and 1993"),
    ],
)
def test_in_words(literal, words):
    assert dates.describe(literal) == words


def test_reads_each_accepted_literal_as_it_is_and_no_rejected_one():
    assert [literal for literal in _cases("accept") if dates.read(literal) != literal] == []
    assert [literal for literal in _cases("reject") if dates.read(literal) is not None] == []
