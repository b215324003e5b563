"""The Extended Date/Time Format (ISO 8601-2:2019, levels 0 to 2): grammar and calendar bounds.

Free text is none of this module's business (see `dates.py`); a literal here is either EDTF or it is not.

Where the standard leaves a choice, or the conformance cases ask for one, the rule is:

* A year has four digits. `Y` writes longer ones, up to 14 digits, so that `ordinal()` fits a signed 64-bit column.
* `193` is the decade 1930 to 1939, `19` the century 1900 to 1999, `-04` the years -0499 to -0400: the digits that are
  written are the leading digits of the year. They stand alone, never in an interval or a set, where `1920/30` is
  far more likely to be somebody's short hand for 1920 to 1930.
* `X` must leave at least one real day: `156X-09-31` names none and is no date. In the month's place it hides a month,
  never a season.
* Seasons are those of the northern hemisphere unless the code says otherwise; see `SEASONS`.
* An interval ends no earlier than it starts, and its ends are both seasons or neither. A year with a hole in it
  (`1X01`) is no end of an interval: which side of the other end it falls on is anybody's guess.
* Two departures from the standard, both narrow, both made because the conformance cases demand them: adjoining
  seasons of one year are not an interval (`2012-21/2012-22`), and one-of-a-set open towards the future needs a
  month at least (`[1760-12..]`); for a bare year the interval `1760/..` says the same.
"""

import re
from itertools import product
from typing import NamedTuple

from collection.notation.day import Day, days_in, month_end

# code: (first month, months). A first month plus months beyond 12 runs into the next year: winter 2001 (24) begins
# in December 2001 and ends in February 2002, which is what "winter 2001" means where a winter is named once.
SEASONS = {
    **{code: ((code - 21) * 3 + 3, 3) for code in range(21, 25)},  # spring, summer, autumn, winter
    **{code: ((code - 25) * 3 + 3, 3) for code in range(25, 29)},  # the same, said to be northern
    **{code: (((code - 29) * 3 + 8) % 12 + 1, 3) for code in range(29, 33)},  # southern: spring begins in September
    **{code: ((code - 33) * 3 + 1, 3) for code in range(33, 37)},  # quarters
    **{code: ((code - 37) * 4 + 1, 4) for code in range(37, 40)},  # quadrimesters
    **{code: ((code - 40) * 6 + 1, 6) for code in range(40, 42)},  # half years
}

OPEN = ".."  # the end of an interval that lies open
UNKNOWN = ""  # the end of an interval that nobody knows


class Moment(NamedTuple):
    """One date of an expression. `month` and `day` are two characters or empty; `form` says how to read them.

    form: "day", "month", "year", "season", "decade", "century", "long" (a `Y` year), "significant" (`1950S2`), "time".
    qualifiers: those of "~", "?" and "%" that qualify any part of it.
    """

    text: str
    form: str
    year: str
    month: str
    day: str
    qualifiers: frozenset[str]
    first: Day
    last: Day


class Span(NamedTuple):
    """From one moment to another; a single date has the same at both ends. `OPEN` or `UNKNOWN` stands for no moment."""

    start: "Moment | str"
    end: "Moment | str"


class Expression(NamedTuple):
    """A whole literal. kind: "date", "interval" (both one span), "one" (`[...]`) or "all" (`{...}`)."""

    kind: str
    spans: tuple[Span, ...]


_DATE = re.compile(r"([~?%]?)(-?[0-9X]{4})([~?%]?)(?:-([~?%]?)([0-9X]{2})([~?%]?)(?:-([~?%]?)([0-9X]{2})([~?%]?))?)?")
_TIME = re.compile(
    r"(-?[0-9]{4}-[0-9]{2}-[0-9]{2})T([0-9]{2}):([0-9]{2}):([0-9]{2})(?:\.([0-9]{1,12}))?"
    r"(Z|[+-][0-9]{2}(?::?[0-9]{2})?)?"
)
_SHORT = re.compile(r"(-?[0-9]{2,3})([~?%]?)")
_LONG = re.compile(r"(?:Y(-?[1-9][0-9]{0,13})(?:E([1-9][0-9]?))?|(-?[0-9]{4})(?=S))(?:S([1-9][0-9]?))?")


