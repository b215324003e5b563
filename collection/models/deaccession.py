"""Deaccessions: how an exhibit left, and the tombstone that stays at its address."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models, transaction

from .audience import GatedQuerySet
from .exhibit import Exhibit


class DeaccessionQuerySet(GatedQuerySet):
    def public(self):
        """Tombstones of exhibits that the public could see to the end. What was withdrawn before stays withdrawn."""
        return self.filter(was_public=True)

    def record(self, *, exhibit, deaccessioned_on, method, reason, authorised_by, public_statement="", by=None):
        """Take `exhibit` out of the collection for good: dated, authorised, and with its number kept."""
        with transaction.atomic():
            exhibit_now = Exhibit.objects.select_for_update().get(pk=exhibit.pk)
            if exhibit_now.status == Exhibit.Status.DEACCESSIONED:
                raise ValidationError({"exhibit": "This exhibit is deaccessioned already."}, code="deaccessioned")
            event = self.model(
                exhibit=exhibit_now,
                deaccessioned_on=deaccessioned_on,
                method=method,
                reason=reason,
                authorised_by=authorised_by,
                public_statement=public_statement,
                was_public=exhibit_now.status == Exhibit.Status.PUBLISHED,
                recorded_by=by if by is not None and by.is_authenticated else None,
            )
            event.full_clean()
            event.save(force_insert=True)
            exhibit_now.status = Exhibit.Status.DEACCESSIONED
            exhibit_now.save(update_fields=["status"])
            exhibit.status, exhibit.version = exhibit_now.status, exhibit_now.version
            return event


class Deaccession(models.Model):
    """The dated, authorised end of an exhibit's time in the collection. Append-only."""

    class Method(models.TextChoices):
        RETURN = "return", "returned to its owner or country"
        TRANSFER = "transfer", "transferred"
        EXCHANGE = "exchange", "exchanged"
        SALE = "sale", "sold"
        DESTRUCTION = "destruction", "destroyed"
        LOSS = "loss", "lost or stolen"

    append_only = frozenset()

    exhibit = models.OneToOneField(Exhibit, on_delete=models.PROTECT, related_name="deaccession")
    deaccessioned_on = models.DateField()
    method = models.CharField(max_length=12, choices=Method)
    reason = models.TextField(help_text="Never shown to the public.")
    authorised_by = models.CharField(max_length=200)
    public_statement = models.TextField(blank=True, help_text="What the tombstone says.")
    was_public = models.BooleanField(editable=False)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, editable=False, related_name="+"
    )
    recorded_at = models.DateTimeField(auto_now_add=True)

    objects = DeaccessionQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(reason="") & ~models.Q(authorised_by=""), name="deaccession_reasoned_and_authorised"
            )
        ]

    def __str__(self):
        return f"{self.exhibit.accession_number}, {self.deaccessioned_on}"
