"""Participations: who made, signed, owned or appears on an exhibit."""

from django.db import models

from .audience import GatedQuerySet, among
from .base import Record


class ParticipationQuerySet(GatedQuerySet):
    def public(self):
        exhibit = self.model._meta.apps.get_model("collection", "Exhibit")
        return self.filter(among(exhibit.objects.public(), "exhibit"), is_public=True, party__is_anonymous=False)


class Participation(Record):
    """One party's part in the life of one exhibit."""

    class Role(models.TextChoices):
        MAKER = "maker", "maker"
        DESIGNER = "designer", "designer"
        SIGNATORY = "signatory", "signatory"
        DEPICTED = "depicted", "depicted"
        PRESENTER = "presenter", "presenter"
        ADVISER = "adviser", "adviser"
        FORMER_OWNER = "former_owner", "former owner"
        USER = "user", "used by"
        OTHER = "other", "other"

    exhibit = models.ForeignKey("collection.Exhibit", on_delete=models.PROTECT, related_name="participations")
    party = models.ForeignKey("collection.Party", on_delete=models.PROTECT, related_name="participations")
    role = models.CharField(max_length=14, choices=Role)
    note = models.CharField("how", max_length=300, blank=True, help_text="Shown to the public: attributed to, after, …")
    is_public = models.BooleanField("shown to the public", default=True)

    objects = ParticipationQuerySet.as_manager()

    class Meta:
        ordering = ["exhibit", "role", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["exhibit", "party", "role"],
                name="participation_once",
                violation_error_message="This party already has that role for the exhibit.",
            )
        ]

    def __str__(self):
        return f"{self.party} ({self.get_role_display()})"
