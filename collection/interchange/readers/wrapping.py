"""Taking files out of gzip, xz and zip, as streams, with an eye on what is hostile or cut off."""

import gzip
import io
import lzma
import shutil
import stat
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from collection.interchange.readers.rows import ReadError

# A museum's text shrinks to a tenth, at the very best to a fiftieth. What unpacks to far more was made to hurt.
LARGEST_RATIO = 250
UNPACKED_FREELY = 2 * 2**20  # bytes, before the ratio is looked at
LARGEST_PART = 64 * 2**20  # bytes, the same for a part of a workbook, where thousands of blank cells are alike
XZ_MEMORY = 100 * 2**20  # bytes; the strongest setting of the xz program asks for 65 MB
MEMBERS = 200_000
_DAMAGE = (EOFError, gzip.BadGzipFile, lzma.LZMAError, zlib.error, zipfile.BadZipFile)


@dataclass(frozen=True)
class Input:
    """A file on disk, under the name that the person knows it by."""

    name: str
    path: Path

    @classmethod
    def of(cls, given) -> "Input":
        """From a path, or from a pair of name and path."""
        if isinstance(given, Input):
            return given
        if isinstance(given, tuple):
            return cls(given[0], Path(given[1]))
        return cls(Path(given).name, Path(given))


class Content:
    """One readable thing: a file, or a member of a zip. `open()` gives its bytes, unpacked, as often as asked."""

    def __init__(self, source: Input, member: zipfile.ZipInfo | None = None):
        self.source, self.member = source, member
        self.name = member.filename if member else source.name

    @contextmanager
    def open(self, position=None) -> Iterator[BinaryIO]:
        """The bytes as a buffered stream. position: called with how far the file on disk has been read, in bytes."""
        try:
            raw = self.source.path.open("rb")
        except OSError as error:
            raise ReadError(
                f"The file cannot be opened: {error.strerror}.", file=self.name, mend="Check that it is there."
            ) from error
        with raw, ExitStack() as stack:
            inner = raw
            if self.member:
                inner = stack.enter_context(stack.enter_context(zipfile.ZipFile(raw)).open(self.member))
            stream = stack.enter_context(_opened(inner, self.name))
            yield io.BufferedReader(_Guard(stream, raw, self.name, position), 2**18)

    @contextmanager
    def on_disk(self) -> Iterator[BinaryIO]:
        """The bytes, unpacked, as a file that can be read back and forth; it is gone afterwards."""
        with self.open() as stream:
            guard = stream.raw
            if guard.is_wrapped:
                with tempfile.TemporaryFile() as copy:
                    shutil.copyfileobj(stream, copy, 2**20)
                    copy.seek(0)
                    yield copy
            else:
                yield guard.raw

    @property
    def plain_name(self) -> str:
        """The name without folders and without .gz or .xz: what a mapping calls the file."""
        name = PurePosixPath(self.name).name
        return name[:-3] if name.lower().endswith((".gz", ".xz")) else name


def contents(source: Input) -> list[Content]:
    """The readable things in a file: itself, or the members of a zip that is no workbook. Raises ReadError."""
    try:
        with source.path.open("rb") as raw:
            is_zip = raw.read(4) == b"PK\x03\x04"
    except OSError as error:
        raise ReadError(
            f"The file cannot be opened: {error.strerror}.", file=source.name, mend="Check that it is there."
        ) from error
    if not is_zip:
        return [Content(source)]
    with readable_zip(source.path, source.name) as archive:
        if _is_workbook(archive) or "mimetype" in archive.namelist():
            return [Content(source)]
        members = [info for info in archive.infolist() if not _is_litter(info)]
    if not members:
        raise ReadError("The archive holds no file.", file=source.name, mend="Pack the data files into it.")
    return [Content(source, member) for member in sorted(members, key=lambda info: info.filename)]


@contextmanager
def readable_zip(file, name: str) -> Iterator[zipfile.ZipFile]:
    """A zip whose names and sizes have been looked over. Raises ReadError for one that is cut off or hostile."""
    try:
        archive = zipfile.ZipFile(file)
    except zipfile.BadZipFile as error:
        raise ReadError(
            "The archive is cut off or damaged: its table of contents, which stands at the end, is missing.",
            file=name,
            mend="Copy or download it again, and compare its size with the original's.",
        ) from error
    with archive:
        _look_over(archive, name)
        yield archive


