"""Dates as museums write them, read as EDTF (ISO 8601-2:2019): `read` reads, `bounds` sorts, `describe` shows.

A wrong reading is worse than none: `read` answers None wherever a text could mean two things. What it takes for
granted, because catalogues do:

* "c. 1860" is `1860~`, "1860?" `1860?`, "probably c. 1860" `1860%`; "c." before a range marks both of its ends.
* "19th century" is `18XX`, 1800 to 1899: so Carnegie enters 401 of its 403. Before the common era the count is
  strict, 500 to 401 BCE for the fifth century, for no mask of digits fits anyway.
* "early", "mid" and "late" are thirds of a century, halves of a decade, always approximate; "first half", "last
  quarter" are exact (`date_values.py` has the figures).
* "1800s" is the century, which holds the decade some mean by it; "2000s" is the decade.
* "before 1800" and "by 1800" are `../1800`, "after 1898" and "from 1898" `1898/..`: the event that sets the limit
  fell within that year, and so may the work. Carnegie counts the year in for 43 of 54.
* Two dates of one work, "1923, printed 1960", are `{1923,1960}`: it was made at both, and at no time between. Where
  one of them is a stretch of vague or open years, it is the interval from the first to the last.
* A dynasty is read by the years written with it, never from its name; a work's own date goes before those.
* "n.d.", "undated" and "unknown" have no reading: None is what the record knows.
* Southern seasons, regnal years, lunar months, AH and BP years, and two-digit years are left alone.
"""

import re
from datetime import date

from collection.notation.date_lists import read_list
from collection.notation.date_values import Unreadable
from collection.notation.date_words import Token, tokens
from collection.notation.day import Day, day, ordinal
from collection.notation.edtf import bounds, is_edtf
from collection.notation.edtf_words import describe

__all__ = ["Day", "bounds", "day", "describe", "is_edtf", "ordinal", "read"]

MAX_PROSE = 250  # characters; the longest of Carnegie's 3,020 date texts has 62

# Literals that a person typing prose may well mean otherwise.
_SHORT_LITERAL = re.compile(r"-?[0-9]{2,3}\??")
_OPEN_START = re.compile(r"[~?%]-[0-9]{4}")  # "?-1860": an unknown year to 1860, to EDTF perhaps 1861 BCE
_YEAR_AND_TWO_DIGITS = re.compile(r"[~?%]?[0-9]{2}([0-9]{2})[~?%]?-([0-9]{2})[~?%]?")


def read(text: str | None, *, prose: bool = False, day_first: bool | None = None) -> str | None:
    """The EDTF literal of a date text, or None where no safe reading exists. Never raises; linear time.

    text: free text ("late 19th century") or an EDTF literal, which comes back as it is, stripped; but "607", to EDTF
      the years 6070 to 6079, is no decade anybody has seen and reads as None, as does "?-1860".
    prose: the text is known to be a display date, as in a museum's export or a cataloguer's form, not EDTF. Then
      "1936-39" and "1920-24" are ranges of years; None is what could be either, "1910-12" (December 1910 to EDTF,
      1910 to 1912 to most catalogues), "19", "193" and "-1860" (1861 BCE, or until 1860). Use it where people wrote;
      without it `read(read(x)) == read(x)`.
    day_first: what 03/04/1999 means: True 3 April, False 4 March. Unsaid, it is one of the two: a set in EDTF.
    """
    if not isinstance(text, str):
        return None
    text = text.strip()
    if is_edtf(text):
        meaning = _intended(text, prose)
        if meaning != "range":
            return text if meaning == "edtf" else None
    if len(text) > MAX_PROSE or ".." in text or text.count("[") != text.count("]") or re.fullmatch("[0-9]{5,}", text):
        return None
    found = tokens(text)
    if not found:
        return None
    unsaid = day_first is None and any(token.kind == "numeric" for token in found)
    readings = {_listed(found, order) for order in ((False, True) if unsaid else (bool(day_first),))}
    if None in readings:
        return None
    if len(readings) == 1:
        return readings.pop()
    either = f"[{','.join(sorted(readings))}]"
    return either if is_edtf(either) else None


def _listed(found: list[Token], day_first: bool) -> str | None:
    try:
        edtf = read_list(found, day_first)
    except Unreadable:
        return None
    return edtf if is_edtf(edtf) else None


def _intended(literal: str, prose: bool) -> str:
    """What whoever wrote this valid literal meant by it: "edtf", a "range" of years, or "unclear"."""
    if _SHORT_LITERAL.fullmatch(literal):
        return "unclear" if prose or bounds(literal)[0].year > date.today().year else "edtf"
    if _OPEN_START.fullmatch(literal) or (prose and literal.startswith("-")):
        return "unclear"
    match = _YEAR_AND_TWO_DIGITS.fullmatch(literal)
    if not prose or not match or int(match[2]) <= int(match[1]):
        return "edtf"
    return "range" if int(match[2]) > 12 else "unclear"
