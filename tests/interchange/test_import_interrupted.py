"""Promises 34 and 35: an import that is killed, or for which the disk is too small, leaves whole batches."""

import json
import os
import resource
import signal
import subprocess
import sys
import time
from urllib.parse import urlsplit, urlunsplit

import pytest
from django.db import connection

from tests.production import ROOT

ROWS = 4_000
MAPPING = """
match = "accession_number"
[fields]
accession_number = "number"
title = "title"
[[parties]]
each = "maker"
name = ""
"""
LOOK = """
import json
from django.db.models import Count
from collection.models import *
run = ImportRun.objects.order_by("id").first()
created = Change.objects.filter(table="collection_exhibit", action="insert", changeset=run and run.changeset_id)
print("LOOK" + json.dumps({
    "exhibits": Exhibit.objects.count(), "history": created.count(), "parts": Participation.objects.count(),
    "indexed": IndexEntry.objects.count(), "parties": Party.objects.count(), "acts": ChangeSet.objects.count(),
    "done": run and run.done, "status": run and run.status, "rows": ImportRow.objects.filter(run=run).count(),
    "message": run and run.message,
}))
"""
SILENCE = "from collection.models import ImportRun; ImportRun.objects.update(heard_at='2020-01-01T00:00Z')"


class Museum:
    """One in a database of its own (SQLite) or in that of the tests (PostgreSQL), worked on by processes."""

    def __init__(self, folder):
        self.folder, self.database = folder, folder / "museum.sqlite3"
        url = f"sqlite:///{self.database}"
        if connection.vendor == "postgresql":
            parts = urlsplit(os.environ["DATABASE_URL"])
            url = urlunsplit(parts._replace(path=f"/{connection.settings_dict['NAME']}"))
        self.environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "config.settings.dev", "DATABASE_URL": url}
        if connection.vendor == "sqlite":
            self.run("migrate", "-v", "0")
        self.mapping, self.file = folder / "museum.toml", folder / "objects.csv"
        self.mapping.write_text(MAPPING.replace('each = "maker"\nname = ""', 'name = "maker"'))
        lines = (f"{n},Bowl number {n},Maker {n % 97}" for n in range(ROWS))
        self.file.write_text("\n".join(["number,title,maker", *lines]) + "\n")

    def start(self, *arguments, **options):
        return subprocess.Popen(
            [sys.executable, "manage.py", *arguments],
            cwd=ROOT,
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            **options,
        )

    def run(self, *arguments, fails=False, **options):
        process = self.start(*arguments, **options)
        said = "".join(process.communicate(timeout=120))
        assert (process.returncode != 0) == fails, said
        return said

    def look(self):
        said = self.run("shell", "--no-imports", "-c", LOOK)
        return json.loads(next(line for line in said.splitlines() if line.startswith("LOOK"))[4:])

    def bring_in(self):
        return "import_collection", str(self.file), "--mapping", str(self.mapping)


@pytest.fixture
def museum(tmp_path, transactional_db):
    return Museum(tmp_path)


def is_whole(seen):
    """As many of each as the rows that are done say."""
    assert seen["exhibits"] == seen["history"] == seen["parts"] == seen["rows"] == seen["done"]


def test_killed_it_is_whole_and_goes_on(museum):
    process = museum.start(*museum.bring_in())
    wait_for_the_first_batch(museum, process)
    process.send_signal(signal.SIGKILL)
    process.communicate()
    killed = museum.look()
    is_whole(killed)
    assert (killed["status"], killed["acts"]) == ("working", 1)
    assert 0 < killed["done"] < ROWS
    assert killed["done"] % 1_000 == 0
    run = "1" if connection.vendor == "sqlite" else first_run()

    assert "at work" in museum.run("import_collection", "--resume", run, fails=True)
    museum.run("shell", "--no-imports", "-c", SILENCE)
    museum.run("worker", "--once", "-v", "0")
    whole = museum.look()
    is_whole(whole)
    assert (whole["status"], whole["done"], whole["acts"], whole["parties"]) == ("done", ROWS, 1, 97)
    assert whole["indexed"] == ROWS
    assert f"0 created, 0 updated, {ROWS:,} left alone" in museum.run(*museum.bring_in())

    museum.run("import_collection", "--undo", run)
    gone = museum.look()
    assert (gone["exhibits"], gone["parts"], gone["parties"], gone["indexed"]) == (0, 0, 0, 0)


def wait_for_the_first_batch(museum, process):
    until = time.monotonic() + 60
    while time.monotonic() < until:
        assert process.poll() is None, process.communicate()
        if count(museum):
            return
        time.sleep(0.01)
    pytest.fail("No batch within a minute.")


def count(museum):
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM collection_exhibit")
            return cursor.fetchone()[0]
    import sqlite3

    with sqlite3.connect(museum.database) as database:
        return database.execute("SELECT count(*) FROM collection_exhibit").fetchone()[0]


def first_run():
    from collection.models import ImportRun

    return str(ImportRun.objects.order_by("id").first().pk)


@pytest.mark.only_on("sqlite")
def test_where_the_disk_is_full_it_is_whole_and_says_so(museum):
    room = museum.database.stat().st_size + 6 * 2**20
    said = museum.run(
        *museum.bring_in(), fails=True, preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (room, room))
    )
    assert "What was finished is whole" in said
    assert "Traceback" not in said
    full = museum.look()
    is_whole(full)
    assert full["done"] < ROWS
    museum.run("shell", "--no-imports", "-c", SILENCE)
    museum.run("import_collection", "--resume", "1")
    assert museum.look()["exhibits"] == ROWS
