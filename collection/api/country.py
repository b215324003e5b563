"""Countries in the API."""

from rest_framework import serializers

from collection.filters.country import CountryFilter
from collection.models import Country

from .base import ChangeMixin, CreateMixin, WritableViewSet
from .reading import ExhibitsLink, Many, PageLink, Reading, RecordLink, many
from .writing import HandleField, Writing


class CountrySerializer(Reading):
    """A country, present or former."""

    page = PageLink()
    successors = Many(RecordLink("countries", "code", "name"), source="shown_successors")
    exhibits = ExhibitsLink("country", "code")

    class Meta:
        model = Country
        resource = "countries"
        public = ("url", "page", "code", "alpha3", "name", "existed_from", "existed_until", "successors", "exhibits")
        staff = ("version", "created_at", "updated_at")

    @classmethod
    def related(cls, name, user):
        return [many(name, Country.objects, user)] if name == "successors" else []


class CountryWriting(Writing):
    """A country to create or change."""

    successors = serializers.ListField(child=HandleField(Country, "code", example="RU"), required=False, max_length=50)

    class Meta:
        model = Country
        fields = ("code", "alpha3", "name", "existed_from", "existed_until", "successors")
        examples = {
            "code": "FR",
            "alpha3": "FRA",
            "name": "France",
            "existed_from": 1922,
            "existed_until": 1991,
            "successors": ["RU"],
        }


class CountryViewSet(CreateMixin, ChangeMixin, WritableViewSet):
    """Countries of ISO 3166-1, and former ones of ISO 3166-3 under their four-letter codes."""

    resource = "countries"
    queryset = Country.objects.all()
    serializer_class = CountrySerializer
    filterset_class = CountryFilter
    writers = {"create": CountryWriting, "partial_update": CountryWriting}
