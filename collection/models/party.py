"""Parties: persons, families, organisations and states, each once."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.text import slugify

from .addresses import page
from .audience import GatedQuerySet
from .base import Record
from .fields import DateTextField, EarliestField, EdtfField, LatestField, NamesKeyField, SortKeyField
from .index import Bitmap, Facet


def free_slug(queryset, text: str, fallback: str) -> str:
    """A slug nobody has: 'jimmy-carter', then 'jimmy-carter-2'. At most 80 characters."""
    stem = slugify(text)[:70].strip("-") or fallback
    taken = set(queryset.filter(slug__startswith=stem).values_list("slug", flat=True))
    return next(s for s in (stem, *(f"{stem}-{n}" for n in range(2, len(taken) + 3))) if s not in taken)


class PartyQuerySet(GatedQuerySet):
    def public(self):
        """Parties that a published exhibit names, and who have not asked to stay unnamed."""
        return self.filter(models.Exists(Bitmap.objects.of(Facet.PARTY, models.OuterRef("pk"))), is_anonymous=False)


class Party(Record):
    """Someone who gave, received, made, signed or owned; kept under one preferred name."""

    class Kind(models.TextChoices):
        PERSON = "person", "person"
        FAMILY = "family", "family"
        ORGANISATION = "organisation", "organisation"
        STATE = "state", "state"

    kind = models.CharField(max_length=12, choices=Kind, default=Kind.PERSON)
    name = models.CharField(max_length=300, help_text="Preferred name, as it should be read: Jimmy Carter.")
    name_sort = SortKeyField(source="name")
    slug = models.SlugField(max_length=80, unique=True, editable=False)
    other_names = models.TextField(blank=True, help_text="Other spellings and former names, one a line.")
    other_names_keys = NamesKeyField(source="other_names")
    office = models.CharField(max_length=300, blank=True, help_text="Such as President of France (1981–1995).")
    country = models.ForeignKey(
        "collection.Country",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="parties",
        help_text="The country as it was when the party acted.",
    )
    birth = DateTextField("born or founded")
    birth_edtf = EdtfField(source="birth")
    birth_earliest = EarliestField(source="birth")
    death = DateTextField("died or dissolved")
    death_edtf = EdtfField(source="death")
    death_latest = LatestField(source="death")
    biography = models.TextField(blank=True)
    wikidata = models.URLField("Wikidata", blank=True)
    ulan = models.URLField("ULAN", blank=True)
    viaf = models.URLField("VIAF", blank=True)
    is_anonymous = models.BooleanField(
        "keep unnamed in public",
        default=False,
        help_text="Everywhere public the party appears as “Anonymous” and cannot be found, counted or sorted by.",
    )
    internal_note = models.TextField(blank=True, help_text="Never shown to the public.")

    objects = PartyQuerySet.as_manager()

    class Meta:
        ordering = ["name_sort", "id"]
        verbose_name_plural = "parties"
        indexes = [
            models.Index(fields=["name_sort", "id"], name="party_by_name"),
            models.Index(fields=["country", "name_sort", "id"], name="party_by_country"),
        ]
        constraints = [
            models.CheckConstraint(condition=~models.Q(name=""), name="party_has_name"),
            models.CheckConstraint(
                condition=models.Q(birth_earliest__isnull=True)
                | models.Q(death_latest__isnull=True)
                | models.Q(birth_earliest__lte=models.F("death_latest")),
                name="party_born_before_death",
                violation_error_message="The party cannot die before it was born. Check the two dates.",
            ),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return page("donor-detail", self.slug)

    def clean(self):
        super().clean()
        if self.pk and not self.is_anonymous:
            contact = self._meta.apps.get_model("collection", "DonorContact")
            if contact._base_manager.filter(party=self.pk, anonymity_wish=True).exists():
                raise ValidationError(
                    {"is_anonymous": "The donor asked not to be named. Take back that wish with the contact first."}
                )

    def save(self, **kwargs):
        self.slug = self.slug or free_slug(Party.objects, self.name, "party")
        super().save(**kwargs)
