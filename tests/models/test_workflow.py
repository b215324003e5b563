"""Submit, publish, withdraw: who may, from which state, with what reason; refused, nothing has changed."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from collection.models import Exhibit
from collection.models.history import history_of
from collection.models.workflow import TRANSITIONS, advance
from tests import factories as make

pytestmark = pytest.mark.django_db
ALLOWED = {
    "submit": {"registrar", "curator", "cataloguer"},
    "publish": {"registrar", "curator"},
    "withdraw": {"registrar", "curator"},
}
START = {"submit": "draft", "publish": "in_review", "withdraw": "published"}


def make_in(status):
    published = {"published_at": "2024-01-01T00:00Z"} if status == "published" else {}
    return make.make_exhibit(status=status, **published)


def step(exhibit, action, user, reason="As agreed"):
    return advance(exhibit, action, by=user, reason=reason, via="command")


@pytest.mark.parametrize("role", ["registrar", "curator", "cataloguer", "researcher", None])
@pytest.mark.parametrize("action", TRANSITIONS)
def test_by_role(action, role):
    exhibit, user = make_in(START[action]), make.make_user(role)
    if role in ALLOWED[action]:
        assert step(exhibit, action, user).status == TRANSITIONS[action][2]
        assert history_of(exhibit).first().changeset.reason == "As agreed"
        assert history_of(exhibit).first().changeset.user == user
    else:
        with pytest.raises(PermissionDenied):
            step(exhibit, action, user)
        exhibit.refresh_from_db()
        assert exhibit.status == START[action]


@pytest.mark.parametrize("action", TRANSITIONS)
@pytest.mark.parametrize("status", Exhibit.Status.values)
def test_by_state(action, status):
    exhibit, user = make_in(status), make.make_user("curator")
    if status in TRANSITIONS[action][1]:
        assert step(exhibit, action, user).status == TRANSITIONS[action][2]
    else:
        with pytest.raises(ValidationError) as refusal:
            step(exhibit, action, user)
        assert exhibit.accession_number in refusal.value.messages[0]
        exhibit.refresh_from_db()
        assert exhibit.status == status


def test_publishing_names_what_is_missing():
    exhibit = make.make_exhibit(status="in_review", object_name="", credit_line="")
    Exhibit.objects.filter(pk=exhibit.pk).update(title="  ")
    with pytest.raises(ValidationError) as refusal:
        step(exhibit, "publish", make.make_user("curator"))
    assert set(refusal.value.message_dict) == {"title", "object_name", "acquisition"}
    exhibit.refresh_from_db()
    assert (exhibit.status, exhibit.published_at) == ("in_review", None)


def test_a_reason_is_needed():
    exhibit = make.make_exhibit()
    with pytest.raises(ValidationError) as refusal:
        step(exhibit, "submit", make.make_user("curator"), reason=" ")
    assert "reason" in refusal.value.message_dict


def test_a_published_exhibit_is_changed_by_fewer():
    exhibit = make.make_exhibit(published=True)
    may = {role: exhibit.may_be_changed_by(make.make_user(role)) for role in ("registrar", "curator", "cataloguer")}
    assert may == {"registrar": True, "curator": True, "cataloguer": False}
    assert make.make_exhibit().may_be_changed_by(make.make_user("cataloguer"))


@pytest.mark.parametrize(("field", "value"), [("title", " "), ("object_name", ""), ("credit_line", "")])
def test_what_publishing_needs_is_not_taken_away_afterwards(field, value):
    exhibit = make.make_exhibit(published=True)
    setattr(exhibit, field, value)
    with pytest.raises(ValidationError) as error:
        exhibit.full_clean()
    assert list(error.value.error_dict) == ["acquisition" if field == "credit_line" else field]
    exhibit.status = Exhibit.Status.WITHDRAWN
    if field != "title":
        exhibit.full_clean()
