"""A giver who asked to stay unnamed: “Anonymous” on the page, and nowhere to be found, counted or filtered by."""

import pytest

from collection.models import CounterGift
from tests import factories as make

from .scene import addresses


def test_no_page_names_or_links_them(client, scene):
    CounterGift.objects.create(
        acquisition=scene.drones.acquisition, giver=scene.kim, receiver=scene.anonymous, description="A vase"
    )
    pages = [
        *addresses(scene).values(),
        scene.drones.get_absolute_url(),
        scene.bowl.get_absolute_url(),
        "/countries/FR/",
        "/donors/?name=secret",
    ]
    for address in pages:
        text = client.get(address).text
        assert "Secret Giver" not in text, address
        assert scene.anonymous.slug not in text, address


def test_their_gift_says_anonymous(client, scene):
    assert "Given by Anonymous" in client.get(scene.drones.get_absolute_url()).text
    assert "Vladimir Putin</a>, Anonymous" in client.get(scene.bowl.get_absolute_url()).text


def test_their_country_gains_nothing(client, scene):
    assert "No gift of this country" in client.get("/countries/FR/").text


@pytest.mark.parametrize("role", ["registrar", "researcher"])
def test_staff_read_the_name_with_a_mark(client, scene, role):
    client.force_login(make.make_user(role))
    text = client.get(scene.drones.get_absolute_url()).text
    assert "Secret Giver" in text
    assert "unnamed in public" in text
    assert client.get(scene.anonymous.get_absolute_url()).status_code == 200


def test_a_recipient_may_stay_unnamed_too(client, scene):
    scene.kim.is_anonymous = True
    scene.kim.save()
    text = client.get(scene.rifle.get_absolute_url()).text
    assert "Kim Jong Un" not in text
    assert "to Anonymous" in text
    assert client.get(scene.kim.get_absolute_url()).status_code == 404
