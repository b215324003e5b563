"""Claims to weigh through the API: read by staff, weighed under the rules of the desk, and overwritten by nobody."""

import pytest

from collection.models import Contradiction, Disagreement, Weighing
from tests import factories as make
from tests.api.test_query_counts import cost

pytestmark = pytest.mark.django_db
LIST = "/api/v1/disagreements/"


@pytest.fixture
def notes():
    exhibit = make.make_exhibit(published=True)
    return [make.make_note(exhibit=exhibit, answer=answer) for answer in ("Tula", "Korean artisans")]


@pytest.fixture
def address(notes):
    return f"{LIST}{Disagreement.objects.get().pk}/"


def taken(notes, *positions):
    return [{"note": note.pk, "position": position} for note, position in zip(notes, positions, strict=True)]


def test_visitors_learn_nothing_of_them(client, address):
    assert client.get(LIST).json()["results"] == []
    assert client.get(address).status_code == 404


def test_staff_read_the_notes_with_all_that_was_made_of_them(client, sign_in, address, notes):
    make.make_contradiction(*notes)
    Weighing.objects.weigh(
        about={"exhibit_id": notes[0].exhibit_id}, claim="made_by", outcome="left_open", reason="Unexamined.", by=None
    )
    sign_in("researcher")
    body = client.get(address).json()
    assert (body["state"], body["answers"]) == ("left_open", ["Tula", "Korean artisans"])
    assert [note["answer"] for note in body["notes"]] == ["Tula", "Korean artisans"]
    assert body["notes"][0]["contradictions"][0]["note"] == body["notes"][1]["url"]
    assert body["weighings"][0]["reason"] == "Unexamined."
    assert client.get(f"{LIST}?state=to_weigh").json()["results"] == []
    (listed,) = client.get(f"{LIST}?state=left_open&claim=made_by").json()["results"]
    assert "notes" not in listed
    assert client.get(f"{LIST}?fields=id,notes").json()["results"][0]["notes"] == body["notes"]


def test_a_curator_weighs_them(client, sign_in, send, address, notes):
    user = sign_in("curator")
    body = {
        "outcome": "decided",
        "reason": "A maker's mark.",
        "positions": taken(notes, "accepted", "rejected"),
        "contradictions": [{"first": notes[1].pk, "second": notes[0].pk}],
        "question": "Who made the rifle?",
    }
    answer = send("post", f"{address}weigh/", body)
    assert answer.status_code == 200
    assert answer.json()["state"] == "settled"
    assert [note["position"] for note in answer.json()["notes"]] == ["accepted", "rejected"]
    assert Weighing.objects.get().decided_by == user
    assert Contradiction.objects.get().finding == "A maker's mark."


def test_the_second_of_two_curators_is_refused_until_they_have_read_the_first(client, sign_in, send, address, notes):
    sign_in("curator")
    etag = client.get(address).headers["ETag"]
    first = {"outcome": "left_open", "reason": "Unexamined."}
    assert send("post", f"{address}weigh/", first, match=etag).status_code == 200
    sign_in("curator")
    second = {"outcome": "decided", "reason": "A letter.", "positions": taken(notes, "rejected", "accepted")}
    assert send("post", f"{address}weigh/", second, match=etag).status_code == 412
    assert client.post(f"{address}weigh/", second, content_type="application/json").status_code == 428
    assert Weighing.objects.count() == 1
    answer = send("post", f"{address}weigh/", second)
    assert [weighing["outcome"] for weighing in answer.json()["weighings"]] == ["decided", "left_open"]


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"outcome": "decided", "reason": "So I think."}, None),
        ({"outcome": "left_open", "reason": " "}, "reason"),
        ({"outcome": "perhaps", "reason": "x"}, "outcome"),
        ({"outcome": "left_open", "reason": "x", "positions": [{"note": 10**9, "position": "accepted"}]}, None),
        ({"outcome": "left_open", "reason": "x", "positions": [{"note": "1", "position": "x"}]}, "positions[0].note"),
        ({"outcome": "left_open", "reason": "x", "same": [["a"]]}, "same[0][0]"),
        ({"outcome": "left_open", "reason": "x", "state": "settled"}, "state"),
    ],
)  # fmt: skip
def test_what_is_refused_names_its_field_and_changes_nothing(client, sign_in, send, address, body, field):
    sign_in("curator")
    answer = send("post", f"{address}weigh/", body)
    assert answer.status_code == 400
    assert answer.json()["errors"][0]["field"] == field
    assert not Weighing.objects.exists()


@pytest.mark.parametrize("role", ["registrar", "cataloguer", "researcher"])
def test_others_do_not_weigh(sign_in, send, address, role):
    sign_in(role)
    assert send("post", f"{address}weigh/", {"outcome": "left_open", "reason": "x"}).status_code == 403


def test_the_cost_does_not_grow_with_the_list(client, sign_in, notes):
    sign_in("curator")
    addresses = [LIST, f"{LIST}?fields=id,notes,weighings"]
    few = [cost(client, each)[0] for each in addresses]
    for _ in range(5):
        make.make_contradiction()
    assert [cost(client, each)[0] for each in addresses] == few
