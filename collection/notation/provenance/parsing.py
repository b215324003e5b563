"""A whole provenance: the chain is cut into periods, each is read, and the notes are tied to those that cite them."""

import re
from bisect import bisect

from collection.notation.provenance.asides import citations, heading, noted, without_tags
from collection.notation.provenance.blanks import blank
from collection.notation.provenance.notes import MARKER, markers, section, without_remarks
from collection.notation.provenance.reading import read_period
from collection.notation.provenance.splitting import Stretch, stretches
from collection.notation.provenance.values import Note, Period, Piece, Provenance, Read

_LISTED = re.compile(r"\s{0,9}[(\[]1[)\]]")


def parse(text: str, *, day_first: bool | None = None) -> Provenance:
    """What can be read in a provenance text. Never raises; time grows with the text and no faster.

    day_first: what 3/4/1964 means: True 3 April, False 4 March; unsaid, the bounds hold both.
    """
    below = section(text)
    cited = citations(text, below.end)
    chain = without_tags(blank(text, [*heading(text), *cited], []))
    cut: list[Stretch] = []
    pieces: list[Piece] = []
    for kind, start, end in without_remarks(chain, 0, below.end):
        if kind == "remark":
            pieces.append(Piece("remark", start, start + len(chain[start:end].rstrip())))
        else:
            cut += stretches(chain, start, end)
    if cut:
        cut[-1] = cut[-1]._replace(ending="")  # a mark behind the last period leads to nobody
    periods = [read_period(chain, stretch, day_first) for stretch in cut]
    notes, between = noted(text, cited, periods)
    remarked = [remark.start for remark in pieces]
    between = [piece for piece in between if not _is_within(piece, pieces, remarked)]
    pieces += [Piece("period", stretch.start, stretch.end) for stretch in cut] + between + below.pieces
    pieces = _filled(text, pieces, periods)
    return Provenance(text, tuple(periods), (*notes, *_tied(below.notes, periods)), tuple(pieces))


def _is_within(piece: Piece, remarks: list[Piece], starts: list[int]) -> bool:
    """Whether a piece lies within one of the remarks, which begin at `starts` in order."""
    index = bisect(starts, piece.start) - 1
    return index >= 0 and piece.end <= remarks[index].end


def _filled(text: str, pieces: list[Piece], periods: list[Period]) -> list[Piece]:
    """The pieces in order, with what lies between them: separators, spaces, and markers of the period before."""
    found, position, index = [], 0, -1
    for piece in sorted(pieces, key=lambda piece: piece.start):
        if position < piece.start:
            _fill(text, position, piece.start, index, found, periods)
        if piece.kind == "period":
            index += 1
        found.append(piece)
        position = piece.end
    if position < len(text):
        _fill(text, position, len(text), index, found, periods)
    return found


def _is_number(text: str, match: re.Match) -> bool:
    """Whether a marker numbers the line it begins, in a list whose first line has one too."""
    start = match.start()
    return bool(_LISTED.match(text)) and not text[max(0, start - 9) : start].rpartition("\n")[2].strip()


def _fill(text: str, start: int, end: int, index: int, found: list[Piece], periods: list[Period]) -> None:
    for match in MARKER.finditer(text, start, end):
        if start < match.start():
            found.append(_between(text, start, match.start()))
        found.append(Piece("marker", *match.span()))
        start = match.end()
        if index >= 0 and not _is_number(text, match):
            kind, reads = markers(match)
            before: tuple[Read, ...] = getattr(periods[index], kind)
            periods[index] = periods[index]._replace(**{kind: before + tuple(reads)})
    if start < end:
        found.append(_between(text, start, end))


def _between(text: str, start: int, end: int) -> Piece:
    return Piece("space" if text[start:end].isspace() else "separator", start, end)


def _tied(notes: list[Note], periods: list[Period]) -> tuple[Note, ...]:
    """The notes, each with the periods that carry its marker."""
    cited: dict[str, list[int]] = {}
    for index, period in enumerate(periods):
        for marker in {*period.footnotes, *period.citations}:
            cited.setdefault(marker.value, []).append(index)
    return tuple(note._replace(periods=tuple(cited.get(note.marker, ()))) for note in notes)
