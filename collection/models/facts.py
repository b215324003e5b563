"""Facts: what the index keeps of an exhibit, for the public and, apart from it, for staff."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from hashlib import blake2b

import orjson

from collection.search.words import Field

from .card import card
from .chain import analysed, merged, open_years
from .exhibit import Exhibit
from .fact_rows import ACQUISITION, EXHIBIT, INSTRUMENT, NOTE, PARTICIPATION, PARTY, RESTRICTION, SOURCE, Rows, shown
from .fields import UNDATED, natural
from .index import DECIDED, OPEN, PROVENANCE_KINDS, RESTRICTION_KINDS, Facet
from .public_record import public_record
from .track_record import claims_values

STATUSES = tuple(Exhibit.Status.values)
SPAN = 31  # decades: an exhibit dated to more than three centuries is listed under its first three
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass
class Facts:
    """Of one exhibit as a reader knows it. `values`: (facet, value); `texts`: (field, text) in order of weight."""

    values: set[tuple[int, int]] = field(default_factory=set)
    texts: list[tuple[Field, str]] = field(default_factory=list)
    keys: dict[str, str | int] = field(default_factory=dict)  # order → its key; with staff's facts alone
    card: bytes = b""  # this and the next for the public alone
    record: bytes = b""
    digest: str = ""  # of all that a visitor is shown


def facts(ids: Iterable[int], *, using: str) -> tuple[dict[int, Facts], dict[int, Facts]]:
    """Exhibit id → facts, as the public and as staff know them. Some thirty queries; at most 1,000 ids."""
    rows = Rows(ids, using=using)
    public = rows.for_public()
    return tuple({pk: _facts(reader, row) for pk, row in reader.exhibits.items()} for reader in (public, rows))


def _facts(rows: Rows, exhibit: dict) -> Facts:
    found = Facts(keys=_keys(rows, exhibit) if rows.private else {})
    came = rows.acquisitions.get(exhibit["acquisition_id"])
    evidence = Evidence(rows, exhibit["id"])
    _object(found, rows, exhibit)
    if came:
        _origin(found, rows, came)
    _place(found, rows, exhibit)
    _chain(found, rows, exhibit, came)
    evidence.add_to(found)
    if rows.private:
        _private(found, rows, exhibit, came)
        found.values.add((Facet.STATUS, STATUSES.index(exhibit["status"]) + 1))
    else:
        found.card, found.record = card(rows, exhibit), public_record(rows, exhibit)
        found.digest = _digest(rows, exhibit, came, found, evidence)
    found.values |= {(Facet.ALL, 0), (Facet.PRIOR, prior(exhibit, found, evidence))}
    found.texts = [pair for pair in dict.fromkeys(found.texts) if pair[1]]
    return found


def _digest(rows: Rows, exhibit: dict, came: dict | None, found: Facts, evidence: "Evidence") -> str:
    """Of everything that any page or address shows a visitor of the exhibit."""
    everything = [
        shown(exhibit, EXHIBIT),
        shown(came, ACQUISITION),
        found.texts,
        sorted(found.values),
        evidence.shown(),
        _room(rows, exhibit),
        _people(rows, exhibit, came),
        [shown(part, PARTICIPATION) for part in rows.participations.get(exhibit["id"], ())],
        [(event.values(), event.party_id) for event in rows.events.get(exhibit["id"], ())],
    ]
    return blake2b(found.card + found.record + orjson.dumps(everything, default=str), digest_size=16).hexdigest()


def _keys(rows: Rows, exhibit: dict) -> dict:
    came = rows.acquisitions.get(exhibit["acquisition_id"]) or {}
    at = exhibit["published_at"]
    made, received = _span(exhibit, "made"), _span(came, "date")
    return {
        "number": natural(exhibit["accession_number"])[:200],
        "title": natural(exhibit["title"])[:80],
        "made": made[0],
        "received": received[0],
        "published": int((at - _EPOCH).total_seconds() * 1_000_000) if at else UNDATED,
        "made_latest": made[1],
        "received_latest": received[1],
    }


def _span(row: dict, name: str) -> tuple[int, int]:
    """First and last day of a date, each standing in for the other where one is open; UNDATED twice for none."""
    first, last = row.get(f"{name}_earliest"), row.get(f"{name}_latest")
    if first is None and last is None:
        return UNDATED, UNDATED
    return (last if first is None else first), (first if last is None else last)


def decades(row: dict, name: str) -> set[int]:
    """The first years of the decades in which a date may fall. 1950 for the 1950s, -490 for the 480s BCE."""
    first, last = _span(row, name)
    if first == UNDATED:
        return set()
    start, end = first // 100_000, last // 100_000
    return {decade * 10 for decade in range(start, min(end, start + SPAN - 1) + 1)}


def _object(found: Facts, rows: Rows, exhibit: dict) -> None:
    add = found.texts.append
    add((Field.NUMBER, exhibit["accession_number"]))
    add((Field.TITLE, exhibit["title"]))
    add((Field.OBJECT, exhibit["object_name"]))
    if term := rows.terms.get(exhibit["classification_id"]):
        add((Field.OBJECT, term["name"]))
        found.values.add((Facet.CLASSIFICATION, term["id"]))
    for name, facet, of in (
        ("materials", Facet.MATERIAL, Field.MATERIAL),
        ("techniques", Facet.TECHNIQUE, Field.MATERIAL),
        ("themes", Facet.THEME, Field.OBJECT),
    ):
        for pk in rows.terms_of[name].get(exhibit["id"], ()):
            add((of, rows.terms[pk]["name"]))
            found.values.add((facet, pk))
    add((Field.MATERIAL, exhibit["medium"]))
    for name in "description measurements inscriptions made made_place credit_line".split():
        add((Field.TEXT, exhibit[name]))
    for name in ("prominence_reason", "provenance_text"):
        add((Field.TEXT, exhibit[name]))
    found.values |= {(Facet.MADE, decade) for decade in decades(exhibit, "made")}
    for part in rows.participations.get(exhibit["id"], ()):
        _person(found, rows, part["party_id"], Field.PERSON)
        add((Field.TEXT, part["note"]))


def _origin(found: Facts, rows: Rows, came: dict) -> None:
    add = found.texts.append
    for link in rows.givers.get(came["id"], ()):
        if party := _person(found, rows, link["party_id"], Field.DONOR):
            found.values.add((Facet.DONOR, party["id"]))
            if country := rows.countries.get(party["country_id"]):
                found.values.add((Facet.COUNTRY, country["id"]))
                add((Field.COUNTRY, country["name"]))
                add((Field.COUNTRY, country["code"]))
    if party := _person(found, rows, came["recipient_id"], Field.RECIPIENT):
        found.values.add((Facet.RECIPIENT, party["id"]))
    if occasion := rows.occasions.get(came["occasion_id"]):
        found.values.add((Facet.OCCASION, occasion["id"]))
        add((Field.OCCASION, occasion["name"]))
        add((Field.TEXT, occasion["place"]))
    if stop := rows.stops.get(came["stop_id"]):
        add((Field.TEXT, stop["place"]))
        if country := rows.countries.get(stop["country_id"]):
            add((Field.TEXT, country["name"]))
    found.values |= {(Facet.RECEIVED, decade) for decade in decades(came, "date")}
    add((Field.NUMBER, came["number"]))
    for name in ("date", "place", "public_note"):
        add((Field.TEXT, came[name]))
    for gift in rows.counter_gifts.get(came["id"], ()):
        _person(found, rows, gift["giver_id"], Field.PERSON)
        _person(found, rows, gift["receiver_id"], Field.PERSON)
        add((Field.TEXT, gift["description"]))
        add((Field.TEXT, gift["date"]))


def _person(found: Facts, rows: Rows, pk: int | None, of: Field) -> dict | None:
    """Add a party under the field; None where the reader may not know it."""
    party = rows.parties.get(pk)
    if party:
        found.values.add((Facet.PARTY, party["id"]))
        for field in dict.fromkeys((of, Field.PERSON)):
            found.texts += [(field, party["name"]), (field, party["other_names"])]
        found.texts.append((Field.TEXT, party["office"]))
    return party


def _place(found: Facts, rows: Rows, exhibit: dict) -> None:
    if room := rows.showrooms.get(exhibit["showroom_id"]):
        found.values.add((Facet.SHOWROOM, room["id"]))
        found.texts += [(Field.ROOM, room["number"]), (Field.ROOM, room["name"]), (Field.ROOM, room["theme"])]
        if building := rows.locations.get(room["building_id"]):
            found.values.add((Facet.BUILDING, building["id"]))
            found.texts.append((Field.ROOM, building["name"]))


def _room(rows: Rows, exhibit: dict):
    """What else the exhibit's page says of its room."""
    room = rows.showrooms.get(exhibit["showroom_id"])
    return room and (room["is_open"], rows.locations.get(room["floor_id"]))


