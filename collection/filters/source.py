"""Filters of sources."""

import django_filters

from collection.models import Source

from .base import GatedFilterSet, PrefixFilter


class SourceFilter(GatedFilterSet):
    ORDERS = {"title": "title_sort"}
    DEFAULT_ORDER = "title"

    title = PrefixFilter(field_name="title_sort", label="Title begins with")
    kind = django_filters.ChoiceFilter(choices=Source.Kind.choices, label="Kind")
    reliability = django_filters.ChoiceFilter(choices=Source.Reliability.choices, label="Reliability")

    class Meta:
        model = Source
        fields: list[str] = []
