"""Permanent addresses: the short one, old slugs, tombstones, and the silence about what is not public."""

import pytest
from django.utils import timezone

from collection.models import Exhibit
from tests import factories as make


def test_the_short_address_and_an_old_slug_lead_to_the_right_one(client, scene):
    right = scene.rifle.get_absolute_url()
    for address in (f"/exhibits/{scene.rifle.public_id}/", f"/exhibits/{scene.rifle.public_id}/old-title/"):
        response = client.get(address)
        assert (response.status_code, response["Location"]) == (301, right)
    assert f"http://testserver/exhibits/{scene.rifle.public_id}/</span>" in client.get(right).text


def test_each_page_names_its_canonical_address_without_the_query(client, scene):
    assert '<link rel="canonical" href="http://testserver/exhibits/">' in client.get("/exhibits/?title=r").text


def hidden_and_missing(scene):
    """Addresses of what exists and is not public, then of what never was."""
    draft, giver = scene.draft, scene.anonymous
    occasion, source = make.make_occasion(), make.make_source()
    party, internal = make.make_party(), make.make_source(is_public=False)
    make.make_note(exhibit=scene.rifle, source=internal)
    never_public = make.make_exhibit(accession_number="9")
    make.make_deaccession(exhibit=never_public)
    return [
        draft.get_absolute_url(),
        f"/exhibits/{draft.public_id}/",
        f"/exhibits/{draft.public_id}/else/",
        never_public.get_absolute_url(),
        giver.get_absolute_url(),
        party.get_absolute_url(),
        occasion.get_absolute_url(),
        source.get_absolute_url(),
        internal.get_absolute_url(),
        "/exhibits/0000000000/",
        "/exhibits/0000000000/x/",
        "/donors/nobody/",
        "/countries/XX/",
        "/showrooms/999/",
        "/occasions/never/",
        "/sources/none/",
        "/nothing/here/",
        "/exhibits/<script>/",
    ]


def test_unpublished_is_the_same_404_as_never_there_to_the_byte(client, scene):
    answers = {
        (response.status_code, response.content, tuple(sorted(response.headers.items())))
        for response in map(client.get, hidden_and_missing(scene))
    }
    assert len(answers) == 1
    assert next(iter(answers))[0] == 404


def test_a_withdrawn_exhibit_is_gone_from_everywhere(client, scene):
    scene.rifle.status = Exhibit.Status.WITHDRAWN
    scene.rifle.save()
    assert client.get(scene.rifle.get_absolute_url()).status_code == 404
    for address in (
        "/",
        "/exhibits/",
        scene.putin.get_absolute_url(),
        "/countries/RU/",
        scene.room.get_absolute_url(),
        scene.visit.get_absolute_url(),
        scene.source.get_absolute_url(),
    ):
        assert "2023.0913.1" not in client.get(address).text, address


def test_a_tombstone_stays_at_the_address_of_what_was_public(client, scene):
    make.make_deaccession(
        exhibit=scene.bowl,
        deaccessioned_on=timezone.localdate(),
        method="return",
        reason="Canary reason",
        authorised_by="Canary board",
        public_statement="It went back to the family.",
    )
    response = client.get(scene.bowl.get_absolute_url())
    assert response.status_code == 410
    assert "It went back to the family." in response.text
    assert "returned to its owner or country" in response.text
    assert "Canary" not in response.text
    assert client.get(f"/exhibits/{scene.bowl.public_id}/").status_code == 301
    assert "2000.1" not in client.get("/exhibits/").text


@pytest.mark.parametrize("status", [400, 403, 404, 500])
def test_errors_under_the_api_are_problem_documents_without_the_address(rf, status):
    from collection.public import errors

    handler = {400: errors.bad_request, 403: errors.forbidden, 404: errors.not_found, 500: errors.server_error}[status]
    response = handler(rf.get("/api/v1/secret-path/"))
    assert response.status_code == status
    assert response["Content-Type"] == "application/problem+json"
    assert b"secret-path" not in response.content
    assert b'"status": %d' % status in response.content


@pytest.mark.parametrize("status", [400, 403, 404, 500])
def test_error_pages_are_the_museums_and_repeat_nothing(rf, status):
    from collection.public import errors

    handler = {400: errors.bad_request, 403: errors.forbidden, 404: errors.not_found, 500: errors.server_error}[status]
    response = handler(rf.get("/secret-path/"))
    assert response.status_code == status
    assert b"secret-path" not in response.content
    assert b'<html lang="en">' in response.content


@pytest.mark.parametrize("path", ["/exhibits/%00/", "/exhibits/a%00b/x/", "/showrooms/%00/", "/countries/%00/"])
def test_a_nul_in_an_address_is_a_404_on_every_database(client, db, path):
    assert client.get(path).status_code == 404
