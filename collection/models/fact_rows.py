"""The rows that facts about exhibits are drawn from: a fixed number of queries for a batch."""

from collections import defaultdict
from copy import copy
from operator import itemgetter

from django.db.models import F, Value

from .acquisition import Acquisition, AcquisitionDonor
from .contradiction import Contradiction
from .counter_gift import CounterGift
from .country import Country
from .exhibit import Exhibit
from .instrument import Instrument
from .location import Location
from .occasion import Occasion, OccasionStop
from .participation import Participation
from .party import Party
from .prepared_rows import PreparedRows
from .provenance import Position, ProvenanceNote
from .provenance_event import ProvenanceEvent
from .restriction import Restriction
from .showroom import Showroom
from .source import Source
from .term import Term
from .weighing import Weighing

# What visitors are shown of each, in lists, on pages and by the API; `privacy.toml` in the tests says the same.
EXHIBIT = (
    "id public_id slug accession_number title object_name description quantity classification_id medium measurements "
    "inscriptions made made_edtf made_earliest made_latest made_place credit_line provenance_text rights_statement "
    "prominence prominence_reason acquisition_id showroom_id published_at"
).split()
EXHIBIT_PRIVATE = ["location_id", "valuation", "internal_note", "status"]
ACQUISITION = (
    "id number method date date_edtf date_earliest date_latest place recipient_id occasion_id stop_id public_note"
).split()
ACQUISITION_PRIVATE = ["terms", "title_evidence", "price"]
PARTY = "id name slug kind other_names office country_id".split()
NOTE = (
    "id exhibit_id claim answer statement source_id locator credibility position position_reason supersedes_id"
).split()
SOURCE = "id title slug kind author publisher published reliability description url archived_url".split()
RESTRICTION = (
    "id exhibit_id kind instrument paragraph in_force_from in_force_until conclusion assessed_on public_statement"
).split()
COUNTER_GIFT = "id acquisition_id giver_id receiver_id description date date_edtf".split()
PARTICIPATION = "id exhibit_id party_id role note".split()
WEIGHING = "id exhibit_id claim outcome reason fingerprint decided_at".split()
CONTRADICTION = "id question finding decided_at first_id second_id".split()
NOTE_PRIVATE = ["withdrawn_at"]
PARTY_DATES = ["birth_earliest", "death_latest"]
INSTRUMENT = "id key name paragraph forbids reference checked_on".split()
RESTRICTION_PRIVATE = ["rule_id", "assessor", "evidence", "exemption_reference"]


def _by_id(model, names) -> PreparedRows:
    """The records of `model` with these ids."""
    return PreparedRows(lambda ids: model.objects.filter(pk__in=ids).order_by().values(*names))


def _of(model, by: str, names, *order: str) -> PreparedRows:
    """The records of `model` that point by `by` to what has these ids."""
    return PreparedRows(lambda ids: model.objects.filter(**{f"{by}__in": ids}).order_by(*order).values(*names))


def _public(model) -> PreparedRows:
    """Those of these ids that the gate lets visitors see."""
    return PreparedRows(lambda ids: model.objects.public().filter(pk__in=ids).order_by().values("id"))


TERM_KINDS = ("materials", "techniques", "themes")


@PreparedRows
def _terms(ids):
    tables = [
        getattr(Exhibit, kind)
        .through.objects.filter(exhibit__in=ids)
        .values("exhibit_id", "term_id", "id", kind=Value(kind))
        for kind in TERM_KINDS
    ]
    return tables[0].union(*tables[1:], all=True)


@PreparedRows
def _standing(ids):
    names = RESTRICTION + RESTRICTION_PRIVATE
    return Restriction.objects.standing().filter(exhibit__in=ids).order_by("id").values(*names)


def _at_odds(side: str) -> PreparedRows:
    return PreparedRows(
        lambda ids: (
            Contradiction.objects.filter(**{f"{side}__exhibit__in": ids})
            .order_by()
            .values(*CONTRADICTION, about=F(f"{side}__exhibit"))
        )
    )


