"""The admin's door for imports: send, map, look ahead, run, read the report, undo."""

import json

import pytest
from django.test import Client
from django.urls import reverse

from collection.interchange.importing import running
from collection.models import Exhibit, ImportRun, SavedMapping
from tests import factories
from tests.admin.imports import a_file, page, press, send, work

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def kept(settings, tmp_path):
    settings.IMPORT_ROOT = str(tmp_path / "imports")
    return tmp_path / "imports"


@pytest.fixture
def run(registrar):
    assert send(registrar).status_code == 302
    return ImportRun.objects.get()


def test_a_mapping_is_proposed_and_the_first_rows_are_shown(registrar, run):
    shown = registrar.get(page(run))
    assert 'accession_number = "accession_number"' in run.mapping
    assert [line["outcome"] for line in shown.context["lines"]] == ["created", "created", "created"]
    content = shown.content.decode()
    assert "Bowl" in content
    assert "remarks" in content
    assert not Exhibit.objects.exists()


def test_from_the_files_to_the_report_and_back(registrar, run):
    factories.make_exhibit(accession_number="2", title="Old cup")
    press(registrar, run, "check")
    assert "It waits for the worker" in registrar.get(page(run)).content.decode()
    work()
    checked = registrar.get(page(run)).content.decode()
    assert "would be created" in checked
    assert Exhibit.objects.count() == 1

    press(registrar, run, "run")
    work()
    run.refresh_from_db()
    assert (run.status, run.counts) == ("done", {"created": 2, "updated": 1})
    assert run.changeset.user == registrar.user
    done = registrar.get(page(run)).content.decode()
    assert "What the import did" in done
    assert "Title in 1" in done

    press(registrar, run, "undo")
    assert run.task == "run"  # nobody said that they were sure
    press(registrar, run, "undo", sure="1")
    work()
    assert Exhibit.objects.get().title == "Old cup"
    assert "Everything is as it was" in registrar.get(page(run)).content.decode()


def test_the_table_sends_a_column_elsewhere(registrar, run):
    form = registrar.get(page(run)).context["table_form"]
    data = {f"column-{n}": column.target for n, column in enumerate(form.columns)}
    number = next(n for n, column in enumerate(form.columns) if column.name == "remarks")
    press(registrar, run, "table", **{**data, f"column-{number}": "internal_note"})
    assert 'internal_note = "remarks"' in run.mapping
    press(registrar, run, "run")
    work()
    assert Exhibit.objects.get(accession_number="1").internal_note == "x"


def test_the_text_is_mended_and_kept_under_a_name(registrar, run):
    press(registrar, run, "text", text=run.mapping + "# ours\n", name="Ours")
    assert run.mapping_name == "Ours, version 1"
    press(registrar, run, "text", text=run.mapping + "# better\n", name="Ours")
    assert SavedMapping.objects.get(version=2).text.endswith("# better\n")
    send(registrar, a_file(), mapping=SavedMapping.objects.get(version=2).pk)
    assert ImportRun.objects.first().mapping_name == "Ours, version 2"
    saved = SavedMapping.objects.get(version=2)
    text = registrar.get(reverse("admin:collection_savedmapping_text", args=[saved.pk]))
    assert text.content.decode() == saved.text


def test_a_mapping_that_comes_with_the_program_is_chosen(registrar):
    send(registrar, a_file('{"accession_number": "1"}', "cmoa.jsonl"), mapping="shipped carnegie")
    run = ImportRun.objects.get()
    assert run.mapping_name == "carnegie"
    assert "creation_date" in run.mapping
    assert "Select a valid choice" in send(registrar, mapping="shipped ../../etc/passwd").content.decode()


def test_a_mapping_comes_with_the_files(registrar):
    mapping = '[fields]\naccession_number = "accession_number"\ntitle = { from = "object_name", steps = ["capital"] }\n'
    send(registrar, a_file(), a_file(mapping, "ours.toml"))
    run = ImportRun.objects.get()
    assert (run.mapping, run.mapping_name, len(run.files)) == (mapping, "ours.toml", 1)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("[fields", "not TOML"),
        ('[fields]\naccession_number = "accession_number"\ntitel = "title"\n', "The catalogue has no such field"),
        ('[fields]\naccession_number = "accession_number"\ntitle = "titel"\n', "The file has no column of this name"),
    ],
)
def test_a_mapping_that_does_not_hold_says_why(registrar, run, text, says):
    assert says in press(registrar, run, "text", text=text).content.decode()


