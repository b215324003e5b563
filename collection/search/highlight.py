"""Why a record was found: the pieces of its texts where the query's words stand, with the words marked."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from .entry_texts import texts_in
from .query import Phrase, Prefix, Query, words_of
from .words import LONGEST_WORD, Field, Token, fold, is_unspaced, tokens, words

WIDTH = 160  # characters of a snippet, about
BEFORE = 40  # of them before the first marked word
NEAR = 20  # how far to look for a blank to cut at
LONGEST_READ = 20_000  # characters of a text that are looked through
TRIED = 30  # places of a leaf where a snippet may begin
CUT = "…"
NOTHING = "(?!)"  # the pattern that stands nowhere
_CUT_WORD = re.compile(f"[0-9a-z]{{{LONGEST_WORD + 1}}}")  # is indexed in pieces

Span = tuple[int, int]


@dataclass(frozen=True)
class Snippet:
    """A piece of a text of `field`: (text, whether it is marked), to be shown one after the other."""

    field: Field
    pieces: tuple[tuple[str, bool], ...]


class Highlighter:
    """Marks the words of one query in the texts of many records."""

    def __init__(self, query: Query):
        self.leaves = [_Leaf(leaf) for leaf in dict.fromkeys(words_of(query))]
        self._sought = re.compile("|".join(re.escape(leaf.lexemes[0]) for leaf in self.leaves) or NOTHING)
        self._asked = {
            field: [(number, leaf) for number, leaf in enumerate(self.leaves) if leaf.field in (None, field)]
            for field in Field
        }

    def snippets_of(self, parts: Iterable[str], limit: int = 2) -> list[Snippet]:
        """The same of an entry's texts, joined in `parts` as it keeps them."""
        # Folding makes letters of ASCII small, and nothing else: a look tells which of them may have a word.
        return self.snippets(chain.from_iterable(texts_in(part, self._sought) for part in parts), limit)

    def snippets(self, texts: Iterable[tuple[Field, str]], limit: int = 2) -> list[Snippet]:
        """The fewest pieces of `texts` that show most of what the query asks for; earlier texts before later ones."""
        missing = set(range(len(self.leaves)))
        found, chosen = [], []
        for field, text in texts:
            if marks := self._marks(field, text):
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

    def _marks(self, field: Field, text: str) -> dict[int, list[Span]]:
        """Number of a leaf → where it stands in `text`, for those that do."""
        if not (asked := self._asked[field]):
            return {}
        text = text[:LONGEST_READ]
        places = _in_ascii if text.isascii() and "\0" not in text else _in_any
        return {number: spans for number, spans in places(asked, text) if spans}


class _Leaf:
    """A phrase or a prefix, ready to be looked for."""

    def __init__(self, leaf: Phrase | Prefix):
        self.field = leaf.field
        self.is_prefix = isinstance(leaf, Prefix)
        self.lexemes = (leaf.lexeme,) if self.is_prefix else leaf.lexemes
        # A text of ASCII is searched as it stands, without taking it apart: ten times as fast.
        word = "[0-9a-z]*" if self.is_prefix else "(?![0-9a-z])"
        self.pattern = re.compile(f"(?<![0-9a-z]){re.escape(self.lexemes[0])}{word}")

    def stands(self, found: Sequence[Token]) -> list[Span]:
        return _prefix(self.lexemes[0], found) if self.is_prefix else _phrase(self.lexemes, found)


def _in_ascii(asked: list[tuple[int, _Leaf]], text: str) -> Iterator[tuple[int, list[Span]]]:
    lowered, found = text.lower(), None
    for number, leaf in asked:
        if leaf.lexemes[0] not in lowered:
            continue
        if len(leaf.lexemes) == 1 and not _CUT_WORD.search(lowered):
            yield number, [match.span() for match in leaf.pattern.finditer(lowered)]
        else:
            found = tokens(text) if found is None else found
            yield number, leaf.stands(found)


def _in_any(asked: list[tuple[int, _Leaf]], text: str) -> Iterator[tuple[int, list[Span]]]:
    # Quick to tell that nothing is there, as in most texts: a word is a piece of the folded text.
    folded = fold(text)
    asked = [(number, leaf) for number, leaf in asked if leaf.lexemes[0] in folded]
    there = set(words(text)) if asked else set()
    found = None
    for number, leaf in asked:
        if leaf.is_prefix:
            possible = any(word.startswith(leaf.lexemes[0]) for word in there)
        else:
            possible = there.issuperset(leaf.lexemes)
        if possible:
            found = tokens(text) if found is None else found
            yield number, leaf.stands(found)


def _phrase(lexemes: tuple[str, ...], found: Sequence[Token]) -> list[Span]:
    size = len(lexemes)
    return [
        (found[place].start, found[place + size - 1].end)
        for place in range(len(found) - size + 1)
        if found[place].text == lexemes[0]
        and all(found[place + step].text == lexemes[step] for step in range(1, size))
    ]


def _prefix(lexeme: str, found: Sequence[Token]) -> list[Span]:
    """The whole word; of a pair of characters only the one that was asked for."""
    spans = []
    for place, token in enumerate(found):
        if token.text.startswith(lexeme):
            pair = is_unspaced(token.text) and place + 1 < len(found) and found[place + 1].start < token.end
            spans.append((token.start, found[place + 1].start if pair else token.end))
    return spans


def _cut(text: str, marks: dict[int, list[Span]]) -> tuple[tuple[str, bool], ...]:
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


def _fullest(marks: dict[int, list[Span]]) -> Span:
    """The place after which most different leaves stand near; the first such."""
    if len(marks) == 1:
        return min(next(iter(marks.values())))
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
