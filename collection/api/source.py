"""Sources in the API."""

from rest_framework import serializers

from collection.filters.source import SourceFilter
from collection.interchange import citation
from collection.models import Source

from .base import ChangeMixin, CreateMixin, WritableViewSet
from .citing import CitationMixin
from .reading import ExhibitsLink, PageLink, PartLink, Reading
from .source_claims import SourceClaimsMixin
from .writing import Link, Writing


class SourceSerializer(Reading):
    """An article, book, archive, register, label or person that says something."""

    page = PageLink()
    address = serializers.CharField(source="url", read_only=True, help_text="Where the source itself is read.")
    exhibits = ExhibitsLink("source", "slug")
    claims = PartLink("claims", help_text="What it claims, and how often it was right by the museum's reading.")
    citation = PartLink("citation", help_text="How to cite it: as CSL-JSON, or with `format` as bibtex or text.")

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
            "archived_on",
            "archived_sha256",
            "language",
            "reliability",
            "description",
            "exhibits",
            "claims",
            "citation",
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
            "archived_on",
            "archived_sha256",
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
            "archived_on": "2024-05-03",
            "archived_sha256": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
            "language": "en",
            "reliability": "B",
            "is_public": True,
        }


class SourceViewSet(CitationMixin, SourceClaimsMixin, CreateMixin, ChangeMixin, WritableViewSet):
    """What the notes cite, with its reliability from A to F."""

    resource = "sources"
    queryset = Source.objects.all()
    serializer_class = SourceSerializer
    filterset_class = SourceFilter
    apart = frozenset({"citation", "claims"})
    writers = {"create": SourceWriting, "partial_update": SourceWriting}

    def work(self, record):
        return citation.of_source(record)
