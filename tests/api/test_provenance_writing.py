"""Provenance written through the API: the text, whom its links mean, and what is corrected in one of them."""

import pytest

from collection.models import Change, Party, ProvenanceEvent
from tests import factories as make

pytestmark = pytest.mark.django_db

TEXT = "Anna Weber [1850-1912], Bern, by 1905; Carl Brandt, Berlin, 1951.\r\n "


@pytest.fixture
def exhibit():
    return make.make_exhibit()


@pytest.fixture
def curator(client):
    client.force_login(make.make_user("curator"))
    return client


def address(exhibit, position=None):
    return f"/api/v1/exhibits/{exhibit.public_id}/provenance/" + (f"{position}/" if position else "")


def write(client, exhibit, body, *, position=None, etag=None, reason="Read again"):
    """PUT of the whole, or PATCH of the link at `position`, with the ETag that stands now unless one is given."""
    headers = {"X-Change-Reason": reason, "If-Match": etag or client.get(address(exhibit))["ETag"]}
    send = client.patch if position else client.put
    return send(address(exhibit, position), body, content_type="application/json", headers=headers)


def errors(answer):
    assert answer.status_code == 400, answer.content
    return {error["field"]: error["message"] for error in answer.json()["errors"]}


def test_a_text_is_kept_sign_for_sign_and_read(curator, exhibit):
    answer = write(curator, exhibit, {"text": TEXT})
    assert answer.status_code == 200
    body = answer.json()
    assert body["text"] == TEXT
    assert [link["party"]["name"] for link in body["chain"]] == ["Anna Weber", "Carl Brandt"]
    assert body["analysis"][0]["kind"] == "gap"
    assert answer["ETag"] == curator.get(address(exhibit))["ETag"]
    exhibit.refresh_from_db()
    assert exhibit.provenance_text == TEXT
    assert ProvenanceEvent.objects.filter(exhibit=exhibit).count() == 2
    assert Change.objects.filter(table="collection_provenanceevent").latest("id").changeset.reason == "Read again"


def test_parties_are_named_or_recorded_from_the_words(curator, exhibit):
    known = make.make_party(name="Anna Weber-Meier")
    body = {
        "text": TEXT,
        "parties": [{"position": 1, "party": known.slug}, {"position": 2, "new_party": True}],
    }
    chain = write(curator, exhibit, body).json()["chain"]
    assert chain[0]["party"]["record"]["name"] == "Anna Weber-Meier"
    assert chain[1]["party"]["record"]["slug"] == Party.objects.get(name="Carl Brandt").slug
    assert all(link["is_confirmed"] for link in chain)


def test_one_name_twice_is_one_new_party(curator, exhibit):
    body = {"text": "Anna Weber, Bern, 1905; Carl Brandt; Anna Weber, Bern, 1920."}
    body["parties"] = [{"position": position, "new_party": True} for position in (1, 3)]
    assert write(curator, exhibit, body).status_code == 200
    assert Party.objects.filter(name="Anna Weber").count() == 1


def test_what_was_confirmed_stays_while_its_words_stand(curator, exhibit):
    write(curator, exhibit, {"text": TEXT, "parties": [{"position": 1, "new_party": True}]})
    longer = f"Ancient tomb, until 1900. {TEXT}"
    chain = write(curator, exhibit, {"text": longer}).json()["chain"]
    assert [link["is_confirmed"] for link in chain] == [False, True, False]
    assert write(curator, exhibit, {"text": ""}).json()["chain"] == []


def test_one_link_is_corrected_and_stays_so(curator, exhibit):
    exhibit = make.make_exhibit(provenance_text=TEXT)  # whose chain nobody has read into the catalogue yet
    sent = {"party_name": "Anna Maria Weber", "latest_begin": "1904", "method": "by_descent", "is_direct": True}
    link = write(curator, exhibit, sent, position=1).json()["chain"][0]
    assert (link["party"]["name"], link["latest_begin"], link["is_direct"]) == ("Anna Maria Weber", "1904", True)
    assert (link["method_label"] != "", link["is_confirmed"]) == (True, True)
    assert link["written"] == TEXT[: len(link["written"])]
    answer = write(curator, exhibit, {"text": TEXT + "."})
    assert answer.json()["chain"][0]["party"]["name"] == "Anna Maria Weber"


