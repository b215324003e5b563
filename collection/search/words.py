"""The words of a text, the same for both databases: folded, so that accents, case and widths never hide a record.

Records and queries go through the same functions; the databases only store and compare what these make.
"""

import functools
import re
import unicodedata
from enum import StrEnum
from typing import NamedTuple

BREAK = "\uf8ff"  # stands between two texts, so that no phrase reaches from one into the next
LONGEST_WORD = 64  # characters; a longer run is several words
LONGEST_STREAM = 16_000  # words: PostgreSQL counts positions up to 16,383
_LARGEST_STREAM = 700_000  # bytes: PostgreSQL takes a tsvector of less than a mebibyte
_CACHED = 40  # characters: longer words are seldom met twice


class Field(StrEnum):
    """What a query can search in by itself, as `title:vase`. TEXT is the long prose, found by plain words only."""

    TITLE = "title"
    NUMBER = "number"
    OBJECT = "object"
    DONOR = "donor"
    PERSON = "person"  # everyone named, givers and recipients among them
    RECIPIENT = "recipient"
    COUNTRY = "country"
    OCCASION = "occasion"
    ROOM = "room"
    MATERIAL = "material"
    SOURCE = "source"
    TEXT = "text"


# One private-use character each: folding takes them out of every text, so nobody can write one.
_TAGS = {field: chr(0xE000 + place) for place, field in enumerate(Field) if field is not Field.TEXT}


class Token(NamedTuple):
    """A word, and the characters of the text that it was made of: text[start:end]."""

    text: str
    start: int
    end: int


# Letters that no accent explains, and signs that stand for an apostrophe.
_LETTERS = str.maketrans(
    {"ł": "l", "đ": "d", "ø": "o", "æ": "ae", "œ": "oe", "þ": "th", "ð": "d", "ı": "i", "ħ": "h", "ŧ": "t", "ŋ": "ng"}
    | {"ĸ": "k", "ə": "e", "ƀ": "b", "ɓ": "b", "ɗ": "d", "ƙ": "k", "ƒ": "f", "ſ": "s"}
    | dict.fromkeys("ʹʺʻʼʽʾʿˈ", "'")
)
# Accents, points and vowel signs that writers leave out: Latin, Greek, Cyrillic, Hebrew, Arabic; variants.
_DROPPED = re.compile(
    "[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe00-\ufe0f\ufe20-\ufe2f\U000e0100-\U000e01ef"
    "\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7"
    "\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed]"
)
# Scripts written without blanks between words: Thai, Lao, Burmese, Khmer, kana, Han, and Hangul, which joins particles.
_UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1100-\u11ff\u1780-\u17ff\u2e80-\u2fdf\u3005-\u3007\u3021-\u3029\u3031-\u3035"
    "\u3038-\u303b\u3041-\u30fa\u30fc-\u318e\u31a0-\u31bf\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\ua960-\ua97f"
    "\uac00-\ud7ff\uf900-\ufaff\U0001aff0-\U0001b16f\U00020000-\U0003ffff"
)
_PARTS = re.compile(f"[{_UNSPACED}]+|[^{_UNSPACED}]{{1,{LONGEST_WORD}}}")
_UNSPACED_RUN = re.compile(f"[{_UNSPACED}]+")
_ASCII_WORDS = re.compile(f"[0-9a-z]{{1,{LONGEST_WORD}}}")
_CHUNKS = re.compile("[^\x00-\x2f\x3a-\x40\x5b-\x60\x7b-\x7f]+")  # what stands between the signs of ASCII


class _Table(dict):
    """A table for str.translate, filled as characters are met; beyond the first plane nothing is kept."""

    def __init__(self, of):
        super().__init__()
        self.of = of

    def __missing__(self, code: int):
        value = self.of(chr(code))
        if code < 0x10000:
            self[code] = value
        return value


def _folded(char: str) -> str:
    """What is left of one decomposed character."""
    category = unicodedata.category(char)
    if char == "\0" or category in {"Cf", "Co", "Cs"}:
        return ""
    if category == "Nd":
        return str(unicodedata.digit(char))
    before = None
    while char != before:
        before = char
        char = _DROPPED.sub("", unicodedata.normalize("NFKD", char.casefold().translate(_LETTERS)))
    return char