def _people(rows: Rows, exhibit: dict, came: dict | None) -> list:
    """The parties the exhibit's page names, with their countries."""
    named = [part["party_id"] for part in rows.participations.get(exhibit["id"], ())]
    named += [came["recipient_id"], *(link["party_id"] for link in rows.givers.get(came["id"], ()))] if came else []
    parties = [rows.parties.get(pk) for pk in named]
    return [(shown(party, PARTY), rows.countries.get(party["country_id"])) for party in parties if party]


def _chain(found: Facts, rows: Rows, exhibit: dict, came: dict | None) -> None:
    """Whom the chain names, the years in which nobody is known to have had it, and what there is to look into."""
    if not exhibit["provenance_text"]:
        return
    events = merged(exhibit["provenance_text"], rows.events.get(exhibit["id"], ()))
    for event in events:
        _person(found, rows, event.party_id, Field.PERSON)
    findings = analysed(events, exhibit, came, rows.parties)
    found.values |= {(Facet.OWNER_UNKNOWN, year) for year in open_years(findings)}
    found.values |= {(Facet.PROVENANCE, PROVENANCE_KINDS.index(finding.kind) + 1) for finding in findings}


def _private(found: Facts, rows: Rows, exhibit: dict, came: dict | None) -> None:
    """What staff alone read. Donor contacts are not among it: they are found by nobody."""
    own = [exhibit["valuation"], exhibit["internal_note"]]
    own += [came[name] for name in ("terms", "title_evidence", "price")] if came else []
    own += [place["name"] for place in [rows.locations.get(exhibit["location_id"])] if place]
    named = {value for facet, value in found.values if facet == Facet.PARTY}
    own += [rows.parties[pk]["internal_note"] for pk in sorted(named)]
    if came and (occasion := rows.occasions.get(came["occasion_id"])):
        own.append(occasion["internal_note"])
    found.texts += [(Field.TEXT, text) for text in own]


