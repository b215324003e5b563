"""Columns computed from another column on every save and bulk_create, so that no caller can forget them."""

import functools
import json
import re
import secrets
import unicodedata

from django.core.exceptions import ValidationError
from django.db import models

from collection.notation import dates

UNDATED = 10**15  # sorts after every date a museum will write, and leaves keyset pages free of NULL
LIMIT = UNDATED - 1
_ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"  # Crockford's base 32: no i, l, o, u to misread on a label


def new_public_id() -> str:
    """Ten characters, 50 bits: short enough for a label, too many to walk through."""
    return "".join(_ALPHABET[byte % 32] for byte in secrets.token_bytes(10))


def folded(text: str) -> str:
    """Case, width, accents and runs of white space removed: 'Ébène  Nº 7' and 'ebene nº 7' compare equal."""
    if text.isascii():  # nothing to take off, and most texts are: four times as fast
        return " ".join(text.lower().split())
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return " ".join("".join(c for c in decomposed if not unicodedata.combining(c)).split())


def natural(text: str) -> str:
    """`folded`, with runs of digits padded to ten places so that 2023.7 sorts before 2023.10."""
    return re.sub(r"[0-9]+", lambda run: run[0].lstrip("0").rjust(10, "0"), folded(text[:1000]))


def validate_visible(text: str) -> None:
    """Refuse a text that has something in it and nothing to see: zero-width signs, marks of direction."""
    if text and not any(c.isprintable() and not c.isspace() for c in text):
        raise ValidationError(
            "There is nothing to read in this, only blanks. Write something like 2023.0914.1 or Crystal bowl.",
            code="invisible",
        )


class Derived:
    """Mixin: the value is `compute(source text)`, set just before the row is written."""

    def __init__(self, *args, source: str, **kwargs):
        self.source = source
        kwargs["editable"] = False
        super().__init__(*args, **kwargs)

    def deconstruct(self):
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, {**kwargs, "source": self.source}

    def pre_save(self, instance, add):
        value = self.compute(getattr(instance, self.source) or "")
        setattr(instance, self.attname, value)
        return value

    def compute(self, text: str):
        raise NotImplementedError


class IdentityField(Derived, models.CharField):
    """What makes two numbers the same: case and width folded, white space collapsed. Unique in its table."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **{"max_length": 200, "unique": True, **kwargs})

    def compute(self, text):
        return " ".join(unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold()).split())


class SortKeyField(Derived, models.CharField):
    """A key that orders the same way on SQLite and PostgreSQL: folded, natural, compared by code point."""

    def __init__(self, *args, **kwargs):
        kwargs.setdefault("max_length", 200)
        super().__init__(*args, **kwargs)

    def compute(self, text):
        return natural(text)[: self.max_length]

    def db_parameters(self, connection):
        parameters = super().db_parameters(connection)
        if connection.vendor == "postgresql":
            parameters["collation"] = "C"
        return parameters


class NamesKeyField(Derived, models.TextField):
    """The keys of names that stand one a line, as a JSON list without repeats: `["kim il sung", "kim ir sen"]`."""

    LONGEST = 200

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **{"default": "[]", **kwargs})

    def compute(self, text):
        if not text:
            return "[]"
        keys = dict.fromkeys(natural(line)[: self.LONGEST] for line in text.splitlines())
        return json.dumps([key for key in keys if key], ensure_ascii=False)


@functools.lru_cache(maxsize=4096)
def read_date(text: str) -> tuple[str, int | None, int | None]:
    """EDTF (or '') with the first and last day as sortable integers, None where open or unread."""
    edtf = dates.read(text, prose=True) if text else None
    if not edtf:
        return "", None, None
    first, last = (day and max(-LIMIT, min(LIMIT, dates.ordinal(day))) for day in dates.bounds(edtf))
    return edtf, first, last


class EdtfField(Derived, models.TextField):
    """The EDTF reading of a date kept as entered in `source`; '' where no reading is safe."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **{"blank": True, "default": "", **kwargs})

    def compute(self, text):
        return read_date(text)[0]


class EarliestField(Derived, models.BigIntegerField):
    """First day `source` can mean, as year × 10000 + month × 100 + day (astronomical year, so BCE sorts)."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **{"null": True, **kwargs})

    def compute(self, text):
        return read_date(text)[1]


class LatestField(EarliestField):
    """Last day `source` can mean, in the same shape."""

    def compute(self, text):
        return read_date(text)[2]


class DateOrderField(EarliestField):
    """Never NULL: the first known day, else the last, else `UNDATED`. The key that date order pages by."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **{"null": False, "default": UNDATED, **kwargs})

    def compute(self, text):
        _, first, last = read_date(text)
        return next((day for day in (first, last) if day is not None), UNDATED)


# Possessive, so that a hostile text is given up at once.
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*+\.?"
_DATE_LIKE = re.compile(rf"(?:[0-9]++(?:st|nd|rd|th)?|{_MONTH}|[-/.,\s])++", re.IGNORECASE)


def validate_date_text(text: str) -> None:
    """Refuse what is written as a calendar date and is none; leave prose ("before the war") alone."""
    text = text.strip()
    if any(c.isdigit() for c in text) and _DATE_LIKE.fullmatch(text[:200]) and dates.read(text, prose=True) is None:
        raise ValidationError(
            "“%(text)s” is not a date in the calendar, or could be read in two ways. "
            "Write it like 2023-09-13, 13 September 2023, c. 1860, 1950s or late 19th century.",
            code="impossible_date",
            params={"text": text[:80]},
        )


class DateTextField(models.TextField):
    """A date exactly as somebody wrote it. Its reading stands beside it in `<name>_edtf`, `_earliest`, `_latest`."""

    default_validators = [validate_date_text]

    def __init__(self, *args, **kwargs):
        kwargs.setdefault("blank", True)
        kwargs.setdefault("help_text", "As the source writes it: 2023-09-13, c. 1860, late 19th century, 500 BCE.")
        super().__init__(*args, **kwargs)
