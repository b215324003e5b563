"""Close spellings: all that are close enough, in one order on both databases, and none that the reader may not know."""

from itertools import combinations

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from collection.models.index import Word
from collection.search.half import install
from collection.search.shapes import HEAD, select_shapes, shapes
from collection.search.spelling import distance, near

PUBLIC, PRIVATE = 0, 1
BOTH = (PUBLIC, PRIVATE)

pytestmark = pytest.mark.django_db


def know(public=None, private=None):
    public, private = public or {}, private or {}
    Word.objects.bulk_create(
        Word(text=text, public=public.get(text, 0), private=private.get(text, 0))
        for text in sorted(public.keys() | private.keys())
    )


def texts(word, sides=BOTH):
    return [text for text, _ in near(connection, sides, word)]


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("cartr", "carter"),
        ("crater", "carter"),
        ("xarter", "carter"),
        ("eisenhauer", "eisenhower"),
        ("gorbatchov", "gorbachev"),
        ("khrushchv", "khrushchev"),
        ("hrushcev", "khrushchev"),
        ("porcelaine", "porcelain"),
        ("гжелт", "гжель"),
        ("청자주전쟈", "청자주전자"),
        ("vas", "vase"),
    ],
)
def test_a_word_spelled_otherwise_is_found(wrong, right):
    know({right: 3, "something": 9})
    assert near(connection, BOTH, wrong) == [(right, 3)]


def test_the_nearest_come_first_then_the_most_frequent():
    know({"carters": 1, "carter": 2, "garter": 7, "barter": 7, "charter": 1, "caterer": 50, "carts": 90})
    assert near(connection, BOTH, "xarter") == [
        ("barter", 7),
        ("garter", 7),
        ("carter", 2),
        ("carters", 1),
        ("charter", 1),
    ]
    assert texts("carter") == ["barter", "garter", "carters", "charter", "carts"]


def test_short_words_forgive_one_mistake():
    know({"seal": 1, "sabre": 1, "jade": 1})
    assert texts("sel") == ["seal"]
    assert texts("sbr") == []
    assert texts("jada") == ["jade"]
    assert texts("js") == texts("") == []


def test_numbers_and_words_of_a_field_are_never_suggested():
    know({"na1234": 1, "1978a": 1, "\ue000carter": 5})
    assert texts("na1235") == texts("1978b") == texts("carter") == []


def test_the_public_is_never_told_of_private_words():
    know({"carpet": 1, "silver": 0}, {"carter": 9, "silver": 2, "carpet": 1})
    assert near(connection, [PUBLIC], "silber") == []
    assert near(connection, BOTH, "silber") == [("silver", 2)]
    assert near(connection, [PUBLIC], "carpez") == [("carpet", 1)]
    assert near(connection, BOTH, "carpez") == [("carpet", 2), ("carter", 9)]
    before = near(connection, [PUBLIC], "carper")
    Word.objects.filter(public=0).delete()
    assert near(connection, [PUBLIC], "carper") == before == [("carpet", 1)]


def test_a_word_that_is_forgotten_is_suggested_no_more():
    know({"carter": 1})
    Word.objects.all().delete()
    assert texts("cartr") == []
    know({"carter": 1})
    assert texts("cartr") == ["carter"]


def test_words_of_any_length_and_kind_are_taken():
    know({"vase": 1})
    for word in ("", "a", "x" * 64, "'; DROP", '"', "\\", "%s", "va*e"):
        assert set(texts(word)) <= {"vase"}


WORDS = st.text("abcé가", min_size=1, max_size=9)


@given(WORDS)
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_the_database_makes_the_same_shapes(word):
    with connection.cursor() as cursor:
        cursor.execute(select_shapes("%s" if connection.vendor == "sqlite" else "%s::text"), [word])
        assert {shape for (shape,) in cursor.fetchall()} == shapes(word, 2)


@given(st.sets(WORDS, max_size=12), WORDS)
@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_all_that_are_close_enough_are_found(known, word):
    install(connection)
    Word.objects.all().delete()
    know(dict.fromkeys(known, 1))
    forgiven = 2 if len(word) >= HEAD else 1
    close = [
        (apart, other)
        for other in known
        if len(other) > 2 and len(word) > 2 and 0 < (apart := _apart(word, other)) <= forgiven
    ]
    assert texts(word) == [other for _, other in sorted(close)][:5]


@given(WORDS, WORDS)
def test_distance_stops_counting_where_it_no_longer_matters(one, other):
    apart = _apart(one, other)
    assert distance(one, other, 9) == distance(other, one, 9) == apart
    assert distance(one, other, 2) == min(apart, 3)


def _apart(one: str, other: str) -> int:
    """The distance from the definition, tables and all."""
    cost = {(row, 0): row for row in range(len(one) + 1)} | {(0, column): column for column in range(len(other) + 1)}
    for row in range(1, len(one) + 1):
        for column in range(1, len(other) + 1):
            cost[row, column] = min(
                cost[row - 1, column] + 1,
                cost[row, column - 1] + 1,
                cost[row - 1, column - 1] + (one[row - 1] != other[column - 1]),
            )
            swapped = one[row - 2 : row] == other[column - 2 : column][::-1]
            if row > 1 and column > 1 and swapped:
                cost[row, column] = min(cost[row, column], cost[row - 2, column - 2] + 1)
    return cost[len(one), len(other)]


def test_shapes_leave_out_up_to_two_letters():
    assert shapes("carter", 1) == {"carter", "arter", "crter", "cater", "carer", "cartr", "carte"}
    assert shapes("presidential", 0) == {"presid"}
    assert shapes("abc", 2) == {"abc", *map("".join, combinations("abc", 2)), "a", "b", "c"}
