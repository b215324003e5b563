"""Any list of the admin as a file: what is selected, or all that its filters and search leave, for who may see it."""

import csv
import io
import json

import openpyxl
import pytest
from django.contrib import admin
from django.contrib.auth.models import Permission
from django.urls import reverse

from collection.admin.base import RecordAdmin
from collection.admin.paging import CappedPaginator
from collection.interchange.cells import unguarded
from collection.models import Exhibit
from tests import factories as make

pytestmark = pytest.mark.django_db
LIST = "/admin/collection/exhibit/"


@pytest.fixture
def curator(client):
    client.force_login(make.make_user("curator"))
    return client


def body(answer):
    assert answer.status_code == 200, answer.content
    return b"".join(answer.streaming_content)


def rows(answer):
    header, *found = csv.reader(io.StringIO(body(answer).decode("utf-8-sig"), newline=""))
    return [dict(zip(header, map(unguarded, row), strict=True)) for row in found]


def lines(answer):
    return [json.loads(line) for line in body(answer).splitlines()]


def titles(answer):
    return sorted(row["title"] for row in rows(answer))


@pytest.fixture
def exhibits():
    return [
        make.make_exhibit(published=True, title="Samovar A", description="=cmd"),
        make.make_exhibit(published=True, title="Rifle"),
        make.make_exhibit(title="Samovar B", internal_note="For us"),
    ]


def test_all_that_the_list_shows(curator, exhibits):
    assert titles(curator.get(f"{LIST}?export=csv")) == ["Rifle", "Samovar A", "Samovar B"]
    assert titles(curator.get(f"{LIST}?export=csv&status__exact=draft")) == ["Samovar B"]
    assert titles(curator.get(f"{LIST}?export=csv&q=samovar")) == ["Samovar A", "Samovar B"]
    assert titles(curator.get(f"{LIST}?export=csv&q=samovar&status__exact=draft&p=1")) == ["Samovar B"]


def test_the_list_links_to_its_files(curator, exhibits):
    page = curator.get(f"{LIST}?q=samovar&status__exact=draft").content.decode()

    assert "?q=samovar&amp;status__exact=draft&amp;export=xlsx" in page


@pytest.mark.parametrize("kind", ["csv", "xlsx", "jsonl"])
def test_what_is_selected(curator, exhibits, kind):
    chosen = {"action": f"export_{kind}", "_selected_action": [exhibits[0].pk]}

    answer = curator.post(LIST, chosen)

    assert answer.headers["Content-Disposition"].startswith('attachment; filename="exhibits-')
    if kind == "csv":
        assert [row["description"] for row in rows(answer)] == ["=cmd"]
    elif kind == "jsonl":
        assert [record["title"] for record in lines(answer)] == ["Samovar A"]
    else:
        assert len(list(openpyxl.load_workbook(io.BytesIO(body(answer))).active.rows)) == 2


def test_all_pages_of_a_search_and_not_only_what_the_list_counts_to(curator, monkeypatch):
    monkeypatch.setattr(CappedPaginator, "CAP", 3)
    make.make_exhibits(8)
    every = {"action": "export_csv", "select_across": "1", "_selected_action": [Exhibit.objects.first().pk]}

    assert len(rows(curator.post(f"{LIST}?q=tea+bowl", every))) == 8
    for number in range(8):
        make.make_party(name=f"Same {number}")
    assert len(rows(curator.get("/admin/collection/party/?q=same&export=csv"))) == 8


def test_records_of_exhibits_are_those_of_the_api(curator, exhibits):
    for record in lines(curator.get(f"{LIST}?export=jsonl")):
        assert record == curator.get(f"/api/v1/exhibits/{record['public_id']}/").json()


def test_every_list_can_be_taken_away(client):
    client.force_login(make.make_superuser())
    note = make.make_note(exhibit=make.make_exhibit(published=True))
    make.make_contradiction(note)
    make.make_deaccession()
    make.make_contact()
    make.make_counter_gift()
    lists = {model: kept for model, kept in admin.site._registry.items() if isinstance(kept, RecordAdmin)}
    for model in lists:
        address = reverse(f"admin:collection_{model._meta.model_name}_changelist")
        rows(client.get(f"{address}?export=csv"))

    assert len(lists) > 12


def test_a_row_names_what_it_points_to(curator):
    party = make.make_party(country=make.make_country("FR"), birth="c. 1860", internal_note="Careful")

    (row,) = rows(curator.get("/admin/collection/party/?export=csv"))

    assert (row["name"], row["country"], row["birth"], row["birth_edtf"]) == (party.name, "France", "c. 1860", "1860~")
    assert row["internal_note"] == "Careful"
    assert not {"name_sort", "birth_earliest"} & row.keys()


def test_who_may_not_see_a_list_may_not_take_it_away(client):
    user = make.make_user("cataloguer")
    client.force_login(user)
    make.make_contact(email="secret@donor.example")

    assert client.get("/admin/collection/donorcontact/?export=csv").status_code == 403
    assert client.post("/admin/collection/donorcontact/", {"action": "export_csv"}).status_code == 403


def test_who_reads_only_what_is_public_gets_only_that(client):
    user = make.make_user()
    user.user_permissions.add(Permission.objects.get(codename="view_exhibit"))
    client.force_login(user)
    make.make_exhibit(title="Draft")
    make.make_exhibit(published=True, title="Shown", internal_note="Not for them")

    (record,) = lines(client.get(f"{LIST}?export=jsonl"))

    assert record["title"] == "Shown"
    assert "internal_note" not in record


@pytest.mark.parametrize(
    ("query", "said"),
    [("export=pdf", "There is no format “pdf”"), (f"export=csv&q={'(' * 9}bowl{')' * 9}", "Use fewer")],
)
def test_what_cannot_be_read_is_said_on_the_list(curator, query, said):
    answer = curator.get(f"{LIST}?{query}", follow=True)

    assert answer.redirect_chain
    assert said in answer.content.decode()


def test_a_filter_that_is_none_is_refused(curator):
    assert curator.get(f"{LIST}?export=csv&valuation__startswith=1").status_code == 400


def test_what_excel_cannot_hold_is_said_on_the_list(curator):
    exhibit = make.make_exhibit(description="x" * 40_000)

    answer = curator.post(LIST, {"action": "export_xlsx", "_selected_action": [exhibit.pk]}, follow=True)

    assert "where a cell of Excel holds 32,767" in answer.content.decode()
