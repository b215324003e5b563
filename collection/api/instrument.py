"""The rule book in the API: what the museum goes by when it looks for what may touch an exhibit."""

from rest_framework import serializers

from collection.filters.instrument import InstrumentFilter
from collection.models import Country, Instrument

from .base import RecordViewSet
from .reading import Many, Reading, RecordLink, many


class InstrumentSerializer(Reading):
    """One rule of one instrument, in the museum's words. Unchecked: nobody has compared it with its official text."""

    countries = Many(RecordLink("countries", "code", "name"), source="shown_countries")
    is_checked = serializers.BooleanField(
        read_only=True, help_text="Whether a person of the museum compared it with its official text."
    )

    class Meta:
        model = Instrument
        resource = "instruments"
        public = (
            "url",
            "key",
            "kind",
            "name",
            "paragraph",
            "in_force_from",
            "in_force_until",
            "forbids",
            "reference",
            "direction",
            "countries",
            "is_checked",
            "checked_on",
        )
        staff = (
            "checked_by",
            "words",
            "except_words",
            "received_from",
            "received_until",
            "made_from",
            "made_until",
            "finding",
            "unrecorded",
            "proposes",
            "is_public",
            "version",
            "created_at",
            "updated_at",
        )

    @classmethod
    def related(cls, name, user):
        return [many(name, Country.objects, user)] if name == "countries" else []


class InstrumentViewSet(RecordViewSet):
    """The rule book: resolutions, conventions and laws that may touch an exhibit. It proposes; people decide."""

    resource = "instruments"
    queryset = Instrument.objects.all()
    serializer_class = InstrumentSerializer
    filterset_class = InstrumentFilter
