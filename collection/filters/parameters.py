"""The parameters of the exhibits' list: each reads what an address gives for it, and finds exhibits in the index."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from pyroaring import FrozenBitMap

from collection.models import Exhibit
from collection.models.audience import reads_private
from collection.models.chain import EARLIEST, LATEST
from collection.models.fields import natural
from collection.models.index import Facet, Side
from collection.search.index import Index

from .base import PlainText
from .choices import Choice, Choices, choices

MOST = 50  # values of one parameter
KEPT = 20_000  # names of records of one facet


@dataclass(frozen=True)
class Reading:
    """Who reads, and the index as it is for that person."""

    user: object
    index: Index

    @classmethod
    def by(cls, user, using: str) -> "Reading":
        return cls(user, Index.current(using, reads_private(user)))

    @property
    def private(self) -> bool:
        return Side.PRIVATE in self.index.sides


class Chosen(tuple):
    """The choices in force of one parameter."""


class Parameter:
    """Subclasses say what is `chosen` by the texts given, and which exhibits are `found` by that.

    `extra` is what a filter of a FilterSet has, for the API's description: {"choices": pairs} of a closed list.
    """

    def __init__(self, *, label: str, choices: Iterable[tuple[str, str]] = ()):
        self.label, self.extra = label, {"choices": list(choices)}

    def read(self, texts: Iterable[str], reading: Reading):
        """What is chosen by the texts; None where they are empty. Raises ValidationError."""
        texts = [text.encode(errors="replace").decode() for text in texts if text]  # half of a character is none
        return self.chosen(texts, reading) if texts else None

    def chosen(self, texts: list[str], reading: Reading):
        """What the texts mean, of which there is at least one; None for nothing. Raises ValidationError."""
        raise NotImplementedError

    def found(self, value, reading: Reading) -> FrozenBitMap:
        """The exhibits; some of them may be none that the reader sees."""
        raise NotImplementedError


class Begins(Parameter):
    """A number or title that begins with the text. Runs of digits count whole: 2023 finds 2023.1, not 20231."""

    _text = PlainText(required=False)

    def __init__(self, order, longest: int, **kwargs):
        self.order, self.longest = order, longest  # characters of a key
        super().__init__(**kwargs)

    def chosen(self, texts, reading):
        return self._text.clean(texts[-1]) or None

    def found(self, value, reading):
        return reading.index.begins(self.order, natural(value)[: self.longest])


class Several(Parameter):
    """A facet: exhibits under any of the values given. Subclasses name its choices, which are of one `kind`."""

    def __init__(self, facet, *, kind: str = "", example: str = "", **kwargs):
        self.facet, self.kind, self.example = facet, kind, example
        super().__init__(**kwargs)

    def chosen(self, texts, reading):
        texts = list(dict.fromkeys(texts))
        if len(texts) > MOST:
            raise ValidationError(f"Give at most {MOST} values.", code="too_many")
        known = self.known(texts, reading)
        for text in texts:
            if text not in known:
                raise self.unknown(text)
        return Chosen(known[text] for text in texts)

    def found(self, value, reading):
        return FrozenBitMap.union(*(reading.index.value(self.facet, choice.value) for choice in value))

    def known(self, texts: list[str], reading: Reading) -> dict[str, Choice]:
        """The choices of those texts that the reader may know."""
        raise NotImplementedError

    def named(self, values: Iterable[int], reading: Reading) -> dict[int, Choice]:
        """The choices of values that the index holds for the reader."""
        raise NotImplementedError

    def in_order(self, counted: dict[int, int]) -> list[tuple[int, int]]:
        """Values with their counts as they are shown: the largest first."""
        return sorted(counted.items(), key=lambda one: (-one[1], one[0]))

    def unknown(self, text: str) -> ValidationError:
        """The same answer for what is hidden and for what is not there."""
        shown = text[:80].replace("\0", "?")
        return ValidationError(
            f"No {self.kind} is known as “{shown}”. Write it like {self.example}.", code="invalid_choice"
        )


class Listed(Several):
    """One of the short lists that everybody may know."""

    def known(self, texts, reading):
        by_handle = choices(self.kind, reading.index).by_handle
        return {text: by_handle[text] for text in texts if text in by_handle}

    def named(self, values, reading):
        by_value = choices(self.kind, reading.index).by_value
        return {value: by_value[value] for value in values if value in by_value}


class Named(Several):
    """A record of which there may be very many, by its handle, through the gate."""

    def __init__(self, facet, model, handle: str, *, shown: str, **kwargs):
        self.record, self.handle, self.shown = model, handle, shown
        super().__init__(facet, kind=str(model._meta.verbose_name), **kwargs)

    def known(self, texts, reading):
        texts = [text for text in texts if "\0" not in text]  # which no database takes
        visible = self.record.objects.using(reading.index.using).visible_to(reading.user)
        return {choice.handle: choice for choice in self._choices(visible.filter(**{f"{self.handle}__in": texts}))}

    def named(self, values, reading):
        """Without the gate: what is in the reader's index has passed it. Names are read once in a generation."""
        kept = reading.index.derived(("names", self.facet), dict)
        if missing := [value for value in values if value not in kept]:
            if len(kept) > KEPT:
                kept.clear()
            records = self.record.objects.using(reading.index.using).filter(pk__in=missing)
            kept.update({choice.value: choice for choice in self._choices(records)})
        return {value: choice for value in values if (choice := kept.get(value))}

    def _choices(self, records):
        return (Choice(*row) for row in records.order_by().values_list("pk", self.handle, self.shown))


