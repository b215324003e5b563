"""Filters of countries."""

import django_filters

from collection.models import Country

from .base import GatedFilterSet, PrefixFilter


class CountryFilter(GatedFilterSet):
    ORDERS = {"name": "name_sort"}
    DEFAULT_ORDER = "name"

    name = PrefixFilter(field_name="name_sort", label="Name begins with")
    former = django_filters.BooleanFilter(
        field_name="existed_until", lookup_expr="isnull", exclude=True, label="No longer exists"
    )

    class Meta:
        model = Country
        fields: list[str] = []