class Evidence:
    """What the sources say of an exhibit, and which rules touch it."""

    def __init__(self, rows: Rows, exhibit: int):
        self.rows = rows
        self.notes = rows.notes.get(exhibit, ())
        self.contradictions = rows.contradictions.get(exhibit, ())
        self.weighings = rows.weighings.get(exhibit, ())
        self.restrictions = rows.restrictions.get(exhibit, ())

    def add_to(self, found: Facts) -> None:
        found.values |= {(Facet.CLAIMS, value) for value in claims_values(self.notes)}
        for note in self.notes:
            found.texts += [(Field.TEXT, note["answer"]), (Field.TEXT, note["statement"])]
            if source := self.rows.sources.get(note["source_id"]):
                found.values.add((Facet.SOURCE, source["id"]))
                found.texts += [(Field.SOURCE, source[name]) for name in ("title", "author", "publisher")]
                found.texts += [(Field.TEXT, source["internal_note"])] if self.rows.private else []
        for pair in self.contradictions:
            found.values.add((Facet.CONTRADICTION, DECIDED if pair["finding"] else OPEN))
            found.texts += [(Field.TEXT, pair["question"]), (Field.TEXT, pair["finding"])]
        for rule in self.restrictions:
            found.values.add((Facet.RESTRICTION, RESTRICTION_KINDS.index(rule["kind"]) + 1))
            names = ["instrument", "paragraph", "public_statement"]
            names += ["assessor", "evidence", "exemption_reference"] if self.rows.private else []
            found.texts += [(Field.TEXT, rule[name]) for name in names]

    def shown(self) -> list:
        """All of it that the exhibit's page and its record in the API show."""
        rows = self.rows
        notes = [
            (shown(note, NOTE), shown(rows.sources.get(note["source_id"]), SOURCE), rows.positions.get(note["id"], ()))
            for note in self.notes
        ]
        rules = [
            (shown(rule, RESTRICTION), shown(rows.instruments.get(rule["rule_id"]), INSTRUMENT))
            for rule in self.restrictions
        ]
        return [notes, self.contradictions, self.weighings, rules]


def prior(exhibit: dict, found: Facts, evidence: Evidence) -> int:
    """How much there is to see and read: 0 (most) to 31. What comes first where words alone cannot tell."""
    facets = {facet for facet, _ in found.values}
    score = {"star": 10, "prominent": 6}.get(exhibit["prominence"], 0)
    score += min(6, 2 * sum(note["position"] == "accepted" for note in evidence.notes) + len(evidence.notes))
    score += 3 * bool(exhibit["description"]) + 2 * (len(exhibit["description"]) > 200)
    score += 3 * (Facet.SHOWROOM in facets) + 2 * (Facet.OCCASION in facets) + 2 * (Facet.DONOR in facets)
    score += (Facet.MADE in facets) + (Facet.MATERIAL in facets) + (Facet.CLASSIFICATION in facets)
    return 31 - min(31, score)