class ThroughAcquisition(Named):
    """The exhibits that came in together: few enough to be asked of the records."""

    def found(self, value, reading):
        exhibits = Exhibit.objects.using(reading.index.using).filter(acquisition__in=[choice.value for choice in value])
        return FrozenBitMap(exhibits.order_by().values_list("pk", flat=True))


class OneOf(Several):
    """A closed list."""

    def __init__(self, facet, offered: Choices, **kwargs):
        self.offered = offered
        super().__init__(facet, choices=[(choice.handle, choice.label) for choice in offered.all], **kwargs)

    def known(self, texts, reading):
        return {text: self.offered.by_handle[text] for text in texts if text in self.offered.by_handle}

    def named(self, values, reading):
        return {value: self.offered.by_value[value] for value in values if value in self.offered.by_value}

    def unknown(self, text):
        return ValidationError(
            f"That is not one of the choices: {', '.join(self.offered.by_handle)}.", code="invalid_choice"
        )


class Gap(Parameter):
    """Years within which there is one in which, as the provenance stands, nobody is known to have had the exhibit."""

    _years = re.compile(r"([0-9]{4})(?:/([0-9]{4}))?")

    def chosen(self, texts, reading):
        given = self._years.fullmatch(texts[-1])
        first, last = (int(year) for year in (given[1], given[2] or given[1])) if given else (1, 0)
        if not EARLIEST <= first <= last <= LATEST:
            raise ValidationError(
                f"Write years from {EARLIEST} to {LATEST} like 1933/1945, or one like 1938.", code="invalid"
            )
        return first, last

    def found(self, value, reading):
        first, last = value
        years = (year for side in reading.index.facet(Facet.OWNER_UNKNOWN) for year in side.sets.items())
        return FrozenBitMap.union(FrozenBitMap(), *(exhibits for year, exhibits in years if first <= year <= last))


class Decade(Several):
    """Decades in which a date may fall: 1950s; -490s for 480 to 489 BCE and the year after."""

    def known(self, texts, reading):
        return {
            text: _decade(int(text.rstrip("s"))) for text in texts if re.fullmatch("(-?[1-9][0-9]{0,2}0|0)s?", text)
        }

    def named(self, values, reading):
        return {value: _decade(value) for value in values}

    def in_order(self, counted):
        return sorted(counted.items())

    def unknown(self, text):
        return ValidationError("Write a decade as its first year with an s, such as 1950s.", code="invalid")


def _decade(first: int) -> Choice:
    return Choice(first, f"{first}s", f"{first}s" if first >= 0 else f"{-first - 10}s BCE")
