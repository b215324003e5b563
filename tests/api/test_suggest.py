"""Suggestions as one types: what stands behind each is there, is public, and is counted right."""

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def gifts(db):
    """Three gifts of a known giver, one of an unknown one, and a draft of a third."""
    france = make.make_country("FR")
    carter, shy, later = (
        make.make_party(name="Jimmy Carter", country=france),
        make.make_party(name="Carla Shy", is_anonymous=True),
        make.make_party(name="Carmen Later"),
    )
    receiver, visit = make.make_party(name="Carl Receiver"), make.make_occasion(name="Carnival of 1984")
    shown = [
        make.make_exhibit(published=True, title=title, accession_number=number, object_name="vase")
        for title, number in (("Carved vase", "2023.0914.1"), ("Vase of carbon", "2023.0914.2"), ("Bowl", "1955.7"))
    ]
    make.make_acquisition(donors=[carter, shy], recipient=receiver, occasion=visit, exhibits=shown)
    make.make_acquisition(donors=[later], exhibits=[make.make_exhibit(title="Cartridge", accession_number="2023.9")])
    return shown


def suggested(client, text):
    answer = client.get("/api/v1/suggest/", {"q": text})
    assert answer.status_code == 200, answer.content
    return answer.json()["suggestions"]


def named(client, text, kind):
    return [(one["text"], one["count"]) for one in suggested(client, text) if one["kind"] == kind]


def test_whatever_begins_so(client, gifts):
    assert named(client, "car", "exhibit") == [("Carved vase", 1)]
    assert named(client, "car", "donor") == [("Jimmy Carter", 3)]
    assert named(client, "car", "recipient") == [("Carl Receiver", 3)]
    assert named(client, "car", "occasion") == [("Carnival of 1984", 3)]
    words = dict(named(client, "car", "q"))
    assert words["carter"] == 3
    assert words["carved"] == words["carbon"] == 1
    assert len(words) <= 5
    assert named(client, "fra", "country") == [("France", 3)]


@pytest.mark.parametrize("text", ["2023.09", "2023 0914", "2023.0914.1"])
def test_numbers_as_far_as_they_are_typed(client, gifts, text):
    assert ("Carved vase", 1) in named(client, text, "exhibit")


def test_what_was_typed_before_stays(client, gifts):
    words = {"carl": 3, "carnival": 3, "carter": 3, "carbon": 1, "carved": 1}
    assert dict(named(client, "vase car", "q")) == {f"vase {word}": count for word, count in words.items()}
    assert named(client, "jimmy car", "donor") == [("Jimmy Carter", 3)]
    assert named(client, "carter ji", "donor") == [("Jimmy Carter", 3)]


def test_accents_and_case_do_not_matter(client, gifts):
    assert named(client, "CÀRT", "donor") == [("Jimmy Carter", 3)]


def test_each_leads_to_as_many_as_it_says(client, gifts):
    for text in ("car", "va", "2023", "fr", "jimmy c"):
        for one in suggested(client, text):
            found = client.get(one["url"])
            assert found.status_code == 200
            assert one["count"] == found.json().get("total", 1), one
            assert client.get(one["page"]).status_code == 200


def test_nothing_hidden_is_suggested(client, gifts, sign_in):
    for text in ("carla", "carmen", "later", "cartr", "2023.9"):
        assert suggested(client, text) == []
    sign_in("researcher")
    assert named(client, "carla", "donor") == [("Carla Shy", 3)]
    assert named(client, "cartr", "exhibit") == [("Cartridge", 1)]


@pytest.mark.parametrize("text", ["", " ", "-", '"', "*", "()"])
def test_nothing_to_go_by(client, gifts, text):
    assert suggested(client, text) == []


def test_a_name_in_another_script(client):
    giver = make.make_party(name="김일성종합대학")
    exhibit = make.make_exhibit(published=True, title="꽃병과 그림")
    make.make_acquisition(donors=[giver], exhibits=[exhibit])
    assert named(client, "김일", "donor") == [("김일성종합대학", 1)]
    assert named(client, "꽃", "exhibit") == [("꽃병과 그림", 1)]


@pytest.mark.parametrize(
    ("query", "name", "says"),
    [
        ("", "q", "?q="),
        ("?q=" + "x" * 101, "q", "100"),
        ("?q=%00", "q", "NUL"),
        ("?q=a&q=b", "q", "more than once"),
        ("?x=1", "x", "Accepted here: q"),
    ],
)
def test_what_it_does_not_take(client, query, name, says):
    answer = client.get(f"/api/v1/suggest/{query}")
    assert answer.status_code == 400
    assert answer.headers["Content-Type"] == "application/problem+json"
    (error,) = answer.json()["errors"]
    assert error["field"] == name
    assert says in error["message"]


@settings(max_examples=40, deadline=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck))
@given(text=st.text(max_size=30) | st.text('car"*():-OR2023.', max_size=20))
def test_whatever_is_typed_is_answered(client, gifts, text):
    answer = client.get("/api/v1/suggest/", {"q": text})
    assert answer.status_code == (400 if "\0" in text else 200)
