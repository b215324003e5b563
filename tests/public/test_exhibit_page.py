"""The page of an exhibit and the pages around it: the facts, each where a visitor looks for it."""

from pathlib import Path

import pytest
from django.contrib.staticfiles.finders import find

from collection.public.floor_plan import floor_plan
from collection.templatetags.glyphs import GLYPHS, glyph
from collection.templatetags.museum import web_address
from tests import factories as make


def test_the_facts_of_an_exhibit(client, scene):
    text = client.get(scene.rifle.get_absolute_url()).text
    for fact in (
        "2023.0913.1",
        "Rifle",
        "A rifle of the highest quality.",
        "It opened the visit.",
        "98 cm",
        "Steel",
        "Vladimir Putin",
        "President of Russia",
        "Kim Jong Un",
        "Visit to Russia, September 2023",
        "at Vostochny",
        "13 September 2023",
        "After the summit.",
        "Showroom 12, Gifts of 2023",
        "Main Building, Ground floor",
        "A rifle by Korean craftsmen",
        "Izhevsk gunsmiths",
        "workshop of",
        "Five attack drones",
    ):
        assert fact in text, fact
    assert "as entered: “c. 2020”" in text
    assert "Case 4" not in text


def test_what_stands_nowhere_visitors_go_is_not_on_display(client, scene):
    assert "Not on display." in client.get(scene.bowl.get_absolute_url()).text
    make.make_movement(exhibit=scene.bowl, to_location=make.make_location(name="Canary store"))
    text = client.get(scene.bowl.get_absolute_url()).text
    assert "Not on display." in text
    assert "Canary" not in text


def test_a_party_that_gave_nothing_has_a_page_too(client, scene):
    text = client.get(scene.kim.get_absolute_url()).text
    assert "Received" in text
    assert "Donor ·" not in text
    maker = client.get("/donors/izhevsk-gunsmiths/").text
    assert "Maker" in maker
    assert "(1922–1991)" in maker
    assert "as it was at the time" in maker


def test_a_former_state_names_its_years_and_successors(client, scene):
    text = client.get("/countries/SUHH/").text
    assert "1922 to 1991" in text
    assert 'href="/countries/KZ/">Kazakhstan' in text
    assert "Before it:" in client.get("/countries/KZ/").text


def test_an_occasion_has_its_stops_in_order_and_its_gifts_by_giver(client, scene):
    text = client.get(scene.visit.get_absolute_url()).text
    assert text.index("Khasan") < text.index("Vostochny") < text.index("Gifts by giver")
    assert "Anonymous" in text
    assert "A rifle by Korean craftsmen" in text


def test_showrooms_stand_by_building_and_floor_and_say_when_closed(client, scene):
    make.make_showroom(number="13", name="Shut hall", is_open=False)
    text = client.get("/showrooms/").text
    assert text.index("Main Building") < text.index("Ground floor") < text.index("Gifts of 2023")
    assert "Closed" in text
    assert "Closed to visitors at present" in client.get("/showrooms/13/").text


@pytest.mark.parametrize(
    "outline",
    [
        None,
        [],
        [[0, 0], [1, 1]],
        "M0 0",
        [[0, 0], [1, "<"], [2, 2]],
        [[0, 0], [0, 0], [0, 0]],
        [[0, 0], [1, 0], [True, 2]],
        [[0, 0], [1e400, 0], [0, 1]],
        {"x": 1},
    ],
)
def test_what_is_no_outline_draws_nothing(outline):
    assert floor_plan(outline) is None


def test_an_outline_becomes_numbers_of_a_drawing(client, scene):
    plan = floor_plan([[0, 0], [10, 0], [10, 5], [0, 5]])
    assert plan.points == "0.50,5.50 10.50,5.50 10.50,0.50 0.50,0.50"
    assert plan.view_box == "0 0 11.00 6.00"
    assert 'viewBox="0 0 13.20 9.20"' in client.get(scene.room.get_absolute_url()).text


@pytest.mark.parametrize(
    ("name", "drawing"),
    [
        ("tea cup set", "cup"),
        ("Television set", "screen"),
        ("fur hat", "hat"),
        ("attack drones", "drone"),
        ("", "gift"),
        ("thing", "gift"),
        ("motor car", "vehicle"),
    ],
)
def test_a_drawing_for_each_kind_of_object(name, drawing):
    assert glyph(name) == drawing


def test_every_drawing_has_its_file_and_its_rule():
    rules = Path(find("collection/glyphs.css")).read_text()
    for name in [*GLYPHS, "gift"]:
        assert find(f"collection/glyphs/{name}.svg"), name
        assert f".glyph--{name} " in rules


@pytest.mark.parametrize(
    "text", ["javascript:alert(1)", "data:text/html,x", " JAVASCRIPT:x", "//evil.example", "", None]
)
def test_only_web_addresses_become_links(text):
    assert web_address(text) == ""
