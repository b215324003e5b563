"""What the sources say: the notes about one record side by side, with the museum's positions and the contradictions."""

from dataclasses import dataclass, field
from datetime import date

from django.db.models import Q

from collection.models import Contradiction, Position, ProvenanceNote

from .prepared import Prepared

LIMIT = 200  # notes on one page; a record with more has the rest in the API

QUESTIONS = {
    "made_by": "Who made it?",
    "given_by": "Who gave it?",
    "given_to": "To whom was it given?",
    "given_on": "When and where was it given?",
    "answered_by": "What was given in return?",
    "owned_by": "Who owned it?",
    "signed_by": "Who signed it?",
    "displayed": "Where and how is it displayed?",
    "restricted": "Which rules touch it?",
    "other": "What else is said of it?",
}


@dataclass
class Claim:
    """The notes of one kind of claim, and what is at odds among them."""

    kind: str
    question: str
    notes: list = field(default_factory=list)
    disputes: list = field(default_factory=list)


@dataclass
class Dispute:
    """One question on which notes contradict each other, however many pairs of them are linked."""

    pk: int  # of the first pair, for the address of its place on the page
    question: str
    first: ProvenanceNote
    sides: dict[str, list] = field(default_factory=dict)  # answer → the notes that give it
    findings: dict[str, date] = field(default_factory=dict)  # what the museum found → when
    is_open: bool = False

    def add(self, contradiction) -> None:
        for note in (contradiction.first, contradiction.second):
            notes = self.sides.setdefault(note.answer, [])
            if note not in notes:
                notes.append(note)
        if contradiction.is_open:
            self.is_open = True
        else:
            self.findings.setdefault(contradiction.finding, contradiction.decided_at)


def disputes(contradictions) -> list[Dispute]:
    """The pairs gathered by what they are about and the question they raise, in the order in which they come."""
    found: dict[tuple, Dispute] = {}
    for pair in contradictions:
        note = pair.first
        key = (note.exhibit_id, note.occasion_id, note.location_id, pair.question)
        found.setdefault(key, Dispute(pair.pk, pair.question, note)).add(pair)
    return list(found.values())


@dataclass
class Testimony:
    """All that `user` may read about one record, by question."""

    claims: list[Claim]
    disputes: list[Dispute]

    def __bool__(self):
        return bool(self.claims)


def testimony(user, **about) -> Testimony:
    """The notes for which `about` holds (occasion=…, location=…), in three queries."""
    # No exhibit: which the index finds at once, among so many notes about exhibits.
    notes = list(_notes(user, exhibit=None, **about))
    ids = [note.pk for note in notes]
    opinions = Position.objects.visible_to(user).filter(note__in=ids).order_by("-id")
    return _testimony(notes, opinions, contradictions_among(user, ids))


def testimony_of_exhibit(user, exhibit: int, *, disputed: bool, using: str) -> Testimony:
    """The notes about an exhibit, in as many queries; contradictions are asked for if it is `disputed`."""
    notes = _notes_about(user, exhibit, using=using)
    # Whatever position is taken has its reason, even that of having none.
    assessed = any(note.position_reason for note in notes)
    opinions = _opinions_about(user, exhibit, using=using) if assessed else []
    return _testimony(notes, opinions, _contradictions_about(user, exhibit, using=using) if disputed else [])


def _notes(user, **about):
    return ProvenanceNote.objects.visible_to(user).filter(**about).select_related("source").order_by("id")[:LIMIT]


@Prepared
def _notes_about(user, exhibit):
    return _notes(user, exhibit=exhibit)


@Prepared
def _opinions_about(user, exhibit):
    return Position.objects.visible_to(user).filter(note__exhibit=exhibit).order_by("-id")


@Prepared
def _contradictions_about(user, exhibit):
    return _contradictions(user, ProvenanceNote.objects.filter(exhibit=exhibit).order_by().values("pk"))


def _testimony(notes, opinions, contradictions) -> Testimony:
    """Each note carries `opinions` (positions, newest first), `successor` and `dispute`."""
    by_id = {note.pk: note for note in notes}
    for note in notes:
        note.successor = note.dispute = None
    for note in notes:
        if note.supersedes_id in by_id:
            by_id[note.supersedes_id].successor = note
    add_opinions(by_id, opinions)
    claims = {kind: Claim(kind, question) for kind, question in QUESTIONS.items()}
    for note in notes:
        claims[note.claim].notes.append(note)
    at_odds = disputes(contradictions)
    for dispute in at_odds:
        claims[dispute.first.claim].disputes.append(dispute)
        for answering in dispute.sides.values():
            for note in answering:
                if note.pk in by_id:
                    by_id[note.pk].dispute = dispute
    return Testimony([claim for claim in claims.values() if claim.notes or claim.disputes], at_odds)


def add_opinions(notes: dict[int, ProvenanceNote], opinions) -> None:
    """Give each note its `opinions`: the museum's positions on it, in their order."""
    for note in notes.values():
        note.opinions = []
    for opinion in opinions:
        if opinion.note_id in notes:
            notes[opinion.note_id].opinions.append(opinion)


def contradictions_among(user, note_ids) -> list[Contradiction]:
    """The contradictions in which one of these notes stands, each with both notes and their sources."""
    return list(_contradictions(user, list(note_ids)))


def _contradictions(user, notes):
    pairs = Contradiction.objects.visible_to(user).filter(Q(first__in=notes) | Q(second__in=notes))
    return pairs.select_related(*SIDES).order_by("id")


ABOUT = ("exhibit", "occasion", "location__showroom")
SIDES = [f"{side}__{what}" for side in ("first", "second") for what in ("source", *ABOUT)]
