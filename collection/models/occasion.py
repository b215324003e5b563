"""Occasions: the visits, summits, anniversaries and ceremonies on which things were given."""

from django.db import models

from .addresses import page
from .audience import GatedQuerySet, among
from .base import Record
from .fields import DateOrderField, DateTextField, EarliestField, EdtfField, LatestField, SortKeyField
from .index import Bitmap, Facet
from .party import free_slug


class OccasionQuerySet(GatedQuerySet):
    def public(self):
        """Occasions from which at least one published exhibit came."""
        return self.filter(models.Exists(Bitmap.objects.of(Facet.OCCASION, models.OuterRef("pk"))))


class Occasion(Record):
    """One visit or ceremony, with its stops."""

    class Kind(models.TextChoices):
        VISIT = "visit", "visit"
        SUMMIT = "summit", "summit"
        ANNIVERSARY = "anniversary", "anniversary"
        CEREMONY = "ceremony", "ceremony"
        OTHER = "other", "other"

    name = models.CharField(max_length=300)
    name_sort = SortKeyField(source="name")
    slug = models.SlugField(max_length=80, unique=True, editable=False)
    kind = models.CharField(max_length=12, choices=Kind)
    date = DateTextField()
    date_edtf = EdtfField(source="date")
    date_earliest = EarliestField(source="date")
    date_latest = LatestField(source="date")
    date_order = DateOrderField(source="date")
    place = models.CharField(max_length=300, blank=True)
    description = models.TextField(blank=True)
    internal_note = models.TextField(blank=True, help_text="Never shown to the public.")

    objects = OccasionQuerySet.as_manager()

    class Meta:
        ordering = ["date_order", "id"]
        indexes = [models.Index(fields=["date_order", "id"], name="occasion_by_date")]
        constraints = [models.CheckConstraint(condition=~models.Q(name=""), name="occasion_has_name")]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return page("occasion-detail", self.slug)

    def save(self, **kwargs):
        self.slug = self.slug or free_slug(Occasion.objects, self.name, "occasion")
        super().save(**kwargs)


class OccasionStopQuerySet(GatedQuerySet):
    def public(self):
        return self.filter(among(Occasion.objects.public(), "occasion"))


class OccasionStop(Record):
    """One place of an occasion, in order of travel."""

    occasion = models.ForeignKey(Occasion, on_delete=models.CASCADE, related_name="stops")
    position = models.PositiveSmallIntegerField("order", default=1)
    place = models.CharField(max_length=300)
    country = models.ForeignKey("collection.Country", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    date = DateTextField()
    date_edtf = EdtfField(source="date")
    description = models.TextField(blank=True)

    objects = OccasionStopQuerySet.as_manager()

    class Meta:
        ordering = ["occasion", "position", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["occasion", "position"],
                name="stop_order_once",
                violation_error_message="Two stops of an occasion cannot have the same order.",
            ),
            models.CheckConstraint(condition=~models.Q(place=""), name="stop_has_place"),
        ]

    def __str__(self):
        return self.place
