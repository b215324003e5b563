"""Provenance as the museum prints it is kept sign for sign, whichever form it passes through."""

import pytest

from collection.models import Exhibit
from tests import factories
from tests.admin.forms import submit, url

pytestmark = pytest.mark.django_db

PRINTED = "  Artist; sold 1951 [1] to\nGallery, Paris;\tgift 1960.  \n\n1. Stock book no. 7. "
AS_BROWSERS_SEND = PRINTED.replace("\n", "\r\n")


@pytest.fixture
def exhibit():
    return factories.make_exhibit(provenance_text=PRINTED)


def stored():
    return Exhibit.objects.get().provenance_text


def test_saving_the_page_leaves_it_as_it_was(curator, exhibit):
    assert submit(curator, url(exhibit), title="New title", provenance_text=AS_BROWSERS_SEND).status_code == 302
    assert Exhibit.objects.get().title == "New title"
    assert stored() == PRINTED


def test_line_breaks_of_any_kind_stay(curator):
    exhibit = factories.make_exhibit(provenance_text=AS_BROWSERS_SEND)
    assert submit(curator, url(exhibit), title="New title").status_code == 302
    assert stored() == AS_BROWSERS_SEND


def test_what_is_written_into_it_is_kept_with_its_blanks(curator, exhibit):
    assert submit(curator, url(exhibit), provenance_text=f" {AS_BROWSERS_SEND}\r\n").status_code == 302
    assert stored() == f" {PRINTED}\n"


def test_the_page_of_the_exhibit_prints_it(client):
    exhibit = factories.make_exhibit(provenance_text="Artist; <b>sold</b> 1951\nGallery", published=True)
    page = client.get(exhibit.get_absolute_url()).content.decode()
    assert "Artist; &lt;b&gt;sold&lt;/b&gt; 1951<br>Gallery" in page


def test_it_is_found_by_its_words(client):
    factories.make_exhibit(provenance_text="Galerie Durand-Ruel, Paris", published=True)
    assert client.get("/api/v1/exhibits/", {"q": "ruel"}).json()["total"] == 1
