"""Rows that an import refuses: each with its cause, its place and the mend, and nothing of it written."""

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from collection.interchange.draft import PlaceDraft, Problem
from collection.interchange.importing import running
from collection.interchange.importing.reporting import refused
from collection.models import Acquisition, ChangeSet, Exhibit, ImportRow, ImportRun, Party, Showroom
from tests import factories as make
from tests.interchange.importing import Drafts, bring_in, carry_out, counts, draft, load, maker

pytestmark = pytest.mark.django_db


def causes(run):
    return {group["cause"]: [row["row"] for row in group["rows"]] for group in run.causes.values()}


@pytest.mark.parametrize(
    ("fields", "cause"),
    [
        ({"accession_number": "9" * 101}, "too-long"),
        ({"object_name": "n" * 201}, "too-long"),
        ({"title": "\u200b\u200b"}, "invisible"),
        ({"description": "a\0b"}, "unreadable-character"),
        ({"description": "\ud800"}, "unreadable-character"),
        ({"quantity": 0}, "bad-quantity"),
        ({"quantity": "two"}, "bad-quantity"),
        ({"rights_statement": "free"}, "unknown-rights_statement"),
        ({"prominence": "star"}, "no-reason"),
        ({"titel": "Bowl"}, "no-field"),
    ],
)
def test_what_a_field_cannot_hold(fields, cause):
    run = bring_in([draft("1"), draft("2", fields=fields)])
    assert (counts(run), causes(run)) == ((1, 0, 0, 1), {cause: [3]})
    assert Exhibit.objects.count() == 1


@pytest.mark.parametrize("party", [maker(""), maker("n" * 301), maker("Ann", note="n" * 301), maker("Ann", kind="cat")])
def test_what_a_party_cannot_be(party):
    run = bring_in([draft("1", parties=[party])])
    assert counts(run) == (0, 0, 0, 1)
    assert not Party.objects.exists()


def test_a_number_twice_in_the_file_names_both_rows():
    run = bring_in([draft("A.1"), draft("B"), draft("a.1")])
    assert counts(run) == (2, 0, 0, 1)
    group = run.causes["twice-in-the-file in accession_number"]
    assert "Row 4" in group["message"]
    assert "row 2" in group["message"]
    assert group["rows"] == [{"row": 4, "file": "objects.csv", "value": "a.1"}]


@pytest.mark.parametrize("check", [True, False])
def test_a_number_twice_is_noticed_across_batches(monkeypatch, check):
    monkeypatch.setattr(running, "BATCH", 2)
    run = bring_in([draft("1"), draft("2"), draft("3"), draft("1")], check=check)
    assert (counts(run), causes(run)) == ((3, 0, 0, 1), {"twice-in-the-file": [5]})


def test_a_refused_problem_of_the_mapping_keeps_the_row_out_and_its_values():
    problem = Problem("when", "31/02/1999", "No such day.", "Write it anew.", "refused", "impossible-date")
    run = bring_in([draft("1", problems=[problem], fields={"made": "31/02/1999"})])
    row = ImportRow.objects.get()
    assert (row.outcome, row.problems[0]["cause"]) == ("refused", "impossible-date")
    assert dict(row.values)["made"] == "31/02/1999"
    assert counts(run) == (0, 0, 0, 1)


def test_a_warning_lets_the_row_in():
    problem = Problem("when", "long ago", "No safe reading.", "", "warning", "unread-date")
    run = bring_in([draft("1", problems=[problem])])
    assert (counts(run), causes(run)) == ((1, 0, 0, 0), {"unread-date": [2]})


def test_what_has_left_the_collection_stays_as_it_is():
    exhibit = make.make_deaccession().exhibit
    run = bring_in([draft(exhibit.accession_number)])
    assert causes(run) == {"deaccessioned": [2]}


def test_the_public_keeps_its_title():
    exhibit = make.make_exhibit(published=True)
    run = bring_in([draft(exhibit.accession_number, fields={"object_name": None})])
    assert causes(run) == {"empty-in-public": [2]}


def test_published_records_are_for_those_who_may_change_them():
    exhibit = make.make_exhibit(published=True)
    run = bring_in([draft(exhibit.accession_number)], user=make.make_user("cataloguer"))
    assert causes(run) == {"published": [2]}


def test_rooms_are_made_by_those_who_may():
    run = bring_in([draft("1", place=PlaceDraft(showroom="New wing"))], user=make.make_user("curator"))
    assert (counts(run), causes(run)) == ((1, 0, 0, 0), {"no-room": [2]})
    assert not Showroom.objects.exists()


