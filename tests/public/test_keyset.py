"""Paging: every record once, forward and back, in every order that is offered, under a total that is exact."""

import re
from html import unescape

import pytest

from collection.public.search import ORDERS, ExhibitList
from tests import factories as make

LINK = re.compile(r'<a rel="(prev|next)" href="([^"]+)"')
CARD = re.compile(r'<h3><a href="(/exhibits/[^"]+)"')
TOTAL = re.compile(r"<strong>([0-9,]+) exhibits?</strong>")


def walk(client, address, rel, found):
    """The addresses of all pages' records, from `address` by the links `rel`."""
    pages = []
    while address:
        text = client.get(address).text
        pages.append(found.findall(text))
        links = {name: unescape(href) for name, href in LINK.findall(text)}
        last, address = address, None
        if rel in links:
            address = last.split("?")[0].split("#")[0] + links[rel].split("#")[0]
    return pages, last


@pytest.fixture
def small_pages(monkeypatch):
    monkeypatch.setattr(ExhibitList, "page_size", 4)


@pytest.mark.parametrize("query", ["", "q=tea&"])
@pytest.mark.parametrize("order", ["relevance", *(value for value, _ in ORDERS)])
def test_a_walk_meets_each_exhibit_once_and_back_again(client, db, small_pages, order, query):
    with make.indexed_once():
        dated = [make.make_exhibit(published=True, title=f"Tea bowl {n}", made=str(1990 + n // 3)) for n in range(13)]
    make.make_acquisition(exhibits=dated, date="2001")
    forward, last = walk(client, f"/exhibits/?{query}order={order}", "next", CARD)
    assert [len(page) for page in forward] == [4, 4, 4, 1]
    assert len({card for page in forward for card in page}) == 13
    back, _ = walk(client, last, "prev", CARD)
    assert [card for page in reversed(back) for card in page] == [card for page in forward for card in page]
    assert TOTAL.findall(client.get(last).text) == ["13"]


def test_filters_and_order_are_carried_to_the_next_page(client, db, small_pages):
    make.make_exhibits(6, published=True)
    ((_, href),) = LINK.findall(client.get("/exhibits/?title=tea&order=title").text)
    assert "title=tea" in href
    assert "order=title" in href


@pytest.mark.parametrize("cursor", ["x", "%00", "W10", "é", "bnVsbA", "WyJudW1iZXIiLDAsMV0"])
@pytest.mark.parametrize(
    "address",
    [
        "/exhibits/?",
        "/exhibits/?q=rifle&",
        "/donors/?",
        "/donors/vladimir-putin/?",
        "/sources/gifts-from-russia/?",
        "/showrooms/12/?",
    ],
)
def test_a_cursor_that_is_none_answers_400(client, scene, address, cursor):
    assert client.get(f"{address}cursor={cursor}").status_code == 400


def test_the_gifts_of_a_donor_are_paged_and_counted(client, scene):
    make.make_acquisition(donors=[scene.putin], exhibits=make.make_exhibits(30, published=True))
    pages, last = walk(client, scene.putin.get_absolute_url(), "next", CARD)
    cards = [card for page in pages for card in page]
    assert len(pages) == 2
    assert len(cards) == len(set(cards)) == 32
    assert TOTAL.findall(client.get(last).text) == ["32"]
