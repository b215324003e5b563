"""Filters of the rule book."""

import django_filters

from collection.models import Country, Instrument, Restriction

from .base import GatedFilterSet, RecordFilter


class InstrumentFilter(GatedFilterSet):
    ORDERS = {"key": "key"}
    DEFAULT_ORDER = "key"

    kind = django_filters.ChoiceFilter(choices=Restriction.Kind.choices, label="Kind")
    direction = django_filters.ChoiceFilter(choices=Instrument.Direction.choices, label="What it concerns")
    countries = RecordFilter(Country, "code", example="KP", label="Country it names")
    checked = django_filters.BooleanFilter(
        field_name="checked_on", lookup_expr="isnull", exclude=True, label="Compared with its official text"
    )

    class Meta:
        model = Instrument
        fields: list[str] = []
