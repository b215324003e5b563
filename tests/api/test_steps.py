"""Steps that are more than an edit: each with its permission, its reason and its refusals."""

import pytest

from collection.models import Exhibit, Movement, ProvenanceNote, Restriction
from collection.models.history import history_of
from collection.models.workflow import TRANSITIONS
from tests.factories import make_exhibit, make_location, make_note, make_restriction

STAFF = ("registrar", "curator", "cataloguer", "researcher")
DECISION = {
    "conclusion": "applies", "assessor": "The registrar", "assessed_on": "2023-10-02", "evidence": "The type plate.",
    "review_by": "2033-10-02",
}  # fmt: skip

pytestmark = pytest.mark.django_db


def step(send, exhibit, name, body=None):
    return send(
        "post", f"/api/v1/exhibits/{exhibit.public_id}/{name}/", {"reason": "Checked"} if body is None else body
    )


@pytest.mark.parametrize("status", Exhibit.Status.values)
@pytest.mark.parametrize("action", TRANSITIONS)
@pytest.mark.parametrize("role", STAFF)
def test_each_step_by_role_and_state(sign_in, send, role, action, status):
    exhibit = make_exhibit(published=status == "published", **({} if status == "published" else {"status": status}))
    user = sign_in(role)
    permission, sources, target, _ = TRANSITIONS[action]
    answer = step(send, exhibit, action)
    allowed = 200 if status in sources else 400
    assert answer.status_code == (allowed if user.has_perm(permission) else 403)
    exhibit.refresh_from_db()
    assert exhibit.status == (target if answer.status_code == 200 else status)


def test_a_step_needs_a_reason_which_the_history_keeps(sign_in, send):
    user, exhibit = sign_in("curator"), make_exhibit()
    for body in ({}, {"reason": ""}, {"reason": "   "}):
        assert step(send, exhibit, "submit", body).json()["errors"][0]["field"] == "reason"
    assert step(send, exhibit, "submit", {"reason": "Ready"}).status_code == 200
    changeset = history_of(exhibit).first().changeset
    assert (changeset.user, changeset.reason, changeset.via) == (user, "Ready", "api")


def test_publishing_what_is_incomplete_names_the_fields(sign_in, send):
    sign_in("curator")
    exhibit = make_exhibit(status="in_review", object_name="", credit_line="")
    answer = step(send, exhibit, "publish")
    assert answer.status_code == 400
    assert {error["field"] for error in answer.json()["errors"]} == {"object_name", "acquisition"}


@pytest.mark.parametrize("role", STAFF)
def test_a_move(sign_in, send, role):
    exhibit, place = make_exhibit(), make_location()
    user = sign_in(role)
    body = {"to_location": place.pk, "reason": "New display", "authorised_by": "The registrar"}
    answer = step(send, exhibit, "move", body)
    if not user.has_perm("collection.move_exhibit"):
        assert answer.status_code == 403
        return
    assert answer.json()["location"]["id"] == place.pk
    assert Movement.objects.get().recorded_by == user
    again = step(send, exhibit, "move", body)
    assert again.status_code == 400
    assert "already stands" in again.json()["errors"][0]["message"]
    assert Movement.objects.count() == 1


@pytest.mark.parametrize("missing", ["to_location", "reason", "authorised_by"])
def test_a_move_says_where_to_why_and_by_whose_leave(sign_in, send, missing):
    sign_in("curator")
    body = {"to_location": make_location().pk, "reason": "New display", "authorised_by": "The registrar"}
    answer = step(send, make_exhibit(), "move", {name: value for name, value in body.items() if name != missing})
    assert answer.status_code == 400
    assert answer.json()["errors"][0]["field"] == missing
    assert "example" in answer.json()["errors"][0]


@pytest.mark.parametrize("role", STAFF)
def test_assessing_a_note(sign_in, send, role):
    user, note = sign_in(role), make_note()
    body = {"position": "disputed", "reason": "The register says otherwise."}
    answer = send("post", f"/api/v1/provenance-notes/{note.pk}/assess/", body)
    assert answer.status_code == (200 if user.has_perm("collection.assess_provenancenote") else 403)
    if answer.status_code == 200:
        assert answer.json()["position"] == "disputed"
        assert [opinion["position"] for opinion in answer.json()["positions"]] == ["disputed"]
        assert note.positions.get().decided_by == user


@pytest.mark.parametrize("role", STAFF)
def test_withdrawing_a_note(client, museum, sign_in, send, role):
    user, note = sign_in(role), museum.shown.note
    address = f"/api/v1/provenance-notes/{note.pk}/"
    answer = send("post", f"{address}withdraw/", {"reason": "Misread."})
    assert answer.status_code == (200 if user.has_perm("collection.change_provenancenote") else 403)
    if answer.status_code == 200:
        assert send("post", f"{address}withdraw/", {"reason": "Misread."}).status_code == 400
        assert ProvenanceNote.objects.filter(pk=note.pk).exists()
    client.logout()
    assert client.get(address).status_code == (404 if answer.status_code == 200 else 200)


@pytest.mark.parametrize("role", STAFF)
def test_deciding_a_restriction_writes_a_new_assessment(client, sign_in, send, role):
    user, restriction = sign_in(role), make_restriction(public_statement="Under examination.")
    address = f"/api/v1/restrictions/{restriction.pk}/"
    answer = send("post", f"{address}decide/", DECISION)
    if not user.has_perm("collection.decide_restriction"):
        assert answer.status_code == 403
        return
    assert answer.status_code == 201
    assert answer.json()["supersedes"]["id"] == restriction.pk
    assert client.get(address).json()["conclusion"] == "under_assessment"
    assert client.get(address).json()["superseded_by"]["url"] == answer.headers["Location"]
    assert send("post", f"{address}decide/", DECISION).status_code == 409
    assert Restriction.objects.count() == 2


def test_an_exemption_needs_its_reference(sign_in, send):
    sign_in("curator")
    answer = send("post", f"/api/v1/restrictions/{make_restriction().pk}/decide/", {**DECISION, "conclusion": "exempt"})
    assert answer.status_code == 400
    assert answer.json()["errors"][0]["field"] == "exemption_reference"
    assert Restriction.objects.count() == 1
