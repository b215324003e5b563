"""One calendar day, proleptic Gregorian, with a year that may lie before the common era, and its sortable integer."""

from typing import NamedTuple

MONTH_DAYS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


class Day(NamedTuple):
    """A calendar day; year 0 is 1 BCE. Compares in order of time; `str()` is ISO 8601, as in `-0499-12-31`."""

    year: int
    month: int
    day: int

    def __str__(self) -> str:
        sign = "-" if self.year < 0 else "+" if self.year > 9999 else ""
        return f"{sign}{abs(self.year):04d}-{self.month:02d}-{self.day:02d}"


def ordinal(day: Day) -> int:
    """The day as one integer, year * 10000 + month * 100 + day, that sorts as the days do, BCE included."""
    return day[0] * 10000 + day[1] * 100 + day[2]


def day(ordinal: int) -> Day:
    """The day that `ordinal()` made this integer of. Raises ValueError if no calendar day has it."""
    year, rest = divmod(ordinal, 10000)  # floors, so -4988769 is in the year -499 and month and day stay positive
    month, day_of_month = divmod(rest, 100)
    if not (1 <= month <= 12 and 1 <= day_of_month <= days_in(year, month)):
        raise ValueError(f"{ordinal} is no calendar day; 18600512 is 12 May 1860")
    return Day(year, month, day_of_month)


def days_in(year: int, month: int) -> int:
    """How many days the month has, 1 being January. Year 0 and every fourth before it are leap years."""
    is_leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    return 29 if month == 2 and is_leap else MONTH_DAYS[month - 1]


def month_end(year: int, month: int) -> Day:
    """The last day of a month counted from January of the year; the 13th is January of the next."""
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    return Day(year, month, days_in(year, month))