def _look_over(archive: zipfile.ZipFile, name: str) -> None:
    seen = set()
    freely = LARGEST_PART if _is_workbook(archive) else UNPACKED_FREELY
    mend = "Do not use this archive; ask whoever made it for a plain one."
    if len(archive.infolist()) > MEMBERS:
        raise ReadError(f"The archive holds more than {MEMBERS:,} files.", file=name, mend="Split it.")
    for info in archive.infolist():
        path = PurePosixPath(info.filename.replace("\\", "/"))
        if path.is_absolute() or ".." in path.parts or (path.parts and ":" in path.parts[0]):
            raise ReadError("A name in the archive points out of it.", file=name, value=info.filename, mend=mend)
        if stat.S_ISLNK(info.external_attr >> 16):
            raise ReadError("The archive holds a symbolic link.", file=name, value=info.filename, mend=mend)
        if str(path).casefold() in seen:
            raise ReadError("The archive holds one name twice.", file=name, value=info.filename, mend=mend)
        if info.flag_bits & 1:
            raise ReadError("The archive is encrypted.", file=name, value=info.filename, mend="Unpack it first.")
        if info.file_size > max(freely, LARGEST_RATIO * info.compress_size):
            raise bomb(name, info.filename)
        seen.add(str(path).casefold())


def bomb(name: str, value: str | None = None) -> ReadError:
    return ReadError(
        f"The file unpacks to more than {LARGEST_RATIO} times its size, as a zip bomb does; it was not unpacked.",
        file=name,
        value=value,
        mend="If it is what you think it is, unpack it first and bring in the file itself.",
    )


def _is_workbook(archive: zipfile.ZipFile) -> bool:
    return "[Content_Types].xml" in archive.namelist()


def _is_litter(info: zipfile.ZipInfo) -> bool:
    parts = PurePosixPath(info.filename).parts
    return info.is_dir() or "__MACOSX" in parts or parts[-1].startswith(".")


def _opened(inner, name: str):
    """`inner` out of gzip or xz, if it is in one: by its first bytes, whatever it is called."""
    head = inner.read(6)
    inner.seek(0)
    if head[:2] == b"\x1f\x8b":
        return gzip.GzipFile(fileobj=inner)
    if head == b"\xfd7zXZ\x00":
        return _Xz(inner)
    if head[:3] == b"BZh":
        raise ReadError("The file is packed by bzip2.", file=name, mend="Unpack it, or pack it as .gz, .xz or .zip.")
    return inner


class _Xz(io.RawIOBase):
    """xz streams one after the other, unpacked piece by piece within `XZ_MEMORY`."""

    def __init__(self, inner):
        self.inner, self.decoder, self.waiting = inner, None, b""

    def readable(self):
        return True

    def read(self, size=-1):
        while True:
            if self.decoder is None or self.decoder.eof:
                rest = (self.decoder.unused_data if self.decoder else b"") or self.inner.read(2**16)
                if not rest.strip(b"\x00"):
                    return b""
                self.decoder, self.waiting = lzma.LZMADecompressor(lzma.FORMAT_XZ, XZ_MEMORY), rest
            if self.decoder.needs_input and not self.waiting:
                self.waiting = self.inner.read(2**16)
                if not self.waiting:
                    raise EOFError
            given, self.waiting = self.waiting, b""
            if data := self.decoder.decompress(given, size):
                return data


class _Guard(io.RawIOBase):
    """Counts what comes out of a wrapping, and gives the errors of all wrappings the same words."""

    def __init__(self, stream, raw, name, position):
        self.stream, self.raw, self.name, self.position = stream, raw, name, position
        self.given, self.is_wrapped = 0, stream is not raw

    def readable(self):
        return True

    def readinto(self, buffer):
        try:
            data = self.stream.read(len(buffer))
        except _DAMAGE as error:
            raise ReadError(
                f"Half a file: its packed data breaks off or is damaged, {self.given:,} bytes in.",
                file=self.name,
                mend="Copy or download it again, and compare its size with the original's.",
            ) from error
        self.given += len(data)
        read = self.raw.tell()
        if self.is_wrapped and self.given > max(UNPACKED_FREELY, LARGEST_RATIO * read):
            raise bomb(self.name)
        if self.position:
            self.position(read)
        buffer[: len(data)] = data
        return len(data)
