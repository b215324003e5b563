"""Showrooms by building and floor, what is said of the museum itself, and the page of one room."""

from itertools import groupby

from django.shortcuts import get_object_or_404

from collection.models import Location, Showroom
from collection.models.index import Facet

from .base import PublicPage
from .floor_plan import floor_plan
from .provenance import testimony

EXHIBITS = 48


class ShowroomList(PublicPage):
    """All rooms of the house: a few hundred, whatever stands in them."""

    template_name = "collection/showroom_list.html"
    section = "showrooms"

    def get(self, request):
        rooms = list(Showroom.objects.visible_to(self.user).select_related("building", "floor"))
        exhibits = self.exhibits.counts(Facet.SHOWROOM)
        for room in rooms:
            room.holds = exhibits.get(room.pk, 0)
        rooms.sort(key=lambda room: (path(room.building), path(room.floor), room.number_sort, room.pk))
        house = Location.objects.visible_to(self.user).filter(
            kind__in=[Location.Kind.SITE, Location.Kind.BUILDING, Location.Kind.FLOOR]
        )
        return self.answer(
            buildings=[
                (building, [(floor, list(on_floor)) for floor, on_floor in groupby(inside, lambda room: room.floor)])
                for building, inside in groupby(rooms, lambda room: room.building)
            ],
            testimony=testimony(self.user, location__in=list(house.values_list("pk", flat=True))),
        )


def path(location) -> tuple[int, ...]:
    """Where a building or floor comes among the others; a room that has none comes last."""
    return (*location.ancestor_ids(), location.pk) if location else (2**63,)


class ShowroomPage(PublicPage):
    template_name = "collection/showroom_detail.html"
    section = "showrooms"

    def get(self, request, number):
        room = get_object_or_404(
            Showroom.objects.visible_to(self.user).select_related("building", "floor"), number=number
        )
        return self.answer(
            room=room,
            plan=floor_plan(room.outline),
            page=self.cards_under(Facet.SHOWROOM, room.pk, EXHIBITS),
            testimony=testimony(self.user, location=room.location_id),
        )
