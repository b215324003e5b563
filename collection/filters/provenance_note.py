"""Filters of provenance notes."""

import django_filters

from collection.models import Exhibit, Occasion, ProvenanceNote, Source
from collection.models.provenance import PositionKind

from .base import GatedFilterSet, RecordFilter


class ProvenanceNoteFilter(GatedFilterSet):
    ORDERS = {"recorded": "id"}
    DEFAULT_ORDER = "recorded"

    exhibit = RecordFilter(Exhibit, "public_id", example="4k7m2p9x0q", label="Exhibit")
    occasion = RecordFilter(Occasion, "slug", example="state-visit-1984", label="Occasion")
    source = RecordFilter(Source, "slug", example="annual-register-1984", label="Source")
    claim = django_filters.ChoiceFilter(choices=ProvenanceNote.Claim.choices, label="Claim")
    position = django_filters.ChoiceFilter(choices=PositionKind.choices, label="The museum’s position")
    credibility = django_filters.TypedChoiceFilter(
        choices=ProvenanceNote.Credibility.choices, coerce=int, label="Credibility"
    )

    class Meta:
        model = ProvenanceNote
        fields: list[str] = []
