"""What a reader gets of a record: declared names only, public ones first, staff ones for staff."""

from urllib.parse import quote

from django.db.models import Prefetch
from django.urls import reverse
from drf_spectacular.extensions import OpenApiSerializerFieldExtension
from rest_framework import serializers

from collection.models.audience import reads_private

# Resource → the attribute that names one record in its address.
HANDLES = {
    "exhibits": "public_id", "donors": "slug", "parties": "slug", "showrooms": "number", "acquisitions": "number",
    "occasions": "slug", "provenance-notes": "id", "sources": "slug", "restrictions": "id", "countries": "code",
}


def root_of(request) -> str:
    """The absolute address of the API, with the slash."""
    return request.build_absolute_uri(reverse("api:root"))


def address(root: str, resource: str, record) -> str:
    """The absolute address of `record`."""
    return f"{root}{resource}/{quote(str(getattr(record, HANDLES[resource])), safe='')}/"


def shown(name: str, queryset, user, *inner) -> Prefetch:
    """Fetch a relation through the gate into `shown_<name>`: what the reader may not see is None or left out."""
    return Prefetch(name, queryset.visible_to(user).prefetch_related(*inner), to_attr=f"shown_{name}")


class Reading(serializers.ModelSerializer):
    """A record for reading.

    Meta names `resource`, the `public` fields, the `staff` fields, and `listed`, those that a list shows unless asked
    (all of them where it is left out). `related(user)` says what each field needs fetched.
    """

    url = serializers.SerializerMethodField(help_text="The address of this record.")

    def __init__(self, *args, names=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.names = names

    @classmethod
    def names_for(cls, user) -> tuple[str, ...]:
        """Every name that `user` may read."""
        return cls.Meta.public + (cls.Meta.staff if reads_private(user) else ())

    @classmethod
    def fetch(cls, queryset, user, names):
        """`queryset` with what `names` need, fetched through the gate."""
        related = cls.related(user)
        return queryset.prefetch_related(*(prefetch for name in names for prefetch in related.get(name, ())))

    @staticmethod
    def related(user) -> dict[str, list[Prefetch]]:
        return {}

    def get_field_names(self, declared_fields, info):
        return self.names or (*self.Meta.public, *self.Meta.staff)

    def get_extra_kwargs(self):
        notes = getattr(self.Meta, "notes", {})
        return {
            name: {"read_only": True, **({"help_text": notes[name]} if name in notes else {})}
            for name in self.get_field_names({}, None)
        }

    def get_url(self, record) -> str:
        return address(self.context["root"], self.Meta.resource, record)


class RecordLink(serializers.Field):
    """Another record in short: its address, and the attributes by which people know it. Null where there is none.

    `otherwise` stands in for a record that the reader may not see.
    """

    def __init__(self, resource: str, *attributes: str, **kwargs):
        self.resource, self.attributes = resource, attributes
        super().__init__(**{"read_only": True, "allow_null": True, **kwargs})

    def to_representation(self, record):
        return link(self.context["root"], self.resource, record, *self.attributes)


def link(root: str, resource: str, record, *attributes: str) -> dict:
    """`record` in short."""
    return {"url": address(root, resource, record), **{name: getattr(record, name) for name in attributes}}


class Labelled(serializers.Field):
    """A record without an address of its own: a term, a place."""

    def __init__(self, *attributes: str, **kwargs):
        self.attributes = attributes
        super().__init__(**{"read_only": True, "allow_null": True, **kwargs})

    def to_representation(self, record):
        return {name: getattr(record, name) for name in self.attributes}


class Many(serializers.Field):
    """A list of what `child` shows."""

    def __init__(self, child: serializers.Field, **kwargs):
        self.child = child
        super().__init__(**{"read_only": True, **kwargs})

    def bind(self, field_name, parent):
        super().bind(field_name, parent)
        self.child.bind("", self)

    def to_representation(self, records):
        return [self.child.to_representation(record) for record in records]


class ExhibitsLink(serializers.Field):
    """The address of the list of exhibits that stand under this record."""

    def __init__(self, parameter: str, handle: str, **kwargs):
        self.parameter, self.handle = parameter, handle
        super().__init__(**{"read_only": True, "source": "*", "help_text": "Its exhibits.", **kwargs})

    def to_representation(self, record):
        return f"{self.context['root']}exhibits/?{self.parameter}={quote(str(getattr(record, self.handle)), safe='')}"


def _properties(attributes) -> dict:
    return {name: {"type": "integer"} if name == "id" else {"type": "string"} for name in attributes}


class _LinkSchema(OpenApiSerializerFieldExtension):
    target_class = "collection.api.reading.RecordLink"

    def map_serializer_field(self, auto_schema, direction):
        properties = {"url": {"type": "string", "format": "uri"}, **_properties(self.target.attributes)}
        return {"type": "object", "properties": properties, "required": list(properties)}


class _LabelledSchema(OpenApiSerializerFieldExtension):
    target_class = "collection.api.reading.Labelled"

    def map_serializer_field(self, auto_schema, direction):
        properties = _properties(self.target.attributes)
        return {"type": "object", "properties": properties, "required": list(properties)}


class _ManySchema(OpenApiSerializerFieldExtension):
    target_class = "collection.api.reading.Many"

    def map_serializer_field(self, auto_schema, direction):
        return {"type": "array", "items": auto_schema._map_serializer_field(self.target.child, direction)}


class _ExhibitsSchema(OpenApiSerializerFieldExtension):
    target_class = "collection.api.reading.ExhibitsLink"

    def map_serializer_field(self, auto_schema, direction):
        return {"type": "string", "format": "uri"}