def test_whom_a_link_means_is_changed_and_taken_back(curator, exhibit):
    write(curator, exhibit, {"text": TEXT})
    assert write(curator, exhibit, {"new_party": True}, position=2).json()["chain"][1]["party"]["record"]
    chain = write(curator, exhibit, {"party": None}, position=2).json()["chain"]
    assert (chain[1]["party"]["record"], chain[1]["is_confirmed"]) == (None, False)


def test_a_change_needs_what_stands_now(curator, exhibit):
    etag = curator.get(address(exhibit))["ETag"]
    assert write(curator, exhibit, {"text": TEXT}, etag=etag).status_code == 200
    for body, position in (({"text": "Other"}, None), ({"party_name": "Other"}, 1)):
        assert write(curator, exhibit, body, position=position, etag=etag).status_code == 412
    answer = curator.put(address(exhibit), {"text": "Other"}, content_type="application/json")
    assert answer.status_code == 428
    assert curator.get(address(exhibit)).json()["text"] == TEXT


def test_a_new_assessment_of_a_note_makes_the_writer_look_again(curator, exhibit):
    etag = curator.get(address(exhibit))["ETag"]
    make.make_note(exhibit=exhibit, claim="owned_by")
    assert write(curator, exhibit, {"text": TEXT}, etag=etag).status_code == 412


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({}, "text"),
        ({"text": 7}, "text"),
        ({"text": TEXT, "chain": []}, "chain"),
        ({"text": TEXT, "parties": [{"position": 3, "new_party": True}]}, "parties[0].position"),
        ({"text": TEXT, "parties": [{"position": 1}]}, "parties[0].party"),
        ({"text": TEXT, "parties": [{"position": 1, "party": "nobody"}]}, "parties[0].party"),
        ({"text": TEXT, "parties": [{"position": 1, "party": "nobody", "certain": True}]}, "parties[0].certain"),
        ({"text": "In 1905.", "parties": [{"position": 1, "new_party": True}]}, "parties[0].position"),
    ],
)
def test_what_is_wrong_with_the_whole_is_named_and_nothing_is_kept(curator, exhibit, body, field):
    assert field in errors(write(curator, exhibit, body))
    exhibit.refresh_from_db()
    assert exhibit.provenance_text == ""
    assert not Party.objects.exists()


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"born": "c. 1850"}, "born"),
        ({"method": "by_magic"}, "method"),
        ({"certainty": "surely"}, "certainty"),
        ({"written": "Other words"}, "written"),
        ({"is_edited": True}, "is_edited"),
        ({"party": "nobody"}, "party"),
        ({"is_dealer": "yes"}, "is_dealer"),
    ],
)
def test_what_is_wrong_with_a_link_is_named(curator, body, field):
    exhibit = make.make_exhibit(provenance_text=TEXT)
    assert field in errors(write(curator, exhibit, body, position=1))


def test_a_link_that_is_none_is_not_found(curator, exhibit):
    write(curator, exhibit, {"text": TEXT})
    assert write(curator, exhibit, {"notes": "x"}, position=3).status_code == 404


@pytest.mark.parametrize(("role", "published", "status"), [
    ("cataloguer", False, 200), ("cataloguer", True, 403), ("researcher", False, 403), ("curator", True, 200),
])  # fmt: skip
def test_the_roles_may_what_they_may_at_the_desk(client, role, published, status):
    exhibit = make.make_exhibit(published=published, provenance_text=TEXT)
    client.force_login(make.make_user(role))
    assert write(client, exhibit, {"text": "Anna Weber, Bern."}).status_code == status
    assert write(client, exhibit, {"party_place": "Basel"}, position=1).status_code == status


def test_an_exhibit_written_as_a_whole_has_its_chain_read_too(curator):
    sent = {"accession_number": "P.1", "title": "Bowl", "provenance_text": TEXT}
    assert curator.post("/api/v1/exhibits/", sent, content_type="application/json").status_code == 201
    assert ProvenanceEvent.objects.filter(exhibit__accession_number="P.1").count() == 2
