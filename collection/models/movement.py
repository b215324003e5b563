"""Movements: the only way an exhibit's place changes."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils import timezone

from .audience import GatedQuerySet
from .exhibit import Exhibit
from .showroom import Showroom


class MovementQuerySet(GatedQuerySet):
    """Movements name stores and cases: none is public."""

    def record(self, *, exhibit, to_location, reason, authorised_by, by=None, moved_at=None, moved_by="") -> "Movement":
        """Move `exhibit` and write where it now stands, in one transaction.

        Raises ValidationError, naming the field, where the exhibit already stands there or nobody says why.
        """
        with transaction.atomic():
            exhibit_now = Exhibit.objects.select_for_update().get(pk=exhibit.pk)
            movement = self.model(
                exhibit=exhibit_now,
                from_location_id=exhibit_now.location_id,
                to_location=to_location,
                reason=reason,
                authorised_by=authorised_by,
                moved_by=moved_by,
                moved_at=moved_at or timezone.now(),
                recorded_by=by if by is not None and by.is_authenticated else None,
            )
            movement.full_clean()
            movement.save(force_insert=True)
            exhibit_now.location = to_location
            exhibit_now.showroom = Showroom.objects.containing(to_location)
            exhibit_now.save(update_fields=["location", "showroom"])
            exhibit.location, exhibit.showroom = exhibit_now.location, exhibit_now.showroom
            exhibit.version = exhibit_now.version
            return movement


class Movement(models.Model):
    """One change of place. Append-only: a mistake is put right by moving again."""

    append_only = frozenset()

    exhibit = models.ForeignKey(Exhibit, on_delete=models.PROTECT, related_name="movements")
    from_location = models.ForeignKey(
        "collection.Location", on_delete=models.PROTECT, null=True, editable=False, related_name="+"
    )
    to_location = models.ForeignKey("collection.Location", on_delete=models.PROTECT, related_name="+")
    moved_at = models.DateTimeField(default=timezone.now)
    moved_by = models.CharField(max_length=200, blank=True, help_text="Whose hands carried it.")
    reason = models.TextField()
    authorised_by = models.CharField(max_length=200)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, editable=False, related_name="+"
    )
    recorded_at = models.DateTimeField(auto_now_add=True)

    objects = MovementQuerySet.as_manager()

    class Meta:
        ordering = ["-moved_at", "-id"]
        indexes = [models.Index(fields=["exhibit", "-moved_at", "-id"], name="movement_of_exhibit")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(from_location__isnull=True) | ~models.Q(from_location=models.F("to_location")),
                name="movement_goes_somewhere",
                violation_error_message="The exhibit already stands there. Choose another place.",
            ),
            models.CheckConstraint(condition=~models.Q(reason=""), name="movement_has_reason"),
            models.CheckConstraint(condition=~models.Q(authorised_by=""), name="movement_is_authorised"),
        ]

    def __str__(self):
        return f"{self.exhibit.accession_number} → {self.to_location}"

    def clean(self):
        super().clean()
        if self.to_location_id and self.from_location_id == self.to_location_id:
            raise ValidationError(
                {"to_location": f"The exhibit already stands in “{self.to_location}”. Choose another place."}
            )
        if self.exhibit_id and self.exhibit.status == Exhibit.Status.DEACCESSIONED:
            raise ValidationError({"exhibit": "A deaccessioned exhibit has left the museum and cannot be moved."})
