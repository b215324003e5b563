"""Facets beside the list: exact counts of what is public, several values of one at a time, and one facet at length."""

import re
from html import unescape

import pytest

from collection.public import search
from tests import factories as make

VALUE = re.compile(
    r'<input type="checkbox" name="(\w+)" value="([^"]*)"( checked)?> <span class="facet__name">([^<]*)</span> '
    r'<span class="facet__count">([\d,]+)</span>'
)


def facets(page):
    """(parameter, label) → (count, whether it is ticked)."""
    return {
        (name, unescape(label)): (int(count.replace(",", "")), bool(ticked))
        for name, _, ticked, label, count in VALUE.findall(page.text)
    }


def test_counts_are_of_what_is_found_and_public(client, scene):
    make.make_acquisition(donors=[scene.putin], exhibits=[scene.draft])
    found = facets(client.get("/exhibits/"))
    assert found["country", "Russia"] == (2, False)
    assert found["donor", "Vladimir Putin"] == (2, False)
    assert found["recipient", "Kim Jong Un"] == (2, False)
    assert found["contradiction", "left open"] == (1, False)
    assert found["made", "1990s"] == (1, False)
    assert not [label for _, label in found if label in ("Secret Giver", "France")]
    assert facets(client.get("/exhibits/?q=crystal"))["country", "Russia"] == (1, False)


def test_several_values_of_a_facet_are_any_of_them_and_leave_its_own_counts_alone(client, scene):
    french = make.make_party(name="Envoy", country=make.make_country("FR"))
    make.make_acquisition(donors=[french], exhibits=make.make_exhibits(3, published=True))
    page = client.get("/exhibits/?country=FR&country=RU&donor=vladimir-putin")
    assert "<strong>2 exhibits</strong>" in page.text
    found = facets(page)
    assert found["country", "Russia"] == (2, True)
    assert found["country", "France"] == (0, True)
    assert found["donor", "Vladimir Putin"] == (2, True)
    assert found["donor", "Envoy"] == (3, False)


def test_a_value_chosen_stands_as_a_chip_that_takes_off_itself_alone(client, scene):
    text = unescape(client.get("/exhibits/?q=rifle&country=RU&country=KP&made=2020s").text)
    chips = re.findall(r'<li><a href="([^"]*)"><span class="chips__label">([^<]*)</span> (\w+)', text)
    assert chips == [
        ("/exhibits/?q=rifle&country=KP&made=2020s", "Giver’s country:", "Russia"),
        ("/exhibits/?q=rifle&country=RU&made=2020s", "Giver’s country:", "North"),
        ("/exhibits/?q=rifle&country=RU&country=KP", "Decade made:", "2020s"),
    ]
    assert '<a class="chips__all" href="/exhibits/?q=rifle">' in text


def test_what_the_form_does_not_show_is_carried_along(client, scene):
    form = client.get(f"/exhibits/?source={scene.source.slug}&q=rifle&order=title").text
    form = form[form.index('<div id="narrow"') : form.index("</form>", form.index('<div id="narrow"'))]
    for name, value in (("source", scene.source.slug), ("q", "rifle"), ("order", "title")):
        assert f'<input type="hidden" name="{name}" value="{value}">' in form


@pytest.fixture
def many(monkeypatch, db):
    monkeypatch.setattr(search, "FEW", 2)
    monkeypatch.setattr(search, "MANY", 3)
    for n, code in enumerate(["FR", "CU", "US", "VN"], start=1):
        giver = make.make_party(name=f"Envoy {n}", country=make.make_country(code))
        make.make_acquisition(donors=[giver], exhibits=make.make_exhibits(n, published=True))


def test_a_long_facet_is_a_page_with_the_largest_and_those_chosen(client, many):
    first = client.get("/exhibits/?country=FR&title=tea")
    assert [label for name, label in facets(first) if name == "country"] == ["Vietnam", "United States", "France"]
    assert 'href="/exhibits/by/country/?title=tea&amp;country=FR"' in first.text
    page = client.get("/exhibits/by/country/?title=tea&country=FR")
    assert list(facets(page).values()) == [(4, False), (3, False), (2, False), (1, True)]
    assert "<strong>10 exhibits</strong>" in page.text
    assert '<input type="hidden" name="title" value="tea">' in page.text
    assert 'content="noindex, nofollow"' in page.text
    assert "chips__label" in page.text
    assert "Giver’s country:" not in page.text


def test_a_facet_that_fits_has_no_page_of_its_own_offered(client, scene):
    assert "/exhibits/by/" not in client.get("/exhibits/").text


@pytest.mark.parametrize("name", ["colour", "q", "title", "status", "acquisition", "%00"])
def test_what_is_no_facet_is_not_found(client, scene, name):
    assert client.get(f"/exhibits/by/{name}/").status_code == 404


def test_statuses_are_counted_for_staff_alone(client, scene):
    client.force_login(make.make_user("researcher"))
    found = facets(client.get("/exhibits/"))
    assert found["status", "draft"] == (1, False)
    assert found["status", "published"] == (3, False)
    assert client.get("/exhibits/by/status/").status_code == 200


def test_a_bad_value_is_explained_on_the_page_of_a_facet_too(client, scene):
    page = client.get("/exhibits/by/donor/?country=XX")
    assert page.status_code == 400
    assert "<strong>Giver’s country:</strong>" in page.text