EXHIBITS = _by_id(Exhibit, EXHIBIT + EXHIBIT_PRIVATE)
ACQUISITIONS = _by_id(Acquisition, ACQUISITION + ACQUISITION_PRIVATE)
GIVERS = _of(
    AcquisitionDonor, "acquisition", "id acquisition_id party_id role".split(), "acquisition", "position", "id"
)
POSITIONS = _of(Position, "note", "note_id position reason decided_at".split(), "id")
AT_ODDS = [_at_odds("first"), _at_odds("second")]
# Kind → the rows, what they point to, and which of them are public.
GATED = {
    "counter_gifts": (_of(CounterGift, "acquisition", COUNTER_GIFT, "id"), "acquisition_id", _public(CounterGift)),
    "participations": (_of(Participation, "exhibit", PARTICIPATION, "id"), "exhibit_id", _public(Participation)),
    "restrictions": (_standing, "exhibit_id", _public(Restriction)),
    "notes": (_of(ProvenanceNote, "exhibit", NOTE + NOTE_PRIVATE, "id"), "exhibit_id", _public(ProvenanceNote)),
    "weighings": (_of(Weighing, "exhibit", WEIGHING, "id"), "exhibit_id", _public(Weighing)),
}
PUBLIC_EXHIBITS, PUBLIC_CONTRADICTIONS = _public(Exhibit), _public(Contradiction)
SOURCES = _by_id(Source, [*SOURCE, "internal_note"])
INSTRUMENTS = _by_id(Instrument, [*INSTRUMENT, "is_public"])
PARTIES = _by_id(Party, [*PARTY, *PARTY_DATES, "is_anonymous", "internal_note"])
STOPS = _by_id(OccasionStop, ["id", "place", "country_id"])
OCCASIONS = _by_id(Occasion, ["id", "name", "slug", "place", "internal_note"])
COUNTRIES = _by_id(Country, "id code name existed_from existed_until".split())
SHOWROOMS = _by_id(Showroom, "id number name theme is_open building_id floor_id".split())
LOCATIONS = _by_id(Location, ["id", "name"])
TERMS = _by_id(Term, ["id", "name", "aat_uri"])


