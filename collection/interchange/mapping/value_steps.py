"""Steps on dates, numbers and measurements."""

import hashlib
import math
import re
from functools import lru_cache

from django.core.exceptions import ValidationError

from collection.interchange.mapping.registry import step
from collection.interchange.mapping.text_steps import as_text
from collection.models.fields import validate_date_text
from collection.notation import dates

UNDATED = re.compile(r"(?i)\W*(not dated|undated|no date|n\.? ?d\.?|date unknown|unknown|s\.? ?d\.?|none)\W*")
_NUMERIC = re.compile(r"\s*\d{1,4}[-./]\d{1,2}[-./]\d{1,4}\s*")
_NEGATIVE = re.compile(r"-\d{1,4}")
YEARS_MEND = "If the column holds years and nothing else, put the step “years” before this one: -500 is 500 BCE."
DATE_MEND = "Write it like 2023-09-13, 13 September 2023, c. 1860, 1950s, late 19th century or 500 BCE."


@lru_cache(maxsize=16384)
def read_date(text: str, day_first: bool | None = None) -> tuple[str | None, bool]:
    """The EDTF reading of a date text, None where none is safe; and whether it is written as a day that never was."""
    edtf = dates.read(text, prose=True, day_first=day_first)
    if edtf is not None:
        return edtf, False
    try:
        validate_date_text(text)
    except ValidationError:
        return None, True
    return None, False


@step(
    "A date as the museum writes it, kept as text and read as EDTF. What is no date (31/02/1999) refuses the "
    'row, or, with impossible = "warn", is kept and reported. day_first says what 03/04/1999 means; date = "edtf" '
    "writes the reading in the place of the text.",
    '{ date = "keep", day_first = true }',
)
def date(text="keep", impossible="refuse", day_first=None):
    if impossible not in ("refuse", "warn") or text not in ("keep", "edtf"):
        raise ValueError('date is "keep" or "edtf", impossible is "refuse" or "warn"')

    def look(value, remarks):
        written = as_text(value).strip()
        edtf, is_impossible = read_date(written, day_first)
        if is_impossible:
            severity = "refused" if impossible == "refuse" else "warning"
            mend = YEARS_MEND if _NEGATIVE.fullmatch(written) else DATE_MEND
            remarks.add("No day of the calendar, or it could be read in two ways.", mend, "impossible-date", severity)
        elif edtf is None and written and not UNDATED.fullmatch(written):
            remarks.add("No safe reading of this date; the text is kept.", DATE_MEND, "unread-date")
        elif edtf and (text == "edtf" or (day_first is not None and _NUMERIC.fullmatch(written))):
            return edtf
        return written or None

    return look


@step("The year of a date whose day is only a stand-in: 1908-01-01 → 1908; -500 → 500 BCE. Other days stay.", '"year"')
def year():
    def cut(value, remarks):
        text = as_text(value).strip()
        found = re.fullmatch(r"(-?)(\d{1,4})(?:-01-01(?:[T ]00:00.*)?|-00-00)?", text)
        if found is None:
            return text or None
        return f"{int(found[2])} BCE" if found[1] else found[2]

    return cut


@step(
    "Two years as one date: 1855 and 1865 → 1855–1865; a negative year is BCE. For columns as beginyear, endyear.",
    '"years"',
    whole=True,
)
def years():
    def put_together(value, remarks):
        members = list(value.values()) if isinstance(value, dict) else value if isinstance(value, list) else [value]
        try:
            found = [int(float(as_text(member))) for member in members if member not in (None, "")]
        except (ValueError, OverflowError):
            remarks.add("These are not two years.", "Write years in figures: 1855, -500.", "not-a-year")
            return None
        found = list(dict.fromkeys(each for each in found if each))
        if not found:
            return None
        if len(found) > 1 and found[0] > found[1]:
            remarks.add("The range is reversed: it ends before it begins.", "Exchange the two years.", "reversed-range")
            return None
        first, last = found[0], found[-1]
        if first < 0 < last:
            return f"{-first} BCE–{last} CE"
        era = " BCE" if first < 0 else " CE" if first < 1000 else ""  # 607 alone could be a decade cut short
        return "–".join(str(abs(each)) for each in (first, last)[: len(found)]) + era

    return put_together


