"""The provenance of one exhibit through the API, and lists narrowed by what its analysis finds."""

import pytest

from collection.models import Exhibit, ProvenanceEvent, ProvenanceNote
from tests import factories as make
from tests.api.test_query_counts import cost

pytestmark = pytest.mark.django_db

TEXT = "Anna Weber [1850-1912], Bern, 1905. Carl Brandt, Berlin, 1951 (zzyzx qwfp 12) [1].\n\nNOTES:\n1. A letter."


@pytest.fixture
def exhibit():
    return make.make_exhibit(published=True, provenance_text=TEXT)


def told(client, exhibit):
    answer = client.get(f"/api/v1/exhibits/{exhibit.public_id}/provenance/")
    assert answer.status_code == 200
    return answer.json()


def test_the_chain_has_its_places_in_the_text(client, exhibit):
    body = told(client, exhibit)
    assert body["text"] == TEXT
    assert [link["position"] for link in body["chain"]] == [1, 2]
    assert all(TEXT[link["start"] : link["end"]] == link["written"] for link in body["chain"])
    first = body["chain"][0]["party"]
    assert (first["name"], first["born"], first["died"], first["record"]) == ("Anna Weber", "1850", "1912", None)
    unread = [TEXT[start:end] for link in body["chain"] for start, end in link["unread"]]
    assert "zzyzx" in " ".join(unread)
    assert body["footnotes"] == [
        {"marker": "1", "start": TEXT.index("A letter"), "end": len(TEXT), "text": "A letter.", "cited_by": [2]}
    ]


def test_the_analysis_names_links_and_years(client, exhibit):
    gap = told(client, exhibit)["analysis"][0]
    assert (gap["kind"], gap["positions"], gap["first_year"], gap["last_year"]) == ("gap", [1, 2], 1905, 1951)


def test_notes_come_with_the_positions_taken_on_them(client, exhibit):
    note = make.make_note(exhibit=exhibit, claim="owned_by")
    ProvenanceNote.objects.assess(note=note, position="disputed", reason="A ledger says otherwise.", by=None)
    (found,) = told(client, exhibit)["notes"]
    assert found["positions"][0]["reason"] == "A ledger says otherwise."


def test_a_party_is_named_to_those_who_may_know_it(client, exhibit):
    event = ProvenanceEvent.objects.read(exhibit=exhibit)[0]
    event.party = party = make.make_party(name="Anna Weber")
    event.save()
    assert told(client, exhibit)["chain"][0]["party"]["record"]["name"] == "Anna Weber"
    party.is_anonymous = True
    party.save()
    assert told(client, exhibit)["chain"][0]["party"]["record"] is None
    client.force_login(make.make_user("curator"))
    assert told(client, exhibit)["chain"][0]["party"]["record"]["slug"] == party.slug


def test_an_exhibit_without_a_provenance_has_an_empty_chain(client):
    body = told(client, make.make_exhibit(published=True))
    assert (body["text"], body["chain"], body["footnotes"], body["analysis"]) == ("", [], [], [])


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("provenance_gap=1933/1945", 1),
        ("provenance_gap=1905", 1),
        ("provenance_gap=1960/1970", 0),
        ("provenance=gap", 1),
        ("provenance=overlap", 0),
        ("provenance=gap&provenance_gap=1945", 1),
    ],
)
def test_lists_are_narrowed_by_findings(client, exhibit, query, count):
    make.make_exhibit(published=True)
    make.make_exhibit(provenance_text=TEXT)
    assert client.get(f"/api/v1/exhibits/?{query}").json()["total"] == count


@pytest.mark.parametrize("years", ["1945/1933", "193", "1933-1945", "1400/1500", "1933/1945/1950", "\x00"])
def test_what_is_no_span_of_years_is_refused(client, years):
    answer = client.get("/api/v1/exhibits/", {"provenance_gap": years})
    assert answer.status_code == 400


def test_the_cost_does_not_grow_with_the_chain(client, exhibit):
    few = cost(client, f"/api/v1/exhibits/{exhibit.public_id}/provenance/")[0]
    long = "; ".join(f"Owner Number{n}, Bern, {1800 + n}" for n in range(60)) + "."
    Exhibit.objects.filter(pk=exhibit.pk).update(provenance_text=long)
    assert cost(client, f"/api/v1/exhibits/{exhibit.public_id}/provenance/")[0] <= few
