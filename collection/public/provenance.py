"""What the sources say: the notes about one record side by side, with the museum's positions and the contradictions."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Q

from collection.models import Contradiction, Position, ProvenanceNote, Weighing
from collection.models.claims import QUESTIONS, fingerprint, readings, standing, wordings

from .prepared import Prepared

LIMIT = 200  # notes on one page; a record with more has the rest in the API


@dataclass
class Claim:
    """The notes of one kind of claim, what is at odds among them, and what the museum makes of them."""

    kind: str
    question: str
    accepted: list = field(default_factory=list)  # notes that stand
    others: list = field(default_factory=list)
    past: list = field(default_factory=list)  # superseded; for staff also withdrawn
    disputes: list = field(default_factory=list)
    weighings: list = field(default_factory=list)  # newest first; each knows whether it `is_current`

    @property
    def notes(self) -> list:
        return [*self.accepted, *self.others, *self.past]

    @property
    def is_disputed(self) -> bool:
        """Whether the notes that stand say different things."""
        return len(wordings([*self.accepted, *self.others])) > 1

    @property
    def has_past_weighings(self) -> bool:
        return any(not weighing.is_current for weighing in self.weighings)

    @property
    def reading(self) -> list[str]:
        """The answers that the museum accepts; of those that it holds to say the same, the best graded."""
        same = self.weighings[0].same if self.weighings else ()
        return [min(notes, key=_grade).answer for notes in readings(self.accepted, same)]


def _grade(note) -> tuple[str, int]:
    """For comparing notes: the better graded is less."""
    return note.source.reliability, note.credibility


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


def disputes(contradictions, *, of_one: bool = False) -> list[Dispute]:
    """The pairs gathered by what they are about and the question they raise, in the order in which they come.

    `of_one`: all touch one record, whose page asks each question once, though a note on another record take part.
    """
    found: dict[tuple, Dispute] = {}
    for pair in contradictions:
        note = pair.first
        about = () if of_one else (note.exhibit_id, note.occasion_id, note.location_id)
        key = (*about, pair.question)
        found.setdefault(key, Dispute(pair.pk, pair.question, note)).add(pair)
    return list(found.values())


@dataclass
class Testimony:
    """All that `user` may read about one record, by question."""

    claims: list[Claim]
    disputes: list[Dispute]

    def __bool__(self):
        return bool(self.claims)

    @property
    def is_disputed(self) -> bool:
        return any(claim.is_disputed for claim in self.claims)


def testimony(user, **about) -> Testimony:
    """The notes for which `about` holds (occasion=…, location=…), in three queries; four where they differ."""
    # No exhibit: which the index finds at once, among so many notes about exhibits.
    notes = list(_notes(user, exhibit=None, **about))
    ids = [note.pk for note in notes]
    opinions = Position.objects.visible_to(user).filter(note__in=ids).order_by("-id")
    found = _testimony(notes, opinions, contradictions_among(user, ids))
    if found.is_disputed:
        add_weighings(found, notes, _weighings(user, exhibit=None, **about))
    return found


def testimony_of_exhibit(user, exhibit: int, *, disputed: bool, weighed: bool, using: str) -> Testimony:
    """The same about an exhibit; contradictions are asked for if it is `disputed`, weighings if it was `weighed`."""
    notes = _notes_about(user, exhibit, using=using)
    # Whatever position is taken has its reason, even that of having none.
    assessed = any(note.position_reason for note in notes)
    opinions = _opinions_about(user, exhibit, using=using) if assessed else []
    found = _testimony(notes, opinions, _contradictions_about(user, exhibit, using=using) if disputed else [])
    if weighed:
        add_weighings(found, notes, _weighings_about(user, exhibit, using=using))
    return found


def _notes(user, **about):
    return ProvenanceNote.objects.visible_to(user).filter(**about).select_related("source").order_by("id")[:LIMIT]


@Prepared
def _notes_about(user, exhibit):
    return _notes(user, exhibit=exhibit)


@Prepared
def _opinions_about(user, exhibit):
    return Position.objects.visible_to(user).filter(note__exhibit=exhibit).order_by("-id")


def _weighings(user, **about):
    return Weighing.objects.visible_to(user).filter(**about).order_by("-id")[:LIMIT]


@Prepared
def _weighings_about(user, exhibit):
    return _weighings(user, exhibit=exhibit)


@Prepared
def _contradictions_about(user, exhibit):
    return _contradictions(user, ProvenanceNote.objects.filter(exhibit=exhibit).order_by().values("pk"))


def _testimony(notes, opinions, contradictions) -> Testimony:
    """Each note carries `opinions` (positions, newest first), `predecessor`, `successor` and `dispute`."""
    by_id = {note.pk: note for note in notes}
    for note in notes:
        note.successor = note.predecessor = note.dispute = None
    for note in notes:
        if note.supersedes_id in by_id:
            note.predecessor = by_id[note.supersedes_id]
            note.predecessor.successor = note
    add_opinions(by_id, opinions)
    claims = {kind: Claim(kind, question) for kind, question in QUESTIONS.items()}
    stand = set(standing(notes))
    for note in notes:
        claim = claims[note.claim]
        (claim.past if note not in stand else claim.accepted if note.position == "accepted" else claim.others).append(
            note
        )
    at_odds = disputes(contradictions, of_one=True)
    for dispute in at_odds:
        claims[dispute.first.claim].disputes.append(dispute)
        for answering in dispute.sides.values():
            for note in answering:
                if note.pk in by_id:
                    by_id[note.pk].dispute = dispute
    return Testimony([claim for claim in claims.values() if claim.notes or claim.disputes], at_odds)


def add_opinions(notes: dict[int, ProvenanceNote], opinions) -> None:
    """Give each note its `opinions`: the museum's positions on it, newest first, each with the time `until` it held."""
    for note in notes.values():
        note.opinions = []
    for opinion in opinions:
        if opinion.note_id in notes:
            later = notes[opinion.note_id].opinions
            opinion.until = later[-1].decided_at if later else None
            later.append(opinion)


def add_weighings(testimony: Testimony, notes, weighings) -> None:
    """Give each claim what the museum made of its notes. What weighed other notes than now stand is past."""
    groups = defaultdict(list)
    for note in standing(notes):
        groups[_subject(note), note.claim].append(note)
    weighed = {key: fingerprint(group) for key, group in groups.items()}
    claims = {claim.kind: claim for claim in testimony.claims}
    for weighing in weighings:
        key = (_subject(weighing), weighing.claim)
        if weighing.claim in claims:
            weighing.is_current = weighed.pop(key, None) == weighing.fingerprint  # the last of its group alone
            claims[weighing.claim].weighings.append(weighing)


def _subject(record) -> tuple:
    return record.exhibit_id, record.occasion_id, record.location_id


def contradictions_among(user, note_ids) -> list[Contradiction]:
    """The contradictions in which one of these notes stands, each with both notes and their sources."""
    return list(_contradictions(user, list(note_ids)))


def _contradictions(user, notes):
    pairs = Contradiction.objects.visible_to(user).filter(Q(first__in=notes) | Q(second__in=notes))
    return pairs.select_related(*SIDES).order_by("id")


ABOUT = ("exhibit", "occasion", "location__showroom")
SIDES = [f"{side}__{what}" for side in ("first", "second") for what in ("source", *ABOUT)]
