"""Why a record was found: the pieces of its texts where the query's words stand, with the words marked."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from .query import Phrase, Prefix, Query, words_of
from .words import Field, Token, fold, is_unspaced, tokens, words

WIDTH = 160  # characters of a snippet, about
BEFORE = 40  # of them before the first marked word
NEAR = 20  # how far to look for a blank to cut at
LONGEST_READ = 20_000  # characters of a text that are looked through
TRIED = 30  # places of a leaf where a snippet may begin
CUT = "…"

Span = tuple[int, int]


@dataclass(frozen=True)
class Snippet:
    """A piece of a text of `field`: (text, whether it is marked), to be shown one after the other."""

    field: Field
    pieces: tuple[tuple[str, bool], ...]


def snippets(query: Query, texts: Iterable[tuple[Field, str]], limit: int = 2) -> list[Snippet]:
    """The fewest pieces of `texts` that show most of what the query asks for; earlier texts before later ones."""
    missing = set(words_of(query))
    found, chosen = [], []
    for field, text in texts:
        if marks := _marks(missing, field, text):
            found.append((field, text, marks))
            if len(marks) == len(missing):  # no other can show more
                break
    while missing and found and len(chosen) < limit:
        field, text, marks = best = max(found, key=lambda one: len(one[2].keys() & missing))
        if not marks.keys() & missing:
            break
        found.remove(best)
        missing -= marks.keys()
        chosen.append(Snippet(field, _cut(text, marks)))
    return chosen


def _marks(leaves: Iterable[Phrase | Prefix], field: Field, text: str) -> dict[Phrase | Prefix, list[Span]]:
    """Leaf → where it stands in `text`, for those that do."""
    text = text[:LONGEST_READ]
    # Quick to tell that nothing is there, as in most texts: what is no part of the text is no word of it.
    there = fold(text) if text.isascii() else set(words(text))
    possible = [leaf for leaf in leaves if leaf.field in (None, field) and _possible(leaf, there)]
    if not possible:
        return {}
    found = tokens(text)
    marks = {leaf: _phrase(leaf, found) if isinstance(leaf, Phrase) else _prefix(leaf, found) for leaf in possible}
    return {leaf: spans for leaf, spans in marks.items() if spans}


def _possible(leaf: Phrase | Prefix, there: str | set[str]) -> bool:
    if isinstance(leaf, Phrase):
        return all(lexeme in there for lexeme in leaf.lexemes)
    if isinstance(there, str):
        return leaf.lexeme in there
    return any(word.startswith(leaf.lexeme) for word in there)


def _phrase(leaf: Phrase, found: Sequence[Token]) -> list[Span]:
    size = len(leaf.lexemes)
    return [
        (found[place].start, found[place + size - 1].end)
        for place in range(len(found) - size + 1)
        if found[place].text == leaf.lexemes[0]
        and all(found[place + step].text == leaf.lexemes[step] for step in range(1, size))
    ]


def _prefix(leaf: Prefix, found: Sequence[Token]) -> list[Span]:
    """The whole word; of a pair of characters only the one that was asked for."""
    spans = []
    for place, token in enumerate(found):
        if token.text.startswith(leaf.lexeme):
            pair = is_unspaced(token.text) and place + 1 < len(found) and found[place + 1].start < token.end
            spans.append((token.start, found[place + 1].start if pair else token.end))
    return spans


def _cut(text: str, marks: dict[Phrase | Prefix, list[Span]]) -> tuple[tuple[str, bool], ...]:
    """`text`, or as much of it as shows most different leaves together, in pieces."""
    first = _fullest(marks)
    low, high = (0, len(text)) if len(text) <= WIDTH else _window(text, first)
    pieces = [(CUT, False)] if low else []
    place = low
    for start, end in sorted(span for spans in marks.values() for span in spans):
        if start >= place and end <= high:
            pieces += [(text[place:start], False), (text[start:end], True)]
            place = end
        elif start < place < end <= high:  # reaches further than the one before
            pieces.append((text[place:end], True))
            place = end
    pieces.append((text[place:high] + (CUT if high < len(text) else ""), False))
    return tuple((piece, marked) for piece, marked in pieces if piece)


def _fullest(marks: dict[Phrase | Prefix, list[Span]]) -> Span:
    """The place after which most different leaves stand near; the first such."""
    tried = sorted(span for spans in marks.values() for span in spans[:TRIED])[:TRIED]
    reach = WIDTH - BEFORE

    def near(place: Span) -> int:
        return sum(
            any(place[0] <= start and end <= place[0] + reach for start, end in of[:TRIED]) for of in marks.values()
        )

    return max(tried, key=near)


def _window(text: str, span: Span) -> Span:
    """Where to cut around `span`: at blanks, if there are any near."""
    start, end = span
    low = max(0, start - BEFORE)
    if low:
        low = text.find(" ", low, min(low + NEAR, start)) + 1 or low
    high = max(low + WIDTH, end)
    if high < len(text):
        blank = text.rfind(" ", high - NEAR, high)
        high = blank if blank >= end else high
    return low, min(high, len(text))
