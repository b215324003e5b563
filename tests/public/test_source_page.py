"""The page of a source: how often it was right, its claims exhibit by exhibit, its copy, and how to cite it."""

import pytest

from tests import factories as make


@pytest.fixture
def page(client, scene):
    return client.get(scene.source.get_absolute_url()).text


def test_it_says_how_often_the_source_was_right(page):
    assert "of 1 claim on which it has taken a position, it accepts 1 (100 %)" in page
    assert "4 are not assessed." in page


def test_hidden_claims_move_no_count(client, scene, page):
    for hidden in ({"exhibit": scene.draft}, {"exhibit": scene.rifle, "is_public": False}):
        make.make_note(source=scene.source, **hidden)
    assert client.get(scene.source.get_absolute_url()).text == page
    client.force_login(make.make_user("researcher"))
    assert "6 are not assessed." in client.get(scene.source.get_absolute_url()).text


def test_claims_stand_under_the_exhibit_they_are_about(page):
    places = [page.index(words) for words in ("About occasions", "Rifle</a>", "Five attack drones</a>")]
    assert places == sorted(places)
    assert "It quotes the spokesman." in page


def test_claims_are_narrowed_by_position(client, scene):
    accepted = client.get(scene.source.get_absolute_url(), {"position": "accepted"}).text
    assert "Russian craftsmen" in accepted
    assert "Five attack drones" not in accepted
    assert "None of its claims stands so." in client.get(scene.source.get_absolute_url(), {"position": "disputed"}).text
    assert client.get(scene.source.get_absolute_url(), {"position": "x"}).status_code == 400


def test_it_can_be_cited_and_its_copy_compared(client, scene):
    scene.source.archived_on, scene.source.archived_sha256 = "2024-05-03", "ab" * 32
    scene.source.save()
    page = client.get(scene.source.get_absolute_url()).text
    assert "“Gifts from Russia”. A wire service, 18 September 2023. https://news.example/gifts." in page
    assert f"/api/v1/sources/{scene.source.slug}/citation/?format=bibtex" in page
    assert "3 May 2024" in page
    assert "ab" * 32 in page