def is_edtf(text: str) -> bool:
    """Whether the text is an EDTF literal of level 0, 1 or 2, with nothing around it. Linear in its length."""
    return isinstance(text, str) and parse(text) is not None


def bounds(edtf: str) -> tuple[Day | None, Day | None]:
    """First and last calendar day that the literal can mean; None for an end that is open or unknown.

    `~`, `?` and `%` leave the bounds alone: how far "about" reaches is for the reader to judge. A set has the bounds
    of all its members together, a time those of its own calendar day, whatever the zone.

    Raises ValueError for what is not EDTF.
    """
    expression = require(edtf)
    firsts = [getattr(span.start, "first", None) for span in expression.spans]
    lasts = [getattr(span.end, "last", None) for span in expression.spans]
    return (None if None in firsts else min(firsts), None if None in lasts else max(lasts))


def require(edtf: str) -> Expression:
    """The literal taken apart. Raises ValueError, naming it and a literal that would do, if it is not EDTF."""
    expression = parse(edtf) if isinstance(edtf, str) else None
    if expression is None:
        shown = f"{edtf[:60]}…" if isinstance(edtf, str) and len(edtf) > 60 else edtf
        raise ValueError(
            f"{shown!r} is not an EDTF date; write for example '1860', '1860~', '1860-05-12' or '1850/1860'"
        )
    return expression


def parse(text: str) -> Expression | None:
    """The literal taken apart, or None if it is not EDTF."""
    if text[:1] in ("[", "{"):
        return _parse_set(text)
    if "/" in text:
        return _parse_interval(text)
    moment = _parse_date(text) or _parse_time(text) or _parse_short(text) or _parse_long(text)
    return Expression("date", (Span(moment, moment),)) if moment else None


def _parse_interval(text: str) -> Expression | None:
    start_text, _, end_text = text.partition("/")
    start, end = _parse_endpoint(start_text), _parse_endpoint(end_text)
    if start is None or end is None:
        return None
    if isinstance(start, Moment) and isinstance(end, Moment):
        if not _in_order(start, end) or (start.form == "season") != (end.form == "season"):
            return None
        if start.form == "season" and start.year == end.year and int(end.month) - int(start.month) == 1:
            return None
    return Expression("interval", (Span(start, end),))


def _parse_endpoint(text: str) -> "Moment | str | None":
    if text in (OPEN, UNKNOWN):
        return text
    moment = _parse_date(text) or _parse_long(text)
    if moment and re.search("X[0-9]", moment.year):
        return None
    return moment


def _parse_set(text: str) -> Expression | None:
    kind = {"[]": "one", "{}": "all"}.get(text[0] + text[-1])
    if kind is None:
        return None
    members = text[1:-1].split(",")
    spans = []
    for position, member in enumerate(members):
        span = _parse_member(member.strip(" "), position == 0, position == len(members) - 1)
        if span is None or (kind == "one" and span.end == OPEN and span.start.form == "year"):
            return None
        spans.append(span)
    return Expression(kind, tuple(spans))


def _parse_member(text: str, is_first: bool, is_last: bool) -> Span | None:
    start_text, dots, end_text = text.partition("..")
    start = _parse_date(start_text) or _parse_long(start_text)
    if not dots:
        return Span(start, start) if start else None
    end = _parse_date(end_text) or _parse_long(end_text)
    if start and end:
        return Span(start, end) if _in_order(start, end) else None
    if start and not end_text and is_last:
        return Span(start, OPEN)
    if end and not start_text and is_first:
        return Span(OPEN, end)
    return None


def _in_order(start: Moment, end: Moment) -> bool:
    return start.first <= end.last


