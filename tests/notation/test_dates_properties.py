"""What holds for every text, not only for those anybody thought of."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collection.notation import dates
from collection.notation.day import days_in

WORDS = (
    "c. ca. circa about early mid late first second half quarter third century centuries th st s 1st 18th 19th XIX "
    "1950s 1860 1870 50 5 12 31 0 00 607 BCE CE AD B.C. May June spring winter before after by until from between to "
    "and or - – / , ; ( ) ? [ ] ~ % X .. Y E7 S2 { } printed designed later posthumous project dynasty period Qing "
    "possibly present or later 03/04/1999 13/4/1999 1999-05 1936-39 -0499 18XX"
).split()
phrases = st.lists(st.sampled_from(WORDS), max_size=9).flatmap(
    lambda words: st.sampled_from(["", " "]).map(lambda gap: gap.join(words))
)
texts = st.one_of(st.text(max_size=40), phrases, st.text(alphabet="0123456789X-/~?%., []{}cs", max_size=20))
days = st.builds(
    lambda year, month, day: dates.Day(year, month, min(day, days_in(year, month))),
    st.integers(-(10**14), 10**14),
    st.integers(1, 12),
    st.integers(1, 31),
)


@given(texts)
def test_whatever_is_read_is_sound(text):
    for options in ({}, {"prose": True}, {"day_first": True}, {"day_first": False}):
        edtf = dates.read(text, **options)
        if edtf is not None:
            assert dates.is_edtf(edtf)
            first, last = dates.bounds(edtf)
            assert first is None or last is None or first <= last
            assert dates.describe(edtf)
            assert dates.read(edtf) == edtf


@given(texts)
def test_any_text_is_edtf_or_refused_with_a_reason(text):
    if dates.is_edtf(text):
        assert dates.describe(text)
        dates.bounds(text)
    else:
        with pytest.raises(ValueError, match="is not an EDTF date"):
            dates.bounds(text)


@given(days, days)
def test_ordinals_sort_as_days_do_and_lead_back(one, other):
    assert (dates.ordinal(one) < dates.ordinal(other)) == (one < other)
    assert dates.day(dates.ordinal(one)) == one


@pytest.mark.parametrize(
    "unit",
    [
        "9",
        "c. ",
        "1860-",
        "(",
        "18th ",
        "[1860,",
        "{1760..",
        "X",
        "XXXX-XX-XX,",
        "/",
        "~",
        "early ",
        "1860, ",
        "a.",
        "or ",
        "?",
        "é",
        "\u0301",
        " ",
    ],
)
@pytest.mark.parametrize("frame", ["%s", "{%s1860}", "c. 1860 %s", "[%s"])
def test_time_grows_with_length_and_no_faster(unit, frame):
    """Eight times the text may take eight times as long, with room for a busy machine; a square would take 64."""

    def seconds(length):
        text = frame % (unit * (length // len(unit)))
        best = float("inf")
        for _ in range(3):
            start = time.process_time()
            dates.read(text)
            best = min(best, time.process_time() - start)
        return best

    assert seconds(100_000) < 30 * seconds(12_500) + 0.005
