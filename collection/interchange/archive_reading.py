"""Reading a museum archive that anybody may have made or damaged: nothing is believed before everything is checked.

What is wrong is named; nothing is written anywhere while that is found out.
"""

import hashlib
import re
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from stat import S_ISREG
from typing import BinaryIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

import orjson

from .archive import ABOUT, FORMAT, MANIFEST, SEAL, VERSION, digest_of
from .pieces import pieces

DENSEST = 300  # times its size that anything unpacks to; history, which repeats itself most, does so 40 times
LITTLE = 1_000_000  # bytes that may be denser
LARGEST_LIST = 256_000_000  # bytes of the manifest
LONGEST_ROW = 256_000_000  # bytes of a line
_TABLE = re.compile(r"tables/([a-z_]{1,63})\.jsonl")
_SUM = re.compile(r"([0-9a-f]{64})  (.+)")
_ENCRYPTED = 0x1
# What the library says of a damaged file: OSError of places before its beginning.
_UNREADABLE = (BadZipFile, EOFError, NotImplementedError, OSError, RuntimeError, ValueError)


class ArchiveError(Exception):
    """The file is no museum archive, or a damaged or hostile one. Says what is wrong, and where."""


@dataclass(frozen=True)
class Archive:
    """An open archive whose every byte was checked. `about` is its museum.json."""

    zip: ZipFile
    about: dict

    @property
    def rows(self) -> int:
        return sum(table["rows"] for table in self.about["tables"].values())

    def lines(self, table: str) -> Iterator[bytes]:
        """The rows of a table. Raises ArchiveError for one that is too long to be any."""
        with self.zip.open(f"tables/{table}.jsonl") as member:
            while line := member.readline(LONGEST_ROW):
                if not line.endswith(b"\n"):
                    raise ArchiveError(f"A row of {table} has no end.")
                yield line

    def media(self) -> Iterator[tuple[PurePosixPath, int]]:
        """Path below the media folder and size of each media file."""
        for info in self.zip.infolist():
            if info.filename.startswith("media/"):
                yield PurePosixPath(info.filename).relative_to("media"), info.file_size

    def open_media(self, path: PurePosixPath) -> BinaryIO:
        return self.zip.open(f"media/{path}")


@contextmanager
def opened(path: Path, progress: Callable[[int], None] = lambda count: None) -> Iterator[Archive]:
    """The archive at `path`, all of it checked; `progress` hears of bytes. Raises ArchiveError, or OSError."""
    with path.open("rb") as file:
        try:
            archive = ZipFile(file)
        except _UNREADABLE as error:
            raise ArchiveError(f"{path.name} is no museum archive, or its end is missing or damaged.") from error
        with archive:
            members = _members(archive, path.stat().st_size)
            _check(archive, members, progress)
            if archive.comment != digest_of(file).encode():
                raise ArchiveError(
                    f"{path.name} is damaged between its parts: its SHA-256 is not the one it ends with."
                )
            yield Archive(archive, _about(archive, members))


def _members(archive: ZipFile, size: int) -> dict[str, ZipInfo]:
    """What is in the archive of `size` bytes, by name. Raises ArchiveError for what we would never write."""
    found: dict[str, ZipInfo] = {}
    for info in archive.infolist():
        name = info.filename
        if name in found:
            raise ArchiveError(f"“{name}” is in the archive twice.")
        if not (name in (ABOUT, MANIFEST) or _TABLE.fullmatch(name) or _is_media(name)) or name != info.orig_filename:
            raise ArchiveError(f"“{name}” has no place in a museum archive.")
        mode = info.external_attr >> 16
        if info.is_dir() or (mode > 0o7777 and not S_ISREG(mode)):
            raise ArchiveError(f"“{name}” is no plain file, but a link or something else.")
        if info.flag_bits & _ENCRYPTED or info.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
            raise ArchiveError(f"“{name}” is packed or encrypted in a way that museum archives are not.")
        if info.file_size > DENSEST * info.compress_size + LITTLE:
            raise ArchiveError(f"“{name}” would unpack to {info.file_size:,} bytes, from {info.compress_size:,}.")
        found[name] = info
    if sum(info.compress_size for info in found.values()) > size:
        raise ArchiveError("Parts of the archive share the same bytes.")
    if len(archive.comment) != SEAL or ABOUT not in found or MANIFEST not in found:
        raise ArchiveError("The file is a ZIP file, but no museum archive.")
    return found


