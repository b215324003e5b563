"""`manage.py import_collection` and `manage.py worker`: what they are given, what they say, what they leave."""

import json
import os
import socket
import subprocess
from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from collection.interchange.sealing import verify
from collection.management.commands import worker
from collection.models import Change, Exhibit, ImportRun, SavedMapping
from tests import factories as make

pytestmark = pytest.mark.django_db

MAPPING = """
match = "accession_number"
[fields]
accession_number = "number"
title = "title"
quantity = "pieces"
"""
ROWS = "number,title,pieces\n1,Bowl,1\n2,Cup,2\n3,,3\n1,Bowl again,1\n"


@pytest.fixture
def files(tmp_path):
    (tmp_path / "museum.toml").write_text(MAPPING)
    (tmp_path / "objects.csv").write_text(ROWS)
    return tmp_path


def run(*arguments, command="import_collection"):
    out = StringIO()
    call_command(command, *map(str, arguments), stdout=out)
    return out.getvalue()


def bring_in(files, *more):
    return run(files / "objects.csv", "--mapping", files / "museum.toml", *more)


def test_it_says_what_it_did(files):
    said = bring_in(files)
    assert "4 rows; 2 created, 0 updated, 0 left alone, 2 refused." in said
    assert "1 rows (5): Row 5 has the same accession number as row 2." in said
    assert "such as “1”" in said
    assert f"--undo {ImportRun.objects.get().pk}" in said


def test_a_dry_run_writes_nothing(files):
    make.make_exhibit(accession_number="1", title="Old", quantity=1)
    said = bring_in(files, "--dry-run")
    assert "1 would be created, 1 would be updated, 0 would be left alone, 2 would be refused." in said
    assert "would change: title in 1" in said
    assert Exhibit.objects.get().title == "Old"


def test_the_report_is_json(files):
    bring_in(files, "--report", files / "report.json")
    report = json.loads((files / "report.json").read_text())
    assert report["counts"] == {"created": 2, "updated": 0, "unchanged": 0, "refused": 2}
    by_cause = {group["cause"]: group["numbers"] for group in report["problems"]}
    assert by_cause["twice-in-the-file"] == [5]
    assert by_cause["no-title"] == [4]


def test_refused_rows_come_back_ready_to_mend(files):
    bring_in(files, "--refused", files / "again.csv")
    text = (files / "again.csv").read_text("utf-8-sig")
    lines = text.splitlines()
    assert lines[0].startswith("number,title,pieces,refused_because,how_to_mend")
    assert lines[1].startswith("3,,3,title: The row has no title.")
    (files / "objects.csv").write_text(text.replace("3,,3", "3,Dish,3").replace("1,Bowl again", "4,Bowl again"))
    assert "2 created, 0 updated, 0 left alone, 0 refused." in bring_in(files)


def test_refused_json_comes_back_as_json(files):
    (files / "objects.jsonl").write_text('{"number": 1, "title": null, "more": {"deep": [1]}}\n')
    run(files / "objects.jsonl", "--mapping", files / "museum.toml", "--refused", files / "again.jsonl")
    again = json.loads((files / "again.jsonl").read_text())
    assert again["more"] == {"deep": [1]}
    assert "title" in again["refused_because"]


def test_it_is_taken_back(files):
    bring_in(files)
    number = ImportRun.objects.get().pk
    assert f"Run {number} is undone." in run("--undo", number)
    assert not Exhibit.objects.exists()
    with pytest.raises(CommandError, match="nothing to undo"):
        run("--undo", number)


def test_an_undo_names_what_it_leaves(files):
    bring_in(files)
    exhibit = Exhibit.objects.get(accession_number="1")
    exhibit.description = "Worked on"
    exhibit.save()
    assert "left alone: 1 (changed since the import)" in run("--undo", ImportRun.objects.get().pk)
    assert list(Exhibit.objects.values_list("accession_number", flat=True)) == ["1"]


def test_a_saved_mapping_goes_by_its_name(files):
    SavedMapping.objects.keep(name="Ours", text=MAPPING.replace("title", "wrong"))
    SavedMapping.objects.keep(name="Ours", text=MAPPING)
    run(files / "objects.csv", "--mapping", "Ours")
    assert ImportRun.objects.get().mapping_name == "Ours, version 2"


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["{}/objects.csv"], "Give the files and a mapping"),
        (["{}/none.csv", "--mapping", "{}/museum.toml"], "There is no file"),
        (["{}/objects.csv", "--mapping", "elsewhere"], "There is no mapping elsewhere"),
        (["{}/objects.csv", "--mapping", "{}/bad.toml"], "fields.titel: The catalogue has no such field"),
        (["{}/half.csv", "--mapping", "{}/museum.toml"], "half.csv, row 3"),
        (["--resume", "9"], "There is no run 9"),
        (["{}/objects.csv", "--undo", "9"], "nothing else"),
    ],
)
def test_what_cannot_be_done_is_said(files, arguments, says):
    (files / "bad.toml").write_text(MAPPING.replace("\ntitle", "\ntitel"))
    (files / "half.csv").write_text('number,title,pieces\n1,Bowl,1\n2,"Cup')
    with pytest.raises(CommandError, match=says):
        run(*(each.format(files) for each in arguments))
    assert not Exhibit.objects.exists()


