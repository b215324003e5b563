"""How far behind a standby is, told from places in the log alone."""

from hypothesis import given
from hypothesis import strategies as st

from config.replicas import Lag


def test_standby_that_has_all_is_not_behind():
    assert Lag().note(now=100, written=5000, replayed=5000) == 0


def test_standby_that_stands_still_falls_behind_by_the_clock():
    lag = Lag()
    lag.note(now=100, written=5000, replayed=5000)

    assert [lag.note(now=now, written=5000 + now, replayed=5000) for now in (101, 102, 110)] == [1, 2, 10]


def test_standby_has_what_was_written_when_the_primary_stood_there():
    lag = Lag()
    for now in (100, 101, 102):
        lag.note(now=now, written=now, replayed=0)

    assert lag.note(now=103, written=103, replayed=101) == 2


def test_standby_never_seen_to_have_caught_up_is_of_no_use():
    assert Lag().note(now=100, written=5000, replayed=4000) == float("inf")


def test_without_the_primary_it_counts_what_was_known_to_be_written():
    lag = Lag()
    lag.note(now=100, written=5000, replayed=5000)
    lag.note(now=101, written=6000, replayed=5000)

    assert lag.note(now=107, written=None, replayed=5000) == 7
    assert lag.note(now=108, written=None, replayed=6000) == 0


def test_new_primary_with_a_shorter_log_starts_anew():
    lag = Lag()
    lag.note(now=100, written=9000, replayed=5000)

    assert lag.note(now=101, written=6000, replayed=6000) == 0


@given(st.lists(st.tuples(st.integers(0, 100), st.integers(0, 100)), min_size=1, max_size=30))
def test_lag_is_never_less_than_the_age_of_what_is_missing(steps):
    """`steps`: how much is written in a second, and how much of what is there is played back."""
    lag, written, replayed = Lag(), 0, 0
    history = []
    for now, (more, percent) in enumerate(steps):
        written += more
        replayed += (written - replayed) * percent // 100
        history.append((now, written))
        missing = [then for then, place in history if place > replayed]

        assert lag.note(now=now, written=written, replayed=replayed) >= (now - missing[0] if missing else 0)
