"""Files and folders that are there whole or not at all: written beside their place, and put there when done.

Until then they are hidden, end in .part, and are locked by the process at work. A lock goes with its process, however
that ends, so a part that nobody has locked was left by one that was killed.
"""

import fcntl
import os
import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO


@contextmanager
def whole_file(
    path: Path, *, left: re.Pattern | None = None, mode: int = 0o600, replaces: bool = False
) -> Iterator[BinaryIO]:
    """A file to write and read, which becomes `path` at the end of the block, on disk and with this mode.

    An error in the block, a full disk among them, leaves nothing. What others left who were killed is removed: a part
    of the same file, and those beside it that are called like `left`. Raises FileExistsError where `path` is there,
    unless `replaces`, or where somebody else is writing it.
    """

    def make(part: Path) -> int:
        return os.open(part, os.O_RDWR | os.O_CREAT | os.O_EXCL, mode)

    part, descriptor = _begun(path, make, left, replaces=replaces)
    with open(descriptor, "w+b") as file:
        try:
            yield file
            file.flush()
            os.fsync(file.fileno())
            part.rename(path)
        finally:
            part.unlink(missing_ok=True)
    _sync(path.parent)


@contextmanager
def whole_folder(path: Path, *, left: re.Pattern | None = None) -> Iterator[Path]:
    """A folder to fill, which becomes `path` at the end of the block. Else as `whole_file`."""

    def make(part: Path) -> int:
        part.mkdir()
        return os.open(part, os.O_RDONLY)

    path.parent.mkdir(parents=True, exist_ok=True)
    part, descriptor = _begun(path, make, left)
    try:
        yield part
        for file in part.rglob("*"):
            _sync(file)
        os.fsync(descriptor)
        part.rename(path)
    finally:
        shutil.rmtree(part, ignore_errors=True)
        os.close(descriptor)
    _sync(path.parent)


def _begun(
    path: Path, make: Callable[[Path], int], left: re.Pattern | None, *, replaces: bool = False
) -> tuple[Path, int]:
    """The part of `path`, made and locked, with its descriptor; dead ones are gone."""
    part = path.with_name(f".{path.name}.part")
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        fcntl.flock(folder, fcntl.LOCK_EX)  # so that nobody meets a part that is made and not yet locked
        for other in list(path.parent.iterdir()):
            if other == part or left and left.fullmatch(other.name):
                _remove_if_dead(other)
        if part.exists():
            raise FileExistsError(f"{path} is being written already.")
        if path.exists() and not replaces:
            raise FileExistsError(f"{path} is there already, and is never overwritten.")
        descriptor = make(part)
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        return part, descriptor
    finally:
        os.close(folder)


def _remove_if_dead(part: Path) -> None:
    """Remove a part that no process has locked."""
    if part.is_symlink():
        return
    descriptor = os.open(part, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return
    else:
        shutil.rmtree(part) if part.is_dir() else part.unlink()
    finally:
        os.close(descriptor)


def _sync(path: Path) -> None:
    """Have a file, or a folder's list of files, on disk."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