class Rows:
    """What staff know of the exhibits `ids`; `for_public()` is what is left of it for a visitor. Each row is a dict.

    What passes the gate by itself (an exhibit, a note …) is asked of the gate; what such a record is about (its source,
    its room …) is then as public as that. A party whom the public may not know is missing from `parties`, wherever its
    id stands.
    """

    private = True

    def __init__(self, ids, *, using: str):
        self.using = using
        self.exhibits = self._by_id(EXHIBITS, ids)
        ids = list(self.exhibits)
        self.terms_of = self._terms_of(ids)
        acquisitions = {row["acquisition_id"] for row in self.exhibits.values()}
        self.acquisitions = self._by_id(ACQUISITIONS, acquisitions)
        acquisitions = list(self.acquisitions)
        # Unnamed givers are counted among the givers, and named by nobody: their party is missing.
        self.givers = self._grouped(GIVERS, acquisitions, "acquisition_id")
        self._public = {"exhibits": self._public_of(PUBLIC_EXHIBITS, ids)}
        for kind, (rows, by, public) in GATED.items():
            found = self._grouped(rows, acquisitions if by == "acquisition_id" else ids, by)
            setattr(self, kind, found)
            self._public[kind] = self._public_of(public, (row["id"] for of in found.values() for row in of))
        self._chains()
        self._evidence(ids)
        self._records()

    def for_public(self) -> "Rows":
        """The same without what the gate keeps from visitors. Rows still hold their private columns: see `shown`."""
        public = copy(self)
        public.private = False
        public.exhibits = {pk: row for pk, row in self.exhibits.items() if pk in self._public["exhibits"]}
        for kind in ("counter_gifts", "participations", "restrictions", "notes", "weighings", "contradictions"):
            ids = self._public[kind]
            found = {of: [row for row in rows if row["id"] in ids] for of, rows in getattr(self, kind).items()}
            setattr(public, kind, found)
        public.instruments = {pk: row for pk, row in self.instruments.items() if row["is_public"]}
        # Not Party.public(): that asks the very index which is being made.
        public.parties = {pk: row for pk, row in self.parties.items() if not row["is_anonymous"]}
        return public

    def _chains(self) -> None:
        """Exhibit → the events of its provenance that are kept, of those that have a provenance."""
        told = [pk for pk, row in self.exhibits.items() if row["provenance_text"]]
        self.events = defaultdict(list)
        for event in ProvenanceEvent.objects.using(self.using).filter(exhibit__in=told) if told else ():
            self.events[event.exhibit_id].append(event)

    def _evidence(self, ids) -> None:
        """Contradictions by exhibit, positions by note, sources by id."""
        pairs = {}
        for rows in AT_ODDS if self.notes else ():
            pairs |= {(row["about"], row["id"]): row for row in rows(ids, using=self.using)}
        self._public["contradictions"] = self._public_of(PUBLIC_CONTRADICTIONS, {pk for _, pk in pairs})
        self.contradictions = defaultdict(list)
        for (exhibit, _), row in sorted(pairs.items()):
            self.contradictions[exhibit].append(row)
        notes = [note["id"] for of in self.notes.values() for note in of]
        self.positions = self._grouped(POSITIONS, notes, "note_id")
        cited = {note["source_id"] for of in self.notes.values() for note in of}
        self.sources = self._by_id(SOURCES, cited)

    def _records(self) -> None:
        """The records that the rows so far name."""
        came = self.acquisitions.values()
        parties = {row["party_id"] for of in (self.givers, self.participations) for rows in of.values() for row in rows}
        parties |= {row["recipient_id"] for row in came}
        parties |= {event.party_id for events in self.events.values() for event in events}
        for side in ("giver_id", "receiver_id"):
            parties |= {row[side] for rows in self.counter_gifts.values() for row in rows}
        rules = {row["rule_id"] for of in self.restrictions.values() for row in of}
        self.instruments = self._by_id(INSTRUMENTS, rules)
        self.parties = self._by_id(PARTIES, parties)
        self.stops = self._by_id(STOPS, {row["stop_id"] for row in came})
        occasions = {row["occasion_id"] for row in came}
        self.occasions = self._by_id(OCCASIONS, occasions)
        countries = {row["country_id"] for of in (self.parties, self.stops) for row in of.values()}
        self.countries = self._by_id(COUNTRIES, countries)
        rooms = {row["showroom_id"] for row in self.exhibits.values()}
        self.showrooms = self._by_id(SHOWROOMS, rooms)
        places = {row[level] for row in self.showrooms.values() for level in ("building_id", "floor_id")}
        places |= {row["location_id"] for row in self.exhibits.values()}
        self.locations = self._by_id(LOCATIONS, places)
        terms = {row["classification_id"] for row in self.exhibits.values()}
        terms |= {term for of in self.terms_of.values() for found in of.values() for term in found}
        self.terms = self._by_id(TERMS, terms)

    def _public_of(self, public: PreparedRows, ids) -> set[int]:
        return {row["id"] for row in public(ids, using=self.using)}

    def _by_id(self, rows: PreparedRows, ids) -> dict[int, dict]:
        return {row["id"]: row for row in rows(set(ids), using=self.using)}

    def _grouped(self, rows: PreparedRows, of, by: str) -> dict[int, list[dict]]:
        found = defaultdict(list)
        for row in rows(of, using=self.using):
            found[row[by]].append(row)
        return found

    def _terms_of(self, ids) -> dict[str, dict[int, list[int]]]:
        """Kind of term → exhibit → terms, in one query."""
        found = {kind: defaultdict(list) for kind in TERM_KINDS}
        for row in sorted(_terms(ids, using=self.using), key=itemgetter("id")):
            found[row["kind"]][row["exhibit_id"]].append(row["term_id"])
        return found


def shown(row: dict | None, names: list[str]) -> tuple | None:
    """The values of the columns that visitors are shown."""
    return row and tuple(row[name] for name in names)
