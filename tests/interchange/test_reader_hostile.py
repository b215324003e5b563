"""Files made to hurt: refused in two seconds and 256 MB, before they are unpacked."""

import gzip
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.interchange.files import packed, workbook, written, zipped

pytestmark = pytest.mark.without_database

ROOT = Path(__file__).resolve().parent.parent.parent
LIMIT = 256 * 2**20
# The interpreter and the packages are there before the two seconds begin.
READ = f"""
import pathlib, re, sys, time
from collection.interchange.readers import ReadError, open_rows
begun = time.process_time()
try:
    for row in open_rows(sys.argv[1:]): pass
except ReadError as error:
    print(error)
assert time.process_time() - begun < 2, time.monotonic() - begun
status = pathlib.Path("/proc/self/status")
if status.exists():
    assert int(re.search("VmHWM:\\s+([0-9]+)", status.read_text())[1]) * 1024 < {LIMIT}
"""


def said_of(file):
    """What a process of its own says of the file."""
    done = subprocess.run(
        [sys.executable, "-c", READ, str(file)], cwd=ROOT, capture_output=True, text=True, check=False, timeout=60
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_a_bomb_of_zeros(tmp_path):
    assert "zip bomb" in said_of(packed(tmp_path, "a.csv.zip", b"a,b\n" + bytes(300_000_000)))


def test_a_bomb_in_gzip(tmp_path):
    assert "bomb" in said_of(written(tmp_path, "a.csv.gz", gzip.compress(b"a,b\n" + b"0,0\n" * 20_000_000)))


def test_a_bomb_in_a_workbook(tmp_path):
    assert "zip bomb" in said_of(workbook(tmp_path, sharedStrings=b"<sst>" + b" " * 300_000_000))


def test_billion_laughs(tmp_path):
    entities = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    laughs = f'<?xml version="1.0"?><!DOCTYPE sst [<!ENTITY l0 "ha">{entities}]><sst><si><t>&l9;</t></si></sst>'

    assert "entities" in said_of(workbook(tmp_path, sharedStrings=laughs.encode()))


def test_entities_in_a_sheet(tmp_path):
    sheet = b'<!DOCTYPE x [<!ENTITY l "ha">]><worksheet><sheetData><row><c><v>&l;</v></c></row></sheetData></worksheet>'

    assert "entities" in said_of(workbook(tmp_path, **{"worksheets/sheet1": sheet}))


@pytest.mark.parametrize("name", ["a.csv", "a.jsonl", "a.json"])
def test_one_huge_cell(tmp_path, name):
    """A hundred megabytes stand for the gigabyte: reading stops at the same place."""
    huge = b"x" * 100_000_000
    content = {"a.csv": b'a,b\n1,"' + huge + b'"\n', "a.jsonl": b'{"a": "' + huge + b'"}\n'}
    file = written(tmp_path, name, content.get(name, b'[{"a": 1}, {"a": "' + huge + b'"}]'))

    assert "longer than" in said_of(file)


@pytest.mark.parametrize("name", ["../a.csv", "/etc/a.csv", "C:\\a.csv", "x/../../a.csv"])
def test_a_name_that_points_out_of_the_archive(tmp_path, name):
    assert "points out of it" in said_of(zipped(tmp_path, "a.zip", {name: "a,b\n1,2\n"}))


def test_one_name_twice(tmp_path):
    assert "twice" in said_of(zipped(tmp_path, "a.zip", {"a.csv": "a\n1\n", "A.csv": "a\n2\n"}))


def test_a_symbolic_link(tmp_path):
    link = zipfile.ZipInfo("a.csv")
    link.external_attr = 0o120777 << 16
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr(link, "/etc/passwd")

    assert "symbolic link" in said_of(tmp_path / "a.zip")
