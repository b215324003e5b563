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
    Exhibit,
    Occasion,
    OccasionStop,
    Party,
)

from .base import ChangeMixin, CreateMixin, WritableViewSet
from .reading import Labelled, Many, Reading, RecordLink, link, shown
from .writing import HandleField, Whole, Writing

ANONYMOUS = {"name": "Anonymous"}
PARTY = {
    "name": {"type": "string", "description": "“Anonymous”, and nothing else, for who asked not to be named."},
    "url": {"type": "string", "format": "uri"},
    "slug": {"type": "string"},
}


def parties(name: str, user, *inner) -> Prefetch:
    return shown(name, Party.objects, user, *inner)


@extend_schema_field({"type": "object", "properties": PARTY, "required": ["name"]})
class PartyLink(serializers.Field):
    """A party in short, or Anonymous, where a record cannot be told without one."""

    def get_attribute(self, instance):
        return super().get_attribute(instance) or ANONYMOUS

    def to_representation(self, party):
        return party if party is ANONYMOUS else link(self.context["root"], "parties", party, "slug", "name")


@extend_schema_field({
    "type": "array",
    "items": {
        "type": "object", "required": ["name"],
        "properties": {
            **PARTY, "id": {"type": "integer"}, "role": {"type": "string", "enum": AcquisitionDonor.Role.values},
            "country": {
                "type": ["object", "null"], "required": ["url", "code", "name"],
                "properties": {name: {"type": "string"} for name in ("url", "code", "name")},
            },
        },
    },
})
class Givers(serializers.Field):
    """Who gave, in what role. However many asked not to be named, they are one “Anonymous”, without role or number."""

    def to_representation(self, links):
        root, givers = self.context["root"], []
        for given in links:
            if given.shown_party is None:
                if ANONYMOUS not in givers:
                    givers.append(ANONYMOUS)
                continue
            party = given.shown_party
            country = party.shown_country
            givers.append({
                **link(root, "donors", party, "slug", "name"), "id": given.pk, "role": given.role,
                "country": link(root, "countries", country, "code", "name") if country else None,
            })
        return givers


def givers(user) -> Prefetch:
    """The links themselves are not gated, or an anonymous giver would leave no trace; the parties behind them are."""
    party = parties("party", user, shown("country", Country.objects, user))
    return Prefetch("donor_links", AcquisitionDonor.objects.prefetch_related(party), to_attr="shown_donor_links")


class CounterGiftSerializer(Reading):
    """What was given in return."""

    url = None
    giver = PartyLink(source="shown_giver", read_only=True)
    receiver = PartyLink(source="shown_receiver", read_only=True)

    class Meta:
        model = CounterGift
        public = ("id", "giver", "receiver", "description", "date", "date_edtf")
        staff = ()


class AcquisitionSerializer(Reading):
    """One act by which exhibits entered the collection."""

    donors = Givers(source="shown_donor_links", read_only=True)
    recipient = RecordLink("parties", "slug", "name", source="shown_recipient")
    occasion = RecordLink("occasions", "slug", "name", source="shown_occasion")
    stop = Labelled("id", "place", source="shown_stop")
    counter_gifts = CounterGiftSerializer(many=True, source="shown_counter_gifts", read_only=True)
    exhibits = Many(RecordLink("exhibits", "public_id", "accession_number", "title"), source="shown_exhibits")

    class Meta:
        model = Acquisition
        resource = "acquisitions"
        public = (
            "url", "number", "method", "date", "date_edtf", "place", "donors", "recipient", "occasion", "stop",
            "public_note", "counter_gifts", "exhibits",
        )
        staff = ("terms", "title_evidence", "price", "version", "created_at", "updated_at")
        listed = (*(name for name in public if name != "exhibits"), *staff)

    @staticmethod
    def related(user):
        gift = shown("counter_gifts", CounterGift.objects, user, parties("giver", user), parties("receiver", user))
        return {
            "donors": [givers(user)],
            "recipient": [parties("recipient", user)],
            "occasion": [shown("occasion", Occasion.objects, user)],
            "stop": [shown("stop", OccasionStop.objects, user)],
            "counter_gifts": [gift],
            "exhibits": [shown("exhibits", Exhibit.objects, user)],
        }


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
            "number", "method", "date", "place", "donors", "recipient", "occasion", "stop", "public_note", "terms",
            "title_evidence", "price", "counter_gifts",
        )
        children = {"donors": "donor_links", "counter_gifts": "counter_gifts"}
        examples = {
            "number": "ACQ-2023-014", "method": "gift", "date": "2023-09-13", "place": "Vladivostok",
            "donors": [{"party": "jimmy-carter", "role": "giver"}], "recipient": "kim-il-sung",
            "occasion": "state-visit-1984", "stop": 3, "terms": "To be shown with the donor’s name.",
            "counter_gifts": [{"giver": "kim-il-sung", "receiver": "jimmy-carter", "description": "A vase"}],
        }


class AcquisitionViewSet(CreateMixin, ChangeMixin, WritableViewSet):
    """How exhibits came in: from whom, to whom, on what occasion, and what was given in return."""

    resource = "acquisitions"
    queryset = Acquisition.objects.all()
    serializer_class = AcquisitionSerializer
    filterset_class = AcquisitionFilter
    writers = {"create": AcquisitionWriting, "partial_update": AcquisitionWriting}
