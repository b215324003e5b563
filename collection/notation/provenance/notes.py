"""What stands below or beside the chain: sections of notes and citations, their markers, and editors' remarks."""

import re
from typing import NamedTuple

from collection.notation.provenance.values import Note, Piece, Read

HEADING = re.compile(
    r"(?:(?:^|(?<=\n))[ \t]{0,8}(?:NOTES?|Notes?|Citations?|CITATIONS?|Footnotes?|FOOTNOTES?|Anmerkungen|References|"
    r"Sources|Authorities|Bibliography)[ \t]{0,8}(?::|\.(?=\s)|(?=\n|$|\[|\d))"
    r"|(?<![\w'’-])(?:NOTES?:|Notes:))"
)
_MAY_HEAD = re.compile(r"(?:NOTE|Note|[Cc]itation|CITA|[Ff]ootnote|FOOT|Anmerk|Refer|Source|Author|Bibliog)")
_MAY_LIST = re.compile(r"\n[ \t]{0,8}[\[({¹]")
_ITEM = re.compile(
    r"(?P<line>(?:^|(?<=\n))[ \t]{0,8})?(?:\[(?P<square>\d{1,3}|[a-z]{1,2})\]|\{(?P<curly>\d{1,3})\}|"
    r"\((?P<round>\d{1,3})\)"
    r"|(?<![\w.,$£/-])(?P<bare>\d{1,3})(?=[.:)][\s\w])|(?P<raised>[¹²³⁴-⁹]{1,3}))[.:)]?"
)
# A marker in the chain: "[1]", "[1, 2]", "[3-5]", "(1)", "[a]", "²". Four digits are a year.
MARKER = re.compile(
    r"\[(?P<numbers>\d{1,3}(?:[ ]?[,–-][ ]?\d{1,3}){0,9})\]|\[(?P<letter>[a-z](?:[ ]?,[ ]?[a-z]){0,9})\]"
    r"|\((?P<round>\d{1,2})\)|\{(?P<curly>\d{1,3})\}|(?P<raised>[¹²³⁴-⁹]{1,3})"
    r"|[\[(][Ss]ee (?:also )?notes? (?P<see>\d{1,2}(?:(?:, | and |-)\d{1,2})?)(?: below)?[\])]"
)
_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")

# What an editor says of the text and not of the work.
REMARK = re.compile(
    r"(?:^|(?<=\n))[ \t]{0,8}(?:(?:updated(?: and)?|under review|revised|last updated|provenance (?:updated|reviewed"
    r"|research|information|under))\b[^\n]{0,80}|[A-Z]{2,4} \d{1,2}/\d{1,2}/\d{2,4}\.?)[ \t]{0,8}(?=\n|$)"
    r"|(?:^|(?<=\n))[ \t]{0,8}(?:Provenance|Prov|Provenienz|Herkunft|Provenienza|Procedencia|Herkomst)\.?:[ \t]{0,8}"
    r"|\((?:Accession(?:ed)?|Accession date|Entered)\b[^()\n]{0,80}\)\.?"
    r"|(?:(?<=\.)|(?<=\]))[ ]{1,3}(?:Updated and )?[Uu]nder review by [A-Z]{2,4}\.?(?=\s|$)",
    re.IGNORECASE,
)


class Section(NamedTuple):
    """A text without its notes: the chain ends at `end`."""

    end: int
    pieces: list[Piece]
    notes: list[Note]


def section(text: str) -> Section:
    """The notes of a text: below a heading, or in lines that begin with a marker which the chain carries."""
    heading = HEADING.search(text) if _MAY_HEAD.search(text) else None
    begin = heading.start() if heading else _first_note_line(text)
    if begin is None:
        return Section(len(text), [], [])
    pieces, notes = [], []
    position = begin
    for title in [*HEADING.finditer(text, begin), None]:
        stop = title.start() if title else len(text)
        if position < stop:
            _items(text, position, stop, pieces, notes)
        if title:
            pieces.append(Piece("heading", title.start(), title.end()))
            position = title.end()
    return Section(begin, pieces, notes)


def _first_note_line(text: str) -> int | None:
    """Where a line begins with [1] although there is no heading, if the chain above it carries one too."""
    if not _MAY_LIST.search(text):
        return None
    for match in _ITEM.finditer(text):
        if match["line"] is not None and match.start() and _number(match) in ("1", "a"):
            marker = match[0].strip().rstrip(".:)")
            if marker[0] in "[({¹" and marker in text[: match.start()]:
                return match.start()
            return None
    return None


def _number(match: re.Match) -> str:
    marker = match["square"] or match["round"] or match["curly"] or match["bare"] or match["raised"] or ""
    return marker.translate(_RAISED)


def _items(text: str, start: int, stop: int, pieces: list[Piece], notes: list[Note]) -> None:
    """Cut a section at its markers. Within a line only the next number counts: "as in note [7] above" is no item."""
    marker, begin, expected = "", start, 1
    for match in _ITEM.finditer(text, start, stop):
        number = _number(match)
        is_next = number == str(expected) if number.isdigit() else ord(number[0]) - 96 == expected
        is_line = match["line"] is not None and not match["bare"]
        if is_next or (is_line and number.isdigit()):
            _close(text, begin, match.start(), marker, pieces, notes)
            pieces.append(Piece("marker", match.start(), match.end()))
            marker, begin = number, match.end()
            expected = int(number) + 1 if number.isdigit() else expected + 1
    _close(text, begin, stop, marker, pieces, notes)


def _close(text: str, start: int, end: int, marker: str, pieces: list[Piece], notes: list[Note]) -> None:
    """A note from `start` to `end`, without the editors' remarks in it; nothing where only spaces are."""
    for kind, begin, stop in without_remarks(text, start, end):
        if kind == "remark":
            pieces.append(Piece("remark", begin, stop))
            continue
        said = text[begin:stop]
        if not said.strip(" .:\t\r\n"):
            pieces += [Piece("space", begin, stop)] if said else []
            continue
        first = begin + len(said) - len(said.lstrip())
        last = begin + len(said.rstrip())
        pieces += [Piece("space", begin, first)] if begin < first else []
        pieces.append(Piece("note", first, last))
        pieces += [Piece("space", last, stop)] if last < stop else []
        notes.append(Note(marker, first, last))


def without_remarks(text: str, start: int, end: int) -> list[tuple[str, int, int]]:
    """The stretches from `start` to `end`, each ("remark" or "text", start, end)."""
    found, position = [], start
    for match in REMARK.finditer(text, start, end):
        if position < match.start():
            found.append(("text", position, match.start()))
        found.append(("remark", match.start(), match.end()))
        position = match.end()
    if position < end:
        found.append(("text", position, end))
    return found


def markers(match: re.Match) -> tuple[str, list[Read]]:
    """Which kind of marker this is, "footnotes" or "citations", and each that it holds: [3-5] holds three."""
    start, end = match.span()
    if match["letter"]:
        return "citations", [Read(letter.strip(), start, end) for letter in match["letter"].split(",")]
    numbers = match["numbers"] or match["round"] or match["curly"] or match["see"] or match["raised"].translate(_RAISED)
    found = []
    for part in numbers.replace(" and ", ",").split(","):
        first, _, last = part.replace("–", "-").partition("-")
        last = last or first
        stop = int(last) if int(first) <= int(last) <= int(first) + 50 else int(first)
        found += [Read(str(number), start, end) for number in range(int(first), stop + 1)]
    return "footnotes", found
