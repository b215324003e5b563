"""Pages by key: every record once, in order, forwards and backwards, while others write."""

import base64
import contextlib
import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from collection.filters.keyset import BadCursor, paginate
from collection.models import Exhibit
from tests import factories as make

pytestmark = pytest.mark.django_db
COLUMNS = {"number": "accession_sort", "title": "title_sort", "made": "made_order", "published": "published_at"}
ORDERS = [sign + name for name in COLUMNS for sign in ("", "-")]


def page(queryset, order, cursor=None, size=4):
    return paginate(queryset, order=order, orders=COLUMNS, cursor=cursor, size=size)


def walk(queryset, order, between=lambda: None):
    """All ids forwards, then all ids backwards from the end."""
    pages = [page(queryset, order)]
    while pages[-1].next:
        between()
        pages.append(page(queryset, order, pages[-1].next))
    forwards = [item.pk for p in pages for item in p.items]
    last, backwards = pages[-1], []
    while last.previous:
        last = page(queryset, order, last.previous)
        backwards = [item.pk for item in last.items] + backwards
    return forwards, backwards, pages


@pytest.fixture
def exhibits():
    party = make.make_party(country=make.make_country("FR"))
    made = ["", "1950", "c. 1950", "500 BCE", "1999-12-31"]
    with make.indexed_once():
        exhibits = [make.make_exhibit(published=True, title=f"Vase {n % 3}", made=made[n % 5]) for n in range(13)]
    make.make_acquisition(donors=[party], exhibits=exhibits[:9])
    return exhibits, party


@pytest.mark.parametrize("order", ORDERS)
@pytest.mark.parametrize("narrow", [False, True])
def test_every_record_once_both_ways(exhibits, order, narrow):
    records, party = exhibits
    queryset = Exhibit.objects.public()
    if narrow:
        queryset, records = queryset.filter(acquisition__donor_links__party=party), records[:9]
    forwards, backwards, pages = walk(queryset, order)
    assert sorted(forwards) == sorted(e.pk for e in records)
    assert backwards == forwards[: len(backwards)]
    assert len(backwards) == len(forwards) - len(pages[-1].items)
    key = COLUMNS[order.removeprefix("-")]
    keys = [(getattr(e, key), e.pk) for p in pages for e in p.items]
    assert keys == sorted(keys, reverse=order.startswith("-"))


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(order=st.sampled_from(ORDERS), writes=st.lists(st.sampled_from(["add", "withdraw", "nothing"]), max_size=6))
def test_none_twice_and_none_skipped_under_writes(order, writes):
    with make.indexed_once():
        exhibits = [make.make_exhibit(published=True) for _ in range(11)]
    steady, doomed = exhibits[:6], exhibits[6:]
    pending = list(writes)

    def write():
        act = pending.pop() if pending else "nothing"
        if act == "add":
            make.make_exhibit(published=True)
        elif act == "withdraw" and doomed:
            Exhibit.objects.filter(pk=doomed.pop().pk).update(status="withdrawn")

    known = Exhibit.objects.public().filter(pk__gte=exhibits[0].pk)
    forwards, _, _ = walk(known, order, between=write)
    assert len(forwards) == len(set(forwards))
    assert {e.pk for e in steady} <= set(forwards)


def _cursor(*place):
    return base64.urlsafe_b64encode(json.dumps(place).encode()).decode().rstrip("=")


@pytest.mark.parametrize(
    "cursor",
    [
        "x",
        "é",
        "AAAA",
        "W10",
        _cursor(),
        _cursor("number", 0, "a"),
        _cursor("-number", 0, "a", 1),
        _cursor("number", 2, "a", 1),
        _cursor("number", 0, None, 1),
        _cursor("number", 0, "a\0", 1),
        _cursor("number", 0, "a", 2**70),
        _cursor("number", 0, "a", "1"),
        _cursor("number", 0, ["a"], 1),
        _cursor("number", 0, True, 1),
        "[" * 5000,
        base64.urlsafe_b64encode(b"[" * 100_000).decode(),
    ],
)
def test_a_cursor_that_is_none_is_refused(cursor):
    with pytest.raises(BadCursor):
        page(Exhibit.objects.all(), "number", cursor)


@pytest.mark.parametrize("key", ["yesterday", 2**70, "9" * 400])
def test_a_key_of_the_wrong_kind_is_refused(key):
    with pytest.raises(BadCursor):
        page(Exhibit.objects.all(), "made", _cursor("made", 0, key, 1))


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=60))
def test_any_text_is_a_page_or_a_refusal(text):
    with contextlib.suppress(BadCursor):
        page(Exhibit.objects.all(), "number", text)


def test_one_query_a_page(exhibits, django_assert_num_queries):
    with django_assert_num_queries(1):
        page(Exhibit.objects.public(), "title")


@pytest.mark.parametrize(
    ("order", "key"),
    [
        ("title", "\ud800"),
        ("published", "9999-12-31T23:59:59.999999-23:59"),
        ("-published", "0001-01-01T00:00:00+14:00"),
    ],
)
def test_a_place_beyond_what_a_database_can_hold(exhibits, order, key):
    forged = base64.urlsafe_b64encode(json.dumps([order, 0, key, 1]).encode()).decode()
    with pytest.raises(BadCursor):
        page(Exhibit.objects.public(), order, forged)
