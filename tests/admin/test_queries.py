"""Promise 32: what a page of the admin costs does not grow with the museum, nor with the rows on the page."""

import pytest
from django.contrib import admin
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from collection.models import Exhibit, Movement
from tests import factories
from tests.admin.forms import url

pytestmark = pytest.mark.django_db
MODELS = [a.opts.model_name for model, a in admin.site._registry.items() if model._meta.app_label == "collection"]


@factories.indexed_once()
def populate(count):
    """`count` of everything, each row with relations of its own."""
    for _ in range(count):
        room = factories.make_showroom()
        donor = factories.make_party(country=factories.make_country("FR"))
        acquisition = factories.make_acquisition(
            donors=[donor], recipient=factories.make_party(), occasion=factories.make_occasion(stops=["Khasan"])
        )
        exhibit = factories.make_exhibit(
            acquisition=acquisition,
            location=room.location,
            classification=factories.make_term(vocabulary="classification"),
        )
        factories.make_contradiction(factories.make_note(exhibit=exhibit))
        factories.make_restriction(exhibit=exhibit)
        factories.make_counter_gift(acquisition=acquisition)
        factories.make_contact(donor)
        factories.make_term(parent=factories.make_term())
        factories.make_deaccession(exhibit=factories.make_exhibit())


def cost(client, address, **query):
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address, query).status_code == 200
    return len(captured), [q["sql"] for q in captured]


@pytest.fixture
def reader(client):
    client.force_login(factories.make_superuser())
    return client


def test_every_list_costs_the_same_for_three_rows_and_for_many(reader):
    populate(3)
    addresses = [reverse(f"admin:collection_{model}_changelist") for model in MODELS] + [reverse("admin:index")]
    few = {address: cost(reader, address)[0] for address in addresses}
    populate(20)
    many = {address: cost(reader, address)[0] for address in addresses}
    assert many == few
    assert max(many.values()) <= 20, many


def test_the_page_of_an_exhibit_costs_the_same_with_few_rows_and_with_many(reader):
    exhibit = factories.make_exhibit(acquisition=factories.make_acquisition())

    @factories.indexed_once()
    def fill(count):
        for _ in range(count):
            factories.make_participation(exhibit=exhibit)
            factories.make_note(exhibit=exhibit)
            factories.make_restriction(exhibit=exhibit)
            factories.make_movement(exhibit=exhibit)

    fill(2)
    few, _ = cost(reader, url(exhibit))
    fill(30)
    many, statements = cost(reader, url(exhibit))
    assert many <= few, "\n".join(statements)


def test_an_acquisition_and_a_party_cost_the_same_with_many_gifts(reader):
    giver = factories.make_party()
    acquisition = factories.make_acquisition(donors=[giver])

    @factories.indexed_once()
    def fill(count):
        for _ in range(count):
            factories.make_counter_gift(acquisition=acquisition)
            factories.make_exhibit(acquisition=acquisition)
            factories.make_acquisition(donors=[giver])

    fill(2)
    few = [cost(reader, url(record))[0] for record in (acquisition, giver)]
    fill(30)
    many = [cost(reader, url(record))[0] for record in (acquisition, giver)]
    assert all(later <= earlier for later, earlier in zip(many, few, strict=True)), (few, many)


@pytest.mark.parametrize(
    ("model", "field"),
    [("exhibit", "acquisition"), ("movement", "exhibit"), ("movement", "to_location"), ("provenancenote", "source"),
     ("contradiction", "second"), ("acquisitiondonor", "party"), ("acquisition", "occasion"), ("acquisition", "stop")],
)  # fmt: skip
def test_an_autocomplete_costs_the_same_for_few_and_many(reader, model, field):
    query = {"app_label": "collection", "model_name": model, "field_name": field, "term": ""}
    populate(2)
    few, _ = cost(reader, reverse("admin:autocomplete"), **query)
    populate(12)
    many, _ = cost(reader, reverse("admin:autocomplete"), **query)
    assert many == few <= 6


def test_no_list_counts_its_whole_table(reader):
    factories.make_exhibits(30)
    for model in MODELS:
        _, statements = cost(reader, reverse(f"admin:collection_{model}_changelist"))
        for sql in statements:
            assert "COUNT(" not in sql or "LIMIT" in sql, sql


def test_a_list_stops_counting_at_a_thousand_and_says_so(reader):
    factories.make_exhibits(1100)
    page = reader.get(reverse("admin:collection_exhibit_changelist")).content.decode()
    assert "The first 1000 exhibits; search or filter to see others" in page
    assert Exhibit.objects.count() == 1100


def test_the_list_is_in_the_order_of_an_index(reader):
    factories.make_exhibits(30)
    _, statements = cost(reader, reverse("admin:collection_exhibit_changelist"))
    listing = next(sql for sql in statements if "ORDER BY" in sql and '"collection_exhibit"."title"' in sql)
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute(f"EXPLAIN QUERY PLAN {listing.replace('%', '%%')}")
            plan = " ".join(row[3] for row in cursor.fetchall())
        assert "exhibit_by_update" in plan
        assert "TEMP B-TREE" not in plan


@pytest.mark.parametrize("term", ["B", "b", "Tea", "tea bowl", "bowl 7", "te*", "title:bowl -samovar"])
def test_a_search_finds_the_beginning_of_a_number_and_words_of_a_title(reader, term):
    factories.make_exhibits(12)
    page = reader.get(reverse("admin:collection_exhibit_changelist"), {"q": term})
    assert "Tea bowl 7" in page.content.decode()


def test_movements_are_found_by_the_number_of_their_exhibit(reader):
    factories.make_movement(exhibit=factories.make_exhibit(accession_number="2023.0914.1"), reason="Found")
    factories.make_movement(reason="Another")
    page = reader.get(reverse("admin:collection_movement_changelist"), {"q": "2023.0914"}).content.decode()
    assert ("Found" in page, "Another" in page) == (True, False)
    assert Movement.objects.count() == 2
