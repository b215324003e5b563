"""When: the dates in a period, as four bounds on the time the party had the work."""

import re
from functools import lru_cache
from typing import NamedTuple

from collection.notation import dates as notation
from collection.notation.provenance.date_patterns import (
    ATOM,
    DEATH,
    DOUBT,
    ENGLISH_MONTHS,
    MAY_DATE,
    MONTH_NUMBERS,
    NO_DATE,
    OPEN_END,
    OTHER,
    PLAIN,
    PREPOSITION,
    SHORT_END,
)
from collection.notation.provenance.values import Dates, Span


class Atom(NamedTuple):
    """A date in a period; low, high: EDTF dates, None where the date cannot be read.

    kind: that of its preposition; "dash", "or", "and" for what joins it to the date before; "" for none.
    """

    kind: str
    start: int
    end: int
    low: str | None
    high: str | None


def bounds(text: str, atoms: list[Atom], is_event: bool, died: str | None) -> Dates | None:
    """The bounds that the dates set together. What contradicts the first, or cannot be read, has no place in them.

    is_event: the method is a change of hands, so "in 1912" says when, and not only that the work was there then.
    died: year of the party's death, for "until his death".
    """
    found: list[str | None] = [None, None, None, None]
    spans, position = [], 0
    while position < len(atoms):
        taken, said = _phrase(atoms, position, is_event)
        phrase = atoms[position : position + taken]
        position += taken
        before = atoms[position - taken - 1].end if spans else 0
        if said is not None and spans and text[before : phrase[0].start].strip(" ,") == "but":
            # "likely by June 1974 but by November 1976": the firm one counts.
            found = [*(said[:2] if any(said[:2]) else found[:2]), *(said[2:] if any(said[2:]) else found[2:])]
            spans.append(Span(phrase[0].start, phrase[-1].end))
        elif said is not None and _fit(found, said):
            found = [old or new for old, new in zip(found, said, strict=True)]
            spans.append(Span(phrase[0].start, phrase[-1].end))
    death = DEATH.search(text) if died else None
    if death and not (found[2] or found[3]):
        found[2] = found[3] = died
        spans.append(Span(*death.span()))
    return Dates(*found, tuple(spans)) if spans else None


def _fit(bounds: list[str | None], said: tuple) -> bool:
    """Whether a further phrase says something about a side of which nothing has been said."""
    return not (any(bounds[:2]) and any(said[:2]) or any(bounds[2:]) and any(said[2:]))


def _phrase(atoms: list[Atom], position: int, is_event: bool) -> tuple[int, tuple | None]:
    """How many atoms belong together here, and the four bounds that they set; None where one cannot be read."""
    first = atoms[position]
    others = atoms[position + 1 : position + 3]
    second = others[0] if others and others[0].start - first.end <= 2 else None
    third = others[1] if second and len(others) > 1 and others[1].start - second.end <= 2 else None
    if second is None or second.kind in ("", "in", "begin", "by", "between"):
        return 1, _alone(first, is_event)
    is_until = second.kind.startswith("until") or second.kind == "dash"
    if first.low is None or second.low is None or first.kind.startswith("until"):
        return 2, None
    if second.kind == "and" and first.kind != "between":
        return 2, None
    if second.kind in ("and", "or") or first.kind == "between":
        begin = (first.low, second.high)
        if third and third.kind.startswith("until") and third.low:
            return 3, (*begin, *_end(third))
        return 2, (*begin, None, None)
    if third and is_until and third.kind.startswith("until") and third.low:  # "c. 1952-1953 until March 1959"
        return 3, (first.low, second.high, *_end(third))
    if is_until:
        return 2, (*_begin(first, is_event=True), *_end(second))
    if second.kind == "after":  # "by 1905, after 1903" has no plain meaning
        return 2, None
    return 1, _alone(first, is_event)


def _alone(atom: Atom, is_event: bool) -> tuple | None:
    if atom.low is None:
        return None
    if atom.kind.startswith("until") or atom.kind == "dash":
        return None, None, *_end(atom)
    if atom.kind == "in" and not is_event:
        return None, atom.high, atom.low, None
    if atom.kind in ("between", "and", "or"):
        return None
    return *_begin(atom, is_event), None, None


def _begin(atom: Atom, is_event: bool) -> tuple[str | None, str | None]:
    if atom.kind == "by":
        return None, atom.high
    return atom.low, None if atom.kind == "after" else atom.high


def _end(atom: Atom) -> tuple[str | None, str | None]:
    if atom.kind == "until_least":
        return atom.low, None
    return None if atom.kind == "until_by" else atom.low, atom.high


