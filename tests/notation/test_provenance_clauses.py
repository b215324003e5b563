"""What a period tells of another event: it is kept apart, so that nobody's date becomes somebody else's."""

import pytest

from collection.notation.provenance import parse


def period(text):
    (found,) = parse(text).periods
    return found


@pytest.mark.parametrize(
    ("text", "method", "party", "year"),
    [
        ("Ada Stone, Leeds, by whom sold in 1779 to Karl Dent, York", "sale", "Karl Dent", "1779"),
        ("Ada Stone, Leeds, sold to Karl Dent, 1779", "sale", "Karl Dent", "1779"),
        ("Ada Stone, Leeds (until 1779; by descent to Karl Dent)", "by_descent", "Karl Dent", None),
        ("[Ada Stone, Leeds, 1778; sold under duress to Karl Dent]", "forced_sale", "Karl Dent", None),
        ("Ada Stone, Leeds - her sale, Christie's, London, 1779", "consignment", "Christie's", "1779"),
        ("sale, Foster's, Leeds, lot 3, where acquired by Karl Dent", "acquisition", "Karl Dent", None),
        ("With Ada Stone, Leeds, 1778, from whom acquired by Karl Dent", "acquisition", "Karl Dent", None),
    ],
)
def test_what_came_next(text, method, party, year):
    onward = period(text).onward

    assert (onward.method.value, onward.party.name.value) == (method, party)
    assert (onward.dates and onward.dates.earliest_begin) == year
    assert text[onward.start : onward.end]


def test_its_date_is_not_the_periods():
    found = period("Ada Stone, Leeds, by 1770, by whom sold in 1779 to Karl Dent")

    assert found.party.name.value == "Ada Stone"
    assert found.dates[:4] == (None, "1770", None, None)


def test_a_clause_about_somebody_is_left_unread_whole():
    text = "purchased by Ada Stone, who took it to York in 1911 and sold it"
    found = period(text)

    assert found.dates is None
    assert [text[slice(*span)] for span in found.unread] == ["took it to York in 1911 and sold"]


def test_a_period_that_goes_on_from_whom():
    found = period("from whom purchased by Karl Dent, Leeds and York, 24 April 1931")

    assert (found.method.value, found.party.name.value) == ("sale", "Karl Dent")


def test_german_verbs_at_the_end():
    found = period("von der Vugesta 1940 beschlagnahmt")

    assert (found.method.value, found.party.name.value, found.dates.latest_begin) == ("confiscation", "Vugesta", "1940")


def test_particles_of_names_are_no_prepositions():
    found = period("excavated by Max von Oppen, Berlin, 1911-13")

    assert found.party.name.value == "Max von Oppen"


def test_numbers_of_a_list_are_no_periods():
    text = "1. Ada Stone, Leeds. 2. Karl Dent, York, 1912. 3. Private collection, Bern."

    assert [found.party.name.value for found in parse(text).periods] == ["Ada Stone", "Karl Dent", "Private collection"]
    assert not parse(text).unread
