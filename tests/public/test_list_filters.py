"""The lists: what a filter finds, what is said of a value that finds nothing it knows, and the way back."""

import pytest

from tests import factories as make


def test_a_filter_narrows_the_list_and_stands_as_a_chip_that_can_be_taken_off(client, scene):
    page = client.get("/exhibits/?country=RU&order=title")
    assert "Crystal bowl" in page.text
    assert "Five attack drones" not in page.text
    assert 'href="/exhibits/?order=title"><span class="chips__label">Giver’s country:</span> Russia' in page.text


@pytest.mark.parametrize(
    ("query", "label"),
    [
        ("country=XX", "Giver’s country"),
        ("made=soon", "Decade made"),
        ("restriction=none", "Restriction"),
        ("order=valuation", "Sort by"),
        ("donor=nobody", "Given by"),
        ("showroom=999", "Showroom"),
        ("title=%00", "Title begins with"),
    ],
)
def test_a_bad_value_is_explained_and_nothing_is_listed(client, scene, query, label):
    page = client.get(f"/exhibits/?{query}")
    assert page.status_code == 400
    assert f"<p><strong>{label}:</strong> " in page.text
    assert "See the list without it" in page.text
    assert "Crystal bowl" not in page.text


def test_a_hidden_record_is_refused_in_the_words_of_an_unknown_one(client, scene):
    hidden = client.get(f"/exhibits/?donor={scene.anonymous.slug}").text
    unknown = client.get("/exhibits/?donor=no-such-giver").text
    assert hidden.replace(scene.anonymous.slug, "X") == unknown.replace("no-such-giver", "X")


def test_what_is_unknown_in_the_address_is_left_alone(client, scene):
    assert client.get("/exhibits/?utm_source=letter").status_code == 200


def test_only_staff_may_ask_for_a_status(client, scene):
    assert 'name="status"' not in client.get("/exhibits/").text
    client.force_login(make.make_user("researcher"))
    page = client.get("/exhibits/?status=draft")
    assert "Hidden draft" in page.text
    assert "Not public: draft" in page.text
    assert "Crystal bowl" not in page.text


def test_newest_first_leaves_out_what_has_no_date(client, scene):
    page = client.get("/exhibits/?order=-made").text
    assert page.index("Rifle") < page.index("Crystal bowl")
    assert "Five attack drones" not in page
    assert "<strong>2 exhibits</strong>" in page


def test_any_order_goes_with_any_filter(client, db):
    make.make_exhibit(published=True, accession_number="1", title="Vase of Tula", made="1900")
    make.make_exhibit(published=True, accession_number="2", title="Vase of Omsk", made="1800")
    page = client.get("/exhibits/?title=vase&order=-made").text
    assert page.index("Vase of Tula") < page.index("Vase of Omsk")


@pytest.mark.parametrize(
    ("finds", "misses"), [("name=v", "name=zz"), ("country=RU", "country=KP"), ("kind=person", "kind=state")]
)
def test_donors_by_name_country_and_kind(client, scene, finds, misses):
    assert "Vladimir Putin" in client.get(f"/donors/?{finds}").text
    assert "Nothing matches." in client.get(f"/donors/?{misses}").text


def test_occasions_and_sources_have_their_filters(client, scene):
    assert "Visit to Russia" in client.get("/occasions/?kind=visit").text
    assert "Visit to Russia" not in client.get("/occasions/?kind=summit").text
    assert "A rewritten report" not in client.get("/sources/?reliability=B").text
