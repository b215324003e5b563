"""Notes and citations below a chain, the markers that tie them to it, and editors' remarks."""

import pytest

from collection.notation.provenance import parse

CHAIN = "Ada Stone, Leeds [1]; Bea Cole, York [2, 3][a]. Cyril Dent, Bath [1]."
SECTIONS = {
    "a heading and brackets": "\n\nNotes:\n[1]. See label.\n[2]. As in note [1] above.\n[3]. A letter.",
    "brackets in a row": " \nNOTES: [1] See label. [2] As in note [1] above. [3] A letter.",
    "bare numbers": "\n\nNOTES\n1. See label.\n2. As in note [1] above.\n3. A letter.",
    "no heading": "\n\n[1] See label.\n[2] As in note [1] above.\n[3] A letter.",
}


@pytest.mark.parametrize("section", SECTIONS.values(), ids=SECTIONS)
def test_notes_are_tied_to_the_periods_that_carry_their_marker(section):
    text = CHAIN + section
    provenance = parse(text)

    assert [note.marker for note in provenance.notes] == ["1", "2", "3"]
    assert [text[note.start : note.end] for note in provenance.notes] == [
        "See label.",
        "As in note [1] above.",
        "A letter.",
    ]
    assert [note.periods for note in provenance.notes] == [(0, 2), (1,), (1,)]
    assert len(provenance.periods) == 3


def test_citations_have_a_section_of_their_own():
    text = CHAIN + "\n\nNotes:\n\n[1]. See label.\n\nCitations:\n\n[a]. Archive, box 3.\n[b]. Another."
    provenance = parse(text)

    assert [(note.marker, note.periods) for note in provenance.notes] == [("1", (0, 2)), ("a", (1,)), ("b", ())]
    assert [citation.value for citation in provenance.periods[1].citations] == ["a"]


def test_markers_of_a_period_have_their_places():
    period = parse(CHAIN).periods[1]

    assert [footnote.value for footnote in period.footnotes] == ["2", "3"]
    assert CHAIN[period.footnotes[0].start : period.footnotes[0].end] == "[2, 3]"


def test_a_marker_behind_the_semicolon_is_of_the_period_before():
    first, second = parse("Ada Stone, Leeds;[1] Bea Cole, York.[2]").periods

    assert [footnote.value for footnote in first.footnotes] == ["1"]
    assert [footnote.value for footnote in second.footnotes] == ["2"]


def test_a_range_of_markers_is_each_of_them():
    assert [footnote.value for footnote in parse("Ada Stone [1-3]").periods[0].footnotes] == ["1", "2", "3"]


def test_years_in_brackets_are_no_marker():
    period = parse("Ada Stone [1897-], Leeds").periods[0]

    assert not period.footnotes
    assert period.party.lives[0].born == "1897"


def test_markers_without_notes_and_notes_without_markers():
    assert parse("Ada Stone, Leeds [7]").notes == ()
    assert parse("Ada Stone, Leeds\n\nNotes:\n[4]. Lost.").notes[0].periods == ()
    (note,) = parse("Ada Stone, Leeds\n\nNotes:\nBought for £5.").notes
    assert note.marker == ""


@pytest.mark.parametrize("remark", ["Under review by CGK.", "Updated and under review by CGK", "TBF 10/29/14"])
def test_an_editors_remark_is_no_period(remark):
    text = f"Ada Stone, Leeds.\n\n{remark}"
    provenance = parse(text)

    assert len(provenance.periods) == 1
    assert [text[piece.start : piece.end] for piece in provenance.pieces if piece.kind == "remark"] == [remark]


def test_what_a_period_cites_itself():
    period = parse("Ada Stone, Leeds, 1911 (Source: donor's checklist)").periods[0]

    assert period.evidence.value == "Source: donor's checklist"
    assert not period.unread
