"""Showrooms in the API."""

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers
from rest_framework.exceptions import ValidationError

from collection.filters.showroom import ShowroomFilter
from collection.models import Location, Showroom
from collection.models.showroom import LARGEST, is_outline

from .base import ChangeMixin, CreateMixin, WritableViewSet
from .reading import ExhibitsLink, Labelled, PageLink, Reading, one
from .writing import HandleField, Writing


@extend_schema_field(
    {
        "type": "array",
        "minItems": 3,
        "maxItems": 500,
        "description": "Floor plan: [[x, y], …] in metres.",
        "items": {
            "type": "array",
            "minItems": 2,
            "maxItems": 2,
            "items": {"type": "number", "exclusiveMinimum": -LARGEST, "exclusiveMaximum": LARGEST},
        },
    }
)
class Outline(serializers.JSONField):
    """The outline of a room: three points or more."""

    def to_internal_value(self, data):
        if not is_outline(data):
            raise ValidationError("An outline is a list of at least three points, each [x, y] in metres.")
        return data


class ShowroomSerializer(Reading):
    """A room that visitors walk into."""

    page = PageLink()
    building = Labelled("id", "name")
    floor = Labelled("id", "name")
    location = Labelled("id", "name")
    outline = Outline(read_only=True, allow_null=True)
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
    outline = Outline(required=False, allow_null=True)

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


class ShowroomViewSet(CreateMixin, ChangeMixin, WritableViewSet):
    """The rooms of the museum, by the number over the door."""

    resource = "showrooms"
    queryset = Showroom.objects.all()
    serializer_class = ShowroomSerializer
    filterset_class = ShowroomFilter
    writers = {"create": ShowroomWriting, "partial_update": ShowroomWriting}
