"""Promise 17: an archive that was damaged or made to do harm is refused, by name, before anything is written."""

import hashlib
import os
import time
import zipfile
from stat import S_IFIFO, S_IFLNK

import orjson
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from collection.interchange.archive_reading import ArchiveError, opened

pytestmark = pytest.mark.without_database

ROW = b'{"id":1}\n'
TABLE = "tables/collection_exhibit.jsonl"


def about(rows=1, **changes):
    tables = {"collection_exhibit": {"rows": rows, "sha256": hashlib.sha256(ROW * rows).hexdigest()}}
    said = {"format": "vitrine museum archive", "version": 1, "tables": tables, **changes}
    return orjson.dumps(said)


def forged(path, *members, told=None, sums=None, comment=None):
    """A ZIP file of (name or ZipInfo, bytes), sealed and with a manifest that agrees with it unless told otherwise."""
    everything = [*members, ("museum.json", about() if told is None else told)]
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        listed = {}
        for name, content in everything:
            info = name if isinstance(name, zipfile.ZipInfo) else zipfile.ZipInfo(name)
            info.compress_type = zipfile.ZIP_DEFLATED
            file.writestr(info, content)
            listed[info.filename] = hashlib.sha256(content).hexdigest()
        listed = sums(listed) if sums else listed
        file.writestr("manifest-sha256.txt", "".join(f"{digest}  {name}\n" for name, digest in listed.items()))
        file.comment = bytes(64)
    content = path.read_bytes()[:-64]
    path.write_bytes(content + (hashlib.sha256(content).hexdigest().encode() if comment is None else comment))
    return path


def refused(path):
    """What is said of an archive that is not taken."""
    with pytest.raises(ArchiveError) as error, opened(path):
        pytest.fail("It was opened.")
    return str(error.value)


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    return forged(tmp_path_factory.mktemp("archive") / "whole.zip", (TABLE, ROW), ("media/a.jpg", os.urandom(300)))


def test_a_whole_one_is_opened(whole):
    with opened(whole) as archive:
        assert list(archive.lines("collection_exhibit")) == [ROW]
        assert [(str(path), size) for path, size in archive.media()] == [("a.jpg", 300)]


@pytest.mark.parametrize(
    "name",
    [
        "../outside.jsonl",
        "media/../../outside",
        "/etc/passwd",
        "media//etc/passwd",
        "C:\\outside",
        "media/..\\outside",
        "media/C:/outside",
        "media/.. /outside",
        "media/a\nb",
        "media/",
        "media/./a",
        "media/.htaccess",
        "tables/../x.jsonl",
        "tables/Collection.jsonl",
        "unknown.txt",
    ],
)
def test_names_that_lead_elsewhere(tmp_path, name):
    said = refused(forged(tmp_path / "a.zip", (TABLE, ROW), (name, b"x")))

    assert "has no place in a museum archive" in said or "no plain file" in said


def test_a_name_twice(tmp_path):
    with pytest.warns(UserWarning, match="Duplicate"):
        path = forged(tmp_path / "a.zip", (TABLE, ROW), (TABLE, ROW))

    assert f"“{TABLE}” is in the archive twice" in refused(path)


@pytest.mark.parametrize("mode", [S_IFLNK | 0o777, S_IFIFO | 0o600])
def test_links_and_pipes(tmp_path, mode):
    link = zipfile.ZipInfo("media/link")
    link.external_attr = mode << 16

    assert "“media/link” is no plain file" in refused(forged(tmp_path / "a.zip", (TABLE, ROW), (link, b"/etc/passwd")))


def test_bombs(tmp_path):
    path = forged(tmp_path / "a.zip", (TABLE, b" " * 200_000_000))
    started = time.process_time()

    assert "would unpack to 200,000,000 bytes" in refused(path)
    assert time.process_time() - started < 2


