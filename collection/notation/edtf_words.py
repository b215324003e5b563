"""EDTF literals in plain English, for a page that anybody may read."""

from collection.notation.edtf import OPEN, UNKNOWN, Moment, Span, require

_MONTHS = "January February March April May June July August September October November December".split()
_SEASONS = ("spring", "summer", "autumn", "winter")
_MARKS = {"": "", "~": "about ", "?": "possibly ", "%": "possibly about "}


def describe(edtf: str) -> str:
    """The literal in words: "about 1860", "1850s", "500–450 BCE", "13 September 2023", "by 1905".

    Raises ValueError for what is not EDTF. A pattern of hidden digits that has no name in English is given by the
    first and last day it can mean.
    """
    kind, spans = require(edtf)
    if kind in ("date", "interval"):
        return _span(spans[0])
    phrases = [_span(span) for span in spans]
    if len(phrases) == 1:
        return phrases[0]
    return f"{', '.join(phrases[:-1])} {'or' if kind == 'one' else 'and'} {phrases[-1]}"


def _span(span: Span) -> str:
    start, end = span
    if start == end:
        return _moment(start) if isinstance(start, Moment) else "date unknown"
    if not isinstance(start, Moment):
        if not isinstance(end, Moment):
            return "date unknown"
        return f"by {_moment(end)}" if start == OPEN else f"until {_moment(end)}, beginning unknown"
    if end == OPEN:
        return f"{_moment(start)} or later"
    if end == UNKNOWN:
        return f"from {_moment(start)}, end unknown"
    return _range(start, end)


def _range(start: Moment, end: Moment) -> str:
    """Two moments, what they have in common said once."""
    first, last = _plain(start), _plain(end)
    head, tail = _MARKS[_mark(start)], _MARKS[_mark(end)]
    if head == tail:
        tail = ""
    if not tail:
        first = _without_shared_end(first, last, start, end)
    dash = "–" if _is_short(first, start) and (_is_short(last, end) or start.form != "year") else " – "
    return f"{head}{first}{dash}{tail}{last}"


def _is_short(words: str, moment: Moment) -> bool:
    """Whether a dash can stand close to the words: "500 BCE–20 CE", but "May 1860 – 1861"."""
    return " " not in words or moment.form in ("year", "decade", "century", "long")


def _without_shared_end(first: str, last: str, start: Moment, end: Moment) -> str:
    """ "19" of "19 June 1964" before "20 June 1964", "500" of "500 BCE" before "450 BCE"."""
    if start.form != end.form:
        return first.removesuffix(" CE") if last.endswith(" CE") else first
    if start.form == "day" and start.year == end.year and first[0].isdigit():
        return first.removesuffix(
            " " + last.split(" ", 1)[1] if start.month == end.month else " " + last.split(" ")[-1]
        )
    for shared in (" BCE", " CE", " century"):
        if first.endswith(shared) and last.endswith(shared):
            return first.removesuffix(shared)
    if start.form == end.form == "month" and start.year == end.year:
        return first.split(" ")[0]
    # 960–1279 needs no era; 960 alone does
    return first.removesuffix(" CE") if last.isdigit() else first


def _mark(moment: Moment) -> str:
    """The one qualifier that says all those of its parts."""
    qualifiers = moment.qualifiers
    return "%" if "%" in qualifiers or len(qualifiers) > 1 else "".join(qualifiers)


def _moment(moment: Moment) -> str:
    mark, words = _MARKS[_mark(moment)], _plain(moment)
    return f"{mark}the {words}" if mark and words.endswith(("0s", "century", "millennium")) else mark + words


def _plain(moment: Moment) -> str:
    """A moment in words, its qualifiers left out."""
    form, month, day = moment.form, moment.month, moment.day
    if form == "significant":
        return f"about {_year(int(moment.year))} ({_years(moment)})"
    if form == "time":
        clock = moment.text.partition("T")[2]
        return f"{_plain(moment._replace(form='day'))}, {clock.replace('Z', ' UTC')}"
    year = _pattern_year(moment)
    if form == "season":
        return _season(int(month), year) if year else _days(moment)
    if set(day) == {"X"}:
        day = ""
    if set(month) == {"X"} and not day:
        month = ""
    if not month:
        return year or _years(moment)
    if not year or "X" in month + day:
        return _days(moment)
    words = " ".join([*([str(int(day))] if day else []), _MONTHS[int(month) - 1]])
    return f"{words} {year}" if "X" not in moment.year else f"{words}, {year}"


def _pattern_year(moment: Moment) -> str:
    """The year, decade, century or millennium; empty if the pattern is none of those."""
    digits = moment.year.lstrip("-")
    hidden = len(digits) - len(digits.rstrip("X"))
    if digits.rstrip("X").isdigit() and hidden == 0:
        return _year(int(moment.year))
    if digits == "XXXX":
        return "unknown year"
    if moment.year.startswith("-") or "X" in digits.rstrip("X"):
        return ""
    number = int(digits.rstrip("X"))
    if hidden == 1:
        return f"{number}0s" if number >= 100 else ""
    return f"{_ordinal(number + 1)} {'century' if hidden == 2 else 'millennium'}"


def _season(code: int, year: str) -> str:
    if code < 25:
        return f"{_SEASONS[code - 21]} {year}"
    if code < 33:
        half = "northern" if code < 29 else "southern"
        return f"{_SEASONS[(code - 25) % 4]} {year} ({half} hemisphere)"
    if code < 37:
        return f"{('first', 'second', 'third', 'last')[code - 33]} quarter of {year}"
    if code < 40:
        return f"{('first', 'second', 'last')[code - 37]} third of {year}"
    return f"{('first', 'second')[code - 40]} half of {year}"


def _years(moment: Moment) -> str:
    first, last = _year(moment.first.year), _year(moment.last.year)
    for era in (" BCE", " CE"):
        if last.endswith(era):
            first = first.removesuffix(era)
    return f"between {first} and {last}"


def _days(moment: Moment) -> str:
    if moment.first == moment.last:
        return _day(moment.first)
    return f"between {_day(moment.first)} and {_day(moment.last)}"


def _day(day) -> str:
    return f"{day.day} {_MONTHS[day.month - 1]} {_year(day.year)}"


def _year(year: int) -> str:
    """A year as it is spoken of: 0 is 1 BCE, and a year before 1000 says its era."""
    number = 1 - year if year <= 0 else year
    shown = f"{number:,}" if number > 9999 else str(number)
    return f"{shown} BCE" if year <= 0 else f"{shown} CE" if year < 1000 else shown


def _ordinal(number: int) -> str:
    if number % 100 in (11, 12, 13):
        return f"{number}th"
    return f"{number}{ {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th') }"
