"""Donors: the public face of a party who gave, and, apart from it, how the museum reaches them."""

from django.db import models, transaction

from .base import Record
from .index import Bitmap, Facet
from .party import Party, PartyQuerySet


class DonorQuerySet(PartyQuerySet):
    def public(self):
        """Givers of at least one published exhibit who did not ask to stay unnamed."""
        return self.filter(models.Exists(Bitmap.objects.of(Facet.DONOR, models.OuterRef("pk"))), is_anonymous=False)


class DonorManager(models.Manager.from_queryset(DonorQuerySet)):
    def get_queryset(self):
        given = self.model._meta.apps.get_model("collection", "AcquisitionDonor").objects.filter(
            party=models.OuterRef("pk")
        )
        return super().get_queryset().filter(models.Exists(given))


class Donor(Party):
    """A party that gave at least one acquisition."""

    objects = DonorManager()

    class Meta:
        proxy = True
        ordering = ["name_sort", "id"]


class DonorContactQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Those whose role names contact data; reading unpublished exhibits is not enough."""
        allowed = user is not None and user.is_active and user.has_perm("collection.view_donorcontact")
        return self if allowed else self.none()


class DonorContact(Record):
    """How to reach a donor, and what was agreed. Private for ever, erasable, and kept out of history values."""

    redacts = {"address", "email", "phone", "agreement", "note"}

    party = models.OneToOneField(Party, on_delete=models.PROTECT, related_name="contact")
    address = models.TextField(blank=True)
    email = models.EmailField("e-mail", blank=True)
    phone = models.CharField(max_length=60, blank=True)
    agreement = models.TextField(blank=True, help_text="What donor and museum agreed, and where the paper lies.")
    anonymity_wish = models.BooleanField(
        default=False,
        help_text="The donor asked not to be named. Saving this keeps the party unnamed in public.",
    )
    note = models.TextField(blank=True)

    objects = DonorContactQuerySet.as_manager()

    class Meta:
        ordering = ["party"]

    def __str__(self):
        return f"Contact of {self.party}"

    def save(self, **kwargs):
        with transaction.atomic():
            super().save(**kwargs)
            if self.anonymity_wish and not self.party.is_anonymous:
                self.party.is_anonymous = True
                self.party.save()