def atoms(text: str, start: int, end: int, day_first: bool | None) -> list[Atom]:
    """The dates between two places, each with the preposition before it."""
    found: list[Atom] = []
    if not MAY_DATE.search(text, start, end):
        return found
    floor = start
    for match in ATOM.finditer(text, start, end):
        if match.start() < floor or (match.lastgroup and match["year"] and NO_DATE.match(text, match.end(), end)):
            continue
        begin, stop = match.span()
        kind = ""
        before = PREPOSITION.search(text, max(floor, begin - 32), begin)
        if before:
            kind = "or" if before["dash"] == "/" else before.lastgroup
            if not _is_joined(text, start, before, kind, found) and not _is_open(text, start, before, match.end(), end):
                kind, before = "", None
            begin = before.start() if before else begin
        is_other = match["short"] or OTHER.search(text, max(start, begin - 10), begin)
        low, high = (None, None) if is_other else _read(match, day_first)
        doubt = DOUBT.search(text, max(floor, begin - 14), begin)
        if doubt and text[start : doubt.start()].strip(" ,(["):
            begin, low, high = doubt.start(), _doubted(low), _doubted(high)
        found.append(Atom(kind, begin, stop, low, high))
        floor = stop
        if kind == "and" and len(found) > 1 and found[-2].kind == "until_between":  # one end, somewhere between the two
            first = found[-2]
            found[-2:] = [Atom("until", first.start, stop, first.low, high if first.low else None)]
        if match["year"] and not match["doubt"]:
            floor = _ending(text, stop, end, found)
    return found


def _is_joined(text: str, start: int, before: re.Match, kind: str, found: list[Atom]) -> bool:
    """Whether a dash, "or" or "to" leads on from a date: not in "Pittsburgh - 1954 - 1959" and "lent to 1967"."""
    if kind in ("dash", "or", "and"):
        return bool(found) and before.start() - found[-1].end <= 1
    if before[0].strip().casefold() != "to":
        return True
    behind = text[max(start, before.start() - 3) : before.start()].rstrip()
    return not behind or behind[-1] in ",;([" or bool(found) and before.start() - found[-1].end <= 1


def _is_open(text: str, start: int, before: re.Match, stop: int, end: int) -> bool:
    """Whether a dash stands for a beginning that nobody knows: "(-1939)", or "- 1939" on a line of its own."""
    return bool(before["dash"]) and (
        text[max(start, before.start() - 1) : before.start()] in ("", "(", "\n")
        and text[stop : min(end, stop + 1)] in ("", ")", "\n")
    )


def _ending(text: str, stop: int, end: int, found: list[Atom]) -> int:
    """Take up the short end of a range, "1930-35", or an open one, "1974-?"; how far the date goes with it."""
    last = found[-1]
    match = SHORT_END.match(text, stop, end)
    if match:
        digits = match["digits"]
        year = last.low[: 4 - len(digits)] + digits if last.low and last.low[:4].isdigit() else ""
        is_range = len(digits) == 2 and year and year > last.low[:4]
        mark = "?" if match["doubt"] else ""
        literal = year + mark if is_range else None
        found.append(Atom("or" if match["mark"] == "/" else "dash", match.start(), match.end(), literal, literal))
        return match.end()
    match = OPEN_END.match(text, stop, end)
    if match:
        found[-1] = last._replace(end=match.end())
        return match.end()
    return stop


def _read(match: re.Match, day_first: bool | None) -> tuple[str | None, str | None]:
    """The EDTF dates at both ends of one date: the same, but for a stretch such as "April 16-17, 1917"."""
    if match["year"] and not match["about"]:
        literal = match["year"] + ("?" if match["doubt"] else "")
        return literal, literal
    if match["days"]:  # "10./11.5.1928", which only German writes
        first, last, month, year = re.findall(r"\d+", match["days"])
        return tuple(read_phrase(f"{day}.{month}.{year}", True)[0] for day in (first, last))
    plain = PLAIN.fullmatch(match[0])  # nine of ten, and the notation of dates takes its time
    if plain and plain["month"] in MONTH_NUMBERS and int(plain["day"] or 1) in range(1, 29):
        literal = f"{plain['year']}-{MONTH_NUMBERS[plain['month']]}"
        literal += f"-{int(plain['day']):02d}" if plain["day"] else ""
        return literal, literal
    return read_phrase(match[0], day_first)


def _doubted(literal: str | None) -> str | None:
    """The date with the mark of doubt: "1963?", and "1940%" where it is approximate too."""
    if literal is None or literal[-1] in "?%":
        return literal
    return literal[:-1] + "%" if literal.endswith("~") else literal + "?"


@lru_cache(maxsize=4096)
def read_phrase(phrase: str, day_first: bool | None) -> tuple[str | None, str | None]:
    """The EDTF dates at both ends of a date in words; None and None where the notation of dates has no reading."""
    phrase = re.sub(r"(?<=\d0)['’](?=s)|\bvery (?=early|late)", "", phrase).replace(" and ", "-").replace(" & ", "-")
    phrase = re.sub(r"[A-Za-z]+", lambda word: ENGLISH_MONTHS.get(word[0].casefold(), word[0]), phrase)
    phrase = re.sub(r"(?<=[\d\w]) de (?=\d|[A-Z])|°", " ", phrase)
    phrase = re.sub(r"(?<=\d)/(?=\d{1,2} [A-Z])", "-", phrase)  # "18/19 May 1933"
    phrase = re.sub(r"(?i)^(?:omstreeks|verso il|hacia) ", "circa ", phrase)
    literal = notation.read(phrase, prose=True, day_first=day_first)
    if literal is None:
        return None, None
    if literal[0] in "[{":
        low, _, high = literal[1:-1].replace(",", "/").replace("..", "/").partition("/")
        return low, high.rpartition("/")[2] or low
    low, _, high = literal.partition("/")
    return low, high or low
