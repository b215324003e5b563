"""Countries, present and former: a gift keeps the country its giver had."""

import re

from django.core.exceptions import ValidationError
from django.db import models

from .addresses import page
from .audience import GatedQuerySet
from .base import Record
from .fields import SortKeyField


class CountryQuerySet(GatedQuerySet):
    def public(self):
        """ISO 3166 is public knowledge: every country is."""
        return self


class Country(Record):
    """A country of ISO 3166-1, or a former one of ISO 3166-3 under its four-letter code."""

    code = models.CharField(max_length=4, unique=True, help_text="ISO 3166-1 alpha-2 (KP), or ISO 3166-3 (SUHH).")
    alpha3 = models.CharField("ISO alpha-3", max_length=3, blank=True)
    name = models.CharField(max_length=200)
    name_sort = SortKeyField(source="name")
    existed_from = models.IntegerField(null=True, blank=True, help_text="Year.")
    existed_until = models.IntegerField(null=True, blank=True, help_text="Year; empty while the country exists.")
    successors = models.ManyToManyField("self", symmetrical=False, blank=True, related_name="predecessors")

    objects = CountryQuerySet.as_manager()

    class Meta:
        ordering = ["name_sort", "id"]
        verbose_name_plural = "countries"
        indexes = [models.Index(fields=["name_sort", "id"], name="country_by_name")]
        constraints = [
            models.CheckConstraint(condition=~models.Q(name=""), name="country_has_name"),
            models.CheckConstraint(
                condition=models.Q(existed_from__isnull=True)
                | models.Q(existed_until__isnull=True)
                | models.Q(existed_from__lte=models.F("existed_until")),
                name="country_years_in_order",
                violation_error_message="The country cannot end before it began. Check the two years.",
            ),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return page("country-detail", self.code)

    def clean_fields(self, exclude=None):
        self.code = self.code.strip().upper()  # kp and KP are one country
        super().clean_fields(exclude=exclude)

    def clean(self):
        super().clean()
        if not re.fullmatch("[A-Z0-9]{2,4}", self.code):  # it is also the country's address
            raise ValidationError({"code": "A code is two to four letters or digits, such as KP or SUHH."})

    @property
    def is_former(self) -> bool:
        return self.existed_until is not None
