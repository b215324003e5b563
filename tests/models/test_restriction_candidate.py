"""The rule book proposes and people decide: candidates are opened or dismissed, and a dismissal is remembered."""

import pytest
from django.core.exceptions import ValidationError

from collection.models import Instrument, Restriction, RestrictionCandidate
from collection.models.history import history_of
from tests import factories as make

pytestmark = pytest.mark.django_db
candidates = RestrictionCandidate.objects


@pytest.fixture
def drone():
    return make.make_exhibit(object_name="attack drone")


def propose(rule, **kwargs):
    done = candidates.propose(instrument=rule, **kwargs)
    return done.new, done.again, done.lapsed


def test_what_matches_is_proposed_once_with_the_grounds(drone):
    rule = make.make_instrument()
    assert propose(rule) == (1, 0, 0)
    candidate = candidates.get()
    assert (candidate.exhibit, candidate.instrument, candidate.state) == (drone, rule, "open")
    assert candidate.facts == "Described as: drone"
    assert propose(rule) == (0, 0, 0)
    assert not Restriction.objects.exists()


def test_opened_it_is_under_assessment_by_its_rule_and_nothing_is_concluded(drone):
    rule = make.make_instrument(paragraph="8 (a)", in_force_from="2006-10-14")
    propose(rule)
    candidate, user = candidates.get(), make.make_user("cataloguer")
    restriction = Restriction.objects.open(candidate=candidate, by=user)
    assert (restriction.exhibit, restriction.rule, restriction.conclusion) == (drone, rule, "under_assessment")
    assert (restriction.instrument, restriction.paragraph, restriction.kind) == (rule.name, "8 (a)", rule.kind)
    assert (restriction.recorded_by, restriction.assessor, restriction.public_statement) == (user, "", "")
    assert "Described as: drone" in restriction.evidence
    candidate.refresh_from_db()
    assert (candidate.state, candidate.restriction) == ("opened", restriction)
    assert propose(rule) == (0, 0, 0)
    with pytest.raises(ValidationError, match="not open any more"):
        Restriction.objects.open(candidate=candidate, by=user)
    assert Restriction.objects.count() == 1


def test_what_is_assessed_by_the_rule_already_is_not_proposed(drone):
    rule = make.make_instrument()
    make.make_restriction(exhibit=drone, rule=rule)
    assert propose(rule) == (0, 0, 0)


def test_a_dismissal_is_remembered_until_the_grounds_change(drone):
    rule = make.make_instrument()
    propose(rule)
    curator = make.make_user("curator")
    candidates.dismiss(candidate=candidates.get(), reason="It is a model.", by=curator)
    assert propose(rule) == (0, 0, 0)
    candidate = candidates.get()
    assert (candidate.state, candidate.dismissed_by, candidate.dismissed_reason) == (
        "dismissed", curator, "It is a model.",
    )  # fmt: skip

    Instrument.objects.get(pk=rule.pk)
    rule.forbids = "The same in other words."
    rule.save()
    assert propose(rule) == (0, 0, 0)

    rule.words = "drone*\nattack"
    rule.save()
    assert propose(rule) == (0, 1, 0)
    candidate.refresh_from_db()
    assert (candidate.state, candidate.dismissed_reason) == ("open", "It is a model.")
    assert history_of(candidate).count() == 3


def test_a_dismissal_falls_when_the_exhibit_gives_another_reason(drone):
    rule = make.make_instrument(words="drone*\nsteel")
    propose(rule)
    candidates.dismiss(candidate=candidates.get(), reason="It is a model.", by=None)
    drone.medium = "steel"
    drone.save()
    assert propose(rule) == (0, 1, 0)
    assert candidates.get().facts == "Described as: drone, steel"


def test_what_no_longer_matches_lapses_and_comes_back(drone):
    rule = make.make_instrument()
    propose(rule)
    drone.object_name = "kite"
    drone.save()
    assert propose(rule) == (0, 0, 1)
    assert candidates.get().state == "lapsed"
    drone.object_name = "drone"
    drone.save()
    assert propose(rule) == (0, 1, 0)
    rule.proposes = False
    rule.save()
    assert propose(rule) == (0, 0, 1)


def test_a_dismissal_needs_a_reason_and_an_open_candidate(drone):
    propose(make.make_instrument())
    candidate = candidates.get()
    with pytest.raises(ValidationError, match="Say why"):
        candidates.dismiss(candidate=candidate, reason=" ", by=None)
    stale = candidates.get()
    candidates.dismiss(candidate=candidate, reason="A model.", by=None)
    with pytest.raises(ValidationError, match="not open any more: dismissed"):
        candidates.dismiss(candidate=stale, reason="Another reason.", by=None)
    assert candidates.get().dismissed_reason == "A model."


def test_broken_off_the_next_run_goes_on(drone):
    make.make_exhibits(1_200, object_name="drone")
    rule = make.make_instrument()
    assert propose(rule, at_most=1)[0] == 500
    steps = candidates.proposing(instrument=rule)
    assert [step.new for step in steps] == [0, 0, 500, 201]
    assert candidates.count() == 1_201


def test_only_staff_know_of_candidates(drone):
    propose(make.make_instrument())
    assert not candidates.visible_to(None).exists()
    assert candidates.visible_to(make.make_user("researcher")).exists()
