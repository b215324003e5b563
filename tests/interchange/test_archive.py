"""The museum archive: what is restored from it is the museum that it was written of, or nothing at all (promise 39)."""

import json
import zipfile

import pytest
from django.contrib.auth import get_user_model
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction
from django.test import Client

from collection.interchange import archive, restore
from collection.interchange.plain_rows import columns, tables
from collection.models import Change, Exhibit, Generation, ImportRun
from collection.models.history import recording
from tests import factories as make
from tests.interchange.museums import AT, archived, contents, furnish, wipe

pytestmark = pytest.mark.django_db
@pytest.fixture
def written(tmp_path, settings):
    """The path of an archive of a small museum with two media files, which is still there."""
    with recording(make.make_user("curator", first_name="Ann"), reason="Begun", via="admin"):
        make.make_exhibit(published=True)
    return archived(tmp_path, settings)


@pytest.fixture
def furnished(tmp_path, settings):
    """The same of a museum with rows in every table."""
    furnish(tmp_path)
    return archived(tmp_path, settings)


@pytest.fixture
def emptied(written, settings, tmp_path):
    """The same, and an empty installation to restore it into."""
    wipe()
    settings.MEDIA_ROOT = str(tmp_path / "elsewhere")
    return written


def test_every_column_is_of_a_kind_that_is_carried():
    kinds = {field.get_internal_type() for model in tables() for field in columns(model)}

    assert kinds <= {
        "AutoField", "BigAutoField", "BigIntegerField", "BooleanField", "CharField", "DateField", "DateTimeField",
        "FloatField", "ForeignKey", "IntegerField", "JSONField", "OneToOneField", "PositiveBigIntegerField",
        "PositiveIntegerField", "PositiveSmallIntegerField", "SlugField", "SmallIntegerField", "TextField",
    }


def test_every_table_of_the_museum_that_is_compared_has_rows(furnished):
    assert [table for table, rows in contents().items() if not rows] == []


def test_what_is_restored_is_equal_row_by_row(furnished, settings, tmp_path):
    before, epoch = contents(), Generation.objects.get().epoch
    wipe()
    settings.MEDIA_ROOT = str(tmp_path / "elsewhere")

    call_command("restore", str(furnished), verbosity=0)

    assert contents() == before
    assert (tmp_path / "elsewhere/2026/bowl.jpg").read_bytes() == (tmp_path / "media/2026/bowl.jpg").read_bytes()
    assert (tmp_path / "elsewhere/a b – ü.txt").read_text() == "label"
    assert Generation.objects.get().epoch not in ("", epoch)
    again = archive.write(tmp_path / "again.zip", AT)
    assert again["history_head"] == json.loads(zipfile.ZipFile(furnished).read("museum.json"))["history_head"]


def test_a_restored_museum_is_found_shown_and_goes_on(furnished, settings, tmp_path):
    address = "/api/v1/exhibits/?q=bowl"
    shown = Client().get(address)
    last = Change.objects.order_by("-id").first().pk
    gone = max(Change.objects.filter(table="collection_participation").values_list("row_id", flat=True))
    wipe()
    settings.MEDIA_ROOT = str(tmp_path / "elsewhere")
    call_command("restore", str(furnished), verbosity=0)

    answer = Client().get(address, headers={"If-None-Match": shown.headers["ETag"]})
    assert answer.status_code == 200
    assert answer.headers["ETag"] != shown.headers["ETag"]
    assert answer.json()["total"] == shown.json()["total"] > 0
    assert answer.content == shown.content

    exhibit = Exhibit.objects.public().first()
    exhibit.title = "Afterwards"
    exhibit.save()
    assert Change.objects.order_by("-id").first().pk > last
    assert make.make_participation(exhibit=exhibit).pk > gone
    with pytest.raises(IntegrityError, match="never deleted"), transaction.atomic():
        Exhibit.objects.filter(pk=make.make_exhibit().pk)._raw_delete("default")


def test_nobody_who_is_restored_can_sign_in(emptied):
    call_command("restore", str(emptied), verbosity=0)

    ann = get_user_model().objects.get(first_name="Ann")
    assert (ann.is_active, ann.is_staff, ann.is_superuser, ann.has_usable_password()) == (False, False, False, False)
    assert not ann.groups.exists()


