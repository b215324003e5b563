"""A visitor's page: the same for every visitor, checked again before a copy of it is used."""

from django.test import Client

from .scene import addresses


def test_two_visitors_get_the_same_bytes_whatever_cookies_they_bring(scene):
    stale = Client()
    stale.cookies["sessionid"] = "no-such-session"
    for address in addresses(scene).values():
        assert Client().get(address).content == stale.get(address).content, address


def test_a_copy_may_be_kept_but_is_asked_about(client, scene):
    for address in addresses(scene).values():
        response = client.get(address)
        assert response["Cache-Control"] == "public, no-cache"
        assert "Cookie" in response["Vary"]
        assert not response.cookies
        again = client.get(address, headers={"If-None-Match": response["ETag"]})
        assert (again.status_code, again.content) == (304, b"")


def test_changing_what_is_private_changes_no_byte(client, scene):
    before = {address: client.get(address).content for address in addresses(scene).values()}
    scene.rifle.internal_note = scene.rifle.valuation = "Canary"
    scene.rifle.save()
    scene.draft.title = "Another hidden draft"
    scene.draft.save()
    scene.putin.internal_note = "Canary"
    scene.putin.save()
    assert {address: client.get(address).content for address in before} == before


def test_pages_answer_reading_alone(client, scene):
    for address in addresses(scene).values():
        assert client.post(address).status_code == 405
        assert client.head(address).status_code == 200
