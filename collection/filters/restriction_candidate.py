"""Filters of the candidates that the rule book proposes."""

import django_filters

from collection.models import Exhibit, Instrument, Restriction, RestrictionCandidate

from .base import GatedFilterSet, RecordFilter


class RestrictionCandidateFilter(GatedFilterSet):
    ORDERS = {"proposed": "id"}
    DEFAULT_ORDER = "proposed"

    exhibit = RecordFilter(Exhibit, "public_id", example="4k7m2p9x0q", label="Exhibit")
    instrument = RecordFilter(Instrument, "key", example="unsc-1718-8a-i", label="Entry of the rule book")
    kind = django_filters.ChoiceFilter(field_name="instrument__kind", choices=Restriction.Kind.choices, label="Kind")
    state = django_filters.ChoiceFilter(choices=RestrictionCandidate.State.choices, label="State")

    class Meta:
        model = RestrictionCandidate
        fields: list[str] = []
