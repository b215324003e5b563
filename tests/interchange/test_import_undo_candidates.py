"""What the rule book proposes for imported exhibits goes with an undone import, unless somebody acted on it."""

import pytest

from collection.models import Exhibit, Restriction, RestrictionCandidate
from tests import factories as make
from tests.interchange.importing import bring_in, draft, undo

pytestmark = pytest.mark.django_db


@pytest.fixture
def run():
    """Three imported drones, each proposed by one rule."""
    run = bring_in([draft(number, fields={"object_name": "drone"}) for number in ("1", "2", "3")])
    RestrictionCandidate.objects.propose(instrument=make.make_instrument())
    assert RestrictionCandidate.objects.count() == 3
    return run


def candidate(number):
    return RestrictionCandidate.objects.get(exhibit__accession_number=number)


def test_a_mere_proposal_does_not_stand_in_the_way(run):
    undo(run)
    assert not Exhibit.objects.exists()
    assert not RestrictionCandidate.objects.exists()
    assert run.left_alone == []


def test_what_somebody_opened_or_dismissed_stays_with_its_exhibit(run):
    Restriction.objects.open(candidate=candidate("1"), by=make.make_user("curator"))
    RestrictionCandidate.objects.dismiss(candidate=candidate("2"), reason="A toy.", by=make.make_user("curator"))
    undo(run)
    assert sorted(Exhibit.objects.values_list("accession_number", flat=True)) == ["1", "2"]
    assert sorted(RestrictionCandidate.objects.values_list("state", flat=True)) == ["dismissed", "opened"]
