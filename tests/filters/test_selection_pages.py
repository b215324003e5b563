"""Pages of a selection: each exhibit once, forwards and backwards, while others write."""

import base64
import contextlib
import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from collection.filters.keyset import BadCursor
from collection.filters.selection import ORDERS, RELEVANCE
from collection.models import Exhibit
from collection.models.index import IndexEntry
from tests import factories as make
from tests.filters.test_selection import selection

pytestmark = pytest.mark.django_db

ALL_ORDERS = [RELEVANCE, *ORDERS, *(f"-{name}" for name in ORDERS)]
hypothesis_on_records = settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def walk(order, between=lambda: None, size=3, **asked):
    """The ids of all pages forwards, and then of those before the last page backwards, last first."""
    page = selection(order=order, **asked).page(size=size)
    forwards = [page.items]
    while page.next:
        between()
        page = selection(order=order, **asked).page(page.next, size)
        forwards.append(page.items)
    backwards = []
    while page.previous:
        between()
        page = selection(order=order, **asked).page(page.previous, size)
        backwards.append(page.items)
    return forwards, backwards


@pytest.fixture
@make.indexed_once()
def exhibits():
    made = ["", "1950", "c. 1950", "500 BCE", "1999-12-31"]
    exhibits = [make.make_exhibit(published=True, title=f"Vase {n % 3}", made=made[n % 5]) for n in range(10)]
    make.make_acquisition(exhibits=exhibits[:7], date="1984")
    make.make_exhibit(title="Vase of nobody")
    return exhibits


@pytest.mark.parametrize("order", ALL_ORDERS)
@pytest.mark.parametrize("query", ["", "vase"])
def test_every_exhibit_once_both_ways(exhibits, order, query):
    forwards, backwards = walk(order, q=query)
    assert [len(page) for page in forwards] == [3, 3, 3, 1]
    assert sorted(pk for page in forwards for pk in page) == [one.pk for one in exhibits]
    assert backwards == forwards[-2::-1]


def test_an_exhibit_deleted_after_the_index_was_read_is_left_out(exhibits):
    chosen = selection(order="number")
    IndexEntry.objects.filter(pk=chosen.page(size=3).items[-1]).delete()
    page = chosen.page(size=3)
    assert page.items == [one.pk for one in exhibits[:2]]
    assert selection(order="number").page(page.next, 3).items == [one.pk for one in exhibits[3:5]]


@hypothesis_on_records
@given(
    order=st.sampled_from(ALL_ORDERS),
    query=st.sampled_from(["", "vase", "vase OR bowl"]),
    writes=st.lists(st.sampled_from(["publish", "withdraw", "retitle", "nothing"]), max_size=8),
)
def test_none_twice_and_none_skipped_under_writes(order, query, writes):
    Exhibit.objects.filter(status="published").update(status="withdrawn")
    with make.indexed_once():
        exhibits = [make.make_exhibit(published=True, title=f"Vase {n}", made=str(1900 + n % 4)) for n in range(12)]
    steady, others = {one.pk for one in exhibits[:7]}, exhibits[7:]
    pending = list(writes)

    def write():
        match pending.pop() if pending else "nothing":
            case "publish":
                make.make_exhibit(published=True, title="Vase")
            case "withdraw" if others:
                Exhibit.objects.filter(pk=others.pop().pk).update(status="withdrawn")
            case "retitle" if others:
                exhibit = others.pop()
                exhibit.title, exhibit.made = "A vase", "1800"
                exhibit.save()

    forwards, backwards = walk(order, between=write, q=query)
    for pages in (forwards, backwards):
        met = [pk for page in pages for pk in page if pk in steady]
        assert len(met) == len(set(met))
    assert steady <= {pk for page in forwards for pk in page}
    if forwards[-1]:  # else all beyond was withdrawn meanwhile: an empty page knows no neighbours to go back to
        assert steady <= {pk for page in [*backwards, forwards[-1]] for pk in page}


def _cursor(*place):
    return base64.urlsafe_b64encode(json.dumps(place).encode()).decode().rstrip("=")


@pytest.mark.parametrize(
    ("order", "cursor"),
    [
        ("number", "x"),
        ("number", "é"),
        ("number", "W10"),
        ("number", _cursor()),
        ("number", _cursor("number", 0)),
        ("number", _cursor("number", 0, 1)),
        ("number", _cursor("number", 0, "a")),
        ("number", _cursor("-number", 0, "a", 1)),
        ("number", _cursor("number", 2, "a", 1)),
        ("number", _cursor("number", 0, None, 1)),
        ("number", _cursor("number", 0, 7, 1)),
        ("number", _cursor("number", 0, "a", "b", 1)),
        ("number", _cursor("number", 0, "a", 2**70)),
        ("made", _cursor("made", 0, "a", 1)),
        ("made", _cursor("made", 0, 2**70, 1)),
        ("made", _cursor("made", 0, True, 1)),
        ("made", _cursor("made", 0, 1.5, 1)),
        (RELEVANCE, _cursor(RELEVANCE, 0, 1, 1)),
        (RELEVANCE, _cursor(RELEVANCE, 0, "1", 1, 1)),
        (RELEVANCE, _cursor(RELEVANCE, 0, 1, 1, 1, 1)),
        (RELEVANCE, "[" * 5000),
    ],
)
def test_a_cursor_that_is_none_is_refused(order, cursor):
    with pytest.raises(BadCursor):
        selection(order=order).page(cursor)


@pytest.mark.parametrize(
    ("order", "place"),
    [
        *[("number", (key, pk)) for key in ("", "\0", "\ud800", "\U0010ffff" * 300) for pk in (0, -1, 2**63 - 1)],
        *[("-made", (key, 1)) for key in (0, 1 - 2**63, 2**63 - 1)],
        *[(RELEVANCE, (tier, prior, pk)) for tier in (-1, 2, 99) for prior in (-5, 40) for pk in (-1, 0, 2**63 - 1)],
    ],
)
def test_a_place_nobody_stands_at_lies_between_two_pages(exhibits, order, place):
    before, after = (selection(order=order).page(_cursor(order, backwards, *place)) for backwards in (1, 0))
    assert before.items + after.items == selection(order=order).page().items


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(max_size=60), order=st.sampled_from(ALL_ORDERS))
def test_any_text_is_a_page_or_a_refusal(text, order):
    with contextlib.suppress(BadCursor):
        selection(order=order).page(text or None)
