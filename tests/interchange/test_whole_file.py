"""What a killed process leaves half written goes with the next attempt; what another is still writing stays."""

import fcntl
import os
import re
import signal
import subprocess
import sys

import pytest
from django.core.management import call_command

from collection.interchange.whole_file import whole_file, whole_folder
from tests.production import ROOT

LEFT = re.compile(r"\.public-\d+\.part")
KINDS = {"file": whole_file, "folder": whole_folder}

# Writes half of something and says so; then it waits for its end.
HALF = """
import re, sys, time
from pathlib import Path
from collection.interchange.whole_file import whole_file, whole_folder
with {"file": whole_file, "folder": whole_folder}[sys.argv[1]](Path(sys.argv[2]), left=re.compile(sys.argv[3])) as part:
    part.write(b"half") if sys.argv[1] == "file" else (part / "half").write_bytes(b"half")
    print("half", flush=True)
    time.sleep(60)
"""


@pytest.fixture(params=KINDS)
def kind(request):
    return request.param


@pytest.fixture
def writing(kind):
    """A function that starts a process, which writes half of what is to be at a path."""
    started = []

    def writing(path):
        command = [sys.executable, "-c", HALF, kind, str(path), LEFT.pattern]
        started.append(subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True))
        assert started[-1].stdout.readline() == "half\n"
        return started[-1]

    yield writing
    for process in started:
        kill(process)


def kill(process):
    process.send_signal(signal.SIGKILL)
    process.wait()
    process.stdout.close()


def write(kind, path, **options):
    with KINDS[kind](path, left=LEFT, **options) as part:
        part.write(b"whole") if kind == "file" else (part / "whole").write_bytes(b"whole")


def names(folder):
    return sorted(path.name for path in folder.iterdir())


def test_what_a_killed_one_left_goes_and_what_another_writes_stays(tmp_path, kind, writing):
    dead, alive = writing(tmp_path / "public-1"), writing(tmp_path / "public-2")
    kill(dead)
    for other in (".public-3", "public-4.part", ".private-5.part"):
        (tmp_path / other).mkdir()
    assert ".public-1.part" in names(tmp_path)

    write(kind, tmp_path / "public-6")
    assert names(tmp_path) == [".private-5.part", ".public-2.part", ".public-3", "public-4.part", "public-6"]

    with pytest.raises(FileExistsError, match="being written already"):
        write(kind, tmp_path / "public-2")
    kill(alive)
    write(kind, tmp_path / "public-2")
    assert names(tmp_path) == [".private-5.part", ".public-3", "public-2", "public-4.part", "public-6"]


def test_a_link_is_not_followed(tmp_path, kind):
    (tmp_path / "precious").mkdir()
    (tmp_path / ".public-1.part").symlink_to(tmp_path / "precious")

    write(kind, tmp_path / "public-2")
    assert "precious" in names(tmp_path)


def test_a_file_is_replaced_whole_or_not_at_all(tmp_path):
    path = tmp_path / "report.json"
    path.write_bytes(b"before")

    def fail():
        with whole_file(path, replaces=True) as file:
            file.write(b"half")
            raise OSError(28, "No space left on device")

    with pytest.raises(OSError, match="No space"):
        fail()
    assert (path.read_bytes(), names(tmp_path)) == (b"before", ["report.json"])
    write("file", path, replaces=True)
    assert (path.read_bytes(), names(tmp_path)) == (b"whole", ["report.json"])


@pytest.mark.django_db
def test_a_dump_and_an_archive_clear_away_what_is_theirs(tmp_path, settings):
    settings.MEDIA_ROOT = ""
    dead = [tmp_path / ".public-2026-01-02T030405Z.part", tmp_path / ".museum-2026-01-02T030405Z.zip.part"]
    other = tmp_path / ".museum-mine.zip.part"
    alive = tmp_path / ".public-2026-01-02T030406Z.part"
    for path in (dead[0], alive):
        path.mkdir()
    for path in (dead[1], other):
        path.write_bytes(b"half")
    lock = os.open(alive, os.O_RDONLY)
    fcntl.flock(lock, fcntl.LOCK_EX)

    call_command("dump_public", str(tmp_path), site="https://museum.example", verbosity=0)
    call_command("archive", str(tmp_path), verbosity=0)
    os.close(lock)

    assert {path.name for path in tmp_path.glob(".*")} == {other.name, alive.name}
    assert len(list(tmp_path.glob("public-*"))) == len(list(tmp_path.glob("museum-*.zip"))) == 1
