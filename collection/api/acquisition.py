"""Acquisitions in the API."""

from django.db.models import Prefetch
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from collection.filters.acquisition import AcquisitionFilter
from collection.models import (
    Acquisition,
    AcquisitionDonor,
    CounterGift,
    Country,
    Occasion,
    OccasionStop,
    Party,
)

from .base import ChangeMixin, CreateMixin, WritableViewSet
from .reading import ExhibitsLink, Labelled, Reading, RecordLink, fetched, link, many, one
from .writing import HandleField, Whole, Writing

ANONYMOUS = {"name": "Anonymous"}
PARTY = {
    "name": {"type": "string", "description": "“Anonymous”, and nothing else, for who asked not to be named."},
    "url": {"type": "string", "format": "uri"},
    "slug": {"type": "string"},
}


@extend_schema_field({"type": "object", "properties": PARTY, "required": ["name"]})
class PartyLink(serializers.Field):
    """A party in short, or Anonymous, where a record cannot be told without one."""

    def get_attribute(self, record):
        return fetched(record, self.source) or ANONYMOUS

    def to_representation(self, party):
        return party if party is ANONYMOUS else link(self.context["root"], "parties", party, "slug", "name")


@extend_schema_field(
    {
        "type": "array",
        "items": {
            "type": "object",
            "required": ["name"],
            "properties": {
                **PARTY,
                "id": {"type": "integer"},
                "role": {"type": "string", "enum": AcquisitionDonor.Role.values},
                "country": {
                    "type": ["object", "null"],
                    "required": ["url", "code", "name"],
                    "properties": {name: {"type": "string"} for name in ("url", "code", "name")},
                },
            },
        },
    }
)
class Givers(serializers.Field):
    """Who gave, in what role. However many asked not to be named, they are one “Anonymous”, without role or number."""

    def to_representation(self, links):
        named = [self._named(given, party) for given in links if (party := fetched(given, "party"))]
        return named + [ANONYMOUS] * (len(named) < len(links))

    def _named(self, given, party):
        root, country = self.context["root"], fetched(party, "country")
        return {
            **link(root, "donors", party, "slug", "name"),
            "id": given.pk,
            "role": given.role,
            "country": link(root, "countries", country, "code", "name") if country else None,
        }


def givers(user) -> Prefetch:
    """The links themselves are not gated, or an anonymous giver would leave no trace; the parties behind them are."""
    party = one("party", Party.objects, user, one("country", Country.objects, user))
    return Prefetch("donor_links", AcquisitionDonor.objects.prefetch_related(party), to_attr="shown_donor_links")


class CounterGiftSerializer(Reading):
    """What was given in return."""

    url = None
    giver = PartyLink(read_only=True)
    receiver = PartyLink(read_only=True)

    class Meta:
        model = CounterGift
        public = ("id", "giver", "receiver", "description", "date", "date_edtf")
        staff = ()


class AcquisitionSerializer(Reading):
    """One act by which exhibits entered the collection."""

    donors = Givers(source="shown_donor_links", read_only=True)
    recipient = RecordLink("parties", "slug", "name")
    occasion = RecordLink("occasions", "slug", "name")
    stop = Labelled("id", "place")
    counter_gifts = CounterGiftSerializer(many=True, source="shown_counter_gifts", read_only=True)
    exhibits = ExhibitsLink("acquisition", "number")

    class Meta:
        model = Acquisition
        resource = "acquisitions"
        public = (
            "url",
            "number",
            "method",
            "date",
            "date_edtf",
            "place",
            "donors",
            "recipient",
            "occasion",
            "stop",
            "public_note",
            "counter_gifts",
            "exhibits",
        )
        staff = ("terms", "title_evidence", "price", "version", "created_at", "updated_at")

    @classmethod
    def related(cls, name, user):
        match name:
            case "donors":
                return [givers(user)]
            case "recipient":
                return [one(name, Party.objects, user)]
            case "occasion":
                return [one(name, Occasion.objects, user)]
            case "stop":
                return [one(name, OccasionStop.objects, user)]
            case "counter_gifts":
                both = [one(side, Party.objects, user) for side in ("giver", "receiver")]
                return [many(name, CounterGift.objects, user, *both)]
        return []


class GiverWriting(Writing):
    """A party's part in giving: with `id` one that stands, without a new one."""

    id = Whole(required=False)
    party = HandleField(Party, "slug", example="jimmy-carter")

    class Meta:
        model = AcquisitionDonor
        fields = ("id", "party", "role", "position")


class CounterGiftWriting(Writing):
    """A counter-gift: with `id` one that stands, without a new one."""

    id = Whole(required=False)
    giver = HandleField(Party, "slug", example="kim-il-sung")
    receiver = HandleField(Party, "slug", example="jimmy-carter")

    class Meta:
        model = CounterGift
        fields = ("id", "giver", "receiver", "description", "date", "value", "is_public")


class AcquisitionWriting(Writing):
    """An acquisition to create or change."""

    donors = GiverWriting(many=True, required=False)
    counter_gifts = CounterGiftWriting(many=True, required=False)
    recipient = HandleField(Party, "slug", example="kim-il-sung", required=False, allow_null=True)
    occasion = HandleField(Occasion, "slug", example="state-visit-1984", required=False, allow_null=True)
    stop = HandleField(OccasionStop, "pk", example=3, required=False, allow_null=True)

    class Meta:
        model = Acquisition
        fields = (
            "number",
            "method",
            "date",
            "place",
            "donors",
            "recipient",
            "occasion",
            "stop",
            "public_note",
            "terms",
            "title_evidence",
            "price",
            "counter_gifts",
        )
        children = {"donors": "donor_links", "counter_gifts": "counter_gifts"}
        examples = {
            "number": "ACQ-2023-014",
            "method": "gift",
            "date": "2023-09-13",
            "place": "Vladivostok",
            "donors": [{"party": "jimmy-carter", "role": "giver"}],
            "recipient": "kim-il-sung",
            "occasion": "state-visit-1984",
            "stop": 3,
            "terms": "To be shown with the donor’s name.",
            "counter_gifts": [{"giver": "kim-il-sung", "receiver": "jimmy-carter", "description": "A vase"}],
        }


class AcquisitionViewSet(CreateMixin, ChangeMixin, WritableViewSet):
    """How exhibits came in: from whom, to whom, on what occasion, and what was given in return."""

    resource = "acquisitions"
    queryset = Acquisition.objects.all()
    serializer_class = AcquisitionSerializer
    filterset_class = AcquisitionFilter
    writers = {"create": AcquisitionWriting, "partial_update": AcquisitionWriting}