_FOLDED = _Table(_folded)
_SPACED = _Table(lambda char: char if unicodedata.category(char)[0] in "LNM" else " ")
_JOINED = _Table(lambda char: _joined(char))


def _joined(char: str) -> bool:
    """Whether the character may melt into the one before it: marks, what is dropped, and parts of a Hangul syllable."""
    if not fold(char):
        return True
    first = unicodedata.normalize("NFKD", char)[0]
    return unicodedata.category(first)[0] == "M" or "\u1160" <= first <= "\u11ff" or "\ud7b0" <= first <= "\ud7ff"


def fold(text: str) -> str:
    """`text` without case, accents, widths, formatting and private characters; folding it again changes nothing."""
    if text.isascii():
        return text.lower().replace("\0", "")
    return unicodedata.normalize("NFC", unicodedata.normalize("NFKD", text).translate(_FOLDED))


def words(text: str) -> list[str]:
    """The words of `text` in order. Runs of a script without blanks give each pair of neighbours and the last one."""
    if text.isascii():
        return _ASCII_WORDS.findall(text.lower().replace("\0", ""))
    found: list[str] = []
    for chunk in _CHUNKS.findall(text.replace("\0", "")):
        if len(chunk) > _CACHED:
            found += _split(chunk)
        elif chunk.isascii():
            found.append(chunk.lower())
        else:
            found += _split_cached(chunk)
    return found


def tokens(text: str) -> list[Token]:
    """The same words with their places in `text`."""
    if text.isascii() and "\0" not in text:
        return [Token(match.group(), *match.span()) for match in _ASCII_WORDS.finditer(text.lower())]
    folded, starts, ends = _aligned(text)
    found = []
    for run in re.finditer(r"\S+", folded.translate(_SPACED)):
        for part in _PARTS.finditer(run.group()):
            first, last = run.start() + part.start(), run.start() + part.end()
            if is_unspaced(part.group()):
                pairs = [(place, min(place + 2, last)) for place in range(first, last)]
            else:
                pairs = [(first, last)]
            found += [Token(folded[low:high], starts[low], ends[high - 1]) for low, high in pairs]
    return found


def stream(items: list[tuple[Field, str]]) -> list[str]:
    """All words that one side of an exhibit is found by: those of each text, and again tagged with its field.

    BREAK stands between texts. What is beyond 16,000 words, or beyond what a database takes, is left out.
    """
    found: list[str] = []
    seen: set[str] = set()
    for field, text in items:
        of_text = words(text)
        if not of_text:
            continue
        if text not in seen:
            seen.add(text)
            found += of_text
            found.append(BREAK)
        if tag := _TAGS.get(field):
            found += [tag + word for word in of_text]
            found.append(BREAK)
    if found:
        found.pop()
    return _bounded(found)


def tagged(field: Field, word: str) -> str:
    """The word as the stream holds it for `field` alone. KeyError for TEXT, which is only plain."""
    return _TAGS[field] + word


def is_unspaced(text: str) -> bool:
    """Whether the text is a run of a script that puts no blanks between words."""
    return _UNSPACED_RUN.fullmatch(text) is not None


def _split(chunk: str) -> list[str]:
    found = []
    for run in fold(chunk).translate(_SPACED).split():
        for part in _PARTS.findall(run):
            if is_unspaced(part):
                found += [part[place : place + 2] for place in range(len(part))]
            else:
                found.append(part)
    return found


_split_cached = functools.lru_cache(maxsize=16384)(_split)


def _aligned(text: str) -> tuple[str, list[int], list[int]]:
    """`text` folded, and for each character of that where its origin starts and ends in `text`."""
    clusters = [place for place, char in enumerate(text) if not _JOINED[ord(char)]]
    clusters = sorted({0, *clusters})
    folded, starts, ends = [], [], []
    for start, end in zip(clusters, [*clusters[1:], len(text)], strict=True):
        piece = fold(text[start:end])
        folded.append(piece)
        starts += [start] * len(piece)
        ends += [end] * len(piece)
    return "".join(folded), starts, ends


def _bounded(found: list[str]) -> list[str]:
    found = found[:LONGEST_STREAM]
    if len(found) * (LONGEST_WORD + 1) * 4 > _LARGEST_STREAM:
        size = 0
        for place, word in enumerate(found):
            size += len(word.encode()) + 8
            if size > _LARGEST_STREAM:
                return found[:place]
    return found
