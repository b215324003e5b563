"""What no one may write through the API stays as it was, and the refusal names it (promise 8)."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from collection.api.urls import router
from collection.api.writing import Strict
from tests.api.conftest import handles
from tests.factories import make_superuser

WRITERS = [
    (view.resource, action, writer)
    for _, view, _ in router.registry
    for action, writer in getattr(view, "writers", {}).items()
]
NAMES = {
    "id", "pk", "version", "created_at", "updated_at", "created_by", "recorded_by", "recorded_at", "public_id", "slug",
    "status", "published_at", "accession_key", "accession_sort", "made_edtf", "location", "showroom",
    "position", "position_reason", "withdrawn_at", "withdrawn_by", "conclusion", "assessor", "evidence", "url", "page",
    "exhibit_id", "created_by_id", "number_key", "title_sort", "decided_at", "superseded_by", "__class__", "",
}  # fmt: skip


# Where what an action writes is not the record itself: the address below it, and the method.
PARTS = {"provenance_write": ("provenance/", "put"), "provenance_link": ("provenance/1/", "patch")}


@pytest.fixture
def staff(client):
    """Somebody whom no permission stops."""
    user = make_superuser()
    client.force_login(user)
    return user


@pytest.mark.parametrize(("resource", "action", "writer"), WRITERS)
def test_every_writer_is_strict(resource, action, writer):
    assert issubclass(writer, Strict)


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    chosen=st.sampled_from(WRITERS),
    name=st.sampled_from(sorted(NAMES)) | st.text(max_size=20).filter(lambda text: "\0" not in text),
    value=st.sampled_from(["published", 1, True, None, [], {}, "2023-01-01"]),
)
def test_a_key_that_is_not_declared_is_refused_by_name(client, museum, staff, chosen, name, value):
    resource, action, writer = chosen
    if name in writer().fields or any("\ud800" <= letter <= "\udfff" for letter in name):
        return
    address = f"/api/v1/{resource}/"
    others = {"showrooms": "12", "countries": "FR", "disagreements": museum.shown.exhibit.disagreements.get().pk}
    others["restriction-candidates"] = museum.candidate.pk
    record = handles(museum.shown).get(resource, others.get(resource))
    headers = {}
    if action != "create":
        address += f"{record}/"
        before = client.get(address)
        headers["If-Match"] = before.headers["ETag"]
    body = {**getattr(writer.Meta, "examples", {}), name: value}
    step, method = PARTS.get(action, (f"{action}/", "post"))
    if action in {"create", "partial_update"}:
        step, method = "", "post" if action == "create" else "patch"
    answer = getattr(client, method)(address + step, body, content_type="application/json", headers=headers)
    assert answer.status_code == 400
    assert name in [error["field"] or "" for error in answer.json()["errors"]]
    if action != "create":
        assert client.get(address).content == before.content


@pytest.mark.parametrize("name", ["status", "version", "created_by", "public_id", "showroom", "published_at"])
def test_an_exhibit_is_not_published_by_assignment(client, museum, sign_in, send, name):
    sign_in("curator")
    exhibit = museum.hidden.exhibit
    address = f"/api/v1/exhibits/{exhibit.public_id}/"
    before = client.get(address).content
    answer = send("patch", address, {"title": "New", name: "published"})
    assert answer.status_code == 400
    assert answer.json()["errors"][0]["field"] == name
    assert client.get(address).content == before


def test_nested_rows_are_as_strict(client, museum, sign_in, send):
    sign_in("curator")
    answer = send(
        "post", "/api/v1/acquisitions/",
        {"number": "N.1", "donors": [{"party": museum.shown.donor.slug, "acquisition": 1}]},
    )  # fmt: skip
    assert answer.status_code == 400
    assert answer.json()["errors"][0]["field"] == "donors[0].acquisition"
    assert client.get("/api/v1/acquisitions/N.1/").status_code == 404
