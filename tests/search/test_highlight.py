"""Why a record was found, with the words marked."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from collection.search import highlight
from collection.search.highlight import CUT, WIDTH, Highlighter
from collection.search.query import And, Phrase, Prefix, QueryError, parse
from collection.search.words import Field
from tests.timing import processor_time


def marked(query, *texts, limit=2):
    """'title: a [vase]' for every snippet."""
    found = Highlighter(parse(query)).snippets(texts, limit)
    return [
        f"{one.field}: " + "".join(f"[{text}]" if is_mark else text for text, is_mark in one.pieces) for one in found
    ]


TITLE = (Field.TITLE, "Łódź vase")
DONOR = (Field.DONOR, "Jimmy Carter")
NUMBER = (Field.NUMBER, "2023.0914.1")
PROSE = (Field.TEXT, "A blue porcelain vase; the blue of the vase is cobalt.")


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("lodz", ["title: [Łódź] vase"]),
        ("carter vase", ["title: Łódź [vase]", "donor: Jimmy [Carter]"]),
        ("porcelain vase", ["text: A blue [porcelain] [vase]; the blue of the [vase] is cobalt."]),
        ('"porcelain vase"', ["text: A blue [porcelain vase]; the blue of the vase is cobalt."]),
        ("porc*", ["text: A blue [porcelain] vase; the blue of the vase is cobalt."]),
        ("2023.0914", ["number: [2023.0914].1"]),
        ("donor:vase OR donor:jimmy", ["donor: [Jimmy] Carter"]),
        ("cobalt -green", ["text: A blue porcelain vase; the blue of the vase is [cobalt]."]),
        ("-green", []),
        ("bowl", []),
        ("", []),
    ],
)
def test_the_words_are_marked(query, found):
    assert marked(query, TITLE, DONOR, NUMBER, PROSE) == found


@pytest.mark.parametrize(
    ("query", "text", "found"),
    [
        ("통령", "대통령의 선물", "대[통령]의 선물"),
        ("대통령", "대통령의 선물", "[대통령]의 선물"),
        ("의", "대통령의 선물", "대통령[의] 선물"),
        ("선", "대통령의 선물", "대통령의 [선]물"),
        ('"의 선물"', "대통령의 선물", "대통령[의 선물]"),
        ("ガラス", "古いｶﾞﾗｽの杯", "古い[ｶﾞﾗｽ]の杯"),
        ("елка", "Новая Ёлка.", "Новая [Ёлка]."),
        ('"a b" "b c"', "a b c", "[a b][ c]"),
    ],
)
def test_scripts(query, text, found):
    assert marked(query, (Field.TEXT, text)) == [f"text: {found}"]


def test_a_long_text_is_cut_where_most_stands_together():
    text = "vase " + "word " * 100 + "a blue vase of cobalt " + "word " * 100 + "vase blue"
    (snippet,) = Highlighter(parse("vase blue cobalt")).snippets([(Field.TEXT, text)])
    shown = "".join(piece for piece, _ in snippet.pieces)
    assert shown.startswith(CUT)
    assert shown.endswith(CUT)
    assert [piece for piece, is_mark in snippet.pieces if is_mark] == ["blue", "vase", "cobalt"]
    assert len(shown) <= WIDTH + 2
    assert shown.strip(CUT) in text
    assert set(shown.strip(CUT).split()) == {"word", "a", "blue", "vase", "of", "cobalt"}


def test_no_more_is_shown_than_asked_for():
    texts = [(Field.TEXT, word) for word in ("red", "blue", "green")]
    assert marked("red blue green", *texts, limit=2) == ["text: [red]", "text: [blue]"]


_TEXT = st.text(st.one_of(st.sampled_from("ab é한金\0\u202e'. ğ"), st.characters()))


@settings(max_examples=200)
@given(_TEXT, st.lists(_TEXT, max_size=4))
def test_snippets_are_pieces_of_the_text(query, texts):
    try:
        tree = parse(query)
    except QueryError:
        tree = And((Phrase(("a", "b"), None, "a b"), Prefix("a", None, "a")))
    for snippet in Highlighter(tree).snippets([(Field.TEXT, text) for text in texts]):
        shown = "".join(piece for piece, _ in snippet.pieces)
        assert any(shown == text or shown.strip(CUT) in text for text in texts)
        assert any(is_mark for _, is_mark in snippet.pieces)
        assert all(piece for piece, _ in snippet.pieces)


def test_a_long_text_and_many_words_take_little_time():
    query = parse(" ".join(f"a{n}" for n in range(30)))
    text = " ".join(f"a{n % 30}" for n in range(100_000))
    with processor_time() as taken:
        assert Highlighter(query).snippets([(Field.TEXT, text)])
        assert taken() < 0.2


@given(
    query=st.sampled_from(["art", "art*", '"art deco"', "a", "ar* deco", "x" * 64, "xx*", "art OR deco 1900"]),
    text=st.lists(
        st.sampled_from(["art", "Art", "arts", "party", "deco", "ART-DECO", "1900", "x" * 64, "x" * 70, ",", "a", " "]),
        max_size=12,
    ).map(" ".join),
)
def test_a_text_of_ascii_is_marked_as_any_other(query, text):
    leaves = list(enumerate(Highlighter(parse(query)).leaves))
    quick, slow = (
        {number: spans for number, spans in places(leaves, text) if spans}
        for places in (highlight._in_ascii, highlight._in_any)
    )
    assert quick == slow
