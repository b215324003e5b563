"""The public dump: exactly what visitors get from the API, whole or not at all, and not a private byte in it."""

import gzip
import hashlib
import json
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from collection.api.reading import HANDLES
from collection.interchange import dump
from tests import factories as make
from tests.promises.world import hidden_world, mark_private, published_world

pytestmark = pytest.mark.django_db
SITE = "http://testserver"


@pytest.fixture
def dumped(tmp_path):
    """A function that writes a dump and says where."""
    count = iter(range(100))

    def dumped():
        folder = tmp_path / str(next(count))
        folder.mkdir()
        call_command("dump_public", str(folder), site=f"{SITE}/", verbosity=0)
        (path,) = folder.iterdir()
        return path

    return dumped


def files(path: Path) -> dict[str, bytes]:
    """Name → bytes of all files of a dump but its manifest, which has the time in it."""
    return {file.name: file.read_bytes() for file in path.iterdir() if file.name != "manifest.json"}


def test_it_is_what_the_api_tells_visitors(dumped):
    published_world()
    hidden_world()
    path, client = dumped(), Client()

    for resource in HANDLES:
        lines = gzip.decompress((path / f"{resource}.jsonl.gz").read_bytes()).splitlines()
        listed, address = set(), f"/api/v1/{resource}/?page_size=200&fields=url"
        while address:
            page = client.get(address).json()
            listed |= {record["url"] for record in page["results"]}
            address = (page["next"] or "").removeprefix(SITE)
        assert {json.loads(line)["url"] for line in lines} == listed, resource
        assert len(lines) == len(listed)
        for line in lines[:15]:
            assert client.get(json.loads(line)["url"].removeprefix(SITE)).content == line


def test_no_private_word_and_no_hidden_record_is_in_it(dumped):
    words = published_world() | hidden_world() | mark_private()
    text = b"".join(gzip.decompress(content) for content in files(dumped()).values()).decode().lower()

    assert "open giver" in text
    assert [word for word in words if word in text] == []


def test_what_is_private_changes_no_byte(dumped):
    published_world()
    before = files(dumped())
    hidden_world()
    mark_private()

    assert files(dumped()) == before


def test_the_manifest_says_what_there_is(dumped, settings):
    settings.SITE_NAME = "The museum"
    make.make_exhibit(published=True)
    path = dumped()
    manifest = json.loads((path / "manifest.json").read_text())

    assert (manifest["museum"], manifest["site"], manifest["format"]) == ("The museum", SITE, "vitrine public dump")
    assert manifest["written_at"][:10] in path.name
    assert manifest["files"].keys() == files(path).keys() == {f"{resource}.jsonl.gz" for resource in HANDLES}
    assert manifest["files"]["exhibits.jsonl.gz"]["records"] == 1
    for name, content in files(path).items():
        told = manifest["files"][name]
        assert (told["bytes"], told["sha256"]) == (len(content), hashlib.sha256(content).hexdigest())


def test_a_full_disk_leaves_nothing(tmp_path, monkeypatch):
    def full(*args):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(dump, "_file", full)

    with pytest.raises(CommandError, match="No space left on device"):
        call_command("dump_public", str(tmp_path), site=SITE, verbosity=0)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("site", ["museum.example", "https://museum.example/path", 'https://a"b'])
def test_a_site_that_is_none_is_refused(tmp_path, site):
    with pytest.raises(CommandError, match="--site"):
        call_command("dump_public", str(tmp_path), site=site, verbosity=0)
