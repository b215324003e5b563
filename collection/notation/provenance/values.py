"""What is read in a provenance: each value with its place in the text, as (start, end) of `text[start:end]`."""

from typing import NamedTuple

from collection.notation.day import Day
from collection.notation.edtf import bounds


class Span(NamedTuple):
    start: int
    end: int


class Read(NamedTuple):
    """A value and the place it was read at."""

    value: str
    start: int
    end: int


class Life(NamedTuple):
    """Years of birth and death (of a firm: foundation and closure) as EDTF; None where the text has none."""

    born: str | None
    died: str | None
    start: int
    end: int


class Party(NamedTuple):
    """Somebody named in a period.

    kinship: "his wife", "the sitter's granddaughter"; the name itself where the text has no other.
    lives: one for each bracket of years, so two in "Mr. [1898-1973] and Mrs. [1898-1992] Charles J. Rosenbloom".
    role: "as agent", "dealer"; other_names: "born Rebecca Huebley Jones", "Mrs. John E. Evans, Jr.".
    is_dealer: the text puts the name in parentheses, as the field does with dealers, agents and auction houses.
    """

    name: Read
    place: Read | None = None
    lives: tuple[Life, ...] = ()
    kinship: Read | None = None
    role: Read | None = None
    other_names: Read | None = None
    certainty: Read | None = None
    is_dealer: bool = False


class Dates(NamedTuple):
    """Four bounds as EDTF dates; None where the text sets none. `spans` are the places of the phrases.

    "1945" begins then; "by 1945" no later; "after 1945" no earlier; "between 1933 and 1945" within; "until 1945" ends
    then; "until at least 1945" no earlier.
    """

    earliest_begin: str | None
    latest_begin: str | None
    earliest_end: str | None
    latest_end: str | None
    spans: tuple[Span, ...]

    def days(self) -> tuple[Day | None, Day | None, Day | None, Day | None]:
        """The first or last day of each bound, outward: what an overlap or a gap is computed with."""
        sides = zip(self[:4], (0, 1, 0, 1), strict=True)
        return tuple(bounds(literal)[side] if literal else None for literal, side in sides)


class Sale(NamedTuple):
    """What identifies a sale: "lot 31", "no. 72", "stock no. 1483", "for $5,800" and the catalogue's title."""

    lot: Read | None = None
    number: Read | None = None
    stock_number: Read | None = None
    sale_number: Read | None = None
    price: Read | None = None
    title: Read | None = None


class Onward(NamedTuple):
    """How the work left a party, where a period says so itself: "[Knoedler, New York, 1929; sold to Mellon]"."""

    start: int
    end: int
    method: Read | None
    party: Party | None
    dates: Dates | None
    sale: Sale | None


class Period(NamedTuple):
    """One link of the chain; `text[start:end]` without what separates it from the next.

    party: who then had the work; former: from whom it came, where this period names them ("gift of X", "sold by X to
    Y"); agent: through whom; venue: where it was sold, "at Christie's".
    method: the slug of a `methods.Method`, None where the text names none.
    certainty: "possibly" or "probably", of the whole period.
    direct: whether the text says that the work passed directly to the next party: ";" yes, "." not known; None where
    it says neither, as at the end.
    evidence: what the period itself cites, "(Source: donor's checklist)", "per inscription on verso".
    is_bracketed: the whole stands in square brackets, which is an unverified statement to some houses.
    unread: places of the words that no field holds.
    """

    start: int
    end: int
    party: Party | None = None
    former: Party | None = None
    agent: Party | None = None
    venue: Party | None = None
    method: Read | None = None
    dates: Dates | None = None
    certainty: Read | None = None
    direct: bool | None = None
    is_bracketed: bool = False
    sale: Sale | None = None
    onward: Onward | None = None
    evidence: Read | None = None
    collector_marks: tuple[Read, ...] = ()
    footnotes: tuple[Read, ...] = ()
    citations: tuple[Read, ...] = ()
    unread: tuple[Span, ...] = ()

    def marks(self) -> list["Mark"]:
        """What is read in the period and what is not, in the order of the text and without overlap."""
        found = [Mark("unread", *span) for span in self.unread] + _marks_of(self)
        kept, position = [], self.start
        for mark in sorted(found, key=lambda mark: (mark.start, mark.end)):
            if mark.start >= position:
                kept.append(mark)
                position = mark.end
        return kept


def _marks_of(value) -> list["Mark"]:
    """The places of a value's fields, by their names: "name", "place", "method", "dates", "lot"."""
    found = []
    for field, part in zip(value._fields, value, strict=True):
        if isinstance(part, Read):
            found.append(Mark(field, part.start, part.end))
        elif isinstance(part, Dates):
            found += [Mark("dates", *span) for span in part.spans]
        elif isinstance(part, Party | Sale | Onward):
            found += _marks_of(part)
        elif isinstance(part, tuple) and field != "unread":
            found += [Mark(field, one.start, one.end) for one in part]
    return found


class Mark(NamedTuple):
    """What the words from `start` to `end` were read as: the name of a field, or "unread"."""

    kind: str
    start: int
    end: int


class Note(NamedTuple):
    """A statement of the section below the chain; its marker is "" where it has none.

    periods: the indices of those that carry the marker.
    """

    marker: str
    start: int
    end: int
    periods: tuple[int, ...] = ()


class Piece(NamedTuple):
    """A stretch of the text: "period", "separator", "marker", "heading", "note", "remark" or "space"."""

    kind: str
    start: int
    end: int


class Provenance(NamedTuple):
    """A provenance text and what is read in it. `pieces` follow each other without a gap, so `str()` is the text."""

    text: str
    periods: tuple[Period, ...]
    notes: tuple[Note, ...]
    pieces: tuple[Piece, ...]

    def __str__(self) -> str:
        return "".join(self.text[piece.start : piece.end] for piece in self.pieces)

    @property
    def unread(self) -> tuple[Span, ...]:
        """The places of all words within periods that no field holds, in the order of the text."""
        return tuple(span for period in self.periods for span in period.unread)