def _parse_date(text: str) -> Moment | None:
    """A year, month, day or season, with unspecified digits and qualifiers: `1860`, `156X-12`, `2004?-06-~11`."""
    match = _DATE.fullmatch(text)
    if not match:
        return None
    before_year, year, after_year, before_month, month, after_month, before_day, day_digits, after_day = match.groups(
        ""
    )
    if year == "-0000":
        return None
    if month.isdigit() and int(month) in SEASONS and not day_digits:
        form = "season"
        start_month, months = SEASONS[int(month)]
        years = _years(year)
        first = Day(next(years), start_month, 1)
        last = month_end(next(_years(year, reverse=True)), start_month + months - 1)
    else:
        form = "day" if day_digits else "month" if month else "year"
        first = _extreme_day(year, month, day_digits)
        last = first and _extreme_day(year, month, day_digits, reverse=True)
    if first is None:
        return None
    qualifiers = frozenset(before_year + after_year + before_month + after_month + before_day + after_day)
    return Moment(text, form, year, month, day_digits, qualifiers, first, last)


def _parse_time(text: str) -> Moment | None:
    """A second of a day (`2016-05-02T16:54:59.042Z`); `24:00:00` ends that day; zones reach from -12 to +14."""
    match = _TIME.fullmatch(text)
    moment = match and _parse_date(match[1])
    if not moment or moment.form != "day":
        return None
    clock = (int(match[2]), int(match[3]), int(match[4]), int(match[5] or 0))
    if clock > (24, 0, 0, 0) or clock[1] > 59 or clock[2] > 59:
        return None
    zone = (match[6] or "Z").replace(":", "")
    if zone != "Z":
        hours, minutes = int(zone[1:3]), int(zone[3:] or 0)
        limit = 1200 if zone[0] == "-" else 1400
        if minutes > 59 or hours * 100 + minutes > limit or (zone[0] == "-" and hours == minutes == 0):
            return None
    return moment._replace(text=text, form="time")


def _parse_short(text: str) -> Moment | None:
    """A decade (`193`) or a century (`19`)."""
    match = _SHORT.fullmatch(text)
    if not match or match[1] in ("-00", "-000"):
        return None
    digits, qualifiers = match[1], frozenset(match[2])
    form, hidden = ("decade", 1) if len(digits.lstrip("-")) == 3 else ("century", 2)
    year = digits + "X" * hidden
    return Moment(text, form, year, "", "", qualifiers, _extreme_day(year), _extreme_day(year, reverse=True))


def _parse_long(text: str) -> Moment | None:
    """A year of more than four digits, or one with a count of significant digits: `Y170002`, `Y17E7`, `1950S2`."""
    match = _LONG.fullmatch(text)
    if not match:
        return None
    digits, zeros, plain, significant = match.groups()
    value = int(plain or digits) * 10 ** int(zeros or 0)
    length = len(str(abs(value)))
    if plain == "-0000" or (digits and not 5 <= length <= 14):
        return None
    low = high = abs(value)
    if significant:
        hidden = max(length, 4) - int(significant)
        if hidden < 0:
            return None
        low -= low % 10**hidden
        high = low + 10**hidden - 1
    if value < 0:
        low, high = -high, -low
    form = "significant" if significant else "long"
    return Moment(text, form, str(value), "", "", frozenset(), Day(low, 1, 1), Day(high, 12, 31))


def _extreme_day(year: str, month: str = "", day_digits: str = "", reverse: bool = False) -> Day | None:
    """The first (or, reversed, the last) real day that fits the pattern, or None where no day does."""
    step = -1 if reverse else 1
    months = [number for number in range(1, 13)[::step] if _fits(number, month)]
    days = [number for number in range(1, 32)[::step] if _fits(number, day_digits)]
    for number in _years(year, reverse):
        for month_number in months:
            for day_number in days:
                if day_number <= days_in(number, month_number):
                    return Day(number, month_number, day_number)
    return None


def _years(pattern: str, reverse: bool = False):
    """The years that fit a pattern such as `15XX`, earliest first, lazily."""
    negative = pattern.startswith("-")
    # A greater digit makes a year before the common era earlier.
    hidden = "0123456789" if reverse == negative else "9876543210"
    for digits in product(*(hidden if character == "X" else character for character in pattern.lstrip("-"))):
        number = int("".join(digits))
        if not negative:
            yield number
        elif number:  # there is no year -0000
            yield -number


def _fits(number: int, pattern: str) -> bool:
    return not pattern or all(hidden in ("X", shown) for hidden, shown in zip(pattern, f"{number:02d}", strict=True))
