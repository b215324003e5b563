"""What a date text says, before and after its gaps are filled: a `PartialDate`, then a `Piece` with two EDTF ends."""

from typing import NamedTuple

from collection.notation.edtf import bounds, is_edtf

OPEN = ".."

# Where a part of a century or decade begins and ends, in years from its start. Museums differ, so a part is always
# marked approximate. Thirds of a century hold what Carnegie itself enters for "early" (median 00 to 30) and "late"
# (75 to 99); its decades it halves ("late 1870s" 1875 to 1879), so halves there, with "mid" around the middle.
_PARTS = {
    100: {"early": (0, 33), "mid": (34, 66), "late": (67, 99), "former": (0, 49), "later": (50, 99)},
    10: {"early": (0, 4), "mid": (3, 7), "late": (5, 9), "former": (0, 4), "later": (5, 9)},
    1000: {"early": (0, 333), "mid": (334, 666), "late": (667, 999), "former": (0, 499), "later": (500, 999)},
}


class Unreadable(Exception):
    """The text is no date, or could be read in more than one way."""


class Piece(NamedTuple):
    """The ends of one phrase: EDTF dates without qualifier, or `OPEN`, and the qualifier of each ("", "~", "?", "%").

    A single date has the same at both ends.
    """

    start: str
    end: str
    start_mark: str = ""
    end_mark: str = ""

    def edtf(self) -> str:
        start, end = self.start + self.start_mark, self.end + self.end_mark
        return start if start == end else f"{start}/{end}"

    @property
    def is_single(self) -> bool:
        return self.start == self.end

    def marked(self, mark: str) -> "Piece":
        return self._replace(
            start_mark="" if self.start == OPEN else join_marks(self.start_mark, mark),
            end_mark="" if self.end == OPEN else join_marks(self.end_mark, mark),
        )

    def days(self):
        """Its calendar bounds, as of `edtf.bounds`. Raises Unreadable for a day that does not exist."""
        if not is_edtf(self.edtf()):
            raise Unreadable
        return bounds(self.edtf())


class PartialDate:
    """A date as far as it is written.

    age: how many years it spans: 10, 100, 1000, 0 for a dated day, month or year, or -1 for a numbered century whose
      noun stands at the other end of the range. Then `year` is the number of the century, or the first year.
    digits: how many the year is written with.
    span: the part of the age: two of the keys of `_PARTS` (`is_vague`), or a number and a count, as (2, 4) for the
      second quarter.
    lead, tail: the qualifiers before and behind it; era: "bce", "ce" or None.
    """

    def __init__(self, **known):
        self.year = self.month = self.day = self.era = self.season = None
        self.digits = 4
        self.age, self.span, self.is_vague = 0, None, False
        self.lead = self.tail = ""
        self.__dict__.update(known)

    @property
    def mark(self) -> str:
        return join_marks(self.lead, self.tail)


def join_marks(one: str, other: str) -> str:
    """The qualifier that says both: about and possibly make "%"."""
    both = set(one + other)
    return "%" if "%" in both or len(both) == 2 else "".join(both)


def complete(first: PartialDate, last: PartialDate) -> None:
    """Fill in at each end of a range what only the other says. Raises Unreadable where that would be a guess."""
    is_across_eras = first.era == "bce"
    is_fraction = last.span is not None and not last.is_vague
    if first.age == -1 and is_fraction and first.year <= last.span[1]:
        if first.span or first.year >= last.span[0]:
            raise Unreadable
        first.span, first.year = (first.year, last.span[1]), last.year  # "2nd-3rd quarter of the 19th century"
    if first.age == -1:
        first.age = last.age
    if last.age == -1:
        raise Unreadable
    if first.era is None and last.era:
        if last.era == "bce" and first.year is not None and last.year is not None and first.year < last.year:
            raise Unreadable  # "100-200 BCE" is turned round, or its first year is CE
        first.era = last.era
    elif last.era is None and first.era == "bce":
        raise Unreadable
    elif first.era:
        last.era = last.era or first.era
    first.month = first.month or (last.month if first.day else None)
    if first.year is None:
        first.year = last.year
    is_plain = last.year is not None and not (first.age or last.age or last.month)
    if is_plain and last.era != "bce" and not is_across_eras and last.digits <= 2 < first.digits:
        century = 10**last.digits  # "1920-30", "1963-4"
        if first.month or last.year <= first.year % century:
            raise Unreadable
        last.year += first.year - first.year % century
        last.digits = first.digits
    if not first.era and min(first.digits, last.digits) >= 3:
        first.digits = last.digits = 4  # 618-906: two years vouch for each other


def resolve(date: PartialDate) -> Piece:
    """The ends of a date, its year counted astronomically. Raises Unreadable if the year is missing or unsafe."""
    if date.year is None or date.age == -1 or (date.year == 0 and (date.era or date.age)):
        raise Unreadable
    if date.age:
        return _resolve_age(date)
    # "607" alone is a year, or a decade cut short; with "c." or an era it can only be a year.
    if not date.era and date.digits < (3 if date.mark else 4):
        raise Unreadable
    if date.era == "bce" and (date.month or date.season):
        raise Unreadable
    text = _year(1 - date.year if date.era == "bce" else date.year)
    for part in (date.season or date.month, date.day):
        if part is not None:
            text += f"-{part:02d}"
    if date.day and not date.month:
        raise Unreadable
    return Piece(text, text, date.mark, date.mark)


def _resolve_age(date: PartialDate) -> Piece:
    size = date.age
    start = date.year if size == 10 or date.year >= 100 else (date.year - 1) * size
    if date.era == "bce":
        # The fifth century BCE is 500 to 401, the 430s BCE are 439 to 430; the first year is the greatest number.
        start = 1 - (date.year + 9) if size == 10 else 1 - date.year * size
        if size != 10 and date.year >= 100:
            raise Unreadable
    if size == 10 and not date.era and start < 1000 or not -99999 < start < 3000:
        raise Unreadable
    mark = join_marks(date.mark, "~" if date.is_vague else "")
    if date.span is None and date.era != "bce" and start > 0:
        text = f"{start:04d}"[: -len(str(size)) + 1] + "X" * (len(str(size)) - 1)
        return Piece(text, text, mark, mark)
    low, high = 0, size - 1
    if date.is_vague:
        low, high = _PARTS[size][date.span[0]][0], _PARTS[size][date.span[1]][1]
    elif date.span:
        position, pieces = date.span
        low, high = -(-size * (position - 1) // pieces), -(-size * position // pieces) - 1
    if start == 0:
        low = max(low, 1)  # the first century has no year 0
    return Piece(_year(start + low), _year(start + high), mark, mark)


def _year(year: int) -> str:
    if abs(year) > 9999:
        return f"Y{year}"
    return f"-{-year:04d}" if year < 0 else f"{year:04d}"
