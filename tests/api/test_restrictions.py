"""The rule book and its candidates over the API: who reads what, and that a decision obeys the same rules."""

import pytest

from collection.models import Instrument, Restriction, RestrictionCandidate
from tests import factories as make

pytestmark = pytest.mark.django_db
RULES, CANDIDATES = "/api/v1/instruments/", "/api/v1/restriction-candidates/"
STAFF_KNOW = {"words", "except_words", "checked_by", "proposes", "unrecorded", "finding", "is_public"}


def test_visitors_read_what_a_rule_says_and_whether_anybody_checked_it(client):
    make.make_instrument(key="shown", is_public=True, countries=["KP"], reference="https://undocs.org/S/RES/1718(2006)")
    make.make_instrument(key="own")
    (rule,) = client.get(RULES).json()["results"]
    assert (rule["key"], rule["is_checked"], rule["checked_on"]) == ("shown", False, None)
    assert [country["code"] for country in rule["countries"]] == ["KP"]
    assert rule["reference"] == "https://undocs.org/S/RES/1718(2006)"
    assert not STAFF_KNOW & rule.keys()
    assert client.get(f"{RULES}own/").status_code == 404


def test_staff_read_what_a_rule_looks_for(client, sign_in):
    make.make_instrument(key="own", words="drone*\nrifle")
    sign_in("researcher")
    rule = client.get(f"{RULES}own/").json()
    assert rule["words"] == "drone*\nrifle"
    assert rule.keys() >= STAFF_KNOW


@pytest.mark.parametrize(
    ("asked", "keys"),
    [("kind=cites", ["b"]), ("countries=KP", ["a"]), ("checked=true", []), ("direction=supply_to", ["a"])],
)
def test_the_rule_book_is_narrowed(client, asked, keys):
    make.make_instrument(key="a", is_public=True, countries=["KP"], direction="supply_to")
    make.make_instrument(key="b", is_public=True, kind="cites")
    assert [rule["key"] for rule in client.get(f"{RULES}?{asked}").json()["results"]] == keys


def test_a_restriction_names_its_rule_where_the_reader_may_know_it(client, sign_in):
    exhibit = make.make_exhibit(published=True)
    for key, shown in (("shown", True), ("own", False)):
        rule = make.make_instrument(key=key, is_public=shown)
        make.make_restriction(exhibit=exhibit, rule=rule, public_statement="It may apply.")
    rules = [found["rule"] for found in client.get("/api/v1/restrictions/").json()["results"]]
    assert [rule and rule["key"] for rule in rules] == ["shown", None]
    assert client.get("/api/v1/restrictions/?rule=own").status_code == 400
    sign_in("researcher")
    assert len(client.get("/api/v1/restrictions/?rule=own").json()["results"]) == 1


def test_a_restriction_takes_over_the_rule_it_names(sign_in, send):
    exhibit, rule = make.make_exhibit(), make.make_instrument(paragraph="8 (a)", in_force_from="2006-10-14")
    sign_in("cataloguer")
    assert send("post", "/api/v1/restrictions/", {"exhibit": exhibit.public_id, "rule": rule.key}).status_code == 201
    restriction = Restriction.objects.get()
    assert (restriction.instrument, restriction.paragraph, restriction.kind) == (rule.name, "8 (a)", rule.kind)
    assert str(restriction.in_force_from) == "2006-10-14"
    refused = send("post", "/api/v1/restrictions/", {"exhibit": exhibit.public_id})
    assert {error["field"] for error in refused.json()["errors"]} == {"kind", "instrument"}


def test_nobody_else_learns_of_candidates(client, sign_in):
    candidate = make.make_candidate(exhibit=make.make_exhibit(published=True))
    for _ in ("visitor", "without a role"):
        assert client.get(CANDIDATES).json()["results"] == []
        assert client.get(f"{CANDIDATES}{candidate.pk}/").status_code == 404
        sign_in(None)
    sign_in("researcher")
    found = client.get(f"{CANDIDATES}{candidate.pk}/").json()
    assert (found["state"], found["facts"]) == ("open", "Described as: drone")
    assert found["instrument"]["key"] == candidate.instrument.key


def test_a_candidate_becomes_an_assessment_and_nothing_is_concluded(client, sign_in, send):
    candidate, user = make.make_candidate(), sign_in("cataloguer")
    answer = send("post", f"{CANDIDATES}{candidate.pk}/open/", {"reason": "To be looked at."})
    assert (answer.status_code, answer.json()["state"]) == (200, "opened")
    restriction = client.get(answer.json()["restriction"]["url"]).json()
    assert (restriction["conclusion"], restriction["rule"]["key"]) == ("under_assessment", candidate.instrument.key)
    assert Restriction.objects.get().recorded_by == user
    again = send("post", f"{CANDIDATES}{candidate.pk}/open/")
    assert again.status_code == 400
    assert "not open any more" in str(again.json())


@pytest.mark.parametrize(("role", "status"), [("curator", 200), ("registrar", 200), ("cataloguer", 403)])
def test_a_dismissal_is_for_who_may_decide_and_has_a_reason(sign_in, send, role, status):
    candidate = make.make_candidate()
    user = sign_in(role)
    address = f"{CANDIDATES}{candidate.pk}/dismiss/"
    if status == 200:
        assert send("post", address, {"reason": " "}).status_code == 400
    assert send("post", address, {"reason": "A toy of tin."}).status_code == status
    dismissed = RestrictionCandidate.objects.filter(state="dismissed", dismissed_by=user).exists()
    assert dismissed is (status == 200)


def test_a_candidate_that_changed_since_it_was_read_is_not_dismissed(sign_in, send):
    candidate = make.make_candidate()
    sign_in("curator")
    answer = send("post", f"{CANDIDATES}{candidate.pk}/dismiss/", {"reason": "A toy."}, match='"another"')
    assert answer.status_code == 412
    assert RestrictionCandidate.objects.open().exists()


@pytest.mark.parametrize("method", ["post", "patch", "put", "delete"])
def test_the_rule_book_is_written_at_the_desk_alone(sign_in, client, method):
    rule = make.make_instrument()
    sign_in("registrar")
    for address in (RULES, f"{RULES}{rule.key}/"):
        assert getattr(client, method)(address, {}, content_type="application/json").status_code == 405
    assert Instrument.objects.get().words == rule.words


def test_a_decision_without_a_next_review_is_refused_by_name(sign_in, send):
    restriction = make.make_restriction()
    sign_in("curator")
    body = {"conclusion": "applies", "assessor": "Cora", "assessed_on": "2024-02-01", "evidence": "Annex III"}
    answer = send("post", f"/api/v1/restrictions/{restriction.pk}/decide/", body)
    assert answer.status_code == 400
    assert [error["field"] for error in answer.json()["errors"]] == ["review_by"]
