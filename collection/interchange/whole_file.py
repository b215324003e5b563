"""Files and folders that are there whole or not at all: written beside their place, and put there when done."""

import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO


@contextmanager
def whole_file(path: Path) -> Iterator[BinaryIO]:
    """A file to write and read, which becomes `path` at the end of the block, on disk and readable by its owner alone.

    An error in the block, a full disk among them, leaves nothing. Killed, it leaves a hidden file that ends in .part,
    which the next attempt takes over. Raises FileExistsError where `path` is there, or somebody else is writing it.
    """
    if path.exists():
        raise FileExistsError(f"{path} is there already, and is never overwritten.")
    part = path.with_name(f".{path.name}.part")
    with open(os.open(part, os.O_RDWR | os.O_CREAT, 0o600), "w+b") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise FileExistsError(f"{path} is being written already.") from None
        try:
            file.truncate(0)
            yield file
            file.flush()
            os.fsync(file.fileno())
            part.rename(path)
        finally:
            part.unlink(missing_ok=True)
    _sync(path.parent)


@contextmanager
def whole_folder(path: Path) -> Iterator[Path]:
    """A folder to fill, which becomes `path` at the end of the block. An error in the block leaves nothing."""
    if path.exists():
        raise FileExistsError(f"{path} is there already, and is never overwritten.")
    part = path.with_name(f".{path.name}.part")
    shutil.rmtree(part, ignore_errors=True)  # left by one that was killed
    part.mkdir(parents=True)
    try:
        yield part
        for file in part.rglob("*"):
            _sync(file)
        _sync(part)
        part.rename(path)
    finally:
        shutil.rmtree(part, ignore_errors=True)
    _sync(path.parent)


def _sync(path: Path) -> None:
    """Have a file, or a folder's list of files, on disk."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
