"""Filters of occasions."""

import django_filters

from collection.models import Occasion

from .base import GatedFilterSet


class OccasionFilter(GatedFilterSet):
    ORDERS = {"date": "date_order"}
    DEFAULT_ORDER = "date"

    kind = django_filters.ChoiceFilter(choices=Occasion.Kind.choices, label="Kind")

    class Meta:
        model = Occasion
        fields: list[str] = []
