"""Staff walk the same pages and see more, always marked; and nobody keeps a copy of what they saw."""

import pytest

from tests import factories as make

from .scene import addresses


@pytest.fixture
def staff(client, scene):
    client.force_login(make.make_user("researcher"))
    return client


def test_a_draft_is_shown_with_a_banner_and_its_internal_note(staff, scene):
    response = staff.get(scene.draft.get_absolute_url())
    assert response.status_code == 200
    assert "<strong>Not public.</strong>" in response.text
    assert "Canary note" in response.text


def test_internal_and_withdrawn_notes_are_marked(staff, scene):
    make.make_note(exhibit=scene.bowl, answer="Whispered", is_public=False)
    text = staff.get(scene.bowl.get_absolute_url()).text
    assert "Whispered" in text
    assert "badge--private" in text


def test_a_tombstone_tells_staff_why(staff, scene):
    make.make_deaccession(exhibit=scene.bowl, reason="Canary reason")
    response = staff.get(scene.bowl.get_absolute_url())
    assert response.status_code == 410
    assert "Canary reason" in response.text


def test_every_page_works_for_staff_and_is_kept_by_nobody(staff, scene):
    for address in addresses(scene).values():
        response = staff.get(address)
        assert response.status_code == 200, address
        assert response["Cache-Control"] == "private, no-store"


def test_a_role_that_reads_nothing_private_sees_what_the_public_sees(client, scene):
    client.force_login(make.make_user())
    assert client.get(scene.draft.get_absolute_url()).status_code == 404
    assert "Secret Giver" not in client.get(scene.drones.get_absolute_url()).text
