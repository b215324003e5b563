"""Promises 34 and 35: an import that is killed, or for which the disk is too small, leaves whole batches."""

import os
import resource
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
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
name = "maker"
"""
SEEN = {
    "exhibits": "SELECT count(*) FROM collection_exhibit",
    "history": "SELECT count(*) FROM collection_change WHERE changeset_id = (SELECT min(changeset_id) FROM "
    "collection_importrun) AND \"table\" = 'collection_exhibit' AND action = 'insert'",
    "parts": "SELECT count(*) FROM collection_participation",
    "parties": "SELECT count(*) FROM collection_party",
    "indexed": "SELECT count(*) FROM collection_indexentry",
    "acts": "SELECT count(*) FROM collection_changeset",
    "rows": "SELECT count(*) FROM collection_importrow WHERE run_id = (SELECT min(id) FROM collection_importrun)",
    "done": "SELECT done FROM collection_importrun ORDER BY id LIMIT 1",
    "status": "SELECT status FROM collection_importrun ORDER BY id LIMIT 1",
    "run": "SELECT min(id) FROM collection_importrun",
}


class Museum:
    """One in a database of its own (SQLite) or in that of the tests (PostgreSQL), worked on by processes."""

    def __init__(self, folder):
        self.database = folder / "museum.sqlite3"
        url = f"sqlite:///{self.database}"
        if connection.vendor == "postgresql":
            parts = urlsplit(os.environ["DATABASE_URL"])
            url = urlunsplit(parts._replace(path=f"/{connection.settings_dict['NAME']}"))
        self.environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "config.settings.dev", "DATABASE_URL": url}
        self.mapping, self.file = folder / "museum.toml", folder / "objects.csv"
        self.mapping.write_text(MAPPING)
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

    def ask(self, sql):
        """The one value that a query finds, if any."""
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute(sql)
                return cursor.fetchone()[0] if cursor.description else None
        with closing(sqlite3.connect(self.database)) as database, database:
            found = database.execute(sql).fetchone()
        return found and found[0]

    def look(self):
        return {name: self.ask(sql) for name, sql in SEEN.items()}

    def bring_in(self):
        return "import_collection", str(self.file), "--mapping", str(self.mapping)


@pytest.fixture(scope="module")
def founded(tmp_path_factory):
    """A museum's database with nothing in it yet."""
    museum = Museum(tmp_path_factory.mktemp("founded"))
    if connection.vendor == "sqlite":
        museum.run("migrate", "-v", "0")
    return museum.database


@pytest.fixture
def museum(founded, tmp_path, transactional_db):
    if connection.vendor == "sqlite":
        shutil.copy(founded, tmp_path)
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
    run = str(killed["run"])

    museum.run("import_collection", "--resume", run)
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
        if museum.ask(SEEN["exhibits"]):
            return
        time.sleep(0.01)
    pytest.fail("No batch within a minute.")


@pytest.mark.only_on("sqlite")
def test_where_the_disk_is_full_it_is_whole_and_says_so(museum):
    room = museum.database.stat().st_size + 2 * 2**20
    said = museum.run(
        *museum.bring_in(), fails=True, preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (room, room))
    )
    assert "What was finished is whole" in said
    assert "Traceback" not in said
    full = museum.look()
    is_whole(full)
    assert full["done"] < ROWS
    museum.run("import_collection", "--resume", "1")
    assert museum.look()["exhibits"] == ROWS