def test_a_new_record_needs_a_number():
    one = draft("x", fields={"internal_note": "TMS 1"})
    one.key = "TMS 1"
    del one.fields["accession_number"]
    assert causes(bring_in([one], match="internal_note")) == {"no-number": [2]}


def test_a_number_that_another_exhibit_has():
    make.make_exhibit(accession_number="7")
    drafts = [draft("7"), draft("8"), draft("8")]
    for n, one in enumerate(drafts):
        one.key = one.fields["internal_note"] = f"TMS {n}"
    assert causes(bring_in(drafts, match="internal_note")) == {"number-taken": [2, 4]}


def test_two_records_with_one_key():
    for _ in range(2):
        make.make_exhibit(internal_note="same")
    one = draft("new", fields={"internal_note": "same"})
    one.key = "same"
    assert causes(bring_in([one], match="internal_note")) == {"ambiguous": [2]}


def test_what_only_the_database_refuses_costs_one_row(monkeypatch):
    """A rule that the checks forget: here, that acquisitions have numbers."""
    from collection.interchange.importing import origins

    monkeypatch.setattr(origins, "own_number", lambda draft: "" if draft.key == "5" else draft.key)
    from collection.interchange.draft import AcquisitionDraft

    run = bring_in([draft(str(n), acquisition=AcquisitionDraft("gift")) for n in range(8)])
    assert (counts(run), causes(run)) == ((7, 0, 0, 1), {"refused-by-the-database": [7]})
    assert (Exhibit.objects.count(), Acquisition.objects.count()) == (7, 7)


def test_a_fault_of_the_program_ends_the_run_and_says_so(monkeypatch):
    monkeypatch.setattr(running, "BATCH", 1)

    class Faulty(Drafts):
        def draft(self, row):
            return super().draft(row) if row.number == 2 else 1 / 0

    files = [{"name": "objects.csv", "path": "", "size": 0, "fingerprint": ""}]
    run = carry_out(ImportRun(files=files, task="run"), Faulty([draft("1"), draft("2")]))
    assert (run.status, run.done, Exhibit.objects.count()) == ("failed", 1, 1)
    assert "ZeroDivisionError" in run.message
    assert run.may_undo


def test_long_rows_make_short_batches(monkeypatch):
    monkeypatch.setattr(running, "WEIGHT", 1_000)
    sizes = [len(batch) for batch in running._batches(Drafts([draft(fields={"title": "x" * 400})] * 7).rows())]
    assert sizes == [3, 3, 1]


def test_a_check_writes_no_record():
    run = bring_in([draft("1", parties=[maker("Ann")], terms={"materials": ["Silver"]})], check=True)
    assert (run.status, counts(run)) == ("done", (1, 0, 0, 0))
    assert not Exhibit.objects.exists()
    assert not Party.objects.exists()
    assert not ChangeSet.objects.exists()


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    st.lists(st.dictionaries(st.sampled_from(["title", "description", "made", "credit_line"]), st.text()), max_size=5)
)
def test_any_text_comes_in_as_it_is_or_is_refused(rows):
    drafts = [draft(fields=fields) for fields in rows]
    run = bring_in(drafts)
    assert run.status == "done", run.message
    for one in drafts:
        exhibit = Exhibit.objects.filter(accession_number=one.key).first()
        refused = ImportRow.objects.filter(run=run, key=one.key.lower(), outcome="refused").exists()
        assert (exhibit is None) == refused
        if exhibit:
            assert {name: getattr(exhibit, name) for name in one.fields} == one.fields


def test_numbers_of_a_refused_row_are_kept_by_every_database_alike(tmp_path):
    """What is past 64 bits, or past all numbers, comes back in the file of refused rows, too."""
    file = tmp_path / "objects.jsonl"
    file.write_text('{"number": "1", "title": "", "odd": [1e16, 1e400, 12345678901234567890123, 0.5, {"a": 7}]}\n')
    run = load(file, '[fields]\naccession_number = "number"\ntitle = "title"\n')
    assert counts(run) == (0, 0, 0, 1), run.message
    assert dict(run.rows.get().values)["odd"] == ["1e+16", "inf", "12345678901234567890123", 0.5, {"a": 7}]
    assert json.loads(b"".join(refused(run)))["odd"][1:3] == ["inf", "12345678901234567890123"]
