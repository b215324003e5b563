"""Donors in the API: parties who gave."""

from collection.filters.party import DonorFilter
from collection.models import Donor

from .base import RecordViewSet
from .party import PartySerializer
from .reading import ExhibitsLink, PageLink

READ_ONLY = (
    "A donor is a party who gave. Write the party at /api/v1/parties/, and what it gave at /api/v1/acquisitions/."
)


class DonorSerializer(PartySerializer):
    """A party that gave at least one acquisition."""

    page = PageLink()
    exhibits = ExhibitsLink("donor", "slug")

    class Meta(PartySerializer.Meta):
        model = Donor
        resource = "donors"
        public = (*PartySerializer.Meta.public, "page", "exhibits")


class DonorViewSet(RecordViewSet):
    """Who gave. Those who asked not to be named are not among them."""

    resource = "donors"
    queryset = Donor.objects.all()
    serializer_class = DonorSerializer
    filterset_class = DonorFilter
    refusals = {"POST": READ_ONLY, "PUT": READ_ONLY, "PATCH": READ_ONLY, "DELETE": READ_ONLY}
