"""What a batch costs the database does not grow with its rows; and what people do meanwhile is not overwritten."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from collection.interchange.draft import AcquisitionDraft, NoteDraft, PlaceDraft
from collection.interchange.importing import running
from collection.interchange.importing.running import Runner
from collection.models import Change, Exhibit, ImportRun
from tests import factories as make
from tests.interchange.importing import Drafts, bring_in, counts, draft, maker

pytestmark = pytest.mark.django_db


def full(number, title="Bowl"):
    return draft(
        str(number),
        fields={"title": title, "made": "c. 1860"},
        parties=[maker(f"Maker {number}"), maker("Ann")],
        acquisition=AcquisitionDraft("gift", on="1986", donors=[("giver", maker(f"Giver {number}"))]),
        place=PlaceDraft(showroom="Gallery 7"),
        terms={"classification": ["Metals"], "materials": ["Silver"]},
        notes=[NoteDraft("made_by", "Marked.", "Register")],
    )


def cost(drafts, **kwargs):
    with CaptureQueriesContext(connection) as captured:
        run = bring_in(drafts, **kwargs)
    assert run.status == "done", run.message
    return run, len([query for query in captured if "SAVEPOINT" not in query["sql"]])


@pytest.fixture(autouse=True)
def unindexed(monkeypatch):
    monkeypatch.setattr(Runner, "_index", lambda self: None)


@pytest.mark.parametrize("check", [True, False])
def test_many_rows_cost_as_many_queries_as_few(check):
    bring_in([full("first")])  # the room, the terms and the source are there
    _, few = cost([full(f"few {n}") for n in range(5)], check=check)
    _, many = cost([full(f"many {n}") for n in range(50)], check=check)
    assert many == few


def test_changing_many_costs_as_much_as_changing_few():
    bring_in([full(n) for n in range(60)])
    _, few = cost([full(n, title="Cup") for n in range(5)])
    run, many = cost([full(n, title="Cup") for n in range(5, 60)])
    assert counts(run) == (0, 55, 0, 0)
    assert many == few


def test_a_record_changed_while_the_import_runs_is_read_as_it_stands(monkeypatch):
    """Between two batches a curator changes what the next will meet: the history shows both, and nothing is lost."""
    monkeypatch.setattr(running, "BATCH", 1)
    for number in ("1", "2"):
        make.make_exhibit(accession_number=number, title="Old", description="Old")
    run = ImportRun.objects.create(
        files=[{"name": "objects.csv", "path": "", "size": 0, "fingerprint": ""}], task="run", status="waiting"
    )
    assert run.claim()
    edited = []

    def edit(run):
        if not edited:
            exhibit = Exhibit.objects.get(accession_number="2")
            exhibit.title, exhibit.description = "Corrected", "Described"
            exhibit.save()
            edited.append(exhibit)

    drafts = [draft("1", fields={"title": "New"}), draft("2", fields={"title": "New"})]
    Runner(run, edit, source=Drafts(drafts)).carry_out()
    exhibit = Exhibit.objects.get(accession_number="2")
    assert (exhibit.title, exhibit.description, exhibit.version) == ("New", "Described", 3)
    change = Change.objects.get(changeset=run.changeset, row_id=exhibit.pk)
    assert change.differences() == [
        ("slug", "corrected", "new"),
        ("title", "Corrected", "New"),
        ("title_sort", "corrected", "new"),
    ]


def test_a_form_opened_before_the_import_does_not_overwrite_it():
    from collection.models.base import StaleRecord

    exhibit = make.make_exhibit(accession_number="1", title="Old")
    bring_in([draft("1", fields={"title": "New"})])
    exhibit.title = "Typed meanwhile"
    with pytest.raises(StaleRecord):
        exhibit.save()
