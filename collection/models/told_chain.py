"""The chain of one exhibit as a reader may know it: the text, what is read in it, whom it means, and what is found."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from collection.notation.provenance import Provenance
from collection.notation.provenance.analysis import Finding

from .acquisition import Acquisition
from .chain import analysed, merged, read
from .exhibit import Exhibit
from .party import Party
from .provenance_event import ProvenanceEvent


@dataclass
class ToldChain:
    """`parties` are those that the reader may know, by id: whom an event means beyond them stays unsaid."""

    exhibit: Exhibit
    provenance: Provenance
    events: list[ProvenanceEvent]
    parties: dict[int, Party]
    findings: list[Finding]

    def __post_init__(self):
        for event in self.events:
            event.shown_party = self.parties.get(event.party_id)


def told_chain(exhibit: Exhibit, user) -> ToldChain:
    """The chain of one exhibit. Costs nothing where it has no provenance."""
    return told_chains([exhibit], user)[0]


def told_chains(exhibits: Sequence[Exhibit], user) -> list[ToldChain]:
    """The chains of some exhibits, in their order and in at most three queries."""
    told = [exhibit for exhibit in exhibits if exhibit.provenance_text]
    using = told[0]._state.db if told else None
    stored = defaultdict(list)
    if told:
        visible = ProvenanceEvent.objects.using(using).visible_to(user).filter(exhibit__in=told)
        for event in visible.order_by("position", "id"):
            stored[event.exhibit_id].append(event)
    events = {
        exhibit: merged(exhibit.provenance_text, stored[exhibit.pk], exhibit_id=exhibit.pk) for exhibit in exhibits
    }
    meant = {event.party_id for chain in events.values() for event in chain} - {None}
    known = Party.objects.using(using).visible_to(user).filter(pk__in=meant) if meant else ()
    parties = {party.pk: party for party in known}
    lives = {pk: {name: getattr(party, name) for name in _LIFE} for pk, party in parties.items()}
    came = _received({exhibit.acquisition_id for exhibit in told} - {None}, using)
    found = []
    for exhibit, chain in events.items():
        made = {name: getattr(exhibit, name) for name in _MADE}
        findings = analysed(chain, made, came.get(exhibit.acquisition_id), lives)
        found.append(ToldChain(exhibit, read(exhibit.provenance_text), chain, parties, findings))
    return found


def _received(acquisitions: set[int], using) -> dict[int, dict]:
    """When the exhibits of these acquisitions came in, by the acquisition's id."""
    rows = Acquisition.objects.using(using).filter(pk__in=acquisitions).order_by() if acquisitions else None
    return {row["id"]: row for row in rows.values("id", "date_earliest", "date_latest")} if acquisitions else {}


_LIFE = ("birth_earliest", "death_latest")
_MADE = ("made_earliest", "made_latest", "made_place")
