"""An entry of the rule book is checked by a person, and again after what it says has changed."""

import datetime

import pytest
from django.core.exceptions import ValidationError

from collection.models import Instrument, Restriction
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def checked():
    rule = make.make_instrument()
    rule.checked_by, rule.checked_on = "The registrar", datetime.date(2024, 5, 1)
    rule.save()
    return Instrument.objects.get()


@pytest.mark.parametrize(
    ("name", "value", "stays"),
    [
        ("paragraph", "9", False),
        ("forbids", "Something else.", False),
        ("in_force_from", datetime.date(2009, 6, 12), False),
        ("words", "rifle*", True),
        ("proposes", False, True),
    ],
)
def test_a_check_holds_while_what_was_read_is_the_same(checked, name, value, stays):
    assert checked.is_checked
    setattr(checked, name, value)
    checked.save()
    assert Instrument.objects.get().is_checked is stays


def test_a_new_check_with_a_correction_holds(checked):
    checked.paragraph, checked.checked_on = "9", datetime.date(2024, 6, 1)
    checked.save()
    assert Instrument.objects.get().is_checked


def test_visitors_see_the_rules_the_museum_shows():
    shown, own = make.make_instrument(is_public=True), make.make_instrument()
    assert list(Instrument.objects.visible_to(None)) == [shown]
    assert set(Instrument.objects.visible_to(make.make_user("researcher"))) == {shown, own}


DECISION = {
    "conclusion": "applies", "assessor": "Counsel", "assessed_on": "2024-02-01", "evidence": "Annex III",
    "review_by": "2025-02-01",
}  # fmt: skip


@pytest.mark.parametrize("missing", ["assessor", "assessed_on", "evidence", "review_by"])
def test_a_decision_is_dated_signed_with_evidence_and_a_next_review(missing):
    restriction = make.make_restriction()
    given = {**DECISION, missing: None if missing in {"assessed_on", "review_by"} else ""}
    with pytest.raises(ValidationError) as refusal:
        Restriction.objects.decide(restriction=restriction, **given)
    assert missing in refusal.value.error_dict
    assert Restriction.objects.count() == 1


def test_the_next_review_comes_after_the_decision():
    with pytest.raises(ValidationError, match="after the day of the decision"):
        Restriction.objects.decide(restriction=make.make_restriction(), **{**DECISION, "review_by": "2024-02-01"})


def test_a_decision_keeps_the_rule_it_was_made_by():
    rule = make.make_instrument()
    decision = Restriction.objects.decide(restriction=make.make_restriction(rule=rule), **DECISION)
    assert decision.rule == rule


def test_a_second_decision_on_the_same_assessment_is_told_of_the_first():
    restriction, cora = make.make_restriction(), make.make_user("curator", username="cora")
    first = Restriction.objects.decide(restriction=restriction, by=cora, **DECISION)
    with pytest.raises(ValidationError, match=rf"cora recorded.*applies, no\. {first.pk}, signed by C") as refusal:
        Restriction.objects.decide(restriction=restriction, **{**DECISION, "conclusion": "does_not_apply"})
    assert refusal.value.later == first
    assert Restriction.objects.latest(restriction) == first
