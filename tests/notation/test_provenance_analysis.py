"""What the analysis of a chain finds, and what it leaves alone."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from collection.models.chain import analysed, merged
from collection.notation.provenance.analysis import KINDS, Link, Setting, findings
from collection.notation.provenance.export_bans import ban_in


def found(text, made=(None, None), made_place="", received=(None, None)):
    exhibit = {"made_earliest": made[0], "made_latest": made[1], "made_place": made_place}
    came = {"date_earliest": received[0], "date_latest": received[1]}
    return analysed(merged(text), exhibit, came, {})


def kinds(text, **setting):
    return {finding.kind for finding in found(text, **setting)}


def test_a_gap_names_its_neighbours_and_its_years():
    gap = found("Anna Weber, Bern, 1905. Carl Brandt, Berlin, 1951; purchased by the Museum, 1960.")[0]
    assert (gap.kind, gap.links, gap.first_year, gap.last_year) == ("gap", (0, 1), 1905, 1951)
    assert "Anna Weber" in gap.reason
    assert "Carl Brandt" in gap.reason


def test_what_passed_directly_leaves_no_gap():
    text = "Anna Weber, Bern, 1905; by descent to her son, Carl Weber; to the Museum, 1951."
    assert kinds(text, made=(18600101, 19051231)) == set()


def test_a_chain_that_begins_late_has_a_gap_before_it():
    gap = found("Anna Weber, Bern, 1905; to the Museum, 1951.", made=(16000101, 16991231))[0]
    assert (gap.kind, gap.links, gap.first_year, gap.last_year) == ("gap", (0,), 1699, 1905)


def test_undated_links_are_not_said_to_be_late():
    assert "gap" not in kinds("The artist; Anna Weber, Bern; Carl Brandt, 1951.", made=(17000101, 17001231))


@pytest.mark.parametrize(
    "text",
    [
        "Anna Weber [1850-1912], Bern, 1920; to the Museum, 1951.",
        "Anna Weber [1850-1912], Bern, 1900 until at least 1920; to the Museum, 1951.",
        "Anna Weber [1850-1912], Bern, by 1840; to the Museum, 1951.",
        "Anna Weber, Bern, 1799; to the Museum, 1951.",
        "Anna Weber, Bern, after 1990; to the Museum, 1951.",
    ],
)
def test_impossible_links(text):
    assert "impossible" in kinds(text, made=(18300101, 18301231), received=(19510101, 19511231))


def test_the_estate_of_the_dead_may_sell():
    assert "impossible" not in kinds("Estate of Anna Weber [1850-1912], Bern, 1913; to the Museum, 1951.")


def test_two_owners_at_once():
    text = "Anna Weber, Bern, 1905 until at least 1930; Carl Brandt, Berlin, by 1920; to the Museum, 1951."
    assert "overlap" in kinds(text)


@pytest.mark.parametrize(
    ("text", "unresolved"),
    [
        ("Anna Weber, Bern, 1930; by descent to Carl Weber, 1950; to the Museum, 1951.", False),
        ("Anna Weber, Bern, 1930. Carl Brandt, 1950; to the Museum, 1951.", True),
        ("Anna Weber, Bern, 1930. Carl Brandt, 1938; to the Museum, 1951.", True),
        ("Anna Weber, Bern; Carl Brandt.", True),
        ("Possibly Anna Weber, Bern, 1930; to the Museum, 1951.", True),
        ("Anna Weber, Bern, 1946; to the Museum, 1951.", True),
    ],
)
def test_1933_to_1945(text, unresolved):
    assert ("unresolved_1933_1945" in kinds(text)) is unresolved


def test_what_was_made_later_has_no_such_years():
    assert "unresolved_1933_1945" not in kinds("Anna Weber, Bern; Carl Brandt.", made=(19600101, 19601231))


def test_leaving_a_state_under_an_export_ban():
    text = "Anna Weber, Florence, Italy, 1905; Carl Brandt, Berlin, {}; to the Museum, 1951."
    assert "export_ban" in kinds(text.format(1925))
    assert "export_ban" not in kinds(text.format(1907))
    assert "export_ban" not in kinds(text.format(1925), made=(18900101, 18901231))
    assert "export_ban" in kinds("Anna Weber, London, 1990; to the Museum, 1991.", made_place="Egypt")


def test_a_year_that_nobody_confirmed_is_said_to_be_so():
    def reason(place):
        text = "Anna Weber, London, 1999; to the Museum, 2000."
        return next(finding.reason for finding in found(text, made_place=place) if finding.kind == "export_ban")

    assert "nobody has confirmed" in reason("Mali")
    assert "nobody has confirmed" not in reason("Ghana")


def test_a_town_of_the_same_name_elsewhere_is_another():
    assert ban_in("Rome").state == ban_in("Florence, Italy").state == "Italy"
    assert {ban_in(place) for place in ("Rome, Georgia", "", "Paris")} == {None}


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=200), st.one_of(st.none(), st.integers(15000101, 20200101)))
def test_any_text_can_be_analysed(text, made):
    assert {finding.kind for finding in found(text, made=(made, made))} <= set(KINDS)


def test_no_chain_no_findings():
    assert findings([], Setting()) == []
    assert findings([Link("Anna Weber", begin=(19000101, 19001231))], Setting(made=(18990101, 18991231))) == []
