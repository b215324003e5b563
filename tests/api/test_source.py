"""Sources in the API: what each claims, how often it was right, and how it is cited."""

import json

import pytest

from collection.models import ProvenanceNote
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def source():
    """Two claims about one exhibit, one about a second, one about an occasion, and a hidden one."""
    source = make.make_source(title="Annual register", kind="register", published="c. 1984")
    first, second = (make.make_exhibit(published=True, accession_number=number) for number in ("A.1", "A.2"))
    notes = [make.make_note(source=source, exhibit=exhibit) for exhibit in (second, first, second)]
    notes.append(
        make.make_note(
            source=source,
            occasion=make.make_acquisition(occasion=make.make_occasion(), exhibits=[first]).occasion,
            exhibit=None,
        )
    )
    make.make_note(source=source, exhibit=make.make_exhibit())
    for note, position in zip(notes, ("accepted", "accepted", "rejected"), strict=False):
        ProvenanceNote.objects.assess(note=note, position=position, reason="Read.", by=None)
    source.stated = notes
    return source


def claims(client, source, **query):
    answer = client.get(f"/api/v1/sources/{source.slug}/claims/", query)
    assert answer.status_code == 200, answer.content
    return answer.json()


def test_the_record_links_to_claims_and_citation(client, source):
    body = client.get(f"/api/v1/sources/{source.slug}/").json()
    assert body["claims"].endswith(f"/api/v1/sources/{source.slug}/claims/")
    assert client.get(body["citation"]).status_code == 200


def test_claims_come_by_exhibit_after_those_about_anything_else(client, source):
    body = claims(client, source)
    second, first, again, elsewhere = (note.pk for note in source.stated)
    assert [note["id"] for note in body["results"]] == [elsewhere, first, second, again]
    assert body["results"][1]["exhibit"]["accession_number"] == "A.1"
    assert body["results"][1]["positions"][0]["reason"] == "Read."
    assert body["record"] == {
        "accepted": 2, "disputed": 0, "rejected": 1, "unassessed": 1, "assessed": 3, "share": 67,
    }  # fmt: skip


def test_staff_count_what_is_hidden_too(client, source):
    client.force_login(make.make_user("researcher"))
    body = claims(client, source)
    assert body["record"]["unassessed"] == 2
    assert len(body["results"]) == 5


def test_claims_are_narrowed_by_position_and_paged_by_exhibit(client, source):
    rejected = claims(client, source, position="rejected")
    assert [note["position"] for note in rejected["results"]] == ["rejected"]
    found, address = [], f"/api/v1/sources/{source.slug}/claims/?position=accepted&page_size=1"
    while address:
        body = client.get(address).json()
        found.append([note["exhibit"]["accession_number"] for note in body["results"]])
        address = body["next"]
    assert found == [["A.1"], ["A.2"]]
    assert claims(client, source, position="disputed")["results"] == []


@pytest.mark.parametrize(
    ("query", "field"),
    [("position=wrong", "position"), ("page_size=51", "page_size"), ("cursor=x", "cursor"), ("q=x", "q")],
)
def test_what_cannot_be_asked_is_named(client, source, query, field):
    answer = client.get(f"/api/v1/sources/{source.slug}/claims/?{query}")
    assert answer.status_code == 400
    assert answer.json()["errors"][0]["field"] == field


@pytest.mark.parametrize(
    ("kind", "media_type", "begins"),
    [
        ("text", "text/plain; charset=utf-8", "“Annual register”. About 1984."),
        ("bibtex", "application/x-bibtex; charset=utf-8", "@misc{annual-register,"),
        ("csl", "application/vnd.citationstyles.csl+json", "["),
    ],
)
def test_a_source_is_cited_in_three_ways(client, source, kind, media_type, begins):
    answer = client.get(f"/api/v1/sources/{source.slug}/citation/?format={kind}", headers={"Accept": media_type})
    assert (answer.status_code, answer["Content-Type"]) == (200, media_type)
    assert answer.content.decode().startswith(begins)


def test_an_exhibit_is_cited_at_its_permanent_address(client, settings):
    exhibit = make.make_exhibit(published=True, accession_number="1984.7", title="Bowl of 100 % silver")
    (found,) = json.loads(client.get(f"/api/v1/exhibits/{exhibit.public_id}/citation/").content)
    assert found == {
        "id": f"exhibit-{exhibit.public_id}",
        "type": "entry",
        "title": "Bowl of 100 % silver",
        "container-title": settings.SITE_NAME,
        "number": "1984.7",
        "URL": f"http://testserver/exhibits/{exhibit.public_id}/",
        "note": "Accession number 1984.7",
    }
    assert client.get(f"/api/v1/exhibits/{exhibit.public_id}/citation/?format=ris").status_code == 400


def test_the_hash_of_a_copy_is_checked_and_needs_its_day(client):
    client.force_login(make.make_user("curator"))
    sent = {"title": "A page", "kind": "article", "archived_sha256": "x" * 64}
    answer = client.post("/api/v1/sources/", sent, content_type="application/json")
    assert (answer.status_code, answer.json()["errors"][0]["field"]) == (400, "archived_sha256")
    sent["archived_sha256"] = "0" * 64
    answer = client.post("/api/v1/sources/", sent, content_type="application/json")
    assert "on which day" in answer.json()["detail"]
    answer = client.post("/api/v1/sources/", sent | {"archived_on": "2024-05-03"}, content_type="application/json")
    assert answer.status_code == 201
    assert answer.json()["archived_on"] == "2024-05-03"
