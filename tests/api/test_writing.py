"""Who may write what, in which state, and what is left behind: record, history, reason."""

import pytest

from collection.models import Acquisition, Exhibit
from collection.models.history import Via, history_of
from tests.factories import (
    make_acquisition,
    make_exhibit,
    make_location,
    make_occasion,
    make_party,
    make_showroom,
    make_term,
    make_user,
)

ROLES = (None, "registrar", "curator", "cataloguer", "researcher")
BODIES = {
    "exhibits": {"accession_number": "2024.1", "title": "Bowl"},
    "parties": {"name": "Ada Example"},
    "acquisitions": {"number": "ACQ-1"},
    "occasions": {"name": "A visit", "kind": "visit"},
    "sources": {"title": "A register", "kind": "register"},
    "countries": {"code": "ZZ", "name": "Nowhere"},
}
# resource: (who may create, who may change), by first letter: (R)egistrar, (c)urator, cat(a)loguer, researche(x).
MATRIX = {
    "exhibits": ("Rca", "Rca"),
    "parties": ("Rca", "Rca"),
    "acquisitions": ("Rca", "Rca"),
    "occasions": ("Rca", "Rca"),
    "sources": ("Rca", "Rca"),
    "countries": ("R", "R"),
}
LETTER = {"registrar": "R", "curator": "c", "cataloguer": "a", "researcher": "x", None: "-"}
CHANGE = {"exhibits": {"title": "Cup"}, "acquisitions": {"place": "Khasan"}, "sources": {"author": "Ada"}}

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("resource", MATRIX)
@pytest.mark.parametrize("role", ROLES)
def test_each_role_creates_and_changes_what_it_may(client, sign_in, send, resource, role):
    creates, changes = (LETTER[role] in letters for letters in MATRIX[resource])
    sign_in(role)
    made = send("post", f"/api/v1/{resource}/", BODIES[resource])
    assert made.status_code == (201 if creates else 403)

    client.force_login(make_user("registrar"))
    made = made if creates else send("post", f"/api/v1/{resource}/", BODIES[resource])
    address, etag = made.headers["Location"].removeprefix("http://testserver"), made.headers["ETag"]
    sign_in(role)
    etag = client.get(address).headers.get("ETag", etag)
    changed = send("patch", address, CHANGE.get(resource, {"name": "Other"}), match=etag)
    assert changed.status_code == (200 if changes else 403)


@pytest.mark.parametrize("status", Exhibit.Status.values)
@pytest.mark.parametrize("role", ["registrar", "curator", "cataloguer", "researcher"])
def test_an_exhibit_is_changed_by_whom_its_state_allows(sign_in, send, role, status):
    exhibit = make_exhibit(published=status == "published", **({} if status == "published" else {"status": status}))
    user = sign_in(role)
    answer = send("patch", f"/api/v1/exhibits/{exhibit.public_id}/", {"title": "Cup"})
    assert answer.status_code == (200 if exhibit.may_be_changed_by(user) else 403)
    exhibit.refresh_from_db()
    assert (exhibit.title == "Cup") == (answer.status_code == 200)


def test_nobody_writes_without_signing_in(client, send):
    assert send("post", "/api/v1/exhibits/", BODIES["exhibits"]).status_code == 401


def test_a_whole_exhibit(client, museum, sign_in, send):
    sign_in("cataloguer")
    made = send(
        "post",
        "/api/v1/exhibits/",
        {
            "accession_number": "2024.0001",
            "title": "Basketball",
            "object_name": "basketball",
            "made": "c. 1998",
            "classification": make_term(vocabulary="classification", name="Sport").pk,
            "materials": [make_term(name="Leather").pk],
            "acquisition": museum.shown.acquisition.number,
            "participations": [{"party": museum.shown.maker.slug, "role": "signatory"}],
        },
    )
    body = made.json()
    assert made.status_code == 201
    assert body["status"] == "draft"
    assert body["made_edtf"] == "1998~"
    assert body["classification"]["name"] == "Sport"
    assert [term["name"] for term in body["materials"]] == ["Leather"]
    assert body["acquisition"]["donors"][0]["slug"] == museum.shown.donor.slug
    assert body["participations"][0]["role"] == "signatory"


def test_a_term_of_another_vocabulary_is_refused(client, sign_in, send):
    sign_in("curator")
    answer = send("post", "/api/v1/exhibits/", {**BODIES["exhibits"], "materials": [make_term(vocabulary="theme").pk]})
    assert answer.status_code == 400
    assert answer.json()["errors"][0]["field"] == "materials[0]"


