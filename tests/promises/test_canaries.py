"""Promises 1, 2, 6 and 7: no private word, no hidden record and no trace of a change to one on any public surface."""

import pytest
from django.test import Client

from collection.api.reading import HANDLES
from collection.models import Exhibit

from .crawl import crawl
from .world import hidden_world, mark_private, published_world

pytestmark = pytest.mark.django_db

UNLINKED = [
    "/exhibits/?donor=unnamedgiver",
    "/exhibits/?country=BT",
    "/donors/unnamedgiver/",
    "/api/v1/parties/unnamedgiver/",
    "/api/v1/exhibits/?ordering=internal_note",
    "/api/v1/exhibits/?fields=internal_note",
    "/api/v1/exhibits/?cursor=x",
    "/api/v1/exhibits/?q=secretcase",
    "/api/v1/exhibits/?q=bowl&country=SUHH",
    "/api/v1/exhibits/facets/",
    "/api/v1/exhibits/facets/?q=open&facet=country,donor,made",
    "/api/v1/suggest/?q=op",
    "/api/v1/suggest/?q=20",
    *(f"/api/v1/{resource}/?format=jsonl" for resource in HANDLES),
    "/api/v1/exhibits/?format=csv",
    "/api/v1/acquisitions/?format=xlsx",
    "/api/v1/exhibits/?format=csv&fields=internal_note",
    "/no/such/page",
    "/api/v1/no/such",
    "/exhibits/?made=x",
    "/robots.txt",
    "/api/v1/docs/",
    "/api/v1/guide/",
]
QUOTED = {"unnamedgiver"}  # a form may repeat what the visitor typed


def hidden_addresses():
    """Where the hidden records would be, were they public."""
    for exhibit in Exhibit.objects.exclude(status="published"):
        yield f"/exhibits/{exhibit.public_id}/"
        yield f"/exhibits/{exhibit.public_id}/{exhibit.slug}/"
        yield f"/api/v1/exhibits/{exhibit.public_id}/"


def assert_none_of(words, pages):
    for path, answer in pages.items():
        text = answer.text.lower()
        for word in words:
            typed = word in path.lower()
            assert typed or word not in text, f"{word} at {path}"


def test_every_private_word_stays_private():
    words = published_world()
    words |= mark_private()
    assert len(words) > 40
    pages = crawl(Client(), more=UNLINKED)
    assert {200, 400, 404} <= {answer.status for answer in pages.values()}
    assert len(pages) > 60
    assert_none_of(words, pages)


def test_a_hidden_record_is_met_nowhere():
    published_world()
    words = hidden_world()
    pages = crawl(Client(), more=[*UNLINKED, *hidden_addresses()])
    assert_none_of(words, pages)


def test_hidden_records_change_no_byte():
    published_world()
    before = crawl(Client(), more=UNLINKED)
    hidden_world()
    assert_same(before, crawl(Client(), more=UNLINKED))


def test_private_changes_change_no_byte():
    published_world()
    mark_private()
    before = crawl(Client(), more=UNLINKED)
    mark_private()
    assert_same(before, crawl(Client(), more=UNLINKED))


def assert_same(before, after):
    assert before.keys() == after.keys()
    for path in before:
        assert before[path] == after[path], path


def test_no_visitor_finds_by_a_private_word():
    words = published_world()
    hidden_world()
    words |= mark_private() | {"veiledtitle", "veiledparty", "veiledoccasion", "veiledinternal", "veiledsource2"}
    client = Client()
    for word in sorted(words):
        body = client.get("/api/v1/exhibits/", {"q": f'"{word}"'}).json()
        assert (body["total"], body["results"]) == (0, []), word
        assert client.get("/api/v1/suggest/", {"q": word[:90]}).json() == {"suggestions": []}, word
