"""Filters of restrictions."""

import django_filters

from collection.models import Exhibit, Instrument, Restriction

from .base import GatedFilterSet, RecordFilter


class RestrictionFilter(GatedFilterSet):
    ORDERS = {"recorded": "id"}
    DEFAULT_ORDER = "recorded"

    exhibit = RecordFilter(Exhibit, "public_id", example="4k7m2p9x0q", label="Exhibit")
    rule = RecordFilter(Instrument, "key", example="unsc-1718-8a-i", label="Entry of the rule book")
    kind = django_filters.ChoiceFilter(choices=Restriction.Kind.choices, label="Kind")
    conclusion = django_filters.ChoiceFilter(choices=Restriction.Conclusion.choices, label="Conclusion")

    class Meta:
        model = Restriction
        fields: list[str] = []
