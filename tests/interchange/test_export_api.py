"""Any list of the API as a file: what its reader gets record by record, filtered and ordered as the list."""

import csv
import io
import json

import openpyxl
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from collection.api.reading import HANDLES
from collection.filters import downloads
from collection.interchange.cells import MARK, unguarded
from collection.models import Exhibit
from tests import factories as make
from tests.api.conftest import museum  # noqa: F401  (a fixture)

pytestmark = pytest.mark.django_db
LIST = "/api/v1/exhibits/"


def body(answer):
    assert answer.status_code == 200, answer.content
    return b"".join(answer.streaming_content)


def lines(client, address):
    return [json.loads(line) for line in body(client.get(address)).splitlines()]


def rows(client, address):
    header, *found = csv.reader(io.StringIO(body(client.get(address)).decode("utf-8-sig"), newline=""))
    assert header.pop() == MARK
    return [dict(zip(header, map(unguarded, row), strict=False)) for row in found]


STAFF_ONLY = {"restriction-candidates", "disagreements"}


@pytest.mark.parametrize("role", [None, "curator"])
def test_json_lines_are_the_records_at_their_own_addresses(museum, client, role):  # noqa: F811
    make.make_deaccession(exhibit=make.make_exhibit(published=True))
    make.make_party(is_anonymous=True)
    rule = museum.shown.restriction
    make.make_restriction(exhibit=museum.shown.exhibit, supersedes=rule, public_statement="It may touch it.")
    make.make_participation(exhibit=museum.shown.exhibit, role="user", is_public=False)
    make.make_candidate(exhibit=museum.shown.exhibit)
    if role:
        client.force_login(make.make_user(role))

    for resource in HANDLES:
        found = lines(client, f"/api/v1/{resource}/?format=jsonl")
        listed = client.get(f"/api/v1/{resource}/?page_size=200").json()["results"]

        assert bool(found) is (role is not None or resource not in STAFF_ONLY), resource
        assert [record["url"] for record in found][:200] == [record["url"] for record in listed]
        for record in found[:20]:
            assert client.get(record["url"].removeprefix("http://testserver")).json() == record


def test_filtered_and_ordered_as_the_list(client):
    for title in ("Samovar B", "Rifle", "Samovar A"):
        make.make_exhibit(published=True, title=title)

    assert [row["title"] for row in rows(client, f"{LIST}?format=csv&title=samovar&ordering=-title")] == [
        "Samovar B",
        "Samovar A",
    ]
    assert {row["title"] for row in rows(client, f"{LIST}?format=csv&q=samovar")} == {"Samovar A", "Samovar B"}


def test_every_page_of_a_long_list(client):
    make.make_exhibits(450, published=True)

    titles = [record["title"] for record in lines(client, f"{LIST}?format=jsonl&ordering=title")]

    assert titles == [f"Tea bowl {number}" for number in range(450)]


def test_a_list_paged_by_key_is_whole(client):
    client.force_login(make.make_user("curator"))
    for _ in range(205):
        make.make_source()

    assert len(rows(client, "/api/v1/sources/?format=csv")) == 205


def test_a_row_holds_the_parts_that_people_look_for(museum, client):  # noqa: F811
    exhibit = museum.shown.exhibit
    exhibit.description = "=1+1"
    exhibit.save()

    (row,) = rows(client, f"{LIST}?format=csv")

    assert row["accession_number"] == exhibit.accession_number
    assert row["description"] == "=1+1"
    assert row["acquisition_donors_name"] == museum.shown.donor.name
    assert row["acquisition_donors_country_code"] == "FR"
    assert row["materials"] == exhibit.materials.get().name
    assert row["showroom_number"] == "12"
    assert row["participations_party_name"] == museum.shown.maker.name


def test_only_the_fields_that_are_named(client):
    exhibit = make.make_exhibit(published=True)

    assert rows(client, f"{LIST}?format=csv&fields=title,public_id") == [
        {"public_id": exhibit.public_id, "title": exhibit.title}
    ]
    assert lines(client, f"{LIST}?format=jsonl&fields=title") == [{"title": exhibit.title}]


def test_a_workbook(client):
    make.make_exhibit(published=True, title="-1 degree")

    answer = client.get(f"{LIST}?format=xlsx&fields=title,quantity")

    assert answer.headers["Content-Disposition"].endswith('.xlsx"')
    sheet = openpyxl.load_workbook(io.BytesIO(body(answer))).active
    assert [[cell.value for cell in row] for row in sheet] == [["title", "quantity"], ["-1 degree", 1]]


@pytest.mark.parametrize("resource", ["exhibits", "countries"])
def test_who_takes_nothing_but_the_file_gets_it(client, resource):
    answer = client.get(f"/api/v1/{resource}/?format=csv", headers={"Accept": "text/csv"})

    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert body(answer)


def test_what_no_workbook_can_hold_is_said_before_anything_is_sent(client):
    make.make_exhibit(published=True, description="x" * 40_000)

    refused = client.get(f"{LIST}?format=xlsx")

    assert refused.status_code == 400
    assert "description" in str(refused.json()["errors"])


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("format=pdf", "format"),
        ("format=csv&page_size=5", "page_size"),
        ("format=csv&cursor=x", "cursor"),
        ("format=csv&ordering=internal_note", "ordering"),
        ("format=csv&fields=internal_note", "fields"),
        ("format=csv&status=draft", "status"),
    ],
)
@pytest.mark.parametrize("resource", ["exhibits", "parties"])
def test_what_cannot_be_meant_is_refused_by_name(client, resource, query, name):
    refused = client.get(f"/api/v1/{resource}/?{query}")

    assert refused.status_code == 400
    assert name in str(refused.json()["errors"])


@pytest.mark.parametrize("resource", ["exhibits", "parties"])
def test_a_visitor_gets_no_more_than_the_stated_number(client, monkeypatch, resource):
    monkeypatch.setattr(downloads, "MOST", 2)
    monkeypatch.setattr("collection.api.exporting.MOST", 2)
    exhibits = [make.make_exhibit(published=True) for _ in range(3)]
    make.make_acquisition(donors=[make.make_party() for _ in range(3)], exhibits=exhibits)
    address = f"/api/v1/{resource}/?format=csv"

    refused = client.get(address)
    assert refused.status_code == 400
    assert "at most 2 records" in str(refused.json()["errors"])

    client.force_login(make.make_user("curator"))
    assert len(rows(client, address)) == 3


@pytest.mark.parametrize("role", [None, "curator"])
def test_nothing_is_counted_or_skipped(client, role):
    make.make_exhibits(1_100, published=True)
    if role:
        client.force_login(make.make_user(role))

    with CaptureQueriesContext(connection) as asked:
        body(client.get(f"{LIST}?format=jsonl"))
        body(client.get("/api/v1/sources/?format=csv"))

    assert not [one["sql"] for one in asked if "COUNT(" in one["sql"].upper() or "OFFSET" in one["sql"].upper()]
    assert len(asked) < (12 if role is None else 120)


def test_what_is_withdrawn_while_the_file_is_sent_is_not_in_it(client):
    make.make_exhibits(501, published=True)
    answer = client.get(f"{LIST}?format=jsonl&ordering=title")
    sent = iter(answer.streaming_content)
    first = next(sent)

    Exhibit.objects.filter(title="Tea bowl 500").update(status="withdrawn")

    assert len((first + b"".join(sent)).splitlines()) == 500


def test_asked_for_its_head_nothing_is_read(client):
    make.make_exhibits(3, published=True)

    assert client.head(f"{LIST}?format=csv").status_code == 200
