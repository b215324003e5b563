"""Evidence is added to, never changed: the method is refused with the reason, for every role, and nothing changes."""

import pytest

from tests.api.conftest import handles

REASON = {
    "provenance-notes": "supersedes",
    "restrictions": "supersedes",
    "exhibits": "never deleted",
    "donors": "/api/v1/parties/",
}


@pytest.mark.parametrize("role", ["registrar", "curator", "cataloguer", "researcher", None])
@pytest.mark.parametrize(
    ("resource", "method"),
    [(resource, method) for resource in ("provenance-notes", "restrictions", "donors") for method in ("patch", "put")]
    + [(resource, "delete") for resource in ("provenance-notes", "restrictions", "exhibits", "donors")],
)
def test_evidence_stays(client, museum, sign_in, role, resource, method):
    if role:
        sign_in(role)
    address = f"/api/v1/{resource}/{handles(museum.shown)[resource]}/"
    before = client.get(address).content
    answer = getattr(client, method)(address, {"statement": "Other"}, content_type="application/json")
    assert answer.status_code == 405
    assert REASON[resource] in answer.json()["detail"]
    assert method.upper() not in answer.headers["Allow"]
    assert client.get(address).content == before


@pytest.mark.parametrize("resource", ["parties", "acquisitions", "occasions", "sources"])
@pytest.mark.parametrize("method", ["put", "delete"])
def test_records_are_kept_whole(client, museum, sign_in, resource, method):
    sign_in("registrar")
    answer = getattr(client, method)(f"/api/v1/{resource}/{handles(museum.shown)[resource]}/")
    assert answer.status_code == 405
    assert answer.json()["detail"]


def test_a_note_is_superseded_by_another(client, museum, sign_in, send):
    sign_in("cataloguer")
    note = museum.shown.note
    body = {
        "exhibit": museum.shown.exhibit.public_id, "claim": "made_by", "answer": "Korean craftsmen",
        "statement": "On a second reading.", "source": museum.shown.source.slug, "supersedes": note.pk,
    }  # fmt: skip
    made = send("post", "/api/v1/provenance-notes/", body)
    assert made.status_code == 201
    earlier = client.get(f"/api/v1/provenance-notes/{note.pk}/").json()
    assert earlier["superseded_by"]["url"] == made.headers["Location"]
    again = send("post", "/api/v1/provenance-notes/", body)
    assert again.status_code == 400
    assert f"Note {made.json()['id']} already stands in its place." in again.json()["detail"]


def test_a_restriction_is_recorded_without_a_conclusion(client, museum, sign_in, send):
    sign_in("cataloguer")
    body = {"exhibit": museum.shown.exhibit.public_id, "kind": "un_sanctions", "instrument": "Resolution 1718 (2006)"}
    assert send("post", "/api/v1/restrictions/", {**body, "conclusion": "does_not_apply"}).status_code == 400
    made = send("post", "/api/v1/restrictions/", body)
    assert made.json()["conclusion"] == "under_assessment"
