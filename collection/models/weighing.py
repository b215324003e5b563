"""Weighings: what the museum made of notes that say different things, on a day and with a reason. Never edited away."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models, transaction

from .audience import GatedQuerySet, among
from .claims import ClaimGroup, are_decided, fingerprint, readings, standing, wordings
from .contradiction import Contradiction
from .exhibit import Exhibit
from .location import Location
from .occasion import Occasion
from .provenance import ABOUT_ONE_THING, Position, ProvenanceNote


class Overtaken(ValidationError):
    """Somebody else has written about these notes since they were read; `group` is how they stand now."""

    def __init__(self, group: ClaimGroup):
        self.group = group
        super().__init__(
            "Somebody else has written about these notes since you opened them. Nothing of yours was saved: "
            "read what was decided, then decide.",
            code="stale",
        )


class WeighingQuerySet(GatedQuerySet):
    def public(self):
        """Those of which a visitor may read every note: the reason may speak of any of them."""
        weighed = ProvenanceNote.objects.filter(weighings=models.OuterRef("pk"))
        hidden = weighed.filter(~among(ProvenanceNote.objects.public(), "pk"))
        return self.filter(~models.Exists(hidden))

    def groups(self, wanted: Iterable[tuple[Mapping[str, int], str]]) -> list[ClaimGroup]:
        """What staff read of some groups, each (about, claim), in their order and in four queries."""
        wanted = [(next(iter(about.items())), claim) for about, claim in wanted]
        subjects = models.Q(pk__in=())
        for (name, pk), _ in wanted:
            subjects |= models.Q(**{name: pk})
        notes_about, weighings = defaultdict(list), defaultdict(list)
        for note in ProvenanceNote.objects.filter(subjects).select_related("source", "supersedes").order_by("id"):
            notes_about[_subject(note)].append(note)
        for weighing in self.filter(subjects).select_related("decided_by").order_by("-id"):
            weighings[_subject(weighing), weighing.claim].append(weighing)
        found = [
            ClaimGroup(
                [note for note in standing(notes_about[about]) if note.claim == claim], [], weighings[about, claim]
            )
            for about, claim in wanted
        ]
        group_of = {note.pk: group for group in found for note in group.notes}
        opinions = defaultdict(list)
        for opinion in Position.objects.filter(note__in=group_of).select_related("decided_by").order_by("-id"):
            opinions[opinion.note_id].append(opinion)
        for group in found:
            for note in group.notes:
                note.opinions = opinions[note.pk]
        pairs = Contradiction.objects.filter(models.Q(first__in=group_of) | models.Q(second__in=group_of))
        for pair in pairs.select_related("first", "second").order_by("-id"):
            for group in {id(one): one for pk in (pair.first_id, pair.second_id) if (one := group_of.get(pk))}.values():
                group.contradictions.append(pair)
        return found

    def weigh(
        self,
        *,
        about: Mapping[str, int],
        claim: str,
        outcome: str,
        reason: str,
        by,
        seen: str | None = None,
        positions: Mapping[int, tuple[str, str]] | None = None,
        same: Iterable[Iterable[int]] = (),
        at_odds: Iterable[tuple[int, int]] = (),
        question: str = "",
    ) -> "Weighing":
        """Weigh the standing notes of one kind about one thing: `about` is such as {"exhibit_id": 7}.

        `positions` by note are (position, its own reason or ""), `same` are sets of notes that say the same, `at_odds`
        are pairs to link as contradictions. `seen` is the version of the group that was read. Raises Overtaken, and
        ValidationError where the outcome is not what the positions say; then nothing has changed.
        """
        with transaction.atomic():
            # Who comes second waits here, and then reads what the first has decided.
            list(ProvenanceNote.objects.filter(**about, claim=claim).select_for_update().values_list("pk"))
            (group,) = self.groups([(about, claim)])
            if seen is not None and seen != group.version:
                raise Overtaken(group)
            notes = {note.pk: note for note in group.notes}
            pairs = dict.fromkeys(tuple(sorted(pair)) for pair in at_odds)  # either may have named the other, or both
            linked = [(_known(notes, one), _known(notes, other)) for one, other in pairs]
            if outcome == Weighing.Outcome.SAME:
                same = [notes]
            judged = [wordings(_known(notes, pk) for pk in alike) for alike in same]
            for pk, (position, why) in (positions or {}).items():
                note = _known(notes, pk)
                ProvenanceNote.objects.assess(note=note, position=position, reason=why.strip() or reason, by=by)
            weighing = self.model(
                **about,
                claim=claim,
                outcome=outcome,
                reason=reason,
                same=[words for words in judged if len(words) > 1],
                fingerprint=fingerprint(group.notes),
                decided_by=by if by is not None and by.is_authenticated else None,
            )
            weighing.full_clean()
            weighing.check_against(group.notes)
            weighing.save(force_insert=True)
            weighing.notes.set(group.notes)
            finding = reason if outcome == Weighing.Outcome.DECIDED else ""
            for one, other in linked:
                Contradiction.objects.link(one, other, question=question, finding=finding, by=by)
            return weighing


class Weighing(models.Model):
    """One outcome for the notes of one kind about one thing, as they stood on a day. Append-only."""

    class Outcome(models.TextChoices):
        DECIDED = "decided", "decided by the positions"
        LEFT_OPEN = "left_open", "left open"
        COMPATIBLE = "compatible", "different, and all can be true"
        SAME = "same", "the same, differently worded"

    append_only = frozenset()

    exhibit = models.ForeignKey(Exhibit, on_delete=models.PROTECT, null=True, blank=True, related_name="weighings")
    occasion = models.ForeignKey(Occasion, on_delete=models.PROTECT, null=True, blank=True, related_name="weighings")
    location = models.ForeignKey(Location, on_delete=models.PROTECT, null=True, blank=True, related_name="weighings")
    claim = models.CharField(max_length=12, choices=ProvenanceNote.Claim)
    outcome = models.CharField(max_length=10, choices=Outcome)
    reason = models.TextField()
    same = models.JSONField(default=list, blank=True, help_text="Lists of wordings that say the same.")
    fingerprint = models.CharField(max_length=32, help_text="Of the notes weighed and the positions on them.")
    notes = models.ManyToManyField(ProvenanceNote, related_name="weighings")
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, editable=False, related_name="+"
    )
    decided_at = models.DateTimeField(auto_now_add=True)

    objects = WeighingQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=ABOUT_ONE_THING,
                name="weighing_about_one_thing",
                violation_error_message="Weigh the notes about one thing: an exhibit, an occasion or a location.",
            ),
            models.CheckConstraint(condition=~models.Q(reason=""), name="weighing_has_reason"),
        ]

    def __str__(self):
        return self.get_outcome_display()

    def check_against(self, notes) -> None:
        """Raise ValidationError where `notes`, with their positions, do not bear the outcome out."""
        if len(wordings(notes)) < 2:
            raise ValidationError("These notes do not say different things: there is nothing to weigh.", code="agreed")
        if self.outcome == self.Outcome.DECIDED and not are_decided(readings(notes, self.same)):
            raise ValidationError(
                "The positions do not decide it yet. Take one on every note and accept one answer; where two are "
                "accepted, say that they say the same, or that all can be true. Or leave it open.",
                code="undecided",
            )


Weighing.notes.through.append_only = frozenset()  # the list of what was weighed is as fixed as the weighing


def _subject(record) -> tuple[str, int]:
    """What a note or a weighing is about, as (column, id)."""
    every = ((name, getattr(record, name)) for name in ("exhibit_id", "occasion_id", "location_id"))
    return next((name, pk) for name, pk in every if pk is not None)


def _known(notes: Mapping[int, ProvenanceNote], pk: int) -> ProvenanceNote:
    if pk not in notes:
        raise ValidationError(f"Note {pk} is not among those to be weighed here.", code="stranger")
    return notes[pk]
