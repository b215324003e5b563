"""What `field:value` means where the value is no word of a text: country:SU, room:12, made:1950..1970, disputed:yes."""

from collections.abc import Callable, Iterable

from pyroaring import FrozenBitMap

from collection.models.fields import LIMIT, read_date
from collection.models.index import Facet, Order
from collection.search.query import QueryError
from collection.search.words import fold

from .choices import CONTRADICTIONS, RESTRICTIONS, STATES, Choice, Choices, choices
from .parameters import Reading

Find = Callable[[Reading, str], FrozenBitMap]

YES, NO = {"yes", "true", "any"}, {"no", "false", "none"}


def resolve(reading: Reading, field: str, value: str) -> FrozenBitMap:
    """The exhibits under `value` of `field`, one of `fields()`. Raises QueryError."""
    return _FIELDS[field](reading, value)


def fields(*, private: bool) -> frozenset[str]:
    """The names that a reader may write before a colon, beside those of texts."""
    return _STAFF if private else _PUBLIC


def _under(reading: Reading, facet: Facet, chosen: Iterable[Choice]) -> FrozenBitMap:
    return FrozenBitMap.union(FrozenBitMap(), *(reading.index.value(facet, choice.value) for choice in chosen))


def _country(reading: Reading, value: str) -> FrozenBitMap:
    """By code; SU too, which ISO 3166-3 has lengthened to SUHH; else by words of the name."""
    known = choices("country", reading.index)
    found = [known.with_handle(value)]
    if not found[0]:
        begun = fold(value) if len(value) == 2 else None
        found = [country for country in known.all if len(country.handle) == 4 and fold(country.handle[:2]) == begun]
    return _under(reading, Facet.COUNTRY, found or known.with_words(value))


def _room(reading: Reading, value: str) -> FrozenBitMap:
    """By number, else by words of the name."""
    known = choices("showroom", reading.index)
    by_number = known.with_handle(value)
    return _under(reading, Facet.SHOWROOM, [by_number] if by_number else known.with_words(value))


def _worded(facet: Facet, kind: str) -> Find:
    """By words of the name."""
    return lambda reading, value: _under(reading, facet, choices(kind, reading.index).with_words(value))


def _dated(first: Order, last: Order, example: str) -> Find:
    """By date: those that may fall between the first and the last day that the value can mean."""

    def find(reading: Reading, value: str) -> FrozenBitMap:
        low, high = _days(value, example)
        return reading.index.between(first, -LIMIT, high) & reading.index.between(last, low, LIMIT)

    return find


def _days(value: str, example: str) -> tuple[int, int]:
    """The first and last day of a date, or of two with .. between, either of which may be left out."""
    start, dots, end = (part.strip() for part in value.partition(".."))
    texts = (start, end if dots else start)
    (first, low, _), (last, _, high) = map(read_date, texts)
    if (start and not first) or (texts[1] and not last) or (low is None and high is None):
        raise QueryError(f"“{value[:40]}” is no date. Write {example}.", "date")
    if low is not None and high is not None and low > high:
        raise QueryError(f"“{value[:40]}” ends before it begins. Write {example}.", "date")
    return -LIMIT if low is None else low, LIMIT if high is None else high


def _closed(field: str, facet: Facet, offered: Choices, *, none: bool = True) -> Find:
    """One of a closed list, by its name or words of it; yes for any of them and, if there may be `none`, no."""
    names = ", ".join([*(["yes", "no"] if none else []), *offered.by_handle])

    def find(reading: Reading, value: str) -> FrozenBitMap:
        if none and fold(value) in YES:
            return _under(reading, facet, offered.all)
        if none and fold(value) in NO:
            return reading.index.universe - _under(reading, facet, offered.all)
        if not (found := offered.with_words(value.replace("_", " "))):
            raise QueryError(f"“{value[:40]}” is none of the values of {field}. They are: {names}.", "unknown_value")
        return _under(reading, facet, found)

    return find


_STAFF_ONLY = {"status": _closed("status", Facet.STATUS, STATES, none=False)}
_FIELDS = {
    "country": _country,
    "room": _room,
    "showroom": _room,
    "building": _worded(Facet.BUILDING, "building"),
    "classification": _worded(Facet.CLASSIFICATION, "classification"),
    "technique": _worded(Facet.TECHNIQUE, "technique"),
    "theme": _worded(Facet.THEME, "theme"),
    "made": _dated(Order.MADE, Order.MADE_LATEST, "made:1950, made:1950s or made:1950..1970"),
    "received": _dated(Order.RECEIVED, Order.RECEIVED_LATEST, "received:1984, received:1980s or received:1980..1989"),
    "disputed": _closed("disputed", Facet.CONTRADICTION, CONTRADICTIONS),
    "restriction": _closed("restriction", Facet.RESTRICTION, RESTRICTIONS),
    **_STAFF_ONLY,
}
_STAFF = frozenset(_FIELDS)
_PUBLIC = _STAFF - _STAFF_ONLY.keys()
