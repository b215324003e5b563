"""The words of the index and how many exhibits have them."""

from collections import Counter

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from collection.models.index import Word
from collection.search import vocabulary

PUBLIC, PRIVATE = 0, 1
BOTH = (PUBLIC, PRIVATE)

pytestmark = pytest.mark.django_db


def count(side=PUBLIC, removed=(), **added):
    return vocabulary.count(connection, side, Counter(added), Counter(removed))


def beginning(prefix, sides=BOTH, limit=10):
    return vocabulary.beginning(connection, prefix, sides, limit)


def counts():
    return {text: (public, private) for text, public, private in Word.objects.values_list("text", "public", "private")}


def test_words_are_counted_up_and_down():
    count(vase=2, carpet=1)
    count(PRIVATE, vase=3, storage=1)
    count(vase=1, removed={"carpet": 1, "vase": 2})
    assert counts() == {"vase": (1, 3), "carpet": (0, 0), "storage": (0, 1)}


def test_a_word_that_becomes_common_is_reported_once_and_for_its_side():
    assert count(vase=vocabulary.COMMON - 1, gift=vocabulary.COMMON) == {"gift"}
    assert count(PRIVATE, vase=5) == set()
    assert count(vase=1, gift=1) == {"vase"}
    assert count(vase=1, removed={"gift": 5}) == set()
    assert count(gift=5) == {"gift"}


def test_words_have_ids():
    count(**{f"word{place}": 1 for place in range(1000)})
    asked = [f"word{place}" for place in range(0, 1000, 2)]
    ids = vocabulary.ids_of(connection, [*asked, "unheard"])
    assert ids.keys() == set(asked)
    assert ids["word8"] == Word.objects.get(text="word8").pk
    assert vocabulary.ids_of(connection, []) == {}


def test_words_that_begin_alike_the_most_frequent_first():
    count(car=1, carpet=5, carter=9, cat=7, scar=9, чайка=2, чайник=3)
    assert beginning("car") == [("carter", 9), ("carpet", 5), ("car", 1)]
    assert beginning("car", limit=1) == [("carter", 9)]
    assert beginning("чай") == [("чайник", 3), ("чайка", 2)]
    assert beginning("\ue000car") == []


def test_the_public_is_told_of_its_own_words_only():
    count(carpet=1)
    count(PRIVATE, carter=5, carpet=2)
    assert beginning("car", [PUBLIC]) == [("carpet", 1)]
    assert beginning("car", BOTH) == [("carter", 5), ("carpet", 3)]
    assert beginning("car", [PRIVATE]) == [("carter", 5), ("carpet", 2)]


def test_rebuilding_forgets_what_was_and_adds_up_what_is_given():
    count(old=1)
    parts = [(PUBLIC, {"vase": 2}), (PRIVATE, {"vase": 1, "o'neil": 4}), (PUBLIC, {"vase": 1, "tab\there": 1})]
    vocabulary.rebuild(connection, parts)
    assert counts() == {"vase": (3, 1), "o'neil": (0, 4), "tab\there": (1, 0)}
    vocabulary.rebuild(connection, [])
    assert counts() == {}


COUNTS = st.dictionaries(st.sampled_from(["vase", "чайка", "\ue000vase", "o'neil", "가나"]), st.integers(0, 5))


@given(st.lists(st.tuples(st.sampled_from(BOTH), COUNTS, COUNTS), max_size=6))
@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_counts_are_what_was_added_less_what_was_removed(changes):
    Word.objects.all().delete()
    totals = Counter(), Counter()
    for side, added, removed in changes:
        vocabulary.count(connection, side, Counter(added), Counter(removed))
        totals[side].update(added)
        totals[side].subtract(removed)
    for text, counted in counts().items():
        assert counted == (totals[PUBLIC][text], totals[PRIVATE][text])
