"""A plain client that follows `next` gets every record once, whatever is added meanwhile."""

import base64
from urllib.parse import urlsplit

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.factories import make_exhibit, make_exhibits

pytestmark = pytest.mark.django_db


def walk(client, address, link="next", between=lambda: None):
    """The pages from `address` on, as lists of accession numbers."""
    while address:
        body = client.get(address).json()
        yield [record["accession_number"] for record in body["results"]]
        parts = urlsplit(body[link] or "")
        address = body[link] and f"{parts.path}?{parts.query}"
        between()


def flat(pages):
    return [number for page in pages for number in page]


@pytest.mark.parametrize("ordering", ["number", "-number", "title", "-title", "made", "received", "published"])
def test_from_end_to_end_no_record_twice_and_none_left_out(client, ordering):
    numbers = {exhibit.accession_number for exhibit in make_exhibits(45, published=True)}
    pages = list(walk(client, f"/api/v1/exhibits/?page_size=7&ordering={ordering}"))
    assert [len(page) for page in pages] == [7, 7, 7, 7, 7, 7, 3]
    assert sorted(flat(pages)) == sorted(numbers)


def test_the_way_back_is_the_way_there(client):
    make_exhibits(20, published=True)
    there = list(walk(client, "/api/v1/exhibits/?page_size=6"))
    last = "/api/v1/exhibits/?page_size=6"
    for _ in range(3):
        last = client.get(last).json()["next"].removeprefix("http://testserver")
    back = list(walk(client, last, link="previous"))
    assert back == there[::-1]


def test_the_ends_are_null(client):
    make_exhibits(3, published=True)
    body = client.get("/api/v1/exhibits/").json()
    assert body["next"] is None
    assert body["previous"] is None


def test_filters_stay_in_the_links(client):
    make_exhibits(5, published=True)
    body = client.get("/api/v1/exhibits/?title=tea&page_size=2&fields=url,title&ordering=-title").json()
    assert "title=tea" in body["next"]
    assert "fields=url%2Ctitle" in body["next"]


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    size=st.integers(1, 9),
    inserts=st.lists(st.integers(0, 99), max_size=8),
    order=st.sampled_from(["number", "-number"]),
)
def test_what_is_added_on_the_way_moves_nothing(client, size, inserts, order):
    first = make_exhibits(12, published=True)
    standing = {exhibit.accession_number for exhibit in first}
    batch = first[0].accession_number.split(".")[0]
    waiting = list(inserts)

    def somebody_adds():
        if waiting:
            number = f"{batch}.0000{len(waiting)}{waiting.pop():02d}-{make_exhibit().pk}"
            make_exhibit(published=True, accession_number=number)

    address = f"/api/v1/exhibits/?page_size={size}&ordering={order}&number={batch}"
    seen = flat(walk(client, address, between=somebody_adds))
    assert len(seen) == len(set(seen))
    assert standing <= set(seen)


@pytest.mark.parametrize("size", ["0", "-1", "201", "1000000000", "9" * 400, "ten", "", "1.5", "٣"])
def test_a_page_holds_one_to_two_hundred(client, size):
    answer = client.get("/api/v1/exhibits/", {"page_size": size})
    assert answer.status_code == 400
    assert answer.json()["errors"] == [{"field": "page_size", "message": "A page holds 1 to 200 records."}]


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(cursor=st.text(max_size=60) | st.binary(max_size=60).map(lambda raw: base64.b64encode(raw).decode()))
def test_a_cursor_of_ones_own_making_is_refused(client, cursor):
    answer = client.get("/api/v1/exhibits/", {"cursor": cursor} if cursor else {"cursor": "x"})
    assert answer.status_code == 400
    assert answer.json()["errors"][0]["field"] == "cursor"


def test_a_cursor_of_another_order_is_refused(client):
    make_exhibits(3, published=True)
    cursor = client.get("/api/v1/exhibits/?page_size=1").json()["next"].split("cursor=")[1]
    assert client.get(f"/api/v1/exhibits/?ordering=title&cursor={cursor}").status_code == 400
