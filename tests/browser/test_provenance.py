"""The chain of an exhibit in a browser: at the desk, on its page and in the queue, readable by all and on a phone."""

import pytest
from django.urls import reverse

from tests import factories
from tests.browser.conftest import PHONE

pytestmark = pytest.mark.django_db(transaction=True)

TEXT = (
    "Possibly Anna Weber [1850-1912], Bern, by 1890 until at least 1905. (Galerie Brandt, Berlin, zzyzx qwfp 12, "
    "1931) [1]; sold to Carl Keller, Zürich, 1951; by descent to his daughter, Dora Keller, 1962 to 1970; to the "
    "museum, 1970.\n\nNOTES:\n1. Stock book, no. 14."
)


def test_the_chain_can_be_read_by_everybody(open_page, assert_accessible, assert_fits):
    exhibit = factories.make_exhibit(published=True, provenance_text=TEXT)
    visitor = open_page(viewport=PHONE)
    visitor.goto(exhibit.get_absolute_url())
    visitor.get_by_text("Who had it, and when").wait_for()
    assert_accessible(visitor)
    assert_fits(visitor)
    desk = open_page(user=factories.make_user("curator"))
    desk.goto(reverse("admin:collection_exhibit_change", args=[exhibit.pk]))
    desk.get_by_role("img", name=f"The chain of {exhibit.accession_number} in time").wait_for()
    assert_accessible(desk)
    desk.goto(reverse("admin:collection_provenanceevent_changelist"))
    desk.get_by_text(exhibit.accession_number).wait_for()
    assert_accessible(desk)
    phone = open_page(user=factories.make_user("researcher"), viewport=PHONE)
    for report in (
        reverse("admin:collection_exhibit_provenance_report", args=[exhibit.pk]),
        reverse("admin:collection_provenanceevent_print"),
    ):
        phone.goto(report)
        phone.get_by_text("To look into" if "exhibit" in report else exhibit.accession_number).first.wait_for()
        assert_accessible(phone)
        assert_fits(phone)
    desk.goto(reverse("admin:collection_exhibit_provenance", args=[exhibit.pk]))
    desk.get_by_label("1. Anna Weber").wait_for()
    assert_accessible(desk)