def _is_media(name: str) -> bool:
    """Whether it is a plain path below media/, however the file system of the day reads paths."""
    parts = name.split("/")
    plain = all(part.strip(". ") and not part.startswith(".") for part in parts)
    return len(parts) > 1 and parts[0] == "media" and plain and not re.search(r"[\x00-\x1f\\:]", name)


def _check(archive: ZipFile, members: dict[str, ZipInfo], progress: Callable[[int], None]) -> None:
    """Compare everything with the manifest, and the manifest with everything."""
    listed = _manifest(archive, members[MANIFEST])
    for name in sorted(listed.keys() - members.keys()):
        raise ArchiveError(f"“{name}” is missing: the manifest lists it.")
    for name in sorted(members.keys() - listed.keys() - {MANIFEST}):
        raise ArchiveError(f"“{name}” is not in the manifest.")
    for name, expected in listed.items():
        digest = hashlib.sha256()
        for piece in _unpacked(archive, members[name]):
            digest.update(piece)
            progress(len(piece))
        if digest.hexdigest() != expected:
            raise ArchiveError(f"“{name}” is damaged: its SHA-256 is not the one in the manifest.")


def _manifest(archive: ZipFile, info: ZipInfo) -> dict[str, str]:
    """Name → SHA-256."""
    if info.file_size > LARGEST_LIST:
        raise ArchiveError(f"“{MANIFEST}” is too large: {info.file_size:,} bytes.")
    try:
        lines = b"".join(_unpacked(archive, info)).decode().splitlines()
    except UnicodeDecodeError as error:
        raise ArchiveError(f"“{MANIFEST}” is damaged: it is no text.") from error
    found = {}
    for number, line in enumerate(lines, start=1):
        if not (match := _SUM.fullmatch(line)) or match[2] in found:
            raise ArchiveError(f"“{MANIFEST}” is damaged in line {number}.")
        found[match[2]] = match[1]
    return found


def _about(archive: ZipFile, members: dict[str, ZipInfo]) -> dict:
    """What museum.json says, which the manifest has vouched for. Raises ArchiveError where a hand has made it."""
    try:
        about = orjson.loads(b"".join(_unpacked(archive, members[ABOUT])))
        tables = {f"tables/{table}.jsonl" for table, _ in about["tables"].items()}
        if about["format"] != FORMAT or tables != {name for name in members if name.startswith("tables/")}:
            raise ValueError
        for table in about["tables"].values():
            if type(table["rows"]) is not int or type(table["sha256"]) is not str:
                raise ValueError
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise ArchiveError(f"“{ABOUT}” does not describe this archive.") from error
    if about["version"] != VERSION:
        raise ArchiveError(f"The archive has version {about['version']!r}; this release reads version {VERSION}.")
    return about


def _unpacked(archive: ZipFile, info: ZipInfo) -> Iterator[bytes]:
    """The bytes of a member, as many as it says it has."""
    count = 0
    try:
        with archive.open(info) as member:
            for piece in pieces(member):
                count += len(piece)
                yield piece
    except (*_UNREADABLE, zlib.error) as error:
        raise ArchiveError(f"“{info.filename}” is damaged: {error}") from error
    if count != info.file_size:
        raise ArchiveError(f"“{info.filename}” is damaged: it ends after {count:,} of {info.file_size:,} bytes.")
