"""A restriction on the page of its exhibit: the rule and what it forbids, never what the museum keeps to itself."""

import datetime

import pytest

from tests import factories as make

pytestmark = pytest.mark.django_db


def test_a_rule_says_what_it_forbids_and_whether_anybody_compared_it_with_its_text(client):
    exhibit = make.make_exhibit(published=True)
    rule = make.make_instrument(is_public=True, reference="https://undocs.org/S/RES/1718(2006)", words="canaryword")
    own = make.make_instrument(forbids="Canary rule of the house.")
    for one in (rule, own):
        make.make_restriction(exhibit=exhibit, rule=one, evidence="Canary", public_statement="It may apply.")
    make.make_candidate(exhibit=exhibit, facts="Canary facts")
    address = exhibit.get_absolute_url()
    text = client.get(address).text
    assert "No drones." in text
    assert "https://undocs.org/S/RES/1718(2006)" in text
    assert "Nobody of the museum has compared this with the official text yet." in text
    assert "canary" not in text.lower()

    rule.checked_by, rule.checked_on = "Canary registrar", datetime.date(2024, 5, 1)
    rule.save()
    text = client.get(address).text
    assert "Compared with the official text on 1 May 2024." in text
    assert "canary" not in text.lower()


def test_a_changed_rule_changes_the_page_and_a_rule_of_the_house_does_not(client):
    exhibit = make.make_exhibit(published=True)
    rule, own = make.make_instrument(is_public=True), make.make_instrument()
    for one in (rule, own):
        make.make_restriction(exhibit=exhibit, rule=one, public_statement="It may apply.")
    address = exhibit.get_absolute_url()
    before = client.get(address).headers["ETag"]
    own.forbids, rule.words = "Something else.", "rifle*"
    own.save()
    rule.save()
    assert client.get(address, headers={"If-None-Match": before}).status_code == 304
    rule.forbids = "Something else."
    rule.save()
    assert client.get(address, headers={"If-None-Match": before}).status_code == 200
