"""Files that are sent for an import: where they lie, who may read them, when they go, and what is refused."""

import tempfile
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from collection.interchange.importing import uploads
from collection.models import ImportRun
from tests.admin.imports import press, send, work

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def kept(settings, tmp_path):
    settings.IMPORT_ROOT = str(tmp_path / "imports")
    return tmp_path / "imports"


@pytest.fixture
def run(registrar):
    assert send(registrar).status_code == 302
    return ImportRun.objects.get()


def test_what_is_sent_is_readable_to_the_museum_alone(run, kept):
    path = Path(run.files[0]["path"])
    assert path.is_relative_to(kept)
    assert (path.stat().st_mode & 0o777, path.parent.stat().st_mode & 0o777) == (0o600, 0o700)


@settings(max_examples=50, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.text(min_size=1) | st.sampled_from(["../../etc/passwd", "a\\..\\b.csv", ".", "..", "/x.csv", "a\0.csv"]))
def test_a_hostile_name_reaches_no_path(name):
    """Promise 18."""

    class Upload:
        size = 3

        def __init__(self):
            self.name = name

        def chunks(self):
            yield b"a,b"

    from django.conf import settings as museum

    with tempfile.TemporaryDirectory() as folder:
        museum.IMPORT_ROOT = folder
        (kept,) = uploads.keep([Upload()])
        path = Path(kept["path"])
        assert path.is_relative_to(Path(folder).resolve())
        assert path.name.isascii()
        assert path.stem.partition(".")[0] == "1"
        assert "/" not in kept["name"]
        assert kept["name"].isprintable()


def test_what_was_sent_goes_when_it_is_in(registrar, run, kept):
    press(registrar, run, "check")
    work()
    assert list(kept.glob("*"))
    press(registrar, run, "run")
    work()
    assert not list(kept.glob("*"))


def test_what_was_sent_and_forgotten_goes(run, kept, monkeypatch):
    work()
    assert list(kept.glob("*"))
    monkeypatch.setattr(uploads, "KEPT", timedelta(seconds=-1))
    work()
    assert not list(kept.glob("*"))


def test_too_large_is_refused_and_not_kept(registrar, settings, kept):
    settings.IMPORT_MAX_BYTES = 10
    assert "are allowed" in send(registrar).content.decode()
    assert not kept.exists()
    assert not ImportRun.objects.exists()


def test_a_full_disk_leaves_nothing(registrar, monkeypatch, kept):
    def no_room(self, *args):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(uploads, "described", no_room)
    assert "No space left on device" in send(registrar).content.decode()
    assert not list(kept.glob("*"))
