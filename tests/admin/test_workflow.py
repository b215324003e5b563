"""Submit, publish, withdraw, move, deaccession: who, when, why, and what is refused."""

import pytest

from collection.models import Exhibit, Movement
from collection.models.history import history_of
from tests import factories
from tests.admin.forms import complaints, inputs, url

pytestmark = pytest.mark.django_db
LIST = "/admin/collection/exhibit/"


def take(client, record, step, **data):
    """Open the page of a step and send its form."""
    address = url(record, step)
    opened = client.get(address)
    if opened.status_code != 200:
        return opened
    form = opened.context["form"]
    shown = {bound.html_name: bound.value() or "" for bound in form}
    return client.post(address, shown | data)


def together(client, action, exhibits, **data):
    chosen = {"action": action, "_selected_action": [e.pk for e in exhibits]}
    return client.post(LIST, chosen | data)


def test_from_draft_to_the_public_and_back(cataloguer, curator):
    exhibit = factories.make_exhibit()
    for client, step, status in (
        (cataloguer, "submit", "in_review"),
        (curator, "publish", "published"),
        (curator, "withdraw", "withdrawn"),
    ):
        assert take(client, exhibit, step, reason=f"Because {step}").status_code == 302
        exhibit.refresh_from_db()
        assert exhibit.status == status
        act = history_of(exhibit).first().changeset
        assert (act.user, act.reason, act.via) == (client.user, f"Because {step}", "admin")


def test_the_page_of_an_exhibit_tells_who_brought_it_where_it_is_and_why(cataloguer, curator):
    exhibit = factories.make_exhibit()
    take(cataloguer, exhibit, "submit", reason="Checked against the label")
    page = curator.get(url(exhibit)).content.decode()
    assert "by cato on" in page
    assert "Checked against the label" in page
    assert url(exhibit, "publish") in page
    assert url(exhibit, "publish") not in cataloguer.get(url(exhibit)).content.decode()


def test_a_step_needs_a_reason(cataloguer):
    exhibit = factories.make_exhibit()
    response = take(cataloguer, exhibit, "submit", reason="  ")
    assert complaints(response)["reason"]
    exhibit.refresh_from_db()
    assert (exhibit.status, exhibit.version) == ("draft", 1)


def test_what_a_visitor_would_miss_keeps_it_from_the_public(curator):
    exhibit = factories.make_exhibit(object_name="", credit_line="", status="in_review")
    response = take(curator, exhibit, "publish", reason="Ready")
    told = " ".join(complaints(response)[""])
    assert "Object name: Say what kind of thing it is, such as “bowl”." in told
    assert "choose an acquisition" in told
    assert Exhibit.objects.get().status == "in_review"


def test_a_draft_is_not_published_straight_away(curator):
    exhibit = factories.make_exhibit()
    response = take(curator, exhibit, "publish", reason="Ready")
    assert "only what is in review can be published" in complaints(response)[""][0]
    assert Exhibit.objects.get().status == "draft"


def test_a_cataloguer_does_not_publish(cataloguer):
    exhibit = factories.make_exhibit(status="in_review")
    assert cataloguer.get(url(exhibit, "publish")).status_code == 403
    assert cataloguer.post(url(exhibit, "publish"), {"reason": "Mine", "record_version": 1}).status_code == 403
    together(cataloguer, "publish_exhibits", [exhibit], apply=1, reason="Mine")
    assert Exhibit.objects.get().status == "in_review"


def test_a_step_is_not_taken_on_what_somebody_changed_meanwhile(curator):
    exhibit = factories.make_exhibit(status="in_review")
    address = url(exhibit, "publish")
    shown = {bound.html_name: bound.value() or "" for bound in curator.get(address).context["form"]}
    exhibit.title = "Something else"
    exhibit.save()
    response = curator.post(address, shown | {"reason": "Read and found right"})
    assert "changed this record since you opened it" in complaints(response)[""][0]
    assert Exhibit.objects.get().status == "in_review"


