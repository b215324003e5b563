"""Filters of showrooms."""

import django_filters

from collection.models import Location, Showroom

from .base import GatedFilterSet, PrefixFilter, RecordFilter


def _buildings(user):
    return Location.objects.visible_to(user).filter(kind=Location.Kind.BUILDING)


def _floors(user):
    return Location.objects.visible_to(user).filter(kind=Location.Kind.FLOOR)


class ShowroomFilter(GatedFilterSet):
    ORDERS = {"number": "number_sort"}
    DEFAULT_ORDER = "number"

    number = PrefixFilter(field_name="number_sort", label="Number begins with")
    building = RecordFilter(Location, "pk", gate=_buildings, example="2", label="Building")
    floor = RecordFilter(Location, "pk", gate=_floors, example="3", label="Floor")
    open = django_filters.BooleanFilter(field_name="is_open", label="Open to visitors")

    class Meta:
        model = Showroom
        fields: list[str] = []
