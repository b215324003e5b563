"""The words of the index with how many exhibits have them on either side: table `collection_word`."""

from collections import Counter
from collections.abc import Iterable

COMMON = 1024  # a word that so many exhibits have on a side keeps a bitmap there


def count(connection, side: int, added: Counter, removed: Counter) -> set[str]:
    """Count words up and down by how many exhibits gained and lost them; new words are taken in.

    Returns those that became COMMON on the side.
    """
    raise NotImplementedError


def ids_of(connection, texts: Iterable[str]) -> dict[str, int]:
    """{word: its id}; words never met are left out."""
    raise NotImplementedError


def beginning(connection, prefix: str, sides: Iterable[int], limit: int) -> list[tuple[str, int]]:
    """Up to `limit` words that begin with `prefix` and that exhibits have on `sides`, the most frequent first."""
    raise NotImplementedError


def rebuild(connection, counted: Iterable[tuple[int, Counter]]) -> None:
    """Replace the whole vocabulary by what (side, how many exhibits have each word) add up to. Words get new ids."""
    raise NotImplementedError
