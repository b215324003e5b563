"""The two pages about the API: usable under the content policy, which the page fixture watches."""

import pytest

from tests.factories import make_exhibit

PHONE = {"width": 320, "height": 640}

pytestmark = pytest.mark.django_db(transaction=True)


def test_the_operations_are_drawn_and_can_be_tried(page):
    make_exhibit(published=True, title="Crystal bowl")
    page.goto("/api/v1/docs/")
    page.locator(".opblock").first.wait_for()
    assert page.locator(".opblock").count() > 40
    page.locator("#operations-exhibits-exhibits_list").click()
    page.locator("#operations-exhibits-exhibits_list .execute").click()
    page.locator("#operations-exhibits-exhibits_list .live-responses-table").wait_for()
    assert "Crystal bowl" in page.locator("#operations-exhibits-exhibits_list .live-responses-table").inner_text()


@pytest.mark.parametrize("viewport", [None, PHONE])
def test_the_guide_is_accessible_and_fits(open_page, assert_accessible, assert_fits, viewport):
    page = open_page(**({"viewport": viewport} if viewport else {}))
    page.goto("/api/v1/guide/")
    assert page.get_by_role("heading", name="The catalogue as data").is_visible()
    assert_fits(page)
    assert_accessible(page)
