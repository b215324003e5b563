"""Occasions in the API."""

from collection.filters.occasion import OccasionFilter
from collection.models import Country, Occasion, OccasionStop

from .base import ChangeMixin, CreateMixin, WritableViewSet
from .reading import ExhibitsLink, PageLink, Reading, RecordLink, many, one
from .writing import HandleField, Whole, Writing


class StopSerializer(Reading):
    """One place of an occasion."""

    country = RecordLink("countries", "code", "name")

    class Meta:
        model = OccasionStop
        public = ("id", "position", "place", "country", "date", "date_edtf", "description")
        staff = ()

    url = None


class OccasionSerializer(Reading):
    """A visit, summit, anniversary or ceremony on which things were given."""

    page = PageLink()
    stops = StopSerializer(many=True, source="shown_stops", read_only=True)
    exhibits = ExhibitsLink("occasion", "slug")

    class Meta:
        model = Occasion
        resource = "occasions"
        public = (
            "url",
            "page",
            "slug",
            "name",
            "kind",
            "date",
            "date_edtf",
            "place",
            "description",
            "stops",
            "exhibits",
        )
        staff = ("internal_note", "version", "created_at", "updated_at")

    @classmethod
    def related(cls, name, user):
        if name != "stops":
            return []
        return [many(name, OccasionStop.objects, user, one("country", Country.objects, user))]


class StopWriting(Writing):
    """A stop: with `id` one that stands, without a new one."""

    id = Whole(required=False)
    country = HandleField(Country, "code", example="RU", required=False, allow_null=True)

    class Meta:
        model = OccasionStop
        fields = ("id", "position", "place", "country", "date", "description")


class OccasionWriting(Writing):
    """An occasion to create or change."""

    stops = StopWriting(many=True, required=False)

    class Meta:
        model = Occasion
        fields = ("name", "kind", "date", "place", "description", "internal_note", "stops")
        children = {"stops": "stops"}
        examples = {
            "name": "State visit of 1984",
            "kind": "visit",
            "date": "1984-05",
            "place": "Moscow",
            "stops": [{"place": "Khasan", "country": "RU", "date": "2023-09-12"}],
        }


class OccasionViewSet(CreateMixin, ChangeMixin, WritableViewSet):
    """Visits, summits, anniversaries and ceremonies, with their stops."""

    resource = "occasions"
    queryset = Occasion.objects.all()
    serializer_class = OccasionSerializer
    filterset_class = OccasionFilter
    writers = {"create": OccasionWriting, "partial_update": OccasionWriting}
