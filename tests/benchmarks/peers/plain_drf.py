"""An API as tutorials write it: nested ModelSerializers, numbered pages with COUNT, SearchFilter.

Once as it is, where each related record is a query of its own, and once with them fetched together. It shows less than
our lists do: recipients, occasions and countries would be more queries still.
"""

from rest_framework import permissions, routers, serializers, viewsets

from collection.models import Acquisition, Exhibit, Party, Showroom, Term


class PartySerializer(serializers.ModelSerializer):
    class Meta:
        model = Party
        fields = ["slug", "name"]


class AcquisitionSerializer(serializers.ModelSerializer):
    donors = PartySerializer(many=True)

    class Meta:
        model = Acquisition
        fields = ["number", "method", "date", "place", "donors"]


class ShowroomSerializer(serializers.ModelSerializer):
    class Meta:
        model = Showroom
        fields = ["number", "name"]


class TermSerializer(serializers.ModelSerializer):
    class Meta:
        model = Term
        fields = ["id", "name", "aat_uri"]


class ExhibitSerializer(serializers.ModelSerializer):
    classification = TermSerializer()
    acquisition = AcquisitionSerializer()
    showroom = ShowroomSerializer()

    class Meta:
        model = Exhibit
        fields = [
            "public_id",
            "accession_number",
            "title",
            "object_name",
            "quantity",
            "classification",
            "medium",
            "made",
            "made_edtf",
            "credit_line",
            "acquisition",
            "showroom",
            "published_at",
        ]


class ExhibitViewSet(viewsets.ReadOnlyModelViewSet):
    queryset = Exhibit.objects.filter(status="published")
    serializer_class = ExhibitSerializer
    permission_classes = [permissions.AllowAny]
    filterset_fields = ["acquisition__donors__country__code", "showroom__number"]
    search_fields = ["accession_number", "title", "object_name", "description", "acquisition__donors__name"]


class FetchedViewSet(ExhibitViewSet):
    """The same by one who knows of select_related."""

    queryset = ExhibitViewSet.queryset.select_related("classification", "showroom", "acquisition").prefetch_related(
        "acquisition__donors"
    )


router = routers.SimpleRouter()
router.register("exhibits", ExhibitViewSet)
router.register("fetched", FetchedViewSet, basename="fetched")
