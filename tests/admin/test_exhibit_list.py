"""The table of exhibits: what its cells say, where they lead, and that nothing typed becomes markup."""

import re
from html import unescape

import pytest

from tests import factories as make

pytestmark = pytest.mark.django_db
LIST = "/admin/collection/exhibit/"
ROW = re.compile(r'<tr><td class="action-checkbox">.*?</tr>', re.S)
CELL = re.compile(r'<t[dh] class="field-(\w+)">(.*?)</t[dh]>', re.S)


@pytest.fixture
def curator(client):
    client.force_login(make.make_user("curator"))
    return client


def table(client, **query):
    """Column → what its cell says, for each row; with the address that the row leads to."""
    found = []
    for row in ROW.findall(client.get(LIST, query).text):
        cells = {name: unescape(re.sub(r"<[^>]+>", "", cell)) for name, cell in CELL.findall(row)}
        found.append(cells | {"address": unescape(re.search(r'href="([^"]+)"', row)[1])})
    return found


def test_each_cell_says_its_part(curator):
    room = make.make_showroom(number="12", name="Gifts of 2023")
    given = make.make_exhibit(accession_number="1", title="Vase", published=True, location=room.location)
    giver, other = make.make_party(name="A"), make.make_party(name="B & sons")
    make.make_acquisition(donors=[giver, other], exhibits=[given])
    make.make_exhibit(accession_number="2", title="Bowl " * 40)
    bowl, vase = sorted(table(curator), key=lambda row: row["accession_number"], reverse=True)
    assert (vase["state"], vase["room"], vase["donors"]) == ("published", "12 Gifts of 2023", "A, B & sons")
    assert (bowl["state"], bowl["room"], bowl["donors"]) == ("draft", "not on display", "-")
    assert len(bowl["short_title"]) == 90
    assert vase["address"] == f"{LIST}{given.pk}/change/"


def test_a_row_leads_back_to_the_list_as_it_was_filtered(curator):
    exhibit = make.make_exhibit(title="Vase")
    (row,) = table(curator, status__exact="draft", q="vase")
    assert row["address"] == f"{LIST}{exhibit.pk}/change/?_changelist_filters=status__exact%3Ddraft%26q%3Dvase"
    assert curator.get(row["address"]).status_code == 200


def test_what_was_typed_is_text(curator):
    make.make_exhibit(accession_number='"><b>', title="<script>alert(1)</script>")
    text = curator.get(LIST).text
    assert "<script>alert(1)" not in text
    assert '"><b>' not in text
    assert table(curator)[0]["short_title"] == "<script>alert(1)</script>"
