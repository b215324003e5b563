"""Filters of parties and donors."""

import django_filters

from collection.models import Country, Donor, Party

from .base import GatedFilterSet, PrefixFilter, RecordFilter


class PartyFilter(GatedFilterSet):
    ORDERS = {"name": "name_sort"}
    DEFAULT_ORDER = "name"

    name = PrefixFilter(field_name="name_sort", label="Name begins with")
    kind = django_filters.ChoiceFilter(choices=Party.Kind.choices, label="Kind")
    country = RecordFilter(Country, "code", example="FR", label="Country")

    class Meta:
        model = Party
        fields: list[str] = []


class DonorFilter(PartyFilter):
    class Meta:
        model = Donor
        fields: list[str] = []
