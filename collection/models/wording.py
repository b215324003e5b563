"""When two answers are the same words: a pure comparison, that says nothing of what they mean."""

import unicodedata

from collection.search.words import fold

_ARTICLES = {"the", "a", "an"}


def wording(answer: str) -> str:
    """`answer` without case, accents, punctuation, runs of blanks and a leading article.

    "The  Tsar’s-gift" is worded "tsar s gift". An answer of signs alone is compared as it stands.
    """
    words = "".join(char if _is_of_a_word(char) else " " for char in fold(answer)).split()
    if len(words) > 1 and words[0] in _ARTICLES:
        words = words[1:]
    return " ".join(words) or " ".join(answer.split())


def _is_of_a_word(char: str) -> bool:
    """Letters, numbers and the marks that belong to them, such as the vowel signs of Devanagari."""
    return char.isalnum() or unicodedata.category(char)[0] in "LNM"
