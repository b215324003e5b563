"""Filters of disagreements."""

import django_filters

from collection.models import Disagreement, Exhibit, Occasion, ProvenanceNote

from .base import GatedFilterSet, RecordFilter


class DisagreementFilter(GatedFilterSet):
    ORDERS = {"since": "since"}
    DEFAULT_ORDER = "since"

    state = django_filters.ChoiceFilter(choices=Disagreement.State.choices, label="State")
    claim = django_filters.ChoiceFilter(choices=ProvenanceNote.Claim.choices, label="Claim")
    exhibit = RecordFilter(Exhibit, "public_id", example="4k7m2p9x0q", label="Exhibit")
    occasion = RecordFilter(Occasion, "slug", example="state-visit-1984", label="Occasion")

    class Meta:
        model = Disagreement
        fields: list[str] = []
