"""Sources in the API."""

from rest_framework import serializers

from collection.filters.source import SourceFilter
from collection.models import Source

from .base import ChangeMixin, CreateMixin, WritableViewSet
from .reading import ExhibitsLink, PageLink, Reading
from .writing import Link, Writing


class SourceSerializer(Reading):
    """An article, book, archive, register, label or person that says something."""

    page = PageLink()
    address = serializers.CharField(source="url", read_only=True, help_text="Where the source itself is read.")
    exhibits = ExhibitsLink("source", "slug")

    class Meta:
        model = Source
        resource = "sources"
        public = (
            "url",
            "page",
            "slug",
            "title",
            "kind",
            "author",
            "publisher",
            "published",
            "published_edtf",
            "address",
            "archived_url",
            "language",
            "reliability",
            "description",
            "exhibits",
        )
        staff = ("is_public", "internal_note", "version", "created_at", "updated_at")


class SourceWriting(Writing):
    """A source to create or change."""

    address = Link(source="url", required=False, allow_blank=True, max_length=1000)

    class Meta:
        model = Source
        fields = (
            "title",
            "kind",
            "author",
            "publisher",
            "published",
            "address",
            "archived_url",
            "language",
            "reliability",
            "description",
            "is_public",
            "internal_note",
        )
        examples = {
            "title": "Annual register 1984",
            "kind": "register",
            "author": "The registrar",
            "published": "1984",
            "address": "https://example.org/register/1984",
            "language": "en",
            "reliability": "B",
            "is_public": True,
        }


class SourceViewSet(CreateMixin, ChangeMixin, WritableViewSet):
    """What the notes cite, with its reliability from A to F."""

    resource = "sources"
    queryset = Source.objects.all()
    serializer_class = SourceSerializer
    filterset_class = SourceFilter
    writers = {"create": SourceWriting, "partial_update": SourceWriting}
