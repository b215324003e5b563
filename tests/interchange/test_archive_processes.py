"""The archive by its commands, in processes and databases of their own: from one database to the other and back, killed
at its end, and on a full disk."""

import json
import os
import resource
import shutil
import signal
import subprocess
import sys
import zipfile
from functools import partial
from pathlib import Path

import pytest
from django.core.management import call_command

from collection.interchange import archive
from collection.interchange.sealing import head
from tests.interchange.museums import AT, contents, furnish, wipe

ROOT = Path(__file__).resolve().parent.parent.parent


class Installation:
    """A museum on SQLite in a folder of its own."""

    def __init__(self, folder: Path, database: Path):
        self.folder = folder
        shutil.copy(database, folder / "museum.sqlite3")

    def run(self, *arguments, program=("manage.py",), **kwargs):
        place = {"DATABASE_URL": f"sqlite:///{self.folder}/museum.sqlite3", "MEDIA_ROOT": str(self.folder / "media")}
        command = [sys.executable, *program, *map(str, arguments)]
        environment = os.environ | place | {"DJANGO_SETTINGS_MODULE": "config.settings.dev"}
        return subprocess.run(command, env=environment, cwd=ROOT, capture_output=True, text=True, **kwargs)

    def killed(self, program: str, *arguments):
        return self.run(*arguments, program=("-c", program))

    def done(self, *arguments):
        ended = self.run(*arguments)
        assert ended.returncode == 0, ended.stderr
        return ended.stdout


@pytest.fixture(scope="module")
def migrated(tmp_path_factory):
    """A database file as `migrate` leaves it."""
    path = tmp_path_factory.mktemp("migrated") / "museum.sqlite3"
    place = {"DATABASE_URL": f"sqlite:///{path}", "DJANGO_SETTINGS_MODULE": "config.settings.dev"}
    subprocess.run([sys.executable, "manage.py", "migrate", "-v", "0"], env=os.environ | place, cwd=ROOT, check=True)
    return path


@pytest.fixture
def installation(migrated, tmp_path):
    return Installation(tmp_path, migrated)


def told(path):
    return json.loads(zipfile.ZipFile(path).read("museum.json"))


@pytest.mark.django_db
def test_to_another_database_and_back(installation, tmp_path, settings):
    settings.MEDIA_ROOT = ""
    furnish(tmp_path)
    there, back = tmp_path / "there.zip", tmp_path / "back.zip"
    archive.write(there, AT)
    before = contents()

    said = installation.done("restore", there)
    installation.done("archive", back)

    assert told(there)["history_head"] in said
    assert f"Head of the seals: {head()}" in installation.done("verify_history", "--head", head())
    assert [told(path)["tables"] for path in (there, back)] == [told(there)["tables"]] * 2
    assert told(back)["database"] == "sqlite"
    wipe()
    call_command("restore", str(back), verbosity=0)
    assert contents() == before
    assert "whole" in installation.done("restore", "--check", back)


# Killed, by itself, at a place in one of our modules.
KILLED = """
import os, signal, sys
import django
django.setup()
from django.core.management import call_command
from collection.interchange import archive, dump, restore
here = {"archive": (archive, "_seal"), "dump_public": (dump, "_file"), "restore": (restore, "_compare")}[sys.argv[1]]
setattr(*here, lambda *arguments: os.kill(os.getpid(), signal.SIGKILL))
call_command(*sys.argv[1:])
"""


@pytest.fixture(scope="module")
def founding(migrated, tmp_path_factory):
    """A database file with the founding collection."""
    installation = Installation(tmp_path_factory.mktemp("founding"), migrated)
    installation.done("load_founding")
    return installation.folder / "museum.sqlite3"


@pytest.fixture
def founded(founding, tmp_path):
    """An installation with the founding collection, and the path for an archive of it."""
    return Installation(tmp_path, founding), tmp_path / "museum.zip"


@pytest.mark.only_on("sqlite")
def test_killed_at_the_end_it_leaves_all_as_it_was(founded, migrated, tmp_path):
    installation, path = founded
    assert installation.killed(KILLED, "archive", path).returncode == -signal.SIGKILL
    assert not path.exists()
    installation.done("archive", path)
    assert {file.name for file in tmp_path.glob("*.zip*")} | {file.name for file in tmp_path.glob(".*")} == {path.name}

    (tmp_path / "dumps").mkdir()
    dumping = "dump_public", tmp_path / "dumps", "--site", "https://museum.example"
    assert installation.killed(KILLED, *dumping).returncode == -signal.SIGKILL
    assert len(list((tmp_path / "dumps").glob(".public-*.part"))) == 1
    assert installation.done(*dumping).split() == [str(path) for path in (tmp_path / "dumps").iterdir()]

    (tmp_path / "other").mkdir()
    other = Installation(tmp_path / "other", migrated)
    assert other.killed(KILLED, "restore", path).returncode == -signal.SIGKILL
    assert "is here" in other.done("restore", path)


@pytest.mark.only_on("sqlite")
def test_a_full_disk_is_said_and_leaves_nothing(founded, tmp_path):
    installation, path = founded
    little = partial(resource.setrlimit, resource.RLIMIT_FSIZE, (50_000, 50_000))

    ended = installation.run("archive", path, preexec_fn=little)

    assert ended.returncode == 1
    assert "No archive was written. File too large" in ended.stderr
    assert "Traceback" not in ended.stderr
    assert not list(tmp_path.glob("*.zip*")) + list(tmp_path.glob(".*.part"))
