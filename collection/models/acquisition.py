"""Acquisitions: how exhibits came in, from whom, to whom and on what occasion."""

from django.core.exceptions import ValidationError
from django.db import models, transaction

from .audience import GatedQuerySet, SettlingQuerySet, among, reads_private
from .base import Record
from .fields import DateOrderField, DateTextField, EarliestField, EdtfField, IdentityField, LatestField, SortKeyField


class AcquisitionQuerySet(GatedQuerySet):
    def public(self):
        """Acquisitions of which at least one exhibit is published."""
        exhibit = self.model._meta.apps.get_model("collection", "Exhibit")
        return self.filter(models.Exists(exhibit.objects.public().filter(acquisition=models.OuterRef("pk"))))

    def receive(self, *, donors, exhibits=(), **fields) -> "Acquisition":
        """Record an acquisition, its `donors` (parties, or (party, role) pairs) and the `exhibits` it brought."""
        with transaction.atomic():
            acquisition = self.model(**fields)
            acquisition.full_clean()
            acquisition.save()
            for position, donor in enumerate(donors, start=1):
                party, role = donor if isinstance(donor, tuple) else (donor, AcquisitionDonor.Role.GIVER)
                AcquisitionDonor.objects.create(acquisition=acquisition, party=party, role=role, position=position)
            for exhibit in exhibits:
                exhibit.acquisition = acquisition
                exhibit.save()
            return acquisition


class Acquisition(Record):
    """One act by which exhibits entered the collection."""

    class Method(models.TextChoices):
        GIFT = "gift", "gift"
        PURCHASE = "purchase", "purchase"
        BEQUEST = "bequest", "bequest"
        EXCHANGE = "exchange", "exchange"
        TRANSFER = "transfer", "transfer"
        COMMISSION = "commission", "commission"
        LOAN = "loan", "loan"
        FOUND = "found_in_collection", "found in collection"
        UNKNOWN = "unknown", "not recorded"

    number = models.CharField(max_length=60, help_text="The museum's own number for the act, such as ACQ-2023-014.")
    number_key = IdentityField(source="number")
    number_sort = SortKeyField(source="number")
    method = models.CharField(max_length=20, choices=Method, default=Method.GIFT)
    date = DateTextField("date received")
    date_edtf = EdtfField(source="date")
    date_earliest = EarliestField(source="date")
    date_latest = LatestField(source="date")
    date_order = DateOrderField(source="date")
    place = models.CharField(max_length=300, blank=True)
    donors = models.ManyToManyField("collection.Party", through="collection.AcquisitionDonor", related_name="gave")
    recipient = models.ForeignKey(
        "collection.Party",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="received",
        help_text="Who accepted the gift.",
    )
    occasion = models.ForeignKey(
        "collection.Occasion", on_delete=models.PROTECT, null=True, blank=True, related_name="acquisitions"
    )
    stop = models.ForeignKey(
        "collection.OccasionStop", on_delete=models.SET_NULL, null=True, blank=True, related_name="acquisitions"
    )
    public_note = models.TextField(blank=True)
    terms = models.TextField("terms agreed", blank=True, help_text="Never shown to the public.")
    title_evidence = models.TextField("evidence of title", blank=True, help_text="Never shown to the public.")
    price = models.CharField(max_length=120, blank=True, help_text="Never shown to the public.")

    objects = AcquisitionQuerySet.as_manager()

    class Meta:
        ordering = ["number_sort", "id"]
        indexes = [
            models.Index(fields=["number_sort", "id"], name="acquisition_by_number"),
            models.Index(fields=["number"], name="acquisition_number"),  # what its address in the API is made of
        ]
        constraints = [models.CheckConstraint(condition=~models.Q(number=""), name="acquisition_has_number")]

    def __str__(self):
        return self.number

    def clean(self):
        super().clean()
        if self.stop_id and self.stop.occasion_id != self.occasion_id:
            raise ValidationError({"stop": "That stop belongs to another occasion. Choose a stop of this one."})


class AcquisitionDonorQuerySet(SettlingQuerySet):
    def visible_to(self, user):
        if reads_private(user):
            return self
        return self.filter(among(Acquisition.objects.public(), "acquisition"), party__is_anonymous=False)


class AcquisitionDonor(Record):
    """One party's part in giving."""

    class Role(models.TextChoices):
        GIVER = "giver", "giver"
        PRESENTED_BY = "presented_by", "presented by"
        ON_BEHALF_OF = "on_behalf_of", "on behalf of"

    acquisition = models.ForeignKey(Acquisition, on_delete=models.CASCADE, related_name="donor_links")
    party = models.ForeignKey("collection.Party", on_delete=models.PROTECT, related_name="donor_links")
    role = models.CharField(max_length=14, choices=Role, default=Role.GIVER)
    position = models.PositiveSmallIntegerField("order", default=1)

    objects = AcquisitionDonorQuerySet.as_manager()

    class Meta:
        ordering = ["acquisition", "position", "id"]
        verbose_name = "donor of the acquisition"
        verbose_name_plural = "donors of the acquisition"
        constraints = [
            models.UniqueConstraint(
                fields=["acquisition", "party", "role"],
                name="donor_once_per_role",
                violation_error_message="This party already has that role in the acquisition.",
            )
        ]

    def __str__(self):
        return f"{self.party} ({self.get_role_display()})"
