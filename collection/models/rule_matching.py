"""Which exhibits an instrument of the rule book may touch, by words, dates, countries and provenance, and why.

Asked of the index's sets, so that what is looked at one by one are the few that words and dates have left.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from pyroaring import BitMap, FrozenBitMap

from collection.notation import dates
from collection.notation.provenance.analysis import KINDS
from collection.search.index import Index
from collection.search.sets import NOTHING
from collection.search.words import Field, tagged, words

from .exhibit import Exhibit
from .facts import STATUSES
from .fields import LIMIT, UNDATED
from .index import PROVENANCE_KINDS, Facet, Order
from .instrument import Instrument, lines_of
from .participation import Participation
from .party import Party

AT_ONCE = 500  # exhibits read together
DESCRIBED_IN = (Field.OBJECT, Field.MATERIAL)
MAKING = (Participation.Role.MAKER, Participation.Role.DESIGNER)


@dataclass
class Match:
    """What an instrument may touch: `found`, and by what words and countries each of them was found."""

    instrument: Instrument
    found: FrozenBitMap = NOTHING
    described: dict[str, FrozenBitMap] = field(default_factory=dict)  # line of its words → exhibits
    countries: dict[str, FrozenBitMap] = field(default_factory=dict)  # how a country comes in → exhibits
    unrecorded: dict[str, FrozenBitMap] = field(default_factory=dict)  # what is not recorded → exhibits

    def facts(self, using: str) -> Iterator[dict[int, list[str]]]:
        """Exhibit id → what speaks for looking at it, by id in batches."""
        for ids in in_batches(self.found):
            rows = Exhibit.objects.using(using).filter(pk__in=ids).order_by("pk")
            rows = rows.values("pk", "made", "acquisition__date", "acquisition__recipient__name")
            yield {row["pk"]: list(self._facts_of(row)) for row in rows}

    def _facts_of(self, row: dict) -> Iterator[str]:
        pk, rule = row["pk"], self.instrument
        if named := [line.removesuffix("*") for line, bits in self.described.items() if pk in bits]:
            yield f"Described as: {', '.join(named)}"
        if any(rule.received_window) and row["acquisition__date"]:
            yield f"Received: {row['acquisition__date']}"
        for how, bits in self.countries.items():
            if pk in bits:
                recipient = row["acquisition__recipient__name"]
                yield f"{how} ({recipient})" if rule.direction == rule.Direction.TO else how
        if (rule.made_from is not None or rule.made_until is not None) and row["made"]:
            yield f"Made: {row['made']}"
        if rule.finding:
            yield f"Its provenance: {KINDS[rule.finding]}"
        yield from (f"Not recorded: {what}" for what, bits in self.unrecorded.items() if pk in bits)


def in_batches(ids: Iterable[int]) -> Iterator[list[int]]:
    """The ids in ascending order, some at a time."""
    ordered = sorted(ids)
    return (ordered[start : start + AT_ONCE] for start in range(0, len(ordered), AT_ONCE))


def match(instrument: Instrument, index: Index) -> Match:
    """What `instrument` may touch of what the reader of `index` knows. Raises QueryError for words too short to ask."""
    result = Match(instrument)
    found = index.universe - index.value(Facet.STATUS, STATUSES.index(Exhibit.Status.DEACCESSIONED) + 1)
    if lines := lines_of(instrument.words):
        result.described = {line: _described(line, index) for line in lines}
        found &= FrozenBitMap.union(NOTHING, *result.described.values())
    for line in lines_of(instrument.except_words):
        found -= _described(line, index)
    if instrument.finding:
        found &= index.value(Facet.PROVENANCE, PROVENANCE_KINDS.index(instrument.finding) + 1)
    first, last = instrument.received_window
    days = (first and _day(first.isoformat(), 0), last and _day(last.isoformat(), 1))
    found = _dated(result, found, index, (Order.RECEIVED, Order.RECEIVED_LATEST), days, "date received")
    days = tuple(
        None if year is None else _day(f"{'-' if year < 0 else ''}{abs(year):04d}", side)
        for side, year in enumerate((instrument.made_from, instrument.made_until))
    )
    found = _dated(result, found, index, (Order.MADE, Order.MADE_LATEST), days, "date made")
    result.found = _of_countries(result, found, index)
    return result


def _described(line: str, index: Index) -> FrozenBitMap:
    """The exhibits whose object name, material and the like hold the word or phrase."""
    lexemes = words(line)
    if line.endswith("*"):
        return FrozenBitMap.union(NOTHING, *(index.prefix(tagged(of, lexemes[0])) for of in DESCRIBED_IN))
    return index.any_of([tuple(tagged(of, word) for word in lexemes) for of in DESCRIBED_IN])


def _day(literal: str, side: int) -> int:
    return dates.ordinal(dates.bounds(literal)[side])


def _dated(result: Match, found, index: Index, orders, days, what: str) -> FrozenBitMap:
    """Those of `found` that may fall between the two days, of which None is open."""
    low, high = days
    if low is None and high is None:
        return found
    first, last = orders
    within = index.between(first, -LIMIT, LIMIT if high is None else high)
    within &= index.between(last, -LIMIT if low is None else low, LIMIT)
    if result.instrument.unrecorded:
        result.unrecorded[what] = index.between(first, UNDATED, UNDATED)
        within |= result.unrecorded[what]
    return found & within


def _of_countries(result: Match, found: FrozenBitMap, index: Index) -> FrozenBitMap:
    """Those of `found` that have to do with the countries of the instrument, in its direction."""
    instrument = result.instrument
    named = dict(instrument.countries.using(index.using).order_by("name_sort").values_list("pk", "name"))
    if not named:
        return found
    if instrument.direction == Instrument.Direction.TO:
        missing = _recipients(result, named, index)
        what = "the recipient’s country"
    else:
        givers = {f"Given by a party of {name}": index.value(Facet.COUNTRY, pk) for pk, name in named.items()}
        rest = found - FrozenBitMap.union(NOTHING, *givers.values())
        result.countries = {**givers, **_made_in(rest, named, index.using)}
        of_somewhere = (index.value(Facet.COUNTRY, pk) for pk in _values(index, Facet.COUNTRY))
        missing = index.universe - FrozenBitMap.union(NOTHING, *of_somewhere)
        what = "the giver’s country"
    touched = FrozenBitMap.union(NOTHING, *result.countries.values())
    if instrument.unrecorded:
        result.unrecorded[what] = (found & missing) - touched
        touched |= result.unrecorded[what]
    return found & touched


def _recipients(result: Match, named: dict[int, str], index: Index) -> FrozenBitMap:
    """Note what parties of the countries received; returns what none whose country is known did, where that counts."""
    result.countries = dict.fromkeys((f"Received by a party of {name}" for name in named.values()), NOTHING)
    known = BitMap()
    for some in in_batches(_values(index, Facet.RECIPIENT)):
        parties = Party.objects.using(index.using).filter(pk__in=some).order_by("pk")
        wanted = {"country__isnull": False} if result.instrument.unrecorded else {"country__in": named}
        for party, country in parties.filter(**wanted).values_list("pk", "country_id"):
            bits = index.value(Facet.RECIPIENT, party)
            known |= bits
            if country in named:
                result.countries[f"Received by a party of {named[country]}"] |= bits
    return index.universe - known


def _values(index: Index, facet: Facet) -> set[int]:
    return {value for side in index.facet(facet) for value in side.sizes}


def _made_in(among: FrozenBitMap, named: dict[int, str], using: str) -> dict[str, FrozenBitMap]:
    """Of `among`, what somebody of the countries made, or was made there as the record says; read in batches."""
    makers, places = {pk: BitMap() for pk in named}, {pk: BitMap() for pk in named}
    spelt = {pk: words(name) for pk, name in named.items()}
    for ids in in_batches(among):
        parts = Participation.objects.using(using).filter(exhibit__in=ids, role__in=MAKING, party__country__in=named)
        for exhibit, country in parts.order_by().values_list("exhibit_id", "party__country_id"):
            makers[country].add(exhibit)
        made = Exhibit.objects.using(using).filter(pk__in=ids).exclude(made_place="").order_by()
        for exhibit, place in made.values_list("pk", "made_place"):
            there = words(place)
            for country, name in spelt.items():
                if any(there[at : at + len(name)] == name for at in range(len(there))):
                    places[country].add(exhibit)
    return {
        **{f"Made by a party of {named[pk]}": FrozenBitMap(bits) for pk, bits in makers.items()},
        **{f"Made in {named[pk]}": FrozenBitMap(bits) for pk, bits in places.items()},
    }
