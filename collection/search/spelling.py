"""Words of the index that look like a word nobody used."""

import re
from collections.abc import Iterable

from .half import half
from .shapes import shapes
from .tables import WORDS, rows
from .vocabulary import frequency

MOST = 5  # suggestions
LONG = 6  # letters: from here on two mistakes are forgiven, below one
_SPELLED = re.compile(r"[^\x00-\x60\x7b-\x7f]{3,40}")  # no digits: a number is not misspelled, only unknown


def near(connection, sides: Iterable[int], word: str) -> list[tuple[str, int]]:
    """Up to five words that exhibits have on `sides` and that differ from `word` by little, with how many have them.

    The nearest first, then the most frequent. What only other sides hold never changes the answer.
    """
    if not _SPELLED.fullmatch(word):
        return []
    mistakes = 2 if len(word) >= LONG else 1
    condition, parameters = half(connection).shaped(sorted(shapes(word, mistakes)))
    counted = frequency(sides)
    found = rows(
        connection,
        f"SELECT text, {counted} FROM {WORDS} WHERE {condition} AND {counted} > 0 AND length(text) BETWEEN %s AND %s",
        [*parameters, len(word) - mistakes, len(word) + mistakes],
    )
    letters = set(word)
    close = []
    for text, times in found:
        # A letter that the other word has not at all is a mistake: this spares counting most of them.
        if len(letters.difference(text)) <= mistakes and len(set(text) - letters) <= mistakes:
            apart = distance(word, text, mistakes)
            if 0 < apart <= mistakes:
                close.append((apart, -times, text))
    return [(text, -times) for _, times, text in sorted(close)[:MOST]]


def distance(one: str, other: str, most: int) -> int:
    """How many mistakes apart two words are: a letter too many, too few, another one, or two neighbours swapped.

    `most` + 1 stands for anything beyond `most`.
    """
    before: list[int] = []
    last = list(range(len(other) + 1))
    for row, letter in enumerate(one, 1):
        line = [row]
        for column, facing in enumerate(other, 1):
            if letter == facing:
                cost = last[column - 1]
            else:
                cost = 1 + min(last[column - 1], last[column], line[-1])
                if row > 1 and column > 1 and letter == other[column - 2] and one[row - 2] == facing:
                    cost = min(cost, 1 + before[column - 2])
            line.append(cost)
        if min(line) > most and min(last) > most:
            return most + 1
        before, last = last, line
    return min(last[-1], most + 1)
