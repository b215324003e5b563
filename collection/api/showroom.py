"""Showrooms in the API."""

import math

from rest_framework.exceptions import ValidationError

from collection.filters.showroom import ShowroomFilter
from collection.models import Location, Showroom

from .base import ChangeMixin, CreateMixin, WritableViewSet
from .reading import ExhibitsLink, Labelled, PageLink, Reading, one
from .writing import HandleField, Writing


class ShowroomSerializer(Reading):
    """A room that visitors walk into."""

    page = PageLink()
    building = Labelled(
        "id",
        "name",
    )
    floor = Labelled(
        "id",
        "name",
    )
    location = Labelled(
        "id",
        "name",
    )
    exhibits = ExhibitsLink("showroom", "number")

    class Meta:
        model = Showroom
        resource = "showrooms"
        public = (
            "url",
            "page",
            "number",
            "name",
            "theme",
            "description",
            "building",
            "floor",
            "location",
            "outline",
            "is_open",
            "exhibits",
        )
        staff = ("version", "created_at", "updated_at")

    @classmethod
    def related(cls, name, user):
        return [one(name, Location.objects, user)] if name in {"building", "floor", "location"} else []


class ShowroomWriting(Writing):
    """A showroom to create or change."""

    location = HandleField(Location, "pk", example=12)

    class Meta:
        model = Showroom
        fields = ("location", "number", "name", "theme", "description", "outline", "is_open")
        examples = {
            "location": 12,
            "number": "B-07",
            "name": "Gifts from Africa",
            "theme": "Ivory and wood",
            "outline": [[0, 0], [12.5, 0], [12.5, 8], [0, 8]],
            "is_open": True,
        }

    def validate_outline(self, outline):
        if outline is None:
            return None
        if not (isinstance(outline, list) and 3 <= len(outline) <= 500 and all(_is_point(point) for point in outline)):
            raise ValidationError("An outline is a list of at least three points, each [x, y] in metres.")
        return outline


def _is_point(value) -> bool:
    return (
        isinstance(value, list)
        and len(value) == 2
        and all(type(part) in (int, float) and math.isfinite(part) and abs(part) < 10_000 for part in value)
    )


class ShowroomViewSet(CreateMixin, ChangeMixin, WritableViewSet):
    """The rooms of the museum, by the number over the door."""

    resource = "showrooms"
    queryset = Showroom.objects.all()
    serializer_class = ShowroomSerializer
    filterset_class = ShowroomFilter
    writers = {"create": ShowroomWriting, "partial_update": ShowroomWriting}