_LIFE = re.compile(
    r"(?P<birth>(?:c\.|ca\.?|circa|about|before|after)?\s*\d{3,4}(?:s|\??)(?: ?BCE?| ?B\.C\.)?)\s*[-–—]\s*"
    r"(?P<death>(?:c\.|ca\.?|circa|about|before|after)?\s*\d{3,4}(?:s|\??)(?: ?BCE?| ?B\.C\.)?)?",
    re.IGNORECASE,
)
_BORN = re.compile(r"\b(?:born|b\.)\s*(?P<birth>(?:c\.|ca\.?|circa|about)?\s*\d{3,4}\??)", re.IGNORECASE)
_DIED = re.compile(r"\b(?:died|d\.)\s*(?P<death>(?:c\.|ca\.?|circa|about)?\s*\d{3,4}\??)", re.IGNORECASE)


@lru_cache(maxsize=16384)
def life(text: str) -> tuple[str | None, str | None]:
    """The dates of birth and death in "American, 1840–1905" or "born 1950"; none in "active 1850–1880"."""
    if re.search(r"(?i)\b(active|fl\.|flourished|working|established)\b", text):
        return None, None
    if found := _LIFE.search(text):
        birth, death = (part and " ".join(part.split()) for part in (found["birth"], found["death"]))
        if death and re.search(r"(?i)b\.?c", death) and not re.search(r"(?i)b\.?c", birth):
            birth = f"{birth} BCE"
        return birth, death
    born, died = _BORN.search(text), _DIED.search(text)
    return born and born["birth"].strip(), died and died["death"].strip()


@step("The date of birth in a text with both: American, 1840–1905 → 1840.", '"born"')
def born():
    return lambda value, remarks: life(as_text(value))[0]


@step("The date of death in a text with both: American, 1840–1905 → 1905.", '"died"')
def died():
    return lambda value, remarks: life(as_text(value))[1]


@step("A number; 1.234,5 and 1,234.5 are understood.", '"number"')
def number():
    def read(value, remarks):
        if isinstance(value, (int, float)) and not isinstance(value, bool) and math.isfinite(value):
            return value
        found = parse_number(as_text(value))
        if found is None:
            remarks.add("This is not a number.", "Write figures: 12 or 12.5.", "not-a-number")
        return found

    return read


@step("A whole number.", '"integer"')
def integer():
    to_number = number()

    def read(value, remarks):
        found = to_number(value, remarks)
        if found is not None and found != int(found):
            remarks.add("This is not a whole number.", "Write figures without a fraction: 12.", "not-a-number")
            return None
        return None if found is None else int(found)

    return read


@step("Yes or no, from words such as yes, true, 1, x, no, false, 0.", '"boolean"')
def boolean():
    yes, no = (
        {"yes", "y", "true", "t", "1", "x", "on", "ja", "oui"},
        {"no", "n", "false", "f", "0", "off", "nein", "non"},
    )

    def read(value, remarks):
        word = as_text(value).strip().casefold()
        if word not in yes | no:
            remarks.add("This says neither yes nor no.", "Write yes or no.", "not-yes-or-no")
            return None
        return word in yes

    return read


@step("Cuts a text to this many characters, so that two different texts stay different.", "{ shorten = 60 }")
def shorten(length):
    if not isinstance(length, int) or length < 20:
        raise ValueError("the length is a whole number of 20 or more")

    def cut(value, remarks):
        text = " ".join(as_text(value).split())
        if len(text) <= length:
            return text or None
        mark = hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:8]
        return f"{text[: length - 10].rstrip()}… {mark}"

    return cut


def parse_number(text: str) -> float | int | None:
    """A number as people write it: 12, 12.5, 12,5, 1,234.5, 12 1/2, 5½; None for anything else."""
    text = text.strip().replace("\u00a0", " ")
    for sign, fraction in {
        "½": " 1/2",
        "¼": " 1/4",
        "¾": " 3/4",
        "⅛": " 1/8",
        "⅜": " 3/8",
        "⅝": " 5/8",
        "⅞": " 7/8",
    }.items():
        text = text.replace(sign, fraction)
    if found := re.fullmatch(r"\s*(?:(\d+)[ -]+)?(\d+)/([1-9]\d*)", text):
        return int(found[1] or 0) + int(found[2]) / int(found[3])
    if re.fullmatch(r"[-+]?\d{1,3}(,\d{3})+(\.\d+)?", text):
        text = text.replace(",", "")
    elif re.fullmatch(r"[-+]?\d{1,3}(\.\d{3})+,\d+", text):
        text = text.replace(".", "").replace(",", ".")
    elif re.fullmatch(r"[-+]?\d+,\d+", text):
        text = text.replace(",", ".")
    if not re.fullmatch(r"[-+]?\d+(\.\d*)?(e[-+]?\d{1,2})?", text):
        return None
    found = float(text)
    return int(found) if found.is_integer() and abs(found) < 2**53 else found
