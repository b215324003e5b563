"""Searching in a real browser: suggestions as one types, facets on a telephone, and both by keyboard."""

import pytest

from tests.browser.conftest import PHONE
from tests.factories import make_acquisition, make_country, make_exhibits, make_party
from tests.public.scene import make_scene

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def scene(transactional_db):
    return make_scene()


@pytest.fixture
def box(page, scene):
    """The search box in the header."""
    page.goto("/donors/")
    return page.get_by_label("Search the exhibits")


def options(page):
    return page.get_by_role("option").all_inner_texts()


def test_suggestions_appear_as_one_types_and_are_accessible(page, box, assert_accessible):
    box.press_sequentially("put")
    page.get_by_role("option").first.wait_for()
    assert any("Vladimir Putin" in option for option in options(page))
    assert box.get_attribute("aria-expanded") == "true"
    assert page.get_by_role("status").filter(has_text="suggestion").count() == 1
    assert_accessible(page)


def test_a_suggestion_is_chosen_by_keyboard(page, box):
    box.press_sequentially("puti")
    page.get_by_role("option").first.wait_for()
    box.press("ArrowDown")
    active = page.locator(f"#{box.get_attribute('aria-activedescendant')}")
    assert active.get_attribute("aria-selected") == "true"
    assert "Vladimir Putin" in active.inner_text()
    box.press("Enter")
    page.wait_for_url("**/exhibits/?donor=vladimir-putin")


def test_the_arrows_lead_round_and_back_to_the_box(page, box):
    box.press_sequentially("r")
    box.press_sequentially("i")
    page.get_by_role("option").first.wait_for()
    for _ in range(len(options(page)) + 1):
        box.press("ArrowDown")
    assert box.get_attribute("aria-activedescendant") is None
    box.press("ArrowUp")
    assert box.get_attribute("aria-activedescendant")


def test_escape_closes_the_suggestions_and_keeps_the_words(page, box):
    box.press_sequentially("rifl")
    page.get_by_role("option").first.wait_for()
    box.press("Escape")
    assert page.get_by_role("listbox").count() == 0
    assert box.input_value() == "rifl"
    box.press("Enter")
    page.wait_for_url("**/exhibits/?q=rifl")


def test_a_word_suggested_is_searched_for_within_the_filters_in_force(page, scene):
    page.goto("/exhibits/?country=RU")
    box = page.get_by_label("Search within these exhibits")
    box.press_sequentially("quali")
    page.get_by_role("option", name="quality").first.click()
    page.wait_for_url("**/exhibits/?country=RU&q=quality")


def test_what_was_typed_last_is_what_is_suggested_for(page, box):
    held = []
    page.route("**/suggest/?q=ri", lambda route: held.append(route))
    box.press_sequentially("ri")
    page.wait_for_timeout(250)
    box.press_sequentially("fle")
    page.get_by_role("option", name="Rifle").first.wait_for()
    before = options(page)
    for route in held:
        route.fulfill(json={"suggestions": [{"kind": "q", "label": "Late", "text": "x", "value": "x", "count": 1}]})
    page.wait_for_timeout(100)
    assert options(page) == before


def test_facets_open_over_the_list_on_a_telephone(open_page, scene, assert_accessible, assert_fits):
    page = open_page(viewport=PHONE)
    page.goto("/exhibits/")
    assert not page.get_by_label("Russia 2").is_visible()
    page.get_by_role("button", name="Narrow the list").press("Enter")
    assert_accessible(page)
    assert_fits(page)
    page.get_by_label("Russia 2").check()
    page.get_by_role("button", name="Show the exhibits").click()
    page.wait_for_url("**/exhibits/?*country=RU*")
    page.get_by_role("button", name="Narrow the list (1)").click()
    assert page.get_by_label("Russia 2").is_checked()
    page.get_by_role("button", name="Close").click()
    assert not page.get_by_label("Russia 2").is_visible()


def test_several_values_are_chosen_on_the_page_of_a_long_facet(open_page, scene, assert_accessible, assert_fits):
    for n, code in enumerate(["FR", "CU", "US", "VN", "IN", "CN", "DE", "IT", "ES", "PL"]):
        giver = make_party(name=f"Envoy {n}", country=make_country(code))
        make_acquisition(donors=[giver], exhibits=make_exhibits(1, published=True))
    page = open_page(viewport=PHONE)
    page.goto("/exhibits/")
    page.get_by_role("button", name="Narrow the list").click()
    page.get_by_role("link", name="More values of Giver’s country").click()
    page.wait_for_url("**/exhibits/by/country/")
    assert_accessible(page)
    assert_fits(page)
    page.get_by_label("Poland").check()
    page.get_by_label("Spain").check()
    page.get_by_role("button", name="Show the exhibits").click()
    assert page.locator(".found").inner_text() == "2 exhibits found"
