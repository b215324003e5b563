"""What the words around a date say: four bounds on the time that a party had the work."""

import pytest

from collection.notation.dates import Day
from collection.notation.provenance import parse

BOUNDS = [
    # The Carnegie convention
    ("1945", "1945 1945 - -"),
    ("by 1905", "- 1905 - -"),
    ("no later than 1905", "- 1905 - -"),
    ("before 1905", "- 1905 - -"),
    ("after 1918", "1918 - - -"),
    ("between 1933 and 1945", "1933 1945 - -"),
    ("sometime between 1933 and 1945", "1933 1945 - -"),
    ("until 1945", "- - 1945 1945"),
    ("until at least 1942", "- - 1942 -"),
    ("until sometime before 1950", "- - - 1950"),
    ("1933 until 1945", "1933 1933 1945 1945"),
    ("by 1910 until at least 1935", "- 1910 1935 -"),
    ("after 1900 until after 1910", "1900 - 1910 -"),
    ("in 1927", "- 1927 1927 -"),
    # Ranges
    ("1930-35", "1930 1930 1935 1935"),
    ("1930–1935", "1930 1930 1935 1935"),
    ("1978 to 1986", "1978 1978 1986 1986"),
    ("from 1919 to 1933", "1919 1919 1933 1933"),
    ("by 1854 - 1886", "- 1854 1886 1886"),
    ("1721/23", "1721 1723 - -"),
    ("1929 or 1930", "1929 1930 - -"),
    ("1974-?", "1974 1974 - -"),
    ("1896–d. 1916", "1896 1896 1916 1916"),
    ("c. 1952-1953 until March 1959", "1952~ 1953 1959-03 1959-03"),
    ("by 1925, still in 1933", "- 1925 1933 -"),
    # Days, months, seasons, decades, centuries
    ("May 3, 1910", "1910-05-03 1910-05-03 - -"),
    ("June 4,1947", "1947-06-04 1947-06-04 - -"),
    ("3 May 1910", "1910-05-03 1910-05-03 - -"),
    ("April 16-17, 1917", "1917-04-16 1917-04-17 - -"),
    ("29-31 March 1911", "1911-03-29 1911-03-31 - -"),
    ("April 29-May 2, 1942", "1942-04-29 1942-05-02 - -"),
    ("June 1968 to May 10, 1979", "1968-06 1968-06 1979-05-10 1979-05-10"),
    ("Summer 1946", "1946-22 1946-22 - -"),
    ("1930s", "193X 193X - -"),
    ("by the late 1950s", "- 1959~ - -"),
    ("early 19th century", "1800~ 1833~ - -"),
    ("by the 18th century", "- 17XX - -"),
    ("8/13/1968", "1968-08-13 1968-08-13 - -"),
    ("3/4/1964", "1964-03-04 1964-04-03 - -"),
    # How sure
    ("c. 1840 until ca. 1861", "1840~ 1840~ 1861~ 1861~"),
    ("1900? until December 1938", "1900? 1900? 1938-12 1938-12"),
    ("likely 1963 until April 1967", "1963? 1963? 1967-04 1967-04"),
    ("likely by June 1974 but by November 1976", "- 1976-11 - -"),
    # German and French
    ("bis 1933", "- - 1933 1933"),
    ("seit 1952", "1952 1952 - -"),
    ("um 1937", "1937~ 1937~ - -"),
    ("12. Mai 1931", "1931-05-12 1931-05-12 - -"),
    ("jusqu'en 1925", "- - 1925 1925"),
    ("en 1892", "- 1892 1892 -"),
]


@pytest.mark.parametrize(("words", "expected"), BOUNDS)
def test_bounds(words, expected):
    dates = parse(f"Max Weiss, Basel, {words}").periods[0].dates

    assert " ".join(bound or "-" for bound in dates[:4]) == expected


@pytest.mark.parametrize(
    "words", ["5/21/77", "1967 Pittsburgh International", "1245 Shady Avenue", "lot 1912", "no date"]
)
def test_what_is_no_certain_date_is_not_read(words):
    assert parse(f"Max Weiss, Basel, {words}").periods[0].dates is None


def test_a_date_that_is_not_read_is_marked():
    text = "Max Weiss, Basel, 5/21/77"
    (span,) = parse(text).unread

    assert text[slice(*span)] == "5/21/77"


def test_of_a_change_of_hands_in_says_when_it_was():
    assert parse("purchased by Max Weiss in 1927").periods[0].dates[:4] == ("1927", "1927", None, None)
    assert parse("Max Weiss in 1927").periods[0].dates[:4] == (None, "1927", "1927", None)


def test_until_a_death_is_until_its_year():
    assert parse("Max Weiss [1850-1910], Basel, until his death").periods[0].dates.latest_end == "1910"


def test_the_order_of_day_and_month_can_be_told():
    text = "Max Weiss, 3/4/1964"

    assert parse(text, day_first=True).periods[0].dates.earliest_begin == "1964-04-03"
    assert parse(text, day_first=False).periods[0].dates.earliest_begin == "1964-03-04"


def test_bounds_are_days_outward():
    days = parse("Max Weiss, Basel, by 1905 until at least March 1910").periods[0].dates.days()

    assert days == (None, Day(1905, 12, 31), Day(1910, 3, 1), None)
