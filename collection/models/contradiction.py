"""Contradictions: two notes that cannot both be right, and what the museum found."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from .audience import GatedQuerySet, among
from .base import Record
from .provenance import ProvenanceNote


class ContradictionQuerySet(GatedQuerySet):
    def public(self):
        """Both notes must be public: half a contradiction would tell of the hidden half."""
        notes = ProvenanceNote.objects.public()
        return self.filter(among(notes, "first"), among(notes, "second"))

    def link(self, one, other, *, question, finding="", by=None) -> "Contradiction":
        """Link two notes in either order. With a `finding` the contradiction is decided, without it is left open."""
        first, second = sorted((one, other), key=lambda note: note.pk)
        decided = bool(finding.strip())
        contradiction = self.model(
            first=first,
            second=second,
            question=question,
            finding=finding,
            decided_at=timezone.now() if decided else None,
            decided_by=by if decided and by is not None and by.is_authenticated else None,
        )
        contradiction.full_clean()
        contradiction.save()
        return contradiction


class Contradiction(Record):
    """A link that holds both ways; `finding` empty means the question is open."""

    first = models.ForeignKey(ProvenanceNote, on_delete=models.PROTECT, related_name="contradictions_as_first")
    second = models.ForeignKey(ProvenanceNote, on_delete=models.PROTECT, related_name="contradictions_as_second")
    question = models.CharField(max_length=300, help_text="What is at odds: Who made the rifle?")
    finding = models.TextField(blank=True, help_text="What the museum decides and why. Empty: left open.")
    decided_at = models.DateTimeField(null=True, editable=False)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, editable=False, related_name="+"
    )

    objects = ContradictionQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["first", "second"],
                name="contradiction_linked_once",
                violation_error_message="These two notes are linked already.",
            ),
            models.CheckConstraint(
                condition=Q(first__lt=F("second")),
                name="contradiction_first_before_second",
                violation_error_message="A note cannot contradict itself; the older note comes first.",
            ),
            models.CheckConstraint(condition=~Q(question=""), name="contradiction_has_question"),
            models.CheckConstraint(
                condition=Q(finding="", decided_at__isnull=True) | (~Q(finding="") & Q(decided_at__isnull=False)),
                name="contradiction_decided_on_a_day",
            ),
        ]

    def __str__(self):
        return self.question

    @property
    def is_open(self) -> bool:
        return not self.finding

    def clean(self):
        super().clean()
        if self.first_id and self.second_id:
            if self.first_id == self.second_id:
                raise ValidationError({"second": "A note cannot contradict itself. Choose another note."})
            if self.first_id > self.second_id:
                self.first, self.second = self.second, self.first

    def save(self, **kwargs):
        if self.finding and self.decided_at is None:
            self.decided_at = timezone.now()
        elif not self.finding:
            self.decided_at = self.decided_by = None
        super().save(**kwargs)
