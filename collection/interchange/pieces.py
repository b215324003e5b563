"""Long things a piece at a time, so that none of them is ever in memory as a whole."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import BinaryIO

SIZE = 256 * 1024  # bytes


def batches(items: Iterable, size: int) -> Iterator[list]:
    """The items, `size` at a time."""
    items = iter(items)
    while batch := list(islice(items, size)):
        yield batch


def pieces(file: BinaryIO, size: int = SIZE) -> Iterator[bytes]:
    """What is left of a file."""
    while piece := file.read(size):
        yield piece
