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


class Rows:
    """What staff know of the exhibits `ids`; `for_public()` is what is left of it for a visitor. Each row is a dict.

    What passes the gate by itself (an exhibit, a note …) is asked of the gate; what such a record is about (its source,
    its room …) is then as public as that. A party whom the public may not know is missing from `parties`, wherever its
    id stands.
    """

    private = True

    def __init__(self, ids, *, using: str):
        self.using = using
        self.exhibits = self._by_id(Exhibit, ids, EXHIBIT + EXHIBIT_PRIVATE)
        ids = list(self.exhibits)
        self.terms_of = self._terms_of(ids)
        acquisitions = {row["acquisition_id"] for row in self.exhibits.values()}
        self.acquisitions = self._by_id(Acquisition, acquisitions, ACQUISITION + ACQUISITION_PRIVATE)
        acquisitions = list(self.acquisitions)
        # Unnamed givers are counted among the givers, and named by nobody: their party is missing.
        self.givers = self._grouped(
            AcquisitionDonor.objects.filter(acquisition__in=acquisitions).order_by("acquisition", "position", "id"),
            "acquisition_id",
            "id acquisition_id party_id role".split(),
        )
        gated = {
            "counter_gifts": CounterGift.objects.filter(acquisition__in=acquisitions),
            "participations": Participation.objects.filter(exhibit__in=ids),
            "restrictions": Restriction.objects.standing().filter(exhibit__in=ids),
            "notes": ProvenanceNote.objects.filter(exhibit__in=ids),
            "weighings": Weighing.objects.filter(exhibit__in=ids),
        }
        names = (COUNTER_GIFT, PARTICIPATION, RESTRICTION + RESTRICTION_PRIVATE, NOTE + NOTE_PRIVATE, WEIGHING)
        self._public = {"exhibits": self._ids(Exhibit.objects.public().filter(pk__in=ids))}
        for (kind, queryset), columns in zip(gated.items(), names, strict=True):
            rows = self._grouped(queryset.order_by("id"), columns[1], columns)
            setattr(self, kind, rows)
            self._public[kind] = self._ids(queryset.public()) if rows else set()
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
        pairs, self._public["contradictions"] = {}, set()
        for side in ("first", "second") if self.notes else ():
            found = Contradiction.objects.using(self.using).filter(**{f"{side}__exhibit__in": ids}).order_by()
            for row in found.values(*CONTRADICTION, about=F(f"{side}__exhibit")):
                pairs[row["about"], row["id"]] = row
        if pairs:
            linked = {pk for _, pk in pairs}
            self._public["contradictions"] = self._ids(Contradiction.objects.public().filter(pk__in=linked))
        self.contradictions = defaultdict(list)
        for (exhibit, _), row in sorted(pairs.items()):
            self.contradictions[exhibit].append(row)
        notes = [note["id"] for of in self.notes.values() for note in of]
        opinions = Position.objects.filter(note__in=notes).order_by("id")
        names = "note_id position reason decided_at".split()
        self.positions = self._grouped(opinions, "note_id", names) if notes else {}
        cited = {note["source_id"] for of in self.notes.values() for note in of}
        self.sources = self._by_id(Source, cited, [*SOURCE, "internal_note"])

    def _records(self) -> None:
        """The records that the rows so far name."""
        came = self.acquisitions.values()
        parties = {row["party_id"] for of in (self.givers, self.participations) for rows in of.values() for row in rows}
        parties |= {row["recipient_id"] for row in came}
        parties |= {event.party_id for events in self.events.values() for event in events}
        for side in ("giver_id", "receiver_id"):
            parties |= {row[side] for rows in self.counter_gifts.values() for row in rows}
        rules = {row["rule_id"] for of in self.restrictions.values() for row in of}
        self.instruments = self._by_id(Instrument, rules, [*INSTRUMENT, "is_public"])
        self.parties = self._by_id(Party, parties, [*PARTY, *PARTY_DATES, "is_anonymous", "internal_note"])
        self.stops = self._by_id(OccasionStop, {row["stop_id"] for row in came}, ["id", "place", "country_id"])
        occasions = {row["occasion_id"] for row in came}
        self.occasions = self._by_id(Occasion, occasions, ["id", "name", "slug", "place", "internal_note"])
        countries = {row["country_id"] for of in (self.parties, self.stops) for row in of.values()}
        self.countries = self._by_id(Country, countries, "id code name existed_from existed_until".split())
        rooms = {row["showroom_id"] for row in self.exhibits.values()}
        self.showrooms = self._by_id(Showroom, rooms, "id number name theme is_open building_id floor_id".split())
        places = {row[level] for row in self.showrooms.values() for level in ("building_id", "floor_id")}
        places |= {row["location_id"] for row in self.exhibits.values()}
        self.locations = self._by_id(Location, places, ["id", "name"])
        terms = {row["classification_id"] for row in self.exhibits.values()}
        terms |= {term for of in self.terms_of.values() for found in of.values() for term in found}
        self.terms = self._by_id(Term, terms, ["id", "name", "aat_uri"])

    def _ids(self, queryset) -> set[int]:
        return set(queryset.using(self.using).order_by().values_list("id", flat=True))

    def _by_id(self, model, ids, names) -> dict[int, dict]:
        ids = {pk for pk in ids if pk is not None}
        if not ids:
            return {}
        return {row["id"]: row for row in model.objects.using(self.using).filter(pk__in=ids).order_by().values(*names)}

    def _grouped(self, queryset, by: str, names) -> dict[int, list[dict]]:
        found = defaultdict(list)
        for row in queryset.using(self.using).values(*names):
            found[row[by]].append(row)
        return found

    def _terms_of(self, ids) -> dict[str, dict[int, list[int]]]:
        """Kind of term → exhibit → terms, in one query."""
        kinds = ("materials", "techniques", "themes")
        tables = [
            getattr(Exhibit, kind)
            .through.objects.using(self.using)
            .filter(exhibit__in=ids)
            .values_list(Value(kind), "exhibit_id", "term_id", "id")
            for kind in kinds
        ]
        found = {kind: defaultdict(list) for kind in kinds}
        for kind, exhibit, term, _ in sorted(tables[0].union(*tables[1:], all=True), key=itemgetter(3)) if ids else ():
            found[kind][exhibit].append(term)
        return found


def shown(row: dict | None, names: list[str]) -> tuple | None:
    """The values of the columns that visitors are shown."""
    return row and tuple(row[name] for name in names)
