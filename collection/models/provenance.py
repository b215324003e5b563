"""Provenance notes: one claim by one source, graded, and what the museum thinks of it. Never edited away."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import F, Q
from django.utils import timezone

from .audience import GatedQuerySet, among
from .exhibit import Exhibit
from .location import Location
from .occasion import Occasion
from .source import Source

ABOUT_ONE_THING = (
    Q(exhibit__isnull=False, occasion__isnull=True, location__isnull=True)
    | Q(exhibit__isnull=True, occasion__isnull=False, location__isnull=True)
    | Q(exhibit__isnull=True, occasion__isnull=True, location__isnull=False)
)


class ProvenanceNoteQuerySet(GatedQuerySet):
    def citable(self):
        """Notes fit for the public, were their source so: shown, not withdrawn, about something public."""
        return self.filter(is_public=True, withdrawn_at__isnull=True).filter(
            Q(exhibit__status=Exhibit.Status.PUBLISHED)
            | Q(among(Occasion.objects.public(), "occasion"))
            | Q(location__kind__in=Location.PUBLIC_KINDS)
        )

    def public(self):
        return self.citable().filter(source__is_public=True)

    def assess(self, *, note, position, reason, by) -> "Position":
        """Take a dated position on `note`. The earlier ones stay readable."""
        if note.withdrawn_at:
            raise ValidationError("This note is withdrawn. Take a position on one that stands.", code="withdrawn")
        with transaction.atomic():
            opinion = Position(
                note=note,
                position=position,
                reason=reason,
                decided_by=by if by is not None and by.is_authenticated else None,
            )
            opinion.full_clean()
            opinion.save(force_insert=True)
            note.position, note.position_reason = position, reason
            note.save(update_fields=["position", "position_reason"])
            return opinion

    def withdraw(self, *, note, reason, by) -> None:
        """Take `note` back with a reason. It stays in the catalogue, out of the public's sight."""
        if not reason.strip():
            raise ValidationError({"withdrawn_reason": "Say why the note is withdrawn."}, code="required")
        if note.withdrawn_at:
            raise ValidationError("This note is withdrawn already.", code="withdrawn")
        note.withdrawn_at, note.withdrawn_reason = timezone.now(), reason
        note.withdrawn_by = by if by is not None and by.is_authenticated else None
        note.save(update_fields=["withdrawn_at", "withdrawn_reason", "withdrawn_by"])


class PositionKind(models.TextChoices):
    UNASSESSED = "unassessed", "not assessed"
    ACCEPTED = "accepted", "accepted"
    DISPUTED = "disputed", "disputed"
    REJECTED = "rejected", "rejected"


