"""Filters of acquisitions."""

import django_filters

from collection.models import Acquisition, AcquisitionDonor, Occasion, Party

from .base import GatedFilterSet, PrefixFilter, RecordFilter


class DonorOfAcquisition(RecordFilter):
    """By giver, through the gate: for the public an anonymous giver gives nothing."""

    def filter(self, queryset, party):
        if party is None:
            return queryset
        links = AcquisitionDonor.objects.visible_to(self.parent.reader).filter(party=party)
        return queryset.filter(pk__in=links.values("acquisition"))


class AcquisitionFilter(GatedFilterSet):
    ORDERS = {"number": "number_sort"}
    DEFAULT_ORDER = "number"

    number = PrefixFilter(field_name="number_sort", label="Number begins with")
    method = django_filters.ChoiceFilter(choices=Acquisition.Method.choices, label="Method")
    donor = DonorOfAcquisition(Party, "slug", example="jimmy-carter", label="Given by")
    occasion = RecordFilter(Occasion, "slug", example="state-visit-1984", label="Occasion")

    class Meta:
        model = Acquisition
        fields: list[str] = []
