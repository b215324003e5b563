"""Disagreements: where notes of one kind about one thing say different things. Found by the system, weighed by people.

The table is derived from notes and weighings: `find_anew` brings it up to date for what the triggers have queued, and
`reindexing.rebuild` for the whole museum. It is never written by hand.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from django.db import models
from django.db.models import Q

from .audience import GatedQuerySet
from .claims import are_decided, fingerprint, readings, standing, wordings
from .exhibit import Exhibit
from .location import Location
from .occasion import Occasion
from .provenance import ABOUT_ONE_THING, ProvenanceNote
from .weighing import Weighing

BATCH = 1_000  # exhibits, occasions or locations read at a time
SHOWN = 6  # answers that a list names
_READ = ("id", "claim", "answer", "position", "supersedes", "withdrawn_at", "recorded_at")


class DisagreementQuerySet(GatedQuerySet):
    """For staff alone: visitors read the notes themselves, and the contradictions that the museum has linked."""


class Disagreement(models.Model):
    """The standing notes of one kind about one thing, where they say different things."""

    class State(models.TextChoices):
        TO_WEIGH = "to_weigh", "to weigh"
        LEFT_OPEN = "left_open", "left open"
        SETTLED = "settled", "settled"
        SAME = "same", "the same, differently worded"

    recorded = False  # derived: the notes, positions and weighings it is made from leave the history

    exhibit = models.ForeignKey(Exhibit, on_delete=models.CASCADE, null=True, related_name="disagreements")
    occasion = models.ForeignKey(Occasion, on_delete=models.CASCADE, null=True, related_name="disagreements")
    location = models.ForeignKey(Location, on_delete=models.CASCADE, null=True, related_name="disagreements")
    claim = models.CharField(max_length=12, choices=ProvenanceNote.Claim)
    state = models.CharField(max_length=10, choices=State)
    answers = models.JSONField("what is said", help_text="Some of the different answers.")
    since = models.DateTimeField("waits since", help_text="When the last of the notes was recorded.")

    objects = DisagreementQuerySet.as_manager()

    class Meta:
        ordering = ["since", "id"]
        default_permissions = ("view",)
        verbose_name_plural = "claims to weigh"
        indexes = [
            models.Index(fields=["since", "id"], name="disagreement_by_age"),
            models.Index(fields=["state", "since", "id"], name="disagreement_by_state"),
            models.Index(fields=["claim", "since", "id"], name="disagreement_by_claim"),
            models.Index(fields=["state", "claim", "since", "id"], name="disagreement_by_state_claim"),
        ]
        constraints = [
            models.CheckConstraint(condition=ABOUT_ONE_THING, name="disagreement_about_one_thing"),
            *(
                models.UniqueConstraint(
                    fields=[kind, "claim"], condition=Q(**{f"{kind}__isnull": False}), name=f"disagreement_of_{kind}"
                )
                for kind in ("exhibit", "occasion", "location")
            ),
        ]

    def __str__(self):
        return f"{self.get_claim_display()}: {' / '.join(self.answers)}"

    @property
    def about(self) -> dict[str, int]:
        """What the notes are about, as `Weighing.objects.weigh` wants it."""
        every = {name: getattr(self, name) for name in ("exhibit_id", "occasion_id", "location_id")}
        return {name: pk for name, pk in every.items() if pk is not None}


def find_anew(kind: str, ids: Iterable[int], using: str) -> None:
    """Bring the disagreements about these exhibits, occasions or locations (`kind`) up to date. To be called in a
    transaction; three queries for a thousand of them where their notes agree."""
    ids = sorted(ids)
    for start in range(0, len(ids), BATCH):
        batch = {f"{kind}__in": ids[start : start + BATCH]}
        known = {
            (getattr(row, f"{kind}_id"), row.claim): row for row in Disagreement.objects.using(using).filter(**batch)
        }
        _write(kind, dict(_found(kind, batch, using)), known, using)


def _found(kind: str, batch: dict, using: str) -> Iterator[tuple[tuple[int, str], dict]]:
    """(id, claim) and what the row about it says, for each group whose notes say different things."""
    notes_about = defaultdict(list)
    for note in ProvenanceNote.objects.using(using).filter(**batch).only(*_READ, kind).order_by("id"):
        notes_about[getattr(note, f"{kind}_id")].append(note)
    groups = defaultdict(list)
    for about, notes in notes_about.items():
        for note in standing(notes):
            groups[about, note.claim].append(note)
    at_odds = {key: notes for key, notes in groups.items() if len(wordings(notes)) > 1}
    weighed = {}
    if at_odds:
        rows = Weighing.objects.using(using).filter(**{f"{kind}__in": {about for about, _ in at_odds}})
        weighed = {(getattr(row, f"{kind}_id"), row.claim): row for row in rows.order_by("id")}
    for key, notes in at_odds.items():
        yield (
            key,
            {
                "state": state_of(notes, weighed.get(key)),
                "answers": list({wordings([note])[0]: note.answer for note in reversed(notes)}.values())[::-1][:SHOWN],
                "since": max(note.recorded_at for note in notes),
            },
        )


def state_of(notes: list[ProvenanceNote], weighing: Weighing | None) -> Disagreement.State:
    """How standing notes that are worded differently stand, after the last weighing of them."""
    state, outcome = Disagreement.State, Weighing.Outcome
    groups = readings(notes, weighing.same if weighing else ())
    if len(groups) == 1:
        return state.SAME
    if weighing and weighing.fingerprint == fingerprint(notes):
        if weighing.outcome == outcome.LEFT_OPEN:
            return state.LEFT_OPEN
        if weighing.outcome == outcome.COMPATIBLE:
            return state.SETTLED
    return state.SETTLED if are_decided(groups) else state.TO_WEIGH


def _write(kind: str, found: dict, known: dict, using: str) -> None:
    """Make the rows `known` those that were `found`; what has not changed is not written."""
    rows = Disagreement.objects.using(using)
    if gone := [row.pk for key, row in known.items() if key not in found]:
        rows.filter(pk__in=gone).delete()
    new = [
        Disagreement(**{f"{kind}_id": key[0]}, claim=key[1], **values)
        for key, values in found.items()
        if key not in known
    ]
    rows.bulk_create(new, ignore_conflicts=True)  # a rebuild and an edit may both have found it
    changed = []
    for key, row in known.items():
        values = found.get(key, {})
        if any(getattr(row, name) != value for name, value in values.items()):
            for name, value in values.items():
                setattr(row, name, value)
            changed.append(row)
    if changed:
        rows.bulk_update(changed, ["state", "answers", "since"])
