"""What the sources say: the notes about one record side by side, with the museum's positions and the contradictions."""

from dataclasses import dataclass, field

from django.db.models import Q

from collection.models import Contradiction, Position, ProvenanceNote

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
    """The notes that answer one question, and the contradictions among them."""

    kind: str
    question: str
    notes: list = field(default_factory=list)
    contradictions: list = field(default_factory=list)


@dataclass
class Testimony:
    """All that `user` may read about one record, by question."""

    claims: list[Claim]
    contradictions: list

    def __bool__(self):
        return bool(self.claims)


def testimony(user, **about) -> Testimony:
    """The notes for which `about` holds (exhibit=…, occasion=…, location=…), in three queries.

    Each note carries `opinions` (positions, newest first), `successor` and `contradictory`.
    """
    notes = list(
        ProvenanceNote.objects.visible_to(user).filter(**about).select_related("source").order_by("id")[:LIMIT]
    )
    by_id = {note.pk: note for note in notes}
    for note in notes:
        note.successor, note.contradictory = None, False
    for note in notes:
        if note.supersedes_id in by_id:
            by_id[note.supersedes_id].successor = note
    add_opinions(user, by_id)
    claims = {kind: Claim(kind, question) for kind, question in QUESTIONS.items()}
    for note in notes:
        claims[note.claim].notes.append(note)
    contradictions = contradictions_among(user, by_id)
    for contradiction in contradictions:
        mine = by_id.get(contradiction.first_id) or by_id[contradiction.second_id]
        claims[mine.claim].contradictions.append(contradiction)
        for pk in (contradiction.first_id, contradiction.second_id):
            if pk in by_id:
                by_id[pk].contradictory = True
    return Testimony([claim for claim in claims.values() if claim.notes], contradictions)


def add_opinions(user, notes: dict[int, ProvenanceNote]) -> None:
    """Give each note its `opinions`: the museum's positions on it, newest first."""
    for note in notes.values():
        note.opinions = []
    for opinion in Position.objects.visible_to(user).filter(note__in=list(notes)).order_by("-id"):
        notes[opinion.note_id].opinions.append(opinion)


def contradictions_among(user, note_ids) -> list[Contradiction]:
    """The contradictions in which one of these notes stands, each with both notes and their sources."""
    ids = list(note_ids)
    return list(
        Contradiction.objects.visible_to(user)
        .filter(Q(first__in=ids) | Q(second__in=ids))
        .select_related(*SIDES)
        .order_by("id")
    )


ABOUT = ("exhibit", "occasion", "location__showroom")
SIDES = [f"{side}__{what}" for side in ("first", "second") for what in ("source", *ABOUT)]
