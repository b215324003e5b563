"""A page costs the same number of queries however many records stand on it and however deep it lies."""

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.api.conftest import handles
from tests.factories import (
    indexed_once,
    make_acquisition,
    make_contradiction,
    make_counter_gift,
    make_country,
    make_exhibit,
    make_instrument,
    make_note,
    make_occasion,
    make_participation,
    make_party,
    make_restriction,
    make_showroom,
    make_source,
    make_term,
)

# What a public list and a public record may cost. More is a regression; write a lower number where you save one.
LISTS = {
    "exhibits": 12, "donors": 2, "parties": 2, "showrooms": 4, "acquisitions": 12, "occasions": 3,
    "provenance-notes": 11, "sources": 1, "restrictions": 4, "countries": 2, "instruments": 2,
}  # fmt: skip


@indexed_once()
def fill(count):
    """`count` more of everything, each connected to others of its own."""
    for _ in range(count):
        giver, receiver = make_party(country=make_country("FR")), make_party()
        occasion = make_occasion(stops=["Khasan", "Artyom"])
        acquisition = make_acquisition(
            donors=[giver, make_party()], recipient=receiver, occasion=occasion, stop=occasion.stops.first()
        )
        make_counter_gift(acquisition=acquisition, giver=receiver, receiver=giver)
        exhibit = make_exhibit(
            published=True,
            acquisition=acquisition,
            location=make_showroom().location,
            classification=make_term(vocabulary="classification"),
            materials=[make_term(), make_term()],
        )
        make_participation(exhibit=exhibit)
        note = make_note(exhibit=exhibit, source=make_source())
        make_contradiction(note)
        rule = make_instrument(is_public=True, countries=["KP", "RU"])
        make_restriction(exhibit=exhibit, rule=rule, public_statement="It may apply.")


def cost(client, address):
    with CaptureQueriesContext(connection) as queries:
        answer = client.get(address)
    assert answer.status_code == 200
    return len(queries), [query["sql"][:200] for query in queries], answer


@pytest.mark.parametrize("resource", sorted(LISTS))
def test_a_list_costs_the_same_whatever_it_holds(client, museum, resource):
    fill(1)
    address = f"/api/v1/{resource}/?page_size=100"
    few, _, _ = cost(client, address)
    fill(4)
    many, queries, answer = cost(client, address)
    assert len(answer.json()["results"]) >= 6
    assert many == few, queries
    assert many <= LISTS[resource], queries


@pytest.mark.parametrize("resource", sorted({*LISTS} - {"showrooms", "countries"}))
def test_a_record_costs_the_same_whatever_hangs_from_it(client, museum, resource):
    address = f"/api/v1/{resource}/{handles(museum.shown)[resource]}/"
    few, _, _ = cost(client, address)
    exhibit = museum.shown.exhibit
    for _ in range(4):
        make_participation(exhibit=exhibit)
        make_contradiction(make_note(exhibit=exhibit))
        make_restriction(exhibit=exhibit, public_statement="It may apply.")
        make_counter_gift(acquisition=museum.shown.acquisition)
    many, queries, _ = cost(client, address)
    assert many <= few + 1, queries
    assert many <= 26, queries


def test_fewer_fields_cost_fewer_queries(client, museum):
    fill(2)
    assert cost(client, "/api/v1/parties/?fields=url,name")[0] == 1
    assert cost(client, "/api/v1/parties/")[0] == 2


@pytest.mark.parametrize("query", ["", "?q=bowl", "?country=FR&ordering=-made", "?fields=url,title", "?q=nosuchword"])
def test_visitors_lists_of_exhibits_cost_hardly_any(client, museum, query):
    fill(2)
    address = f"/api/v1/exhibits/{query}"
    client.get(address)  # what a process reads once of the index
    cache.clear()
    # The state of the index, the keys of the page's ends, the cards; for a search, where its words stand.
    assert cost(client, address)[0] <= 4
    assert cost(client, address)[0] == 1  # the answer is kept


@pytest.mark.parametrize("resource", sorted(LISTS))
def test_staff_pages_are_constant_too(client, museum, sign_in, resource):
    sign_in("curator")
    fill(1)
    few, _, _ = cost(client, f"/api/v1/{resource}/?page_size=100")
    fill(3)
    many, queries, _ = cost(client, f"/api/v1/{resource}/?page_size=100")
    assert many == few, queries
