"""The public pages in a real browser: readable by everyone, on a telephone, by keyboard and without JavaScript.

Every test here also fails on a breach of the content security policy: see `conftest.py`.
"""

import pytest

from tests.browser.conftest import PHONE
from tests.factories import make_deaccession, make_user
from tests.public.scene import addresses, make_scene

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def scene(transactional_db):
    return make_scene()


def titles(page):
    """The titles of the cards, in order."""
    return page.locator(".card h3").all_inner_texts()


def pages_of(scene):
    more = {
        "disputed": scene.drones.get_absolute_url(),
        "filtered": "/exhibits/?country=RU&made=1990s",
        "nothing found": "/exhibits/?q=cristal&country=RU&made=1990s",
    }
    return {**addresses(scene), **more}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_page_is_accessible_in_both_schemes(open_page, scene, assert_accessible, scheme):
    page = open_page(color_scheme=scheme)
    for address in pages_of(scene).values():
        page.goto(address)
        page.evaluate("document.querySelectorAll('details').forEach(closed => closed.open = true)")
        assert_accessible(page)


def test_what_is_wrong_missing_or_gone_is_accessible_too(page, scene, complaints, assert_accessible):
    for status in ("400", "404", "410"):
        complaints.expect(f"status of {status}")
    make_deaccession(exhibit=scene.bowl, public_statement="It went home.")
    for address in (
        "/exhibits/?made=soon&country=XX",
        "/exhibits/?q=colour:red",
        "/exhibits/?cursor=x",
        "/nothing/",
        scene.bowl.get_absolute_url(),
    ):
        page.goto(address)
        assert_accessible(page)


def test_staff_pages_are_accessible(open_page, scene, assert_accessible):
    page = open_page(user=make_user("registrar"))
    for address in (*pages_of(scene).values(), scene.draft.get_absolute_url(), scene.anonymous.get_absolute_url()):
        page.goto(address)
        assert_accessible(page)


def test_every_page_fits_a_telephone(open_page, scene, assert_fits):
    scene.rifle.title = "Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichenverleihungsurkunde " * 3
    scene.rifle.save()
    page = open_page(viewport=PHONE)
    for address in pages_of(scene).values():
        page.goto(address)
        assert_fits(page)


def test_the_first_tab_skips_to_the_content_and_focus_is_seen(page, scene):
    page.goto("/exhibits/")
    page.keyboard.press("Tab")
    skip = page.locator(":focus")
    assert skip.inner_text() == "Skip to the content"
    assert skip.bounding_box()["x"] >= 0
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.locator(":focus").inner_text() == "How to search"
    outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    assert outline == "solid"


def test_a_visitor_finds_an_exhibit_by_keyboard_alone(page, scene):
    page.goto("/")
    page.get_by_label("What are you looking for?").focus()
    page.keyboard.type("highest quality")
    page.keyboard.press("Enter")
    page.wait_for_url("**/exhibits/?q=highest+quality")
    assert page.locator("mark").all_inner_texts() == ["highest", "quality"]
    link = page.get_by_role("link", name="Rifle", exact=True)
    link.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/rifle/")
    assert page.get_by_role("heading", level=1).inner_text() == "Rifle"


def test_without_javascript_everything_works(open_page, scene):
    page = open_page(java_script_enabled=False)
    page.goto("/")
    page.get_by_label("What are you looking for?").fill("russia")
    page.get_by_role("button", name="Search").last.click()
    page.get_by_label("1990s").check()
    page.get_by_role("button", name="Show", exact=True).filter(visible=True).click()
    assert titles(page) == ["Crystal bowl"]
    page.get_by_role("link", name="remove this filter").click()
    assert titles(page) == ["Rifle", "Crystal bowl", "Five attack drones"]
    page.get_by_label("Sort by").select_option("title")
    page.get_by_role("button", name="Sort").click()
    assert titles(page) == ["Crystal bowl", "Five attack drones", "Rifle"]
    page.get_by_role("link", name="Rifle", exact=True).click()
    page.get_by_text("Earlier positions").click()
    assert page.get_by_text("Just read.").is_visible()


def test_no_page_runs_another_script_or_asks_another_host(page, scene):
    for address in pages_of(scene).values():
        page.goto(address)
        scripts = page.evaluate("[...document.scripts].map(script => new URL(script.src).pathname)")
        assert scripts == ["/static/collection/suggest.js"]
