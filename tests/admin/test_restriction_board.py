"""The board: what is proposed, under assessment, due for review and decided; two curators who disagree."""

import csv
from datetime import timedelta
from io import StringIO

import pytest
from django.utils import timezone

from collection.models import Instrument, Restriction, RestrictionCandidate
from tests import factories
from tests.admin.conftest import signed_in
from tests.admin.forms import complaints, submit, url
from tests.admin.test_workflow import take

pytestmark = pytest.mark.django_db
BOARD = "/admin/collection/restriction/board/"
TODAY = timezone.localdate()
DECISION = {
    "conclusion": "applies", "assessor": "Cora", "assessed_on": "2024-02-01", "evidence": "Annex III",
    "review_by": "2034-02-01",
}  # fmt: skip


def decided(**kwargs):
    restriction = factories.make_restriction(exhibit=kwargs.pop("exhibit", None) or factories.make_exhibit())
    return Restriction.objects.decide(restriction=restriction, **{**DECISION, **kwargs})


def board(client, **asked):
    """Section → its rows as records."""
    response = client.get(BOARD, asked)
    assert response.status_code == 200
    return {section.name: section.shown for section in response.context["sections"]}


def test_each_restriction_stands_where_it_belongs(researcher):
    candidate, waiting = factories.make_candidate(), factories.make_restriction()
    old = decided(assessed_on="2020-01-01", review_by=TODAY - timedelta(days=1))
    soon, later = decided(review_by=TODAY + timedelta(days=30)), decided(review_by=TODAY + timedelta(days=300))
    factories.make_candidate()
    RestrictionCandidate.objects.dismiss(candidate=RestrictionCandidate.objects.last(), reason="A toy.", by=None)
    assert board(researcher) == {
        "candidates": [candidate],
        "assessment": [waiting],
        "review": [old, soon],
        "decided": [later, soon, old],
    }
    page = researcher.get(BOARD).content.decode()
    assert page.count(">overdue<") == 2
    assert "not checked" in page
    assert "Open an assessment" not in page
    assert "/decide/" not in page


def test_it_is_narrowed_by_kind_rule_country_and_signature(curator):
    rule = factories.make_instrument(countries=["KP"], kind="cites")
    giver = factories.make_party(country=factories.make_country("RU"))
    given = factories.make_exhibit(acquisition=factories.make_acquisition(donors=[giver]))
    one = factories.make_candidate(instrument=rule)
    two = factories.make_candidate(exhibit=given)
    signed = decided(exhibit=given, assessor="Counsel Kim")
    assert board(curator, kind="cites")["candidates"] == board(curator, rule=rule.key)["candidates"] == [one]
    assert board(curator, country="KP")["candidates"] == [one]
    russian = board(curator, country="RU")
    assert (russian["candidates"], russian["decided"]) == ([two], [signed])
    by_name = board(curator, assessor="kim")
    assert (by_name["candidates"], by_name["decided"]) == ([], [signed])
    assert board(curator, assessor="Nobody")["decided"] == []


@pytest.mark.parametrize("asked", [{"kind": "x"}, {"rule": "x\0"}, {"country": "ZZZZ"}, {"assessor": "\0"}])
def test_what_is_asked_for_wrongly_finds_nothing_and_says_so(curator, asked):
    factories.make_candidate()
    assert not any(board(curator, **asked).values())
    assert "errorlist" in curator.get(BOARD, asked).content.decode()


def test_an_unknown_filter_is_refused(curator):
    assert curator.get(BOARD, {"exhibit__internal_note__startswith": "a"}).status_code == 400


def test_a_long_board_counts_no_further_than_a_thousand_and_costs_the_same(curator, django_assert_max_num_queries):
    rule, exhibits = factories.make_instrument(), factories.make_exhibits(1_002)
    RestrictionCandidate.objects.bulk_create(
        RestrictionCandidate(exhibit=exhibit, instrument=rule, facts="Described as: drone") for exhibit in exhibits
    )
    with django_assert_max_num_queries(24):
        page = curator.get(BOARD).content.decode()
    assert "1000+" in page
    assert page.count("Open an assessment") == 20


def test_the_board_as_a_file_is_whole(researcher):
    factories.make_candidate(exhibit=factories.make_exhibit(accession_number="1.1", title="=Drone"))
    factories.make_restriction()
    decided(exemption_reference="S/2024/1")
    response = researcher.get(BOARD, {"export": "csv"})
    text = b"".join(response.streaming_content).decode("utf-8-sig")
    rows = list(csv.DictReader(StringIO(text)))
    assert [row["section"] for row in rows] == ["proposed", "under assessment", "decided"]
    assert (rows[0]["number"], rows[0]["title"], rows[0]["what speaks for it"]) == (
        "1.1", "'=Drone", "Described as: drone",
    )  # fmt: skip
    assert (rows[2]["assessor"], rows[2]["evidence"], rows[2]["next review"]) == ("Cora", "Annex III", "2034-02-01")


