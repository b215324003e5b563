"""Provenance as the field writes it, read into periods: `parse(text)`, of which `str()` is the text again.

The convention is that of the American Alliance of Museums with Carnegie's additions: periods in order of time, ";"
where the work passed directly to the next and "." where nobody knows, dealers in parentheses, years of life in square
brackets, statements that are not verified in square brackets around the whole, notes by number below. Other houses'
habits that can be told apart are read too: a date in front, "sold by X to Y", what came next in brackets.

Nothing is guessed: words that fit no field are the period's `unread`, and every value has its place in the text.
"""

from collection.notation.provenance.methods import METHODS, Method
from collection.notation.provenance.parsing import parse
from collection.notation.provenance.values import (
    Dates,
    Life,
    Mark,
    Note,
    Onward,
    Party,
    Period,
    Piece,
    Provenance,
    Read,
    Sale,
    Span,
)

__all__ = [
    "parse",
    "Provenance",
    "Period",
    "Party",
    "Dates",
    "Life",
    "Sale",
    "Onward",
    "Note",
    "Piece",
    "Read",
    "Mark",
    "Span",
    "METHODS",
    "Method",
]
