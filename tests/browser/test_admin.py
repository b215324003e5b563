"""A curator's first object in a browser: catalogued on one page, moved, submitted, published, and seen by a visitor."""

import pytest

from collection.models import Disagreement, Exhibit
from tests import factories
from tests.browser.conftest import DESKTOP, PHONE

pytestmark = pytest.mark.django_db(transaction=True)


def choose(page, label, text):
    """Choose by keyboard from an autocomplete, as somebody without a mouse does."""
    one = page.get_by_role("combobox", name=label, exact=True)
    several = page.get_by_role("searchbox", name=label, exact=True)
    one.or_(several).first.wait_for()
    if several.count():  # one types straight into the box
        several.focus()
    else:
        one.focus()
        page.keyboard.press("Enter")
    page.locator(".select2-search__field:focus").wait_for()  # what is typed before it opens would be lost
    page.keyboard.type(text)
    page.locator(".select2-results__option--highlighted", has_text=text).wait_for()
    page.keyboard.press("Enter")


def test_a_curators_first_object(open_page, assert_accessible):
    curator = factories.make_user("curator", username="cora")
    room = factories.make_showroom(name="Gifts from Europe")
    factories.make_location(name="Store 9")
    factories.make_party(name="Sergei Shoigu")
    factories.make_occasion(name="Visit to Russia")
    factories.make_source(title="Two leaders exchange gifts")
    page = open_page()

    page.goto("/admin/")
    page.get_by_label("Username").fill("cora")
    page.get_by_label("Password").fill(factories.PASSWORD)
    page.keyboard.press("Enter")
    page.get_by_role("link", name="Catalogue an exhibit").click()

    page.get_by_label("Accession number:").fill("2023.0914.1")
    page.get_by_label("Title:").fill("Fur hat")
    page.get_by_label("Object name:").fill("hat")
    page.get_by_label("Date made:").fill("c. 1990")
    page.get_by_text("Read as 1990~").wait_for()
    choose(page, "Given by", "Sergei Shoigu")
    with page.expect_popup() as opened:  # a giver the museum has not met yet is recorded without leaving the page
        page.locator(".field-given_by .add-related").click()
    popup = opened.value
    popup.get_by_label("Name:", exact=True).fill("Oleg Kozhemyako")
    popup.get_by_role("button", name="Save", exact=True).click()
    page.locator(".field-given_by", has_text="Oleg Kozhemyako").wait_for()
    page.get_by_label("Date received:").fill("2023-09-16")
    choose(page, "Occasion", "Visit to Russia")
    choose(page, "Place", room.location.name)
    page.get_by_label("Reason for the place:").fill("First display")
    page.get_by_label("Authorised by:").fill("The director")
    page.locator("#id_notes-0-claim").select_option("given_by")
    page.locator("#id_notes-0-answer").fill("Shoigu")
    page.locator("#id_notes-0-statement").fill("The minister gave the hat.")
    choose(page, "Source", "Two leaders")
    page.locator("#id_restrictions-0-kind").select_option("cites")
    page.locator("#id_restrictions-0-instrument").fill("CITES, appendix II")
    page.get_by_label("Why this change?").fill("From the register of 2023")
    assert_accessible(page)
    page.get_by_role("button", name="Save and continue editing").click()

    page.get_by_role("link", name="Submit for review").wait_for()
    exhibit = Exhibit.objects.get()
    assert (exhibit.showroom, exhibit.created_by) == (room, curator)
    givers = {link.party.name for link in exhibit.acquisition.donor_links.all()}
    assert givers == {"Sergei Shoigu", "Oleg Kozhemyako"}

    page.get_by_role("link", name="Move", exact=True).click()
    choose(page, "New place", "Store 9")
    page.get_by_label("Reason:").fill("The case is being cleaned")
    page.get_by_label("Authorised by:").fill("The registrar")
    assert_accessible(page)
    page.get_by_role("button", name="Move").click()
    page.get_by_text("now stands in Store 9").wait_for()

    for step, status in (("Submit for review", "in review"), ("Publish", "published")):
        page.get_by_role("link", name=step, exact=True).click()
        page.get_by_label("Reason:").fill("Checked against the label")
        page.get_by_role("button", name=step, exact=True).click()
        page.locator(".field-standing .state", has_text=status).wait_for()
    page.get_by_role("link", name="History", exact=True).click()
    page.get_by_text("From the register of 2023").wait_for()
    assert_accessible(page)
    page.go_back()
    page.get_by_role("link", name="View on site").last.click()
    page.get_by_role("heading", name="Fur hat").wait_for()


def test_two_editors(open_page, assert_accessible):
    exhibit = factories.make_exhibit(title="Bowl")
    address = f"/admin/collection/exhibit/{exhibit.pk}/change/"
    first = open_page(user=factories.make_user("curator", username="cora"))
    second = open_page(user=factories.make_user("cataloguer", username="cato"))
    for page in (first, second):
        page.goto(address)
    first.get_by_label("Title:").fill("Rice bowl")
    first.get_by_role("button", name="Save", exact=True).click()
    first.get_by_text("was changed successfully").wait_for()

    second.get_by_label("Title:").fill("Tea bowl")
    second.get_by_role("button", name="Save", exact=True).click()
    second.get_by_role("heading", name="Somebody else saved this").wait_for()
    assert Exhibit.objects.get().title == "Rice bowl"
    assert_accessible(second)
    second.get_by_label("I have compared them").check()
    second.get_by_role("button", name="Save", exact=True).click()
    second.get_by_text("was changed successfully").wait_for()
    assert Exhibit.objects.get().title == "Tea bowl"


@pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["desktop", "phone"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_kind_of_page_fits_and_is_accessible(
    open_page, assert_accessible, assert_fits, complaints, viewport, scheme
):
    complaints.expect("403 (Forbidden)")  # the page that refuses to delete an exhibit
    exhibit = factories.make_exhibit(title="A rifle in a case " * 12, location=factories.make_showroom().location)
    note = factories.make_note(exhibit=exhibit)
    factories.make_contradiction(note)
    factories.make_restriction(exhibit=exhibit)
    factories.make_participation(exhibit=exhibit)
    factories.make_donor(exhibit)
    page = open_page(user=factories.make_user("registrar"), viewport=viewport, color_scheme=scheme)
    base = f"/admin/collection/exhibit/{exhibit.pk}"
    for address in (
        "/admin/",
        "/admin/collection/exhibit/",
        "/admin/collection/exhibit/add/",
        f"{base}/change/",
        f"{base}/submit/",
        f"{base}/deaccession/",
        f"{base}/delete/",
        f"{base}/history/",
        f"/admin/collection/provenancenote/{note.pk}/change/",
        f"/admin/collection/disagreement/{Disagreement.objects.get().pk}/change/",
        f"/admin/collection/acquisition/{exhibit.acquisition_id}/change/",
        "/admin/collection/location/",
    ):
        page.goto(address)
        assert_accessible(page)
        assert_fits(page)


def test_the_desk_works_without_script(open_page):
    factories.make_exhibit(title="Bowl")
    page = open_page(user=factories.make_user("cataloguer"), java_script_enabled=False)
    page.goto("/admin/")
    page.get_by_role("link", name="Bowl").click()
    page.get_by_label("Title:").fill("Tea bowl")
    page.get_by_role("button", name="Save", exact=True).first.click()
    assert Exhibit.objects.get().title == "Tea bowl"