def test_parts_that_share_their_bytes(tmp_path):
    path = forged(tmp_path / "a.zip", (TABLE, ROW), ("media/a", os.urandom(5_000)), ("media/b", b"1"))
    content = bytearray(path.read_bytes())
    with zipfile.ZipFile(path) as file:
        first = file.getinfo("media/a")
    entry = content.rindex(b"PK\x01\x02", 0, content.rindex(b"media/b"))
    content[entry + 20 : entry + 24] = first.compress_size.to_bytes(4, "little")
    content[entry + 24 : entry + 28] = first.file_size.to_bytes(4, "little")
    path.write_bytes(content)

    assert refused(path) == "Parts of the archive share the same bytes."


@pytest.mark.parametrize(
    ("sums", "said"),
    [
        (lambda listed: listed | {"media/gone": "0" * 64}, "“media/gone” is missing"),
        (lambda listed: {name: digest for name, digest in listed.items() if name != TABLE}, "is not in the manifest"),
        (lambda listed: listed | {TABLE: "0" * 64}, f"“{TABLE}” is damaged"),
        (lambda listed: {"one\ntwo": "0" * 64}, "is damaged in line 2"),
    ],
)
def test_a_manifest_that_does_not_agree(tmp_path, sums, said):
    assert said in refused(forged(tmp_path / "a.zip", (TABLE, ROW), sums=sums))


@pytest.mark.parametrize(
    "told",
    [b"no JSON", b"[]", b"{}", about(format="another"), about(tables={}), about(tables={"collection_exhibit": 7}),
     about(tables={"collection_exhibit": {"rows": "many", "sha256": ""}})],
)
def test_a_description_of_something_else(tmp_path, told):
    assert "does not describe this archive" in refused(forged(tmp_path / "a.zip", (TABLE, ROW), told=told))


def test_a_later_version_is_named(tmp_path):
    assert "version 2" in refused(forged(tmp_path / "a.zip", (TABLE, ROW), told=about(version=2)))


def test_a_row_without_end(tmp_path):
    path = forged(tmp_path / "a.zip", (TABLE, b'{"id":1}'))

    with opened(path) as archive, pytest.raises(ArchiveError, match="no end"):
        list(archive.lines("collection_exhibit"))


@pytest.mark.parametrize("content", [b"", b"PK", b"no archive at all" * 100])
def test_what_is_no_archive(tmp_path, content):
    path = tmp_path / "a.zip"
    path.write_bytes(content)

    assert "a.zip is no museum archive" in refused(path)


def test_another_zip_file(tmp_path):
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as file:
        file.writestr("museum.json", "{}")

    assert "no museum archive" in refused(path)


@settings(max_examples=50, deadline=None)
@given(place=st.floats(0, 1, exclude_max=True), change=st.integers(1, 255))
@example(place=0.001, change=1)
def test_one_changed_byte_is_found_wherever_it_is(whole, tmp_path_factory, place, change):
    content = bytearray(whole.read_bytes())
    content[int(place * len(content))] ^= change
    path = tmp_path_factory.mktemp("archive") / "damaged.zip"
    path.write_bytes(content)

    assert refused(path)


@settings(max_examples=20, deadline=None)
@given(st.floats(0, 1, exclude_max=True))
def test_half_an_archive(whole, tmp_path_factory, place):
    path = tmp_path_factory.mktemp("archive") / "half.zip"
    path.write_bytes(whole.read_bytes()[: int(place * whole.stat().st_size)])

    assert refused(path)


@pytest.mark.parametrize("name", [TABLE, "media/a.jpg"])
def test_the_damaged_part_is_named(whole, tmp_path, name):
    content = bytearray(whole.read_bytes())
    with zipfile.ZipFile(whole) as file:
        info = file.getinfo(name)
    content[info.header_offset + 30 + len(name) + 4] ^= 0xFF
    path = tmp_path / "damaged.zip"
    path.write_bytes(content)

    assert f"“{name}” is damaged" in refused(path)
