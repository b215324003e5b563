"""What a reader gets of a record: declared names only, public ones first, staff ones for staff."""

from urllib.parse import quote

from django.db import models
from django.db.models import Prefetch
from django.urls import reverse
from drf_spectacular.extensions import OpenApiSerializerFieldExtension
from rest_framework import serializers

from collection.models.audience import reads_private

# Resource → the attribute that names one record in its address.
HANDLES = {
    "exhibits": "public_id",
    "donors": "slug",
    "parties": "slug",
    "showrooms": "number",
    "acquisitions": "number",
    "occasions": "slug",
    "provenance-notes": "id",
    "disagreements": "id",
    "sources": "slug",
    "restrictions": "id",
    "instruments": "key",
    "restriction-candidates": "id",
    "countries": "code",
}


def root_of(request) -> str:
    """The absolute address of the API, with the slash."""
    return request.build_absolute_uri(reverse("api:root"))


def address(root: str, resource: str, record) -> str:
    """The absolute address of `record`."""
    return f"{root}{resource}/{quote(str(getattr(record, HANDLES[resource])), safe='')}/"


def one(name: str, queryset, user, *inner) -> Prefetch:
    """Fetch the one record a relation leads to through the gate: it is None where the reader may not see it.

    (With `to_attr`, Django would fetch it a second time for each record as soon as something hangs from it.)
    """
    return Prefetch(name, queryset.visible_to(user).prefetch_related(*inner))


def many(name: str, queryset, user, *inner) -> Prefetch:
    """Fetch the records of a relation through the gate into `shown_<name>`, without those the reader may not see."""
    return Prefetch(name, queryset.visible_to(user).prefetch_related(*inner), to_attr=f"shown_{name}")


def fetched(record, name: str):
    """What `one()` fetched, or None. Never a look-up past the gate: where nothing was fetched this is a KeyError."""
    return record._state.fields_cache[name]


class Reading(serializers.ModelSerializer):
    """A record for reading.

    Meta names `resource`, the `public` fields, the `staff` fields, and `listed`, those that a list shows unless asked
    (all of them where it is left out). `related()` says what each field needs fetched. Without `names` only the public
    fields are shown.
    """

    url = serializers.SerializerMethodField(help_text="The address of this record.")
    # An address that is not recorded is an empty text, which is no URI.
    serializer_field_mapping = {
        **serializers.ModelSerializer.serializer_field_mapping,
        models.URLField: serializers.CharField,
    }

    def __init__(self, *args, names=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.names = names

    @classmethod
    def every_name(cls) -> tuple[str, ...]:
        return cls.Meta.public + cls.Meta.staff

    @classmethod
    def names_for(cls, user) -> tuple[str, ...]:
        """Every name that `user` may read."""
        return cls.every_name() if reads_private(user) else cls.Meta.public

    @classmethod
    def related(cls, name: str, user) -> list[Prefetch]:
        """What the field `name` needs fetched."""
        return []

    @classmethod
    def fetches(cls, user, names) -> list[Prefetch]:
        """What the fields `names` need fetched through the gate."""
        return [prefetch for name in names for prefetch in cls.related(name, user)]

    def get_field_names(self, declared_fields, info):
        return self.Meta.public if self.names is None else self.names

    def get_extra_kwargs(self):
        return {name: {"read_only": True} for name in self.get_field_names({}, None)}

    def build_standard_field(self, field_name, model_field):
        """A choice that was left open is an empty text too."""
        field_class, kwargs = super().build_standard_field(field_name, model_field)
        if model_field.choices and model_field.blank:
            kwargs["choices"] = [("", ""), *kwargs["choices"]]
        return field_class, kwargs

    def get_attribute(self, record):
        return fetched(record, self.source)

    def get_url(self, record) -> str:
        return address(self.context["root"], self.Meta.resource, record)


class PageLink(serializers.Field):
    """The record's page on the museum's site."""

    def __init__(self, **kwargs):
        super().__init__(**{"read_only": True, "source": "*", "help_text": "Its page for visitors.", **kwargs})

    def to_representation(self, record):
        return self.context["site"] + record.get_absolute_url()


class PartLink(serializers.Field):
    """The address of something below the record's own."""

    def __init__(self, part: str, **kwargs):
        self.part = part
        super().__init__(**{"read_only": True, "source": "*", **kwargs})

    def to_representation(self, record):
        return f"{address(self.context['root'], self.parent.Meta.resource, record)}{self.part}/"


class RecordLink(serializers.Field):
    """Another record in short: its address, and the attributes by which people know it. Null where none is seen."""

    def __init__(self, resource: str, *attributes: str, **kwargs):
        self.resource, self.attributes = resource, attributes
        super().__init__(**{"read_only": True, "allow_null": True, **kwargs})

    def get_attribute(self, record):
        return fetched(record, self.source)

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

    def get_attribute(self, record):
        return fetched(record, self.source)

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


class _PartSchema(OpenApiSerializerFieldExtension):
    target_class = "collection.api.reading.PartLink"

    def map_serializer_field(self, auto_schema, direction):
        return {"type": "string", "format": "uri"}


class _ExhibitsSchema(OpenApiSerializerFieldExtension):
    target_class = "collection.api.reading.ExhibitsLink"

    def map_serializer_field(self, auto_schema, direction):
        return {"type": "string", "format": "uri"}


class _PageSchema(_ExhibitsSchema):
    target_class = "collection.api.reading.PageLink"
