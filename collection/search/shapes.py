"""The shapes of a word: what is left of its first six letters when none, one or two of them are left out.

Two words that are up to two mistakes apart (a letter too many, too few, another one, or two neighbours swapped) have a
shape in common, so an index of shapes finds all of them, and hardly any others, without comparing word by word. Both
databases index the shapes of the same words and so know the same close spellings; a trigram index would be smaller
(10 MB against 18 to 42 for 200,000 words) and no quicker, but answers differ and short words get lost.
"""

from itertools import combinations

HEAD = 6  # letters

# Places of the letters to leave out; one beyond HEAD leaves out none.
_PLACES = [*combinations(range(1, HEAD + 1), 2), *((place, HEAD + 1) for place in range(1, HEAD + 1))]
_PLACES.append((HEAD + 1, HEAD + 2))


def shapes(word: str, most: int) -> set[str]:
    """The shapes of `word` with up to `most` letters left out, 0 to 2."""
    head = word[:HEAD]
    kept = range(max(len(head) - most, 0), len(head) + 1)
    return {"".join(letters) for size in kept for letters in combinations(head, size)}


def select_shapes(word: str) -> str:
    """SQL, for either database, of rows `shape`: all shapes of the SQL expression `word`."""
    places = ", ".join(f"({first}, {second})" for first, second in _PLACES)
    return (
        "SELECT substr(head, 1, first - 1) || substr(head, first + 1, second - first - 1) || substr(head, second + 1) "
        f"AS shape FROM (SELECT substr({word}, 1, {HEAD}) AS head) AS word, "
        f"(SELECT column1 AS first, column2 AS second FROM (VALUES {places}) AS pairs) AS places "
        f"WHERE second <= length(head) OR second > {HEAD}"
    )
