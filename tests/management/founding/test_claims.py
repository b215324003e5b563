"""The five articles contradict each other: the finder finds each place by itself, and leaves alone what agrees."""

import pytest

from collection.models import Contradiction, Disagreement
from tests.management.founding import BASKETBALL, CASTRO_RIFLE, CRYSTAL, DRONES, RIFLE

pytestmark = [pytest.mark.usefixtures("founding"), pytest.mark.django_db]


@pytest.mark.parametrize(
    ("about", "claim", "answers"),
    [
        ({"exhibit__accession_number": RIFLE}, "made_by", {"Made in Russia", "North Korean artisans"}),
        (
            {"exhibit__accession_number": RIFLE},
            "given_by",
            {"Vladimir Putin", "Not said; received after meeting Putin"},
        ),
        ({"exhibit__accession_number": RIFLE}, "answered_by", {"An act of “retaliation”"}),
        ({"exhibit__accession_number": CRYSTAL}, "given_by", set()),
        ({"exhibit__accession_number": BASKETBALL}, "given_to", None),
        ({"exhibit__accession_number": CASTRO_RIFLE}, "given_to", None),
        ({"exhibit__accession_number": CASTRO_RIFLE}, "given_by", None),
        ({"exhibit__accession_number": DRONES}, "given_by", set()),
        ({"location__kind": "site"}, "other", set()),
        ({"occasion__kind": "visit"}, "other", set()),
    ],
)
def test_it_is_found_where_the_articles_differ_and_nowhere_else(about, claim, answers):
    found = list(Disagreement.objects.filter(**about, claim=claim))
    assert bool(found) == (answers is not None)
    if answers:
        assert answers <= set(found[0].answers)


def test_every_contradiction_within_one_kind_of_claim_lies_in_a_group_that_was_found():
    groups = {(*d.about.items(), d.claim) for d in Disagreement.objects.all()}
    missing = [
        pair
        for pair in Contradiction.objects.select_related("first", "second")
        if pair.first.claim == pair.second.claim
        and _about(pair.first) == _about(pair.second)
        and ((*_about(pair.first), pair.first.claim) not in groups)
    ]
    assert not missing


def _about(note):
    every = {name: getattr(note, name) for name in ("exhibit_id", "occasion_id", "location_id")}
    return tuple((name, pk) for name, pk in every.items() if pk is not None)