def test_a_candidate_is_opened_and_another_dismissed(curator):
    candidate, other = factories.make_candidate(), factories.make_candidate()
    opened = take(curator, candidate, "open")
    restriction = Restriction.objects.get(rule=candidate.instrument)
    assert opened.url == url(restriction)
    assert (restriction.conclusion, restriction.recorded_by) == ("under_assessment", curator.user)
    assert complaints(take(curator, other, "dismiss", reason=""))["reason"]
    assert take(curator, other, "dismiss", reason="A toy of tin.").status_code == 302
    other.refresh_from_db()
    assert (other.state, other.dismissed_by) == ("dismissed", curator.user)
    assert board(curator)["candidates"] == []


def test_a_restriction_is_recorded_by_an_entry_of_the_rule_book_or_in_words(cataloguer):
    exhibit, rule = factories.make_exhibit(), factories.make_instrument(paragraph="8 (a)")
    add = url(Restriction, "add")
    assert set(complaints(submit(cataloguer, add, exhibit=exhibit.pk))) == {"kind", "instrument"}
    assert submit(cataloguer, add, exhibit=exhibit.pk, rule=rule.pk).status_code == 302
    assert submit(cataloguer, add, exhibit=exhibit.pk, kind="hazard", instrument="Radium").status_code == 302
    said = list(Restriction.objects.order_by("id").values_list("kind", "instrument", "paragraph"))
    assert said == [(rule.kind, rule.name, "8 (a)"), ("hazard", "Radium", "")]


def test_who_may_not_decide_may_open_and_not_dismiss(cataloguer):
    candidate = factories.make_candidate()
    assert cataloguer.get(url(candidate, "dismiss")).status_code == 403
    assert "Dismiss" not in cataloguer.get(BOARD).content.decode()
    assert take(cataloguer, candidate, "open").status_code == 302


def test_the_second_curator_sees_what_the_first_decided_and_loses_nothing(curator):
    restriction = factories.make_restriction()
    page = url(restriction, "decide")
    opened = {bound.html_name: bound.value() or "" for bound in curator.get(page).context["form"]}
    second = signed_in(factories.make_user("curator", username="carl"))
    assert take(curator, restriction, "decide", **DECISION, public_statement="It applies.").status_code == 302
    first = Restriction.objects.get(supersedes=restriction)

    mine = {**DECISION, "conclusion": "does_not_apply", "assessor": "Carl", "evidence": "They are models."}
    refused = second.post(page, opened | mine)
    said = " ".join(complaints(refused)[""])
    assert "cora recorded" in said
    assert "applies" in said
    assert "Annex III" in said
    assert "It applies." in said
    assert refused.context["form"]["evidence"].value() == "They are models."
    assert Restriction.objects.count() == 2

    again = {bound.html_name: bound.value() or "" for bound in refused.context["form"]}
    assert second.post(page, again).status_code == 302
    last = Restriction.objects.standing().get()
    assert (last.supersedes, last.conclusion, last.recorded_by) == (first, "does_not_apply", second.user)


def test_who_decides_goes_on_to_the_decision_and_is_told_how_old_the_statement_is(curator):
    restriction = factories.make_restriction(public_statement="Nothing is known yet.")
    opened = curator.get(url(restriction, "decide")).context["form"]
    assert opened.initial["public_statement"] == "Nothing is known yet."
    assert "when the conclusion was: under assessment" in opened.fields["public_statement"].help_text
    answer = take(curator, restriction, "decide", **DECISION)
    assert answer.url == url(Restriction.objects.latest(restriction))
    assert "under assessment" not in curator.get(answer.url).context["title"]


def test_a_decision_without_its_next_review_is_refused(curator):
    answer = take(curator, factories.make_restriction(), "decide", **{**DECISION, "review_by": ""})
    assert complaints(answer)["review_by"]


def test_a_person_vouches_for_an_entry_until_it_says_something_else(registrar):
    rule = factories.make_instrument()
    assert "Nobody has compared it yet" in registrar.get(url(rule)).content.decode()
    read = {"checked_by": "Rita", "checked_on": "2024-03-01", "reason": "S/RES/1718, as on the UN’s site"}
    assert take(registrar, rule, "check", **read).status_code == 302
    assert "By Rita on 2024-03-01" in registrar.get(url(rule)).content.decode()
    page = registrar.get(submit(registrar, url(rule), paragraph="8 (b)").url).content.decode()
    assert "compare it with the official text again" in page
    assert not Instrument.objects.get().is_checked


def test_candidates_are_looked_for_from_the_rule(curator):
    factories.make_exhibit(object_name="drone")
    rule = factories.make_instrument()
    address = curator.get(url(rule)).context["steps"]
    assert {step["name"] for step in address} == {"check", "propose"}
    assert take(curator, rule, "propose", reason="New rule").status_code == 302
    assert RestrictionCandidate.objects.get().instrument == rule
