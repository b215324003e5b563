"""A search by the beginning of a title lists titles, whatever order was chosen before."""

import pytest

from tests import factories as make

pytestmark = pytest.mark.django_db


def test_order_follows_the_prefix(client):
    make.make_exhibit(published=True, accession_number="1", title="Vase of Tula")
    make.make_exhibit(published=True, accession_number="2", title="Vase of Omsk")
    page = client.get("/exhibits/?title=vase&order=-made").content.decode()
    assert page.index("Vase of Omsk") < page.index("Vase of Tula")


def test_the_api_says_which_order_goes_with_it(client):
    make.make_exhibit(published=True, title="Vase")
    refusal = client.get("/api/v1/exhibits/?title=vase&ordering=made")
    assert refusal.status_code == 400
    assert "Accepted: title" in refusal.json()["detail"]
    assert client.get("/api/v1/exhibits/?title=vase").status_code == 200
