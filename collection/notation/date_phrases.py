"""Single dates and ranges of dates, read off tokens.

A year that is not there yet is filled in from the other end of a range ("April - May 1954", "10th-11th century",
"500-450 BCE", "1920-30"). Whatever does not parse completely raises `Unreadable`; nothing is guessed.
"""

from collection.notation.date_values import OPEN, PartialDate, Piece, Unreadable, complete, join_marks, resolve
from collection.notation.date_words import Cursor, Token


class Reader(Cursor):
    """Reads phrases off a list of tokens, from `position` on.

    day_first: what 03/04/1999 means, True for 3 April, False for 4 March.
    """

    def __init__(self, tokens: list[Token], day_first: bool):
        super().__init__(tokens)
        self.day_first = day_first

    def phrase(self) -> Piece:
        """One date, range, or date with a "before" or "after"."""
        start = self.position
        outer = self._marks()
        if self.kind() not in ("before", "upto", "after", "from", "between"):
            outer, self.position = "", start  # the mark is the date's own
        if self.kind() in ("before", "upto"):
            self.position += 1
            self.accept("-")
            return self._open(self._range(), outer, start=OPEN)
        if self.kind() == "after" or (self.kind() == "from" and not self._is_from_to()):
            self.position += 1
            self.accept("-")
            return self._open(self._range(), outer, end=OPEN)
        is_between = self.accept("between")
        self.accept("from")
        piece = self._range()
        if is_between and piece.is_single:
            raise Unreadable
        if self.accept("orlater"):
            return self._open(piece, outer, end=OPEN)
        if self.accept("orearlier"):
            return self._open(piece, outer, start=OPEN)
        return piece.marked(outer)

    def _is_from_to(self) -> bool:
        """Whether the "from" ahead has its "to" before the phrase is over."""
        for token in self.tokens[self.position + 1 :]:
            if token.kind in ("-", "to", "upto"):
                return True
            if token.kind in (",", ";", "(", ")", "role"):
                break
        return False

    def _open(self, piece: Piece, mark: str, **ends: str) -> Piece:
        """The piece with one end open. Of a range, "before" takes the end and "after" the start."""
        if OPEN in (piece.start, piece.end):
            raise Unreadable
        marks = {f"{end}_mark": "" for end in ends}
        mark = join_marks(mark, self._trailing_marks())
        return piece._replace(**ends, **marks).marked(mark)

    def _range(self) -> Piece:
        first = self._date()
        separator = self._range_separator(first)
        if separator is None:
            return resolve(first)
        if self.accept("present") or (separator == "-" and self.kind() in ("end", ",", ";", ")")):
            piece = resolve(first)
            return piece._replace(end=OPEN, end_mark="")
        last = self._date(after=first)
        if separator == "/" and 1 <= last.digits <= 2 and not first.lead and last.year and last.year <= 12:
            raise Unreadable  # 1911/12 is the winter of 1911 to one, December 1911 to the other
        complete(first, last)
        start, end = resolve(first), resolve(last)
        if first.season == 24 and not (last.season or last.month) and last.year == first.year + 1:
            return start  # "winter 1962-63" is one winter
        # What stands before a range or behind it ("c. 1925-1940", "1925-1940?") goes for both ends, as Carnegie's
        # own years do; "1656-c.1680" is vague at one end only.
        whole = join_marks(first.lead, last.tail)
        piece = Piece(start.start, end.end, start.start_mark, end.end_mark).marked(whole)
        if first.season or last.season:
            days = start.days()[0], end.days()[1]  # EDTF has no interval between two adjoining seasons
            piece = piece._replace(start=str(days[0])[:-3], end=str(days[1])[:-3])
        return piece

    def _range_separator(self, first: PartialDate) -> str | None:
        if self.kind() in ("-", "to", "upto", "/"):
            if self.kind() == "/" and self.kind(1) not in ("num", "circa", "decade", "ord"):
                return None
            kind = self.kind()
            self.position += 1
            return kind
        is_joined = self.kind() == "and" and self._opened_by_between()
        if is_joined or (self.kind() in ("and", "or") and first.age == -1):  # "18th or 19th century"
            self.position += 1
            return "to"
        return None

    def _opened_by_between(self) -> bool:
        return any(token.kind == "between" for token in self.tokens[: self.position])

    # Dates

    def _date(self, after: PartialDate | None = None) -> PartialDate:
        """One date. After the first end of a range it may leave out what the first has said."""
        mark = self._marks()
        if self.kind() == "ce":
            self.position += 1
            date = self._year_or_age(after)
            date.era = date.era or "ce"
        else:
            date = self._calendar_date(after) or self._year_or_age(after)
        if self.kind() in ("bce", "ce"):
            date.era = self.kind()
            self.position += 1
        date.lead, date.tail = mark, self._trailing_marks()
        return date

    def _marks(self) -> str:
        mark = ""
        while self.kind() in ("circa", "maybe"):
            mark = join_marks(mark, "~" if self.kind() == "circa" else "?")
            self.position += 1
            if mark in "~%" and self.kind() == "," and self.kind(1) == "num":
                self.position += 1  # "c, 1886"
        return mark

    def _trailing_marks(self) -> str:
        mark = ""
        while True:
            if self.accept("?"):
                mark = join_marks(mark, "?")
            elif self.kind() == "(" and self.kind(1) in ("?", "circa", "maybe") and self.kind(2) == ")":
                mark = join_marks(mark, "~" if self.kind(1) == "circa" else "?")
                self.position += 3
            elif self.kind() == "circa" and self.kind(1) == "end":
                mark = join_marks(mark, "~")
                self.position += 1
            else:
                return mark

    def _calendar_date(self, after: PartialDate | None) -> PartialDate | None:
        """A date with a month, a season, or written in numbers; None if there is none here."""
        if self.kind() in ("early", "mid", "late") and self.kind(1) in ("month", "season", "-"):
            skipped = 2 if self.kind(1) == "-" else 1
            if self.kind(skipped) in ("month", "season"):
                self.position += skipped  # "late May 1912" lies within May 1912; EDTF has no finer word for it
        if self.kind() == "iso":
            year, month, day = self.take()
            return PartialDate(year=year, month=month, day=day)
        if self.kind() == "numeric":
            return self._numeric_date()
        if self.kind() == "season":
            season = self.take()
            self.accept(",")
            return PartialDate(season=season, year=int(self.take()) if self.number() == 4 else None)
        is_day = self.kind() == "ord" or self.number() in (1, 2)
        if self.kind() == "month":
            return self._month_first()
        if is_day and self.kind(1) == "month":
            day, month = int(self.take()), self.take()
            return PartialDate(day=day, month=month, year=self._year_after())
        if after and after.day and not after.year and is_day:  # "June 19-20, 1964"
            return PartialDate(day=int(self.take()), month=after.month, year=self._year_after())
        if is_day and self.kind(1) in ("-", "to") and self.kind(3) == "month":  # "19-20 June 1964"
            return PartialDate(day=int(self.take()))
        return None

    def _numeric_date(self) -> PartialDate:
        year, first, second = self.take()
        if first == second or second > 12:
            return PartialDate(year=year, month=first, day=second)
        if first > 12 or self.day_first:
            return PartialDate(year=year, month=second, day=first)
        return PartialDate(year=year, month=first, day=second)

    def _month_first(self) -> PartialDate:
        month, day = self.take(), None
        if self.number() in (1, 2) or self.kind() == "ord":
            day = int(self.take())
        return PartialDate(month=month, day=day, year=self._year_after())

    def _year_after(self) -> int | None:
        if self.number() == 4:
            return int(self.take())
        if self.kind() == "," and self.number(1) == 4:
            self.position += 1
            return int(self.take())
        return None

    def _year_or_age(self, after: PartialDate | None) -> PartialDate:
        part = self._part()
        if self.kind() == "masked":
            digits = self.take()
            return PartialDate(
                age=10 if digits[2] != "X" else 100, year=int(digits.rstrip("X")) * (10 if digits[2] != "X" else 100)
            )
        if self.kind() == "century" and self.kind(1) == "roman":  # "siglo XIX"
            self.position += 1
            return PartialDate(age=100, year=self.take(), **part)
        if self.kind() == "decade":
            return self._decade(part, after)
        if self.kind() in ("ord", "roman") or (part or self.number() in (1, 2)) and self._is_century_ahead():
            return self._age(part)
        if part.get("is_exact") or not self.number():
            raise Unreadable
        digits = self.take()
        if len(digits) > 5:
            raise Unreadable
        date = PartialDate(year=int(digits), digits=len(digits))
        self._month_behind(date)
        return date

    def _is_century_ahead(self) -> bool:
        """Whether the number here counts centuries: "18-19th century"."""
        return self.number() in (1, 2) and self.kind(1) in ("-", "to", "or", "and") and self.kind(2) == "ord"

    def _age(self, part: dict) -> PartialDate:
        """A century or millennium; its noun may follow the other end of the range, and is then filled in."""
        number = int(self.take())
        ahead = 1 if self.kind() == "-" and self.kind(1) == "century" else 0
        size = None
        if self.kind(ahead) in ("century", "millennium"):
            size = 100 if self.kind(ahead) == "century" else 1000
            self.position += ahead + 1
        elif self.kind() == "circa" and self.kind(1) not in ("num", "decade", "month"):
            size = 100  # "18th c."
            self.position += 1
        return PartialDate(age=size or -1, year=number, **part)

    def _decade(self, part: dict, after: PartialDate | None) -> PartialDate:
        digits = self.take()
        if len(digits) == 2:  # "1950s-60s"
            if not after or after.age != 10 or after.year % 100 >= int(digits):
                raise Unreadable
            digits = str(after.year // 100) + digits
        year = int(digits)
        if year % 10 or len(digits) < 3:
            raise Unreadable
        # "1800s" is a century to most museums and a decade to a few; the century holds both. Nobody means 2000-2099.
        return PartialDate(age=100 if year % 100 == 0 and year < 2000 else 10, year=year, digits=len(digits), **part)

    def _month_behind(self, date: PartialDate) -> None:
        """A month after its year: "1932, December", "1995 (February)", "1912 May 5"."""
        if self.kinds(3) == ["(", "month", ")"]:
            self.position += 1
            date.month = self.take()
            self.position += 1
            return
        ahead = 1 if self.kind() == "," else 0
        if self.kind(ahead) != "month":
            return
        has_day = self.number(ahead + 1) in (1, 2)
        following = ahead + (2 if has_day else 1)
        if self.number(following) or (self.kind(following) == "," and self.number(following + 1)):
            return  # the month goes with the year after it: "1932, December 1933"
        self.position += ahead
        date.month = self.take()
        date.day = int(self.take()) if has_day else None

    def _part(self) -> dict:
        """ "early", "mid- to late", "second half", "last quarter", as what `PartialDate` keeps of it."""
        if self.kind() in ("ord", "last") and self._is_fraction_ahead():
            position = None if self.accept("last") else self.take()
            pieces = 3 if self.kind() == "ord" else int(self.kind())
            self.position += 1
            if position is not None and position > pieces:
                raise Unreadable
            return {"span": ((position or pieces), pieces), "is_exact": True}
        if self.kind() not in ("early", "mid", "late", "former", "later"):
            return {}
        first = last = self.kind()
        self.position += 1
        self.accept("-")
        joined = 1 if self.kind() in ("to", "-") else 0
        if self.kind(joined) in ("mid", "late"):
            last = self.kind(joined)
            self.position += joined + 1
            self.accept("-")
        return {"span": (first, last), "is_vague": True}

    def _is_fraction_ahead(self) -> bool:
        """Whether a half, third or quarter follows the number here; "third" reads as the ordinal it also is."""
        following = self.tokens[self.position + 1 : self.position + 2]
        return self.kind(1) in ("2", "3", "4") or following == [Token("ord", 3)]
