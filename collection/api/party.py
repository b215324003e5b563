"""Parties in the API."""

from collection.filters.party import PartyFilter
from collection.models import Country, Party

from .base import ChangeMixin, CreateMixin, WritableViewSet
from .reading import Reading, RecordLink, one
from .writing import HandleField, Writing


class PartySerializer(Reading):
    """Someone who gave, received, made, signed or owned."""

    country = RecordLink("countries", "code", "name")

    class Meta:
        model = Party
        resource = "parties"
        public = (
            "url",
            "slug",
            "kind",
            "name",
            "other_names",
            "office",
            "country",
            "birth",
            "birth_edtf",
            "death",
            "death_edtf",
            "biography",
            "wikidata",
            "ulan",
            "viaf",
        )
        staff = ("is_anonymous", "internal_note", "version", "created_at", "updated_at")

    @classmethod
    def related(cls, name, user):
        return [one(name, Country.objects, user)] if name == "country" else []


class PartyWriting(Writing):
    """A party to create or change."""

    country = HandleField(Country, "code", example="US", required=False, allow_null=True)

    class Meta:
        model = Party
        fields = (
            "kind",
            "name",
            "other_names",
            "office",
            "country",
            "birth",
            "death",
            "biography",
            "wikidata",
            "ulan",
            "viaf",
            "is_anonymous",
            "internal_note",
        )
        examples = {
            "kind": "person",
            "name": "Jimmy Carter",
            "office": "President of the United States (1977–1981)",
            "country": "US",
            "birth": "1924-10-01",
            "death": "2024-12-29",
            "wikidata": "https://www.wikidata.org/entity/Q23685",
            "is_anonymous": False,
        }


class PartyViewSet(CreateMixin, ChangeMixin, WritableViewSet):
    """Persons, families, organisations and states, each once."""

    resource = "parties"
    queryset = Party.objects.all()
    serializer_class = PartySerializer
    filterset_class = PartyFilter
    writers = {"create": PartyWriting, "partial_update": PartyWriting}
