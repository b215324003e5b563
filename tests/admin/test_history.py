"""The history page: who, when, why, before and after, by the names that people know; bounded."""

import pytest

from collection.models import Change, ChangeSet, Exhibit
from collection.models.history import recording
from tests import factories
from tests.admin.forms import submit, url

pytestmark = pytest.mark.django_db


def lines(response):
    """(who, why, row, field, before, after) of each line of a history page."""
    return [
        (act.actor, act.reason, row.title, line.label, line.before, line.after)
        for act in response.context["acts"]
        for row in act.rows
        for line in row.lines
    ]


def test_a_change_shows_who_when_why_before_and_after(curator):
    exhibit = factories.make_exhibit(title="Bowl")
    submit(curator, url(exhibit), title="Tea bowl", change_reason="As on the label")
    shown = lines(curator.get(url(exhibit, "history")))
    assert ("cora", "As on the label", "exhibit", "title", "Bowl", "Tea bowl") in shown
    assert not any(label in {"version", "title sort", "slug"} for _, _, _, label, _, _ in shown)


def test_related_records_are_named_and_not_numbered(curator):
    exhibit = factories.make_exhibit()
    acquisition = factories.make_acquisition(number="ACQ-2023-014")
    submit(curator, url(exhibit), acquisition=acquisition.pk, prominence="star", prominence_reason="It is the first")
    shown = lines(curator.get(url(exhibit, "history")))
    assert ("cora", "", "exhibit", "acquisition", "", "ACQ-2023-014") in shown
    assert ("cora", "", "exhibit", "prominence", "as any other", "first thing a visitor sees") in shown


def test_what_stands_on_the_same_page_is_in_the_same_history(curator):
    exhibit = factories.make_exhibit()
    note = factories.make_note(exhibit=exhibit, answer="Russian craftsmen")
    wood = factories.make_term(name="Wood")
    submit(curator, url(exhibit), title="Cup", materials=[wood.pk])
    submit(curator, url(exhibit), title="Tea cup", materials=[])
    shown = lines(curator.get(url(exhibit, "history")))
    assert any(row == "provenance note" and after == note.answer for _, _, row, _, _, after in shown)
    assert any(before == "Wood" for *_, before, _ in shown)
    assert any(after == "Wood" for *_, after in shown)


def test_what_a_donor_told_in_confidence_is_not_repeated(registrar):
    contact = factories.make_contact(phone="12345")
    submit(registrar, url(contact), phone="67890")
    page = registrar.get(url(contact, "history")).content.decode()
    assert "•" in page
    assert "12345" not in page
    assert "67890" not in page


def test_a_long_history_comes_in_pages_at_a_constant_price(curator, django_assert_max_num_queries):
    exhibit = factories.make_exhibit()
    for n in range(60):
        exhibit.title = f"Title {n}"
        exhibit.save()
    with django_assert_max_num_queries(16):
        page = curator.get(url(exhibit, "history"))
    assert len(page.context["acts"]) == 50
    rest = curator.get(url(exhibit, "history"), {"before": page.context["older"]})
    assert len(page.context["acts"]) + len(rest.context["acts"]) == 61
    assert curator.get(url(exhibit, "history"), {"before": "9" * 40}).status_code == 200


def test_the_history_of_the_whole_catalogue_is_read_and_not_written(curator):
    with recording(curator.user, reason="Spring cleaning", via="admin"):
        exhibit = factories.make_exhibit()
    act, change = ChangeSet.objects.get(reason="Spring cleaning"), Change.objects.filter(row_id=exhibit.pk).first()
    for record in (act, change):
        page = curator.get(url(record))
        assert exhibit.accession_number in page.content.decode()
        assert curator.post(url(record), {"reason": "Mine"}).status_code == 403
        assert curator.get(url(type(record), "add")).status_code == 403


def test_a_save_that_changes_nothing_leaves_no_act(curator):
    exhibit = factories.make_exhibit()
    before = ChangeSet.objects.count()
    assert submit(curator, url(exhibit), title="").status_code == 200
    assert ChangeSet.objects.count() == before
    assert Exhibit.objects.get().version == 1
