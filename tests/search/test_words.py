"""The words that records are found by."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from collection.search.words import (
    BREAK,
    LONGEST_STREAM,
    LONGEST_WORD,
    Field,
    Token,
    fold,
    is_unspaced,
    stream,
    tagged,
    tokens,
    words,
)
from tests.timing import processor_time

# Anything a request can carry: every plane, lone surrogates, marks, and signs that matter here more often.
HOSTILE = st.text(
    st.one_of(
        st.characters(),
        st.characters(categories=["Cs", "Co", "Cf", "Mn", "Mc"]),
        st.sampled_from("\0\u200f\u202e\ufeff'’.,-–½ßİıſﬁǆΣςąΐ가각각ㄱㅏﾀﾞが゙金한ไทย٣हि"),
    )
)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("A Vase, with Dragons!", "a vase with dragons"),
        ("Łódź: Đỗ Øre Æther Œuvre Þór Iıİ Straße", "lodz do ore aether oeuvre thor iii strasse"),
        ("O'Brien O’Brien Oʼbrien", "o brien o brien o brien"),
        ("2023.0914.1", "2023 0914 1"),
        ("MS-7/12_b", "ms 7 12 b"),
        ("Ｆｕｌｌ　ｗｉｄｔｈ ﬁne Ⅷ", "full width fine viii"),
        ("Подарок Ёлка ΣΊΣΥΦΟΣ", "подарок елка σισυφοσ"),
        ("so\u00adft he\u200bad \u202eright\u202c a\0b \ue000tag", "soft head right ab tag"),
        ("١٩٨٤ १९८४", "1984 1984"),
        ("שָׁלוֹם مُحَمَّد", "שלום محمد"),
        ("हिन्दी", "हिन्दी"),
        ("金", "金"),
        ("대통령의 선물", "대통 통령 령의 의 선물 물"),
        ("黄金の杯", "黄金 金の の杯 杯"),
        ("ｶﾞﾗｽ", "ガラ ラス ス"),
        ("1984年製 MoMA展", "1984 年製 製 moma 展"),
        ("ไทย", "ไท ทย ย"),
        ("", ""),
        ("?! … — “”", ""),
    ],
)
def test_a_text_is_found_by_these_words(text, found):
    assert words(text) == found.split()


def test_tokens_know_their_places():
    text = "Łódź, 3½ ﬁne 대통령"
    assert tokens(text) == [
        Token("lodz", 0, 4),
        Token("31", 6, 8),
        Token("2", 7, 8),
        Token("fine", 9, 12),
        Token("대통", 13, 15),
        Token("통령", 14, 16),
        Token("령", 15, 16),
    ]


@settings(max_examples=300)
@given(HOSTILE)
@example("é" * 200)
@example("ㄱㅏ ㄱㅏㄱ")
def test_tokens_are_the_words(text):
    found = tokens(text)
    assert [token.text for token in found] == words(text)
    assert all(0 <= token.start < token.end <= len(text) for token in found)


@settings(max_examples=300)
@given(HOSTILE)
def test_folding_twice_changes_nothing(text):
    once = fold(text)
    assert fold(once) == once


@settings(max_examples=300)
@given(HOSTILE)
def test_a_word_is_a_piece_of_the_folded_text(text):
    assert all(word in fold(text) for word in words(text))


@given(HOSTILE)
def test_words_hold_nothing_that_a_tokenizer_would_split(text):
    for word in words(text):
        assert 0 < len(word) <= LONGEST_WORD
        assert all(char.isalnum() for char in word if char.isascii())
        assert word == word.casefold() == "".join(word.split())
        assert word.encode()  # no lone surrogate
        assert not any("\ue000" <= char <= "\uf8ff" for char in word)


@settings(max_examples=100)
@given(HOSTILE)
def test_words_are_found_by_their_own_spelling(text):
    """Whoever copies a word from the index finds it again."""
    for word in words(text):
        assert words(word)[0] == word


@settings(max_examples=100)
@given(st.lists(st.tuples(st.sampled_from(Field), HOSTILE), max_size=6))
def test_a_stream_holds_each_text_plain_and_tagged(items):
    found = " ".join(["", *stream(items), ""])
    for field, text in items:
        if of_text := words(text):
            assert f" {' '.join(of_text)} " in found
            if field is not Field.TEXT:
                assert f" {' '.join(tagged(field, word) for word in of_text)} " in found
    assert not found.strip().startswith(BREAK)
    assert not found.strip().endswith(BREAK)


def test_no_phrase_reaches_from_one_text_into_the_next():
    assert stream([(Field.TEXT, "gold cup"), (Field.TEXT, "silver")]) == ["gold", "cup", BREAK, "silver"]


def test_what_stands_under_two_fields_is_plain_once():
    found = stream([(Field.DONOR, "Carter"), (Field.PERSON, "Carter")])
    assert found.count("carter") == 1
    assert {tagged(Field.DONOR, "carter"), tagged(Field.PERSON, "carter")} <= set(found)


def test_prose_has_no_tag():
    with pytest.raises(KeyError):
        tagged(Field.TEXT, "vase")


def test_a_stream_ends_where_the_databases_do():
    assert len(stream([(Field.TEXT, "word " * 20_000)])) == LONGEST_STREAM
    long = stream([(Field.TITLE, "\U00010428" * 300_000), (Field.TEXT, "a")])  # Deseret: four bytes a letter
    assert sum(len(word.encode()) + 2 for word in long) < 2**20


@pytest.mark.parametrize("kind", ["a", "a ", "é", "한", "ㄱㅏ", "\u0301", "\0", "\ud800", "\u202e", "½", "\U0001f600"])
def test_a_hundred_kilobytes_are_read_at_once(kind):
    text = kind * (100_000 // len(kind))
    with processor_time() as taken:
        words(text)
        assert taken() < 0.5


def test_which_runs_have_no_blanks():
    assert is_unspaced("한")
    assert is_unspaced("黄金の")
    assert not is_unspaced("gold")
    assert not is_unspaced("")
