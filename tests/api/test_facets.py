"""Facets over the API: counted exactly, among what the other parameters find, by what their reader may see."""

import pytest

from collection.api.exhibit_facets import FACETS
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def gifts(db):
    """Four from France and two from Bhutan; three vases of the six in room 12; a draft and an unnamed giver."""
    room = make.make_showroom(number="12", name="East")
    shy = make.make_party(name="Shy", is_anonymous=True, country=make.make_country("BT"))
    for place, country in enumerate(["FR"] * 4 + ["BT"] * 2):
        giver = make.make_party(name=f"Giver {country}", country=make.make_country(country))
        exhibit = make.make_exhibit(
            published=True,
            title="Vase" if place % 2 else "Bowl",
            object_name="thing",
            made="1955",
            location=room.location if place % 2 else None,
        )
        make.make_acquisition(donors=[giver], exhibits=[exhibit], date="1984")
    make.make_acquisition(donors=[shy], exhibits=[make.make_exhibit(title="Vase", made="1955")])


def counted(client, query=""):
    """Facet → {value: count} of all that have any."""
    answer = client.get(f"/api/v1/exhibits/facets/{query}")
    assert answer.status_code == 200, answer.content
    body = answer.json()
    return body, {one["facet"]: {value["value"]: value["count"] for value in one["values"]} for one in body["facets"]}


def test_of_everything(client, gifts):
    body, facets = counted(client)
    assert body["total"] == 6
    assert set(facets) == {*FACETS} - {"status"}
    assert facets["country"] == {"FR": 4, "BT": 2}
    assert facets["showroom"] == {"12": 3}
    assert facets["made"] == {"1950s": 6}
    assert facets["received"] == {"1980s": 6}


def test_of_a_search(client, gifts):
    body, facets = counted(client, "?q=vase&facet=country,showroom")
    assert body["total"] == 3
    assert list(facets) == ["country", "showroom"]
    assert facets == {"country": {"FR": 2, "BT": 1}, "showroom": {"12": 3}}


def test_a_facet_leaves_its_own_choice_out(client, gifts):
    body, facets = counted(client, "?country=FR&facet=country,showroom")
    assert body["total"] == 4
    assert facets == {"country": {"FR": 4, "BT": 2}, "showroom": {"12": 2}}
    selected = {one["value"]: one["selected"] for one in body["facets"][0]["values"]}
    assert selected == {"FR": True, "BT": False}
    assert counted(client, "?country=FR&country=BT&facet=country")[0]["total"] == 6


def test_values_lead_to_as_many_as_they_say(client, gifts):
    _, facets = counted(client, "?q=vase")
    for facet, values in facets.items():
        for value, count in values.items():
            assert client.get("/api/v1/exhibits/", {"q": "vase", facet: value}).json()["total"] == count


def test_few_values_and_whether_there_are_more(client, gifts):
    (facet,) = client.get("/api/v1/exhibits/facets/?facet=country&values=1").json()["facets"]
    assert [one["value"] for one in facet["values"]] == ["FR"]
    assert facet["more"] is True
    (facet,) = client.get("/api/v1/exhibits/facets/?facet=country&values=1&country=BT").json()["facets"]
    assert [one["value"] for one in facet["values"]] == ["FR", "BT"]


def test_staff_count_what_they_see(client, gifts, sign_in):
    sign_in("researcher")
    _, facets = counted(client)
    assert facets["country"] == {"FR": 4, "BT": 3}
    assert facets["status"] == {"published": 6, "draft": 1}


@pytest.mark.parametrize(
    ("query", "name", "says"),
    [
        ("facet=status", "facet", "There is no facet “status”"),
        ("facet=", "facet", "country"),
        ("facet=country&facet=donor", "facet", "more than once"),
        ("values=0", "values", "1 to 200"),
        ("values=201", "values", "1 to 200"),
        ("cursor=x", "cursor", "no such parameter"),
        ("status=draft", "status", "no such parameter"),
        ("country=XY", "country", "FR"),
        ("q=nofield:x", "q", "There is no field"),
    ],
)
def test_what_it_does_not_take(client, gifts, query, name, says):
    answer = client.get(f"/api/v1/exhibits/facets/?{query}")
    assert answer.status_code == 400
    (error,) = answer.json()["errors"]
    assert error["field"] == name
    assert says in error["message"]
    if name == "facet" and "more" not in says:
        assert "status" not in error["message"].replace("“status”", "")
