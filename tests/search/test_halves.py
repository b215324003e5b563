"""Words, phrases and beginnings of words: one suite for both databases."""

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from collection.models.index import IndexEntry
from collection.search.half import MOST_PLACES, half, stored
from collection.search.words import BREAK, LONGEST_STREAM, Field, stream, tagged, words

from .streams import PRIVATE, PUBLIC, any_of, clear, lexemes_of, phrase, prefix, write


@pytest.fixture(autouse=True)
def _only_ours(db):
    yield
    clear()


def test_a_word_is_found_as_it_is_and_no_other():
    write({1: ["blue", "vase"], 2: ["vase"], 3: ["vases"]})
    assert phrase("vase") == [1, 2]
    assert phrase("vas") == []


def test_a_phrase_is_words_in_a_row():
    write({1: ["state", "visit", "to", "moscow"], 2: ["visit", "state"], 3: ["state", "to", "visit"]})
    assert phrase("state", "visit") == [1]
    assert phrase("visit", "to", "moscow") == [1]
    assert phrase() == []


def test_a_phrase_may_say_a_word_twice():
    write({1: ["new", "new", "york"], 2: ["new", "york"]})
    assert phrase("new", "new") == [1]
    assert phrase("new", "york") == [1, 2]


def test_no_phrase_crosses_a_break():
    write({1: ["blue", BREAK, "vase"], 2: ["blue", "vase", BREAK]})
    assert phrase("blue", "vase") == [2]


def test_the_beginning_of_a_word():
    write({1: ["carter"], 2: ["cart"], 3: ["car"], 4: ["scarf"]})
    assert prefix("cart") == [1, 2]
    assert prefix("carters") == []


def test_any_of_many_phrases():
    write({pk: [f"word{pk}", "of", "many"] for pk in range(1, 1201)})
    asked = [[f"word{pk}", "of"] for pk in range(1, 1101)]
    assert any_of(*asked, ["many", "word1"], []) == list(range(1, 1101))
    assert any_of() == []


def test_a_phrase_among_few():
    write(
        {1: ["gift", "of", "state"], 2: ["of", "state"], 3: ["state", "of"], 4: ["of", "states"]}, {3: ["of", "state"]}
    )
    own = half(connection)
    assert list(own.holding(connection, PUBLIC, ["of", "state"], [1, 3, 4, 9])) == [1]
    assert list(own.holding(connection, PRIVATE, ["of", "state"], [1, 3])) == [3]
    assert not own.holding(connection, PUBLIC, ["of", "state"], [])


def test_the_sides_are_apart():
    write({1: ["gift"], 2: []}, {1: ["storage"], 2: ["gift"]})
    assert (phrase("gift"), phrase("storage")) == ([1], [])
    assert (phrase("gift", side=PRIVATE), prefix("stor", side=PRIVATE)) == ([2], [1])
    assert lexemes_of([1, 2]) == {1: {"gift"}, 2: set()}
    assert lexemes_of([1, 2], PRIVATE) == {1: {"storage"}, 2: {"gift"}}


def test_words_of_a_field():
    write({1: stream([(Field.TITLE, "A jade seal"), (Field.DONOR, "Park")]), 2: stream([(Field.TEXT, "jade seal")])})
    assert phrase("jade", "seal") == [1, 2]
    assert phrase(tagged(Field.TITLE, "jade"), tagged(Field.TITLE, "seal")) == [1]
    assert prefix(tagged(Field.TITLE, "se")) == [1]
    assert prefix("se") == [1, 2]
    assert phrase(tagged(Field.TITLE, "seal"), tagged(Field.DONOR, "park")) == []


@pytest.mark.parametrize(
    "text",
    ["Ёлка из Гжели", "平和の鐘", "고려 청자 주전자", "Đặng Văn Ngữ", "قلعة", "כד חרס", "𝒜stral 𠮷野家", "Straße 12"],
)
def test_every_script(text):
    write({1: stream([(Field.TEXT, text)]), 2: ["other"]})
    lexemes = words(text)
    assert phrase(*lexemes) == [1]
    for lexeme in lexemes:
        assert phrase(lexeme) == [1]
        assert prefix(lexeme[:1]) == [1]


ODD = ["o'neil", 'quo"te', "back\\slash", "\\", "''", "a:b", "a&b|!c", "(x)", "x*", "50%", "%s"]