def test_an_acquisition_comes_with_its_donors_or_not_at_all(client, sign_in, send):
    sign_in("cataloguer")
    giver, body = make_party(), {"number": "ACQ-1", "terms": "To be shown"}
    donors = [{"party": giver.slug}, {"party": giver.slug, "role": "presented_by"}]
    twice = send("post", "/api/v1/acquisitions/", {**body, "donors": [donors[0], donors[0]]})
    assert twice.status_code == 400
    assert twice.json()["errors"][0]["field"] == "donors[1]"
    assert not Acquisition.objects.exists()
    made = send("post", "/api/v1/acquisitions/", {**body, "donors": donors})
    assert [(donor["slug"], donor["role"]) for donor in made.json()["donors"]] == [
        (giver.slug, "giver"),
        (giver.slug, "presented_by"),
    ]


def test_rows_are_added_and_changed_and_none_is_lost(client, sign_in, send):
    sign_in("curator")
    occasion = make_occasion(stops=["Khasan", "Artyom"])
    address = f"/api/v1/occasions/{occasion.slug}/"
    first = client.get(address).json()["stops"][0]
    answer = send("patch", address, {"stops": [{"id": first["id"], "date": "2023-09-12"}, {"place": "Vladivostok"}]})
    assert answer.status_code == 200, answer.content
    assert [(stop["place"], stop["date"]) for stop in answer.json()["stops"]] == [
        ("Khasan", "2023-09-12"),
        ("Artyom", ""),
        ("Vladivostok", ""),
    ]


def test_a_row_of_another_record_is_refused(client, sign_in, send):
    sign_in("curator")
    ours, theirs = make_occasion(stops=["Khasan"]), make_occasion(stops=["Artyom"])
    answer = send("patch", f"/api/v1/occasions/{ours.slug}/", {"stops": [{"id": theirs.stops.get().pk, "place": "X"}]})
    assert answer.status_code == 400
    assert answer.json()["errors"][0]["field"] == "stops[0].id"
    assert theirs.stops.get().place == "Artyom"


def test_a_showroom(client, sign_in, send):
    sign_in("registrar")
    room = make_showroom()
    outline = [[0, 0], [12.5, 0], [12.5, 8]]
    assert send("patch", f"/api/v1/showrooms/{room.number}/", {"outline": outline}).json()["outline"] == outline
    assert send("patch", f"/api/v1/showrooms/{room.number}/", {"outline": [[1, "2"]]}).status_code == 400
    assert send("patch", f"/api/v1/showrooms/{room.number}/", {"location": make_location().pk}).status_code == 400


@pytest.mark.parametrize("number", ["ACQ/2023/014", "Ä 12", "a.b", "50%"])
def test_a_number_may_hold_what_museums_write(client, sign_in, send, number):
    sign_in("curator")
    made = send("post", "/api/v1/acquisitions/", {"number": number})
    assert client.get(made.headers["Location"]).json()["number"] == number


def test_history_says_who_and_why_and_that_it_came_by_the_api(client, sign_in, send):
    user = sign_in("curator")
    reason = "Entered from the régister – p. 4"
    made = client.post(
        "/api/v1/exhibits/",
        BODIES["exhibits"],
        content_type="application/json",
        headers={"X-Change-Reason": reason.encode().decode("latin-1")},
    )
    exhibit = Exhibit.objects.get(public_id=made.json()["public_id"])
    changeset = history_of(exhibit).first().changeset
    assert (changeset.user, changeset.reason, changeset.via) == (user, reason, Via.API)
    assert exhibit.created_by == user


def test_a_refused_write_leaves_no_history(client, sign_in, send):
    sign_in("curator")
    exhibit = make_exhibit()
    before = history_of(exhibit).count()
    send("patch", f"/api/v1/exhibits/{exhibit.public_id}/", {"made": "2023-02-30"})
    send("patch", f"/api/v1/exhibits/{exhibit.public_id}/", {})
    assert history_of(exhibit).count() == before


def test_publishing_follows_at_once_in_what_the_public_lists(client, museum, sign_in, send):
    sign_in("curator")
    exhibit, donor = museum.hidden.exhibit, museum.hidden.donor
    for step in ("submit", "publish"):
        answer = send("post", f"/api/v1/exhibits/{exhibit.public_id}/{step}/", {"reason": "Checked"})
        assert answer.status_code == 200, answer.content
    client.logout()
    assert len(client.get(f"/api/v1/exhibits/?donor={donor.slug}").json()["results"]) == 1
    assert client.get(f"/api/v1/donors/{donor.slug}/").status_code == 200


def test_an_acquisition_is_named_by_its_number_as_it_stands(client, sign_in, send):
    sign_in("curator")
    acquisition = make_acquisition()
    answer = send("post", "/api/v1/exhibits/", {**BODIES["exhibits"], "acquisition": acquisition.pk})
    assert answer.status_code == 400
    assert "ACQ-2023-014" in answer.json()["errors"][0]["message"]


def test_provenance_is_kept_sign_for_sign(client, sign_in, send):
    sign_in("registrar")
    printed = "  Artist; sold 1951\nGallery.\t \r\n"
    made = send("post", "/api/v1/exhibits/", {**BODIES["exhibits"], "provenance_text": printed})
    assert made.status_code == 201
    assert made.json()["provenance_text"] == Exhibit.objects.get().provenance_text == printed
