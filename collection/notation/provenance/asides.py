"""What stands within the chain and is of no link: a heading, citations in braces, and the dots of a gap."""

import re

from collection.notation.provenance.values import Note, Period, Piece, Span

_BRACES = re.compile(r"\{(?!\d{1,3}\})[^{}]{0,1200}\}")
_HEADING = re.compile(
    r"\s{0,99}(?:provenances?|ownership history|provenienz|herkomst|provenienza|procedencia)"
    r"[ \t]{0,20}:?[ \t]{0,20}\r?\n",
    re.IGNORECASE,
)
_TAG = re.compile(r"</?(?P<name>i|em|b|strong|u|span|a|br|p|li|ul|ol|div)\b[^<>\n]{0,120}>|&(?P<sign>amp|nbsp);")
_NEW_LINE = {"br", "p", "li", "div"}
_GAP = re.compile(r"[\s()\[\]]*(?:…|\.[ ]?\.)[\s.…()\[\]]*")


def citations(text: str, end: int) -> list[Span]:
    """The places of the citations in braces before `end`, "{Inventory of 1721, fol. 3.}"."""
    return [Span(*match.span()) for match in _BRACES.finditer(text, 0, end)] if "{" in text else []


def heading(text: str) -> list[Span]:
    """The place of the word above the chain that only says what it is: "Provenance" on a line of its own."""
    found = _HEADING.match(text)
    return [Span(*found.span())] if found else []


def without_tags(text: str) -> str:
    """The text with the tags and signs of a web page blanked, so that places stay; those that end a line end one."""
    return _TAG.sub(_blanked, text) if "<" in text or "&" in text else text


def _blanked(match: re.Match) -> str:
    first = "&" if match["sign"] == "amp" else "\n" if match["name"] in _NEW_LINE else " "
    return first.ljust(len(match[0]))


def is_gap(words: str) -> bool:
    """Whether the words are the dots that stand for owners nobody knows: "…", "(...)"."""
    return _GAP.fullmatch(words) is not None


def noted(text: str, places: list[Span], periods: list[Period]) -> tuple[list[Note], list[Piece]]:
    """A note for each citation, tied to the period that it stands in or behind; a piece where it stands between two."""
    notes, pieces, index = [], [], -1
    for start, end in places:
        while index + 1 < len(periods) and periods[index + 1].start < start:
            index += 1
        inside = index >= 0 and start < periods[index].end
        if not inside:
            pieces.append(Piece("note", start, end))
        said = text[start + 1 : end - 1]
        if said.strip():
            begin = start + 1 + len(said) - len(said.lstrip())
            notes.append(Note("", begin, begin + len(said.strip()), (index,) if index >= 0 else ()))
    return notes, pieces
