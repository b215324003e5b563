"""Words of the index that look like a word nobody used."""

from collections.abc import Iterable


def near(connection, sides: Iterable[int], word: str) -> list[tuple[str, int]]:
    """Up to five words that exhibits have on `sides` and that differ from `word` by little, with how many have them.

    The nearest first, then the most frequent. What other sides hold never changes the answer.
    """
    raise NotImplementedError