def test_one_import_at_a_time(files):
    ImportRun.objects.create(files=[], status="working", heard_at=timezone.now())
    with pytest.raises(CommandError, match="one at a time"):
        bring_in(files)


@pytest.mark.parametrize(
    ("at_work", "heard", "dead"),
    [
        ("here:{own}:x", 0, False),
        ("here:{gone}:x", 0, True),
        ("there:{gone}:x", 0, False),
        ("there:{own}:x", 61, True),
        ("", 0, False),
    ],
)
def test_whose_process_has_ended_is_known(files, monkeypatch, at_work, heard, dead):
    """On this machine at once, elsewhere after a minute of silence. A worker goes on with what the admin began."""
    gone = subprocess.Popen(["true"])
    gone.wait()
    monkeypatch.setattr(socket, "gethostname", lambda: "here")
    bring_in(files, "--dry-run")
    checked = ImportRun.objects.get()
    checked.begin("run", by=make.make_user("registrar"))
    name = at_work.format(own=os.getpid(), gone=gone.pid)
    heard_at = timezone.now() - timedelta(seconds=heard)
    ImportRun.objects.update(status="working", worker=name, heard_at=heard_at)
    run("--once", command="worker")
    assert Exhibit.objects.exists() == dead
    if not dead:
        with pytest.raises(CommandError, match="one at a time"):
            run("--resume", checked.pk)


def test_a_worker_leaves_alone_what_ended_on_the_command_line(files):
    bring_in(files)
    ImportRun.objects.update(status="working", done=2, heard_at=None)
    run("--once", command="worker")
    half = ImportRun.objects.get()
    assert (half.status, half.done) == ("working", 2)
    run("--resume", half.pk)
    assert ImportRun.objects.get().done == 4


def test_a_run_goes_on_only_with_the_files_it_began_with(files):
    bring_in(files)
    ImportRun.objects.update(status="stopped", done=2)
    (files / "objects.csv").write_text(ROWS + "9,New,1\n")
    with pytest.raises(CommandError, match="not the file that this import began with"):
        run("--resume", ImportRun.objects.get().pk)


def test_the_worker_carries_out_what_waits(files):
    bring_in(files, "--dry-run")
    ImportRun.objects.get().begin("run")
    assert "done" in run("--once", command="worker")
    assert Exhibit.objects.count() == 2


def test_the_worker_ends_with_its_parent(files, monkeypatch):
    monkeypatch.setattr(os, "getppid", iter([7, 1, 1, 1]).__next__)
    run("--with-parent", command="worker")


def test_between_imports_the_worker_seals_the_history(monkeypatch):
    monkeypatch.setattr(worker, "PAUSE", 0)
    monkeypatch.setattr(os, "getppid", iter([7, 7, 7, 1]).__next__)
    make.make_exhibit()
    run("--with-parent", command="worker")
    assert verify().changes == Change.objects.count() > 0


def test_a_worker_told_to_end_hands_the_run_back(files, monkeypatch):
    from collection.interchange.importing import running

    monkeypatch.setattr(running, "BATCH", 1)
    bring_in(files, "--dry-run")
    ImportRun.objects.get().begin("run")
    one = worker.Command(stdout=StringIO())
    one.ending, one.parent = True, None
    one._work(verbosity=0)
    half = ImportRun.objects.get()
    assert (half.status, half.done) == ("waiting", 1)
    run("--once", command="worker")
    whole = ImportRun.objects.get()
    assert (whole.status, whole.done, whole.counts) == ("done", 4, {"created": 2, "refused": 2})


def test_interrupted_at_the_keyboard_it_says_how_to_go_on(files, monkeypatch):
    from collection.interchange.importing import running

    monkeypatch.setattr(running, "BATCH", 1)

    def interrupt(self):
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(running.Runner, "_index", interrupt)
        with pytest.raises(CommandError, match=r"Interrupted.*--resume \d+; take it back: .*--undo"):
            bring_in(files)
    half = ImportRun.objects.get()
    assert (half.status, half.done) == ("stopped", 4)
    run("--resume", half.pk)
    assert ImportRun.objects.get().status == "done"


def test_somebody_stops_it(files, monkeypatch):
    from collection.interchange.importing import running

    monkeypatch.setattr(running, "BATCH", 1)
    bring_in(files, "--dry-run")
    whole = ImportRun.objects.get()
    whole.begin("run")
    assert whole.claim()

    def stop(run):
        ImportRun.objects.update(stop_requested=True)

    running.Runner(whole, stop).carry_out()
    assert (whole.status, whole.done, Exhibit.objects.count()) == ("stopped", 1, 1)
    assert whole.may_undo