@pytest.mark.parametrize("odd", ODD)
def test_signs_in_a_word_are_only_signs(odd):
    """No word of `words` has any; still none of them may mean anything to the database."""
    write({1: ["before", odd, "after"], 2: ["other"]})
    assert 2 not in phrase(odd)
    assert phrase("before") == phrase("after") == [1]
    assert 2 not in prefix(odd)
    assert any_of([odd], ["other"])[-1] == 2


def test_a_long_stream_is_found_to_its_end():
    long = [f"word{place}" for place in range(LONGEST_STREAM - 2)] + ["the", "end"]
    write({1: long, 2: ["the"]})
    assert phrase("the", "end") == [1]
    assert phrase("word9000", "word9001") == [1]
    assert lexemes_of([1]) == {1: set(long)}


def test_both_databases_forget_the_same_places():
    write({1: ["of"] * MOST_PLACES + ["gold", "of", "silver"], 2: ["of", "silver"]})
    assert phrase("of", "gold") == [1]
    assert phrase("of", "silver") == [2]
    assert phrase("silver") == [1, 2]


def test_the_index_follows_every_write():
    write({1: ["one"], 2: ["two"]}, {1: ["hidden"]})
    write({1: ["other"]})
    assert (phrase("one"), phrase("other"), phrase("hidden", side=PRIVATE)) == ([], [1], [])
    IndexEntry.objects.filter(pk=2).update(public_words=["other", "thing"])
    assert (phrase("two"), phrase("other", "thing")) == ([], [2])
    entry = IndexEntry.objects.get(pk=2)
    entry.number = "77"
    entry.save()
    assert phrase("other", "thing") == [2]
    entry.delete()
    assert phrase("other") == [1]
    clear()
    assert phrase("other") == []


@pytest.mark.only_on("sqlite")
def test_the_index_agrees_with_what_it_indexes():
    """FTS5 can say so itself."""
    write({pk: ["gold", f"word{pk}"] for pk in range(1, 200)}, {pk: ["silver"] for pk in range(1, 99)})
    write({pk: ["silver"] for pk in range(50, 100)})
    IndexEntry.objects.filter(pk__lt=60).delete()
    assert len(phrase("silver")) == 40
    with connection.cursor() as cursor:
        for table in ("search_public_words", "search_private_words"):
            cursor.execute(f"INSERT INTO {table}({table}, rank) VALUES ('integrity-check', 1)")


def test_what_is_stored_can_be_written_by_hand():
    text = stored(connection, ["blue", "o'neil", BREAK, "blue"])
    with connection.cursor() as cursor:
        write({1: []})
        cursor.execute("UPDATE collection_indexentry SET public_words = %s WHERE exhibit_id = 1", [text])
    assert lexemes_of([1, 9]) == {1: {"blue", "o'neil"}}


LEXEMES = st.sampled_from([*"ab", "aa", "ab", "ba", "b\u0301", "\ue000a", "\ue000ab", "가나", "гжель", BREAK])
STREAMS = st.lists(LEXEMES, max_size=8)
WANTED = LEXEMES.filter(lambda lexeme: lexeme != BREAK)
PHRASES = st.lists(WANTED, min_size=1, max_size=3)


def _has(stream: list[str], lexemes: list[str]) -> bool:
    return any(stream[place : place + len(lexemes)] == lexemes for place in range(len(stream)))


@given(st.lists(st.tuples(STREAMS, STREAMS), max_size=8), st.lists(PHRASES, max_size=4), WANTED)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_the_answers_are_those_of_reading_through(sides, phrases, beginning):
    clear()
    write(*({pk: streams[side] for pk, streams in enumerate(sides, 1)} for side in (PUBLIC, PRIVATE)))
    for side in (PUBLIC, PRIVATE):
        read = {pk: streams[side] for pk, streams in enumerate(sides, 1)}
        for lexemes in phrases:
            assert phrase(*lexemes, side=side) == [pk for pk, stream in read.items() if _has(stream, lexemes)]
        found = [pk for pk, stream in read.items() if any(_has(stream, lexemes) for lexemes in phrases)]
        assert any_of(*phrases, side=side) == found
        begun = [pk for pk, stream in read.items() if any(lexeme.startswith(beginning) for lexeme in stream)]
        assert prefix(beginning, side=side) == begun
        assert lexemes_of(read, side) == {pk: set(stream) - {BREAK} for pk, stream in read.items()}
