"""The public list of exhibits as a file: what the page shows to whoever looks at it, on however many pages."""

import csv
import io

import pytest

from collection.filters import downloads
from collection.interchange.cells import unguarded
from collection.public import search
from tests import factories as make

pytestmark = pytest.mark.django_db


def titles(answer):
    assert answer.status_code == 200, answer.content
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    return [unguarded(row["title"]) for row in csv.DictReader(io.StringIO(text, newline=""))]


@pytest.fixture
def shown():
    for title, made in (("Rifle", "1950"), ("Samovar A", "1970"), ("Samovar B", ""), ("Samovar C", "1980")):
        make.make_exhibit(published=True, title=title, made=made)
    make.make_exhibit(title="Samovar hidden")


def test_as_the_page_filters_and_orders(client, shown):
    assert titles(client.get("/exhibits/?format=csv&q=samovar&order=-made")) == ["Samovar C", "Samovar A"]
    assert titles(client.get("/exhibits/?format=csv&title=samovar&order=title")) == [
        "Samovar A",
        "Samovar B",
        "Samovar C",
    ]


def test_the_page_links_to_the_files_of_the_list_it_shows(client, shown):
    page = client.get("/exhibits/?q=samovar&order=title").content.decode()

    for kind in ("csv", "xlsx", "jsonl"):
        assert f'href="/exhibits/?q=samovar&amp;order=title&amp;format={kind}" rel="nofollow"' in page


def test_staff_take_what_they_see(client, shown):
    client.force_login(make.make_user("curator"))

    assert "Samovar hidden" not in titles(client.get("/exhibits/?format=csv"))
    assert titles(client.get("/exhibits/?format=csv&status=draft")) == ["Samovar hidden"]


def test_a_list_too_long_for_a_visitor_says_so(client, shown, monkeypatch):
    for module in (downloads, search):
        monkeypatch.setattr(module, "MOST", 3)

    refused = client.get("/exhibits/?format=csv")

    assert refused.status_code == 400
    assert "at most 3 records" in refused.content.decode()
    assert "format=csv" not in client.get("/exhibits/").content.decode()
    assert "format=csv" in client.get("/exhibits/?q=samovar").content.decode()


def test_a_format_that_there_is_not_is_named(client, shown):
    refused = client.get("/exhibits/?format=pdf")

    assert refused.status_code == 400
    assert "There is no format “pdf”" in refused.content.decode()