@pytest.mark.parametrize(
    ("content", "name", "says"),
    [
        (b"PK\x03\x04 no workbook", "objects.xlsx", "objects.xlsx"),
        (b"", "empty.csv", "empty"),
        (b'number,title\n1,"Bowl', "half.csv", "half.csv"),
    ],
)
def test_a_file_that_cannot_be_read_says_why(registrar, kept, content, name, says):
    shown = send(registrar, a_file(content, name))
    assert shown.status_code == 200
    assert says in shown.content.decode()
    assert not list(kept.glob("*"))


def test_refused_rows_and_the_report_are_taken_away(registrar, run):
    text = '[fields]\naccession_number = "accession_number"\ntitle = "title"\n'
    press(registrar, run, "text", text=text)
    press(registrar, run, "run")
    work()
    refused = b"".join(registrar.get(page(run, "refused")).streaming_content).decode("utf-8-sig")
    assert refused.splitlines()[1].startswith("3,,dish,,z,title: The row has no title.")
    report = json.loads(registrar.get(page(run, "report")).content)
    assert report["counts"] == {"created": 2, "updated": 0, "unchanged": 0, "refused": 1}


def test_rows_of_related_files_are_reported_by_their_own_file(registrar):
    objects = a_file("objectid,accession_number,title\n1,7.1,Bowl\n")
    links = a_file("objectid,role,artist\n1,maker,Ann\n5,maker,Ben\n", "links.csv")
    send(registrar, objects, links)
    related = ImportRun.objects.get()
    press(registrar, related, "run")
    work()
    assert "row 3 of links.csv (“5”)" in registrar.get(page(related)).content.decode()
    assert json.loads(registrar.get(page(related, "report")).content)["problems"][0]["numbers"] == [3]


def test_an_import_that_could_not_begin_is_mended(registrar, run):
    ImportRun.objects.update(mapping=run.mapping.replace('"title"', '"titel"'))
    press(registrar, run, "run")
    work()
    run.refresh_from_db()
    assert (run.task, run.status) == ("run", "failed")
    assert "Use this text" in registrar.get(page(run)).content.decode()
    press(registrar, run, "text", text=run.mapping.replace('"titel"', '"title"'))
    press(registrar, run, "run")
    work()
    assert Exhibit.objects.count() == 3


def test_what_waits_is_stopped_and_begun_again(registrar, run):
    press(registrar, run, "run")
    press(registrar, run, "stop")
    assert run.status == "stopped"
    press(registrar, run, "run")
    work()
    assert Exhibit.objects.count() == 3


def test_what_was_stopped_half_way_goes_on(registrar, run, monkeypatch):
    monkeypatch.setattr(running, "BATCH", 1)
    press(registrar, run, "run")
    assert run.claim()
    running.Runner(run, lambda run: ImportRun.objects.update(stop_requested=True)).carry_out()
    assert (run.status, Exhibit.objects.count()) == ("stopped", 1)
    assert "Go on with it" in registrar.get(page(run)).content.decode()
    press(registrar, run, "resume")
    work()
    run.refresh_from_db()
    assert (run.status, Exhibit.objects.count()) == ("done", 3)


def test_a_run_at_work_is_asked_to_stop(registrar, run):
    ImportRun.objects.update(task="run", status="working", done=500, total=2_000, seconds=2)
    shown = registrar.get(page(run)).content.decode()
    assert "500 of 2,000" in shown
    assert "6 s" in shown
    assert 'http-equiv="refresh"' in shown
    press(registrar, run, "stop")
    assert run.stop_requested


@pytest.mark.parametrize("action", ["run", "check", "undo", "resume", "table", "text", "nonsense", ""])
@pytest.mark.parametrize("state", [("run", "working"), ("run", "done"), ("undo", "done"), ("undo", "failed")])
def test_no_button_is_pressed_out_of_turn(registrar, run, action, state):
    ImportRun.objects.update(task=state[0], status=state[1])
    press(registrar, run, action, sure="1")
    assert (run.task, run.status) == (("undo", "waiting") if (action, state[1]) == ("resume", "failed") else state)


def test_nobody_else_brings_anything_in(cataloguer, researcher, run):
    for client in (cataloguer, researcher):
        assert send(client).status_code == 403
        assert client.post(page(run), {"action": "run"}).status_code == 403
        assert client.get(page(run, "refused")).status_code == 403
    run.refresh_from_db()
    assert (run.status, ImportRun.objects.count()) == ("prepared", 1)


def test_a_forged_form_brings_nothing_in(run):
    client = Client(enforce_csrf_checks=True)
    client.force_login(run.user)
    assert send(client).status_code == 403
    assert client.post(page(run), {"action": "run"}).status_code == 403
    assert ImportRun.objects.get().status == "prepared"
