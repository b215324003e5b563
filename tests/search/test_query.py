"""What is typed, and how it is read."""

import contextlib

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from collection.search.query import (
    EVERYTHING,
    MAX_DEPTH,
    MAX_TERMS,
    MAX_VALUES,
    And,
    Not,
    Or,
    Phrase,
    Prefix,
    QueryError,
    Value,
    leaves,
    parse,
    words_of,
)
from collection.search.words import Field
from tests.timing import processor_time

VALUES = {"country", "made", "room"}


def read(text):
    return parse(text, values=VALUES)


def shape(query) -> str:
    """The tree in one line."""
    match query:
        case And(parts):
            return f"({' & '.join(map(shape, parts))})"
        case Or(parts):
            return f"({' | '.join(map(shape, parts))})"
        case Not(part):
            return f"-{shape(part)}"
        case Phrase(lexemes, field):
            return (f"{field}:" if field else "") + "+".join(lexemes)
        case Prefix(lexeme, field):
            return (f"{field}:" if field else "") + lexeme + "*"
        case Value(field, value):
            return f"{field}={value}"


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("Vase", "vase"),
        ("blue vase", "(blue & vase)"),
        ("blue AND vase", "(blue & vase)"),
        ('"blue vase"', "blue+vase"),
        ("“blue vase” «b»", "(blue+vase & b)"),
        ('"blue vase', "blue+vase"),
        ('12" vase', "(12 & vase)"),
        ("2023.0914.1", "2023+0914+1"),
        ("O'Brien", "o+brien"),
        ("MS-7", "ms+7"),
        ("vase -blue", "(vase & -blue)"),
        ("-blue", "-blue"),
        ("NOT blue NOT NOT red", "(-blue & red)"),
        ('-"blue vase"', "-blue+vase"),
        ("Paris - London --x", "(paris & london & x)"),
        ("gold cup OR silver", "((gold & cup) | silver)"),
        ("gold (cup OR silver)", "(gold & (cup | silver))"),
        ("OR a OR OR b", "(a | b)"),
        ("Portland OR", "(portland & or)"),
        ("AND NOT", "not"),
        ("or not and", "(or & not & and)"),
        ("((a OR b", "(a | b)"),
        ("a) OR b)", "(a & b)"),
        ("painting(s)", "(painting & s)"),
        ("() a", "a"),
        ("-(a b)", "-(a & b)"),
        ("porcel*", "porcel*"),
        ("MS-por*", "(ms & por*)"),
        ("title:vase", "title:vase"),
        ("TITLE: vase", "title:vase"),
        ('donor:"Jimmy Carter"', "donor:jimmy+carter"),
        ("title:por*", "title:por*"),
        ("-title:vase", "-title:vase"),
        ("title:(vase OR donor:bowl)", "(title:vase | donor:bowl)"),
        ("country:SU", "country=SU"),
        ('country:"Soviet  Union"', "country=Soviet Union"),
        ("country:(SU OR CN)", "(country=SU | country=CN)"),
        ("made:1950..1970 -room:12", "(made=1950..1970 & -room=12)"),
        ("made:..1970", "made=..1970"),
        ("Vase: blue", "(vase & blue)"),
        ("title:", "title"),
        ("http://example.org", "http+example+org"),
        ("std::x 12:30", "(std+x & 12+30)"),
        ("대통령", "대통+통령"),
        ("선물", "선물"),
        ("한", "한*"),
        ("한*", "한*"),
        ("외교* MoMA展", "(외교 & (moma & 展*))"),
        ('"외교 선물"', "외교+교+선물"),
        ("подарок ИЗ Ёлка", "(подарок & из & елка)"),
        ("va\u200bse \u202eblue\u202c \ufeffOR red\0", "((vase & blue) | red)"),
    ],
)
def test_reading(text, tree):
    assert shape(read(text)) == tree


@pytest.mark.parametrize("text", ["", "  ", "\n\u3000"])
def test_nothing_asks_for_everything(text):
    assert read(text) == EVERYTHING


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("x" * 1001, "too_long"),
        ("a " * (MAX_TERMS + 1), "too_many_terms"),
        (" OR ".join(["ab"] * 150), "too_many_terms"),
        (" OR ".join(["made:1950"] * (MAX_VALUES + 1)), "too_many_terms"),
        ("(" * (MAX_DEPTH + 1), "too_deep"),
        ("*", "wildcard"),
        ("vase *", "wildcard"),
        ("po*lain", "wildcard"),
        ("*lain", "wildcard"),
        ("p*", "wildcard"),
        ("title:*", "wildcard"),
        ("!?*", "wildcard"),
        ("!?", "no_words"),
        ("…", "no_words"),
        ("()", "no_words"),
        ("title:—", "no_words"),
        ('title:""', "no_words"),
        ('country:" "', "no_words"),
        ("colour:blue", "unknown_field"),
        ("text:blue", "unknown_field"),
        ("страна:x", "unknown_field"),
    ],
)
def test_refusals(text, code):
    with pytest.raises(QueryError) as refused:
        read(text)
    assert refused.value.code == code


def test_an_unknown_field_is_answered_with_those_there_are():
    with pytest.raises(QueryError, match=r"no field “colour”\. Fields: country, donor, made, .*title"):
        parse("colour:blue", values={"country", "made"})


def test_what_is_shown_of_a_word_is_what_was_typed():
    assert read("Łódź").shown == "Łódź"
    assert read('donor:"Jimmy Carter"').shown == "Jimmy Carter"
    assert read("country:SU").shown == "country:SU"


def test_only_what_must_be_there_is_marked():
    query = read('"blue vase" OR por* title:x -red -(a OR b) country:SU')
    assert [leaf.shown for leaf in words_of(query)] == ["blue vase", "por", "x"]


def test_the_leaves_are_all_that_must_be_read():
    query = read('"blue vase" OR por* -red -(a OR b) -country:SU')
    assert [leaf.value if isinstance(leaf, Value) else leaf.shown for leaf in leaves(query)] == [
        "blue vase", "por", "red", "a", "b", "SU",
    ]  # fmt: skip


def test_fields_keep_to_their_own():
    assert read("person:kim").field is Field.PERSON


_SIGNS = st.sampled_from(
    '( ) " - * : OR AND NOT title: country: made:1950..70 “ ” a* *a vase 한 \0 \u202e \ud800 .. 2023.1'.split(" ")
)
SEARCHES = st.one_of(
    st.text(),
    st.lists(st.one_of(_SIGNS, st.text(max_size=4)), max_size=60).map("".join),
    st.lists(st.one_of(_SIGNS, st.text(max_size=4)), max_size=60).map(" ".join),
)


@settings(max_examples=500)
@given(SEARCHES)
@example("title:" * 166)
@example("-" * 1000)
@example("NOT " * 250)
@example("(" * 1000)
@example('"' * 1000)
@example("title:(" * 9)
def test_any_text_is_read_or_refused(text):
    try:
        query = read(text)
    except QueryError as error:
        refused = error
    else:
        refused = None
    if refused:
        assert refused.code
        assert refused.message.endswith(".")
    else:
        assert all(leaf.shown for leaf in words_of(query))


@pytest.mark.parametrize(
    "kind", ["a", "a ", "OR ", "a OR ", "(", '"', "*", "-", "\0", "\u202e", "\ud800", "한", "title:", "\u0301"]
)
@pytest.mark.parametrize("size", [1000, 100_000])
def test_an_answer_comes_at_once(kind, size):
    text = kind * (size // len(kind))
    with processor_time() as taken:
        with contextlib.suppress(QueryError):
            read(text)
        assert taken() < 0.05