def test_an_import_that_waited_does_not_go_on_elsewhere(tmp_path, settings):
    ImportRun.objects.create(files=[], status="waiting")
    path = archived(tmp_path, settings)
    wipe()
    settings.MEDIA_ROOT = str(tmp_path / "elsewhere")
    call_command("restore", str(path), verbosity=0)

    assert ImportRun.objects.get().status == "stopped"


def test_an_archive_holds_nothing_to_sign_in_with(written):
    user = get_user_model().objects.get(first_name="Ann")
    text = "".join(
        content.read(name).decode("utf-8", "replace")
        for content in [zipfile.ZipFile(written)]
        for name in content.namelist()
    )

    assert user.username in text
    assert user.password not in text
    assert "pbkdf2" not in text
    assert "token" not in "".join(zipfile.ZipFile(written).namelist())
    assert make.make_user("researcher").username not in text  # whom no record names


def test_only_its_owner_may_read_the_file(written):
    assert written.stat().st_mode & 0o777 == 0o600


def test_a_museum_is_never_restored_over_another(written):
    with pytest.raises(CommandError, match="empty installation"):
        call_command("restore", str(written), verbosity=0)


def test_nor_beside_other_media(emptied, settings, tmp_path):
    settings.MEDIA_ROOT = str(tmp_path / "media")

    with pytest.raises(CommandError, match="MEDIA_ROOT"):
        call_command("restore", str(emptied), verbosity=0)


def test_an_archive_of_another_release_is_refused(emptied, monkeypatch):
    monkeypatch.setattr(restore, "release", lambda using: {"collection": "9999_later"})

    with pytest.raises(CommandError, match="9999_later"):
        call_command("restore", str(emptied), verbosity=0)


def test_what_fails_half_way_leaves_nothing(emptied, monkeypatch, settings):
    def broken(*args):
        raise OSError(28, "No space left on device")

    before = contents()
    monkeypatch.setattr(restore, "_compare", broken)

    with pytest.raises(CommandError, match="No space left on device"):
        call_command("restore", str(emptied), verbosity=0)

    assert contents() == before
    assert not list(emptied.parent.glob("*elsewhere*"))
    monkeypatch.undo()
    settings.MEDIA_ROOT = str(emptied.parent / "elsewhere")
    call_command("restore", str(emptied), verbosity=0)


def test_rows_that_come_back_otherwise_are_not_kept(emptied, monkeypatch):
    before, read = contents(), restore.reader

    def misread(model, using):
        inner = read(model, using)
        return lambda line: inner(line.replace(b"Ann", b"Bob"))

    monkeypatch.setattr(restore, "reader", misread)

    with pytest.raises(CommandError, match="another SHA-256"):
        call_command("restore", str(emptied), verbosity=0)
    assert contents() == before


def test_a_full_disk_leaves_no_half_archive(written, monkeypatch):
    def full(*args):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(archive, "_seal", full)

    with pytest.raises(CommandError, match=r"No archive was written\. No space left on device"):
        call_command("archive", str(written.parent / "other.zip"), verbosity=0)
    assert not list(written.parent.glob("*other*"))
    assert not list(written.parent.glob(".*.part"))


def test_an_archive_is_never_overwritten(written):
    before = written.read_bytes()

    with pytest.raises(CommandError, match="never overwritten"):
        call_command("archive", str(written), verbosity=0)
    assert written.read_bytes() == before


def test_in_a_folder_archives_are_named_by_their_time(written):
    call_command("archive", str(written.parent), verbosity=0)

    assert len(list(written.parent.glob("museum-20*Z.zip"))) == 1


def test_check_says_what_a_whole_archive_holds(written, capsys):
    call_command("restore", str(written), check=True)

    assert "museum.zip is whole" in capsys.readouterr().out


def test_anybody_can_check_the_manifest(written):
    import hashlib

    content = zipfile.ZipFile(written)
    for line in content.read("manifest-sha256.txt").decode().splitlines():
        digest, name = line.split("  ")
        assert hashlib.sha256(content.read(name)).hexdigest() == digest