class ProvenanceNote(models.Model):
    """What one source says about an exhibit (or about an occasion, or the museum's own places)."""

    class Claim(models.TextChoices):
        MADE_BY = "made_by", "made by"
        GIVEN_BY = "given_by", "given by"
        GIVEN_TO = "given_to", "given to"
        GIVEN_ON = "given_on", "given on"
        ANSWERED_BY = "answered_by", "answered by"
        OWNED_BY = "owned_by", "owned by"
        SIGNED_BY = "signed_by", "signed by"
        DISPLAYED = "displayed", "displayed"
        RESTRICTED = "restricted", "restricted by"
        OTHER = "other", "other"

    class Credibility(models.IntegerChoices):
        """The Admiralty scale (NATO STANAG 2511), of this one piece of information."""

        CONFIRMED = 1, "1 – confirmed by other sources"
        PROBABLE = 2, "2 – probably true"
        POSSIBLE = 3, "3 – possibly true"
        DOUBTFUL = 4, "4 – doubtful"
        IMPROBABLE = 5, "5 – improbable"
        UNJUDGED = 6, "6 – truth cannot be judged"

    append_only = frozenset(
        {"position", "position_reason", "withdrawn_at", "withdrawn_by", "withdrawn_reason", "is_public"}
    )

    exhibit = models.ForeignKey(Exhibit, on_delete=models.PROTECT, null=True, blank=True, related_name="notes")
    occasion = models.ForeignKey(Occasion, on_delete=models.PROTECT, null=True, blank=True, related_name="notes")
    location = models.ForeignKey(Location, on_delete=models.PROTECT, null=True, blank=True, related_name="notes")
    claim = models.CharField(max_length=12, choices=Claim)
    answer = models.CharField(
        "in short", max_length=300, help_text="What is claimed, in a few words: Russian craftsmen."
    )
    statement = models.TextField(help_text="The claim in full, in the museum's own words.")
    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="notes")
    locator = models.CharField(max_length=200, blank=True, help_text="Where in the source: paragraph 3, p. 41, no. 7.")
    credibility = models.PositiveSmallIntegerField(choices=Credibility, default=Credibility.UNJUDGED)
    position = models.CharField(max_length=10, choices=PositionKind, default=PositionKind.UNASSESSED, editable=False)
    position_reason = models.TextField(blank=True, editable=False)
    supersedes = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="superseded_by"
    )
    is_public = models.BooleanField("shown to the public", default=True)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, editable=False, related_name="+"
    )
    recorded_at = models.DateTimeField(auto_now_add=True)
    withdrawn_at = models.DateTimeField(null=True, editable=False)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, editable=False, related_name="+"
    )
    withdrawn_reason = models.TextField(blank=True, editable=False)

    objects = ProvenanceNoteQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        permissions = [("assess_provenancenote", "Can take the museum's position on a note")]
        indexes = [
            models.Index(fields=["source", "id"], name="note_of_source"),
            # The few that are about no exhibit: those about exhibits, the index of the catalogue counts.
            models.Index(fields=["source", "id"], condition=Q(exhibit__isnull=True), name="note_about_no_exhibit"),
            models.Index(fields=["claim", "id"], name="note_by_claim"),
            models.Index(fields=["position", "id"], name="note_by_position"),
            models.Index(fields=["credibility", "id"], name="note_by_credibility"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=ABOUT_ONE_THING,
                name="note_about_one_thing",
                violation_error_message="A note is about one thing: an exhibit, an occasion or a location.",
            ),
            models.CheckConstraint(
                condition=Q(supersedes__isnull=True) | Q(supersedes__lt=F("id")),
                name="note_supersedes_an_earlier_one",  # so that no chain of notes ever comes back to itself
                violation_error_message="A note supersedes one that was recorded before it.",
            ),
            models.CheckConstraint(condition=Q(credibility__range=(1, 6)), name="note_credibility_1_to_6"),
            models.CheckConstraint(condition=~Q(statement="") & ~Q(answer=""), name="note_says_something"),
            models.CheckConstraint(
                condition=Q(position="unassessed") | ~Q(position_reason=""), name="note_position_reasoned"
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True) | ~Q(withdrawn_reason=""), name="note_withdrawal_reasoned"
            ),
        ]

    def __str__(self):
        return f"{self.get_claim_display()}: {self.answer}"

    @staticmethod
    def grade_of(reliability: str, credibility: int) -> str:
        """Both grades with what they mean: “B2: source usually reliable, claim probably true”."""
        source = Source.Reliability(reliability).label.partition(" – ")[2]
        claim = ProvenanceNote.Credibility(credibility).label.partition(" – ")[2]
        return f"{reliability}{credibility}: source {source}, claim {claim}"

    def clean(self):
        super().clean()
        earlier = self.supersedes
        if earlier and (earlier.exhibit_id, earlier.occasion_id, earlier.location_id) != (
            self.exhibit_id,
            self.occasion_id,
            self.location_id,
        ):
            raise ValidationError({"supersedes": "A note supersedes one about the same thing."})

    def unique_error_message(self, model_class, unique_check):
        """That a note has one successor, and which it has."""
        if unique_check != ("supersedes",):
            return super().unique_error_message(model_class, unique_check)
        later = ProvenanceNote.objects.get(supersedes=self.supersedes_id)
        return ValidationError(f"Note {later.pk} already stands in its place. Supersede that one.", code="superseded")


class PositionQuerySet(GatedQuerySet):
    def public(self):
        return self.filter(among(ProvenanceNote.objects.public(), "note"))


class Position(models.Model):
    """What the museum thought of a note, from a day on. Append-only."""

    append_only = frozenset()

    note = models.ForeignKey(ProvenanceNote, on_delete=models.PROTECT, related_name="positions")
    position = models.CharField(max_length=10, choices=PositionKind)
    reason = models.TextField()
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, editable=False, related_name="+"
    )
    decided_at = models.DateTimeField(auto_now_add=True)

    objects = PositionQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        constraints = [models.CheckConstraint(condition=~Q(reason=""), name="position_has_reason")]

    def __str__(self):
        return self.get_position_display()