def test_a_cataloguer_does_not_change_what_is_published(cataloguer):
    exhibit = factories.make_exhibit(published=True)
    opened = cataloguer.get(url(exhibit))
    assert opened.status_code == 200
    assert "title" not in opened.context["adminform"].form.fields
    assert cataloguer.post(url(exhibit), {"title": "Mine"}).status_code == 403
    assert Exhibit.objects.get().title == exhibit.title


def test_nobody_changes_a_tombstone(registrar):
    exhibit = factories.make_exhibit()
    factories.make_deaccession(exhibit=exhibit)
    assert registrar.post(url(exhibit), inputs(registrar.get(url(exhibit)))).status_code == 403
    assert registrar.get(url(exhibit)).context["steps"] == []


def test_many_at_once_with_one_reason(curator):
    exhibits = [factories.make_exhibit(status="in_review") for _ in range(3)]
    asked = together(curator, "publish_exhibits", exhibits)
    assert asked.status_code == 200
    assert all(exhibit.accession_number in asked.content.decode() for exhibit in exhibits)
    assert not Exhibit.objects.filter(status="published").exists()
    assert together(curator, "publish_exhibits", exhibits, apply=1, reason="The new room opens").status_code == 302
    assert Exhibit.objects.filter(status="published").count() == 3
    acts = {history_of(exhibit).first().changeset for exhibit in exhibits}
    assert [act.reason for act in acts] == ["The new room opens"]


def test_many_at_once_are_all_or_none(curator):
    ready = factories.make_exhibit(status="in_review")
    bare = factories.make_exhibit(status="in_review", object_name="", accession_number="1984.7")
    draft = factories.make_exhibit(accession_number="1984.8")
    response = together(curator, "publish_exhibits", [ready, bare, draft], apply=1, reason="All of them")
    told = complaints(response)[""]
    assert any(text.startswith("1984.7: Say what kind of thing it is") for text in told)
    assert any(text.startswith("1984.8 is draft") for text in told)
    assert told[-1] == "Nothing was changed."
    assert not Exhibit.objects.filter(status="published").exists()


def test_a_move_needs_all_its_facts_and_goes_somewhere(cataloguer):
    here, there = factories.make_location(name="Store 1"), factories.make_showroom().location
    exhibit = factories.make_exhibit(location=here)
    facts = {"reason": "On display", "authorised_by": "The curator"}
    refused = take(cataloguer, exhibit, "move", to_location=here.pk, **facts)
    assert "already stands in “Store 1”" in complaints(refused)["to_location"][0]
    refused = take(cataloguer, exhibit, "move", to_location=there.pk, reason="On display")
    assert complaints(refused)["authorised_by"]
    assert Movement.objects.count() == 1
    assert take(cataloguer, exhibit, "move", to_location=there.pk, **facts).status_code == 302
    exhibit.refresh_from_db()
    assert (exhibit.location, exhibit.showroom) == (there, there.showroom)
    assert exhibit.movements.first().recorded_by == cataloguer.user


def test_the_page_of_movements_moves_too(cataloguer):
    exhibit, place = factories.make_exhibit(), factories.make_location(name="Store 1")
    data = {
        "exhibit": exhibit.pk, "to_location": place.pk, "reason": "Rest", "authorised_by": "The curator",
        "moved_by": "", "moved_at_0": "2026-01-02", "moved_at_1": "10:00",
    }  # fmt: skip
    assert cataloguer.post("/admin/collection/movement/add/", data).status_code == 302
    exhibit.refresh_from_db()
    assert exhibit.location == place
    refused = cataloguer.post("/admin/collection/movement/add/", data)
    assert "already stands in" in complaints(refused)["to_location"][0]
    assert Movement.objects.count() == 1


def test_only_a_registrar_deaccessions_and_a_tombstone_stays(registrar, curator):
    exhibit = factories.make_exhibit(published=True)
    facts = {"method": "return", "authorised_by": "The board", "reason": "Claimed", "deaccessioned_on": "2026-03-31"}
    assert take(curator, exhibit, "deaccession", **facts).status_code == 403
    assert take(registrar, exhibit, "deaccession", **facts).status_code == 302
    exhibit.refresh_from_db()
    assert (exhibit.status, exhibit.deaccession.was_public) == ("deaccessioned", True)
    assert take(registrar, exhibit, "deaccession", **facts).status_code == 200
