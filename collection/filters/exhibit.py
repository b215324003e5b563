"""Filters of exhibits."""

from django.utils.functional import cached_property

from collection.models import Acquisition, Exhibit, Occasion, Party, Source
from collection.models.index import Facet, Order

from .base import GatedFilterSet
from .choices import CONTRADICTIONS, RESTRICTIONS, STATES
from .parameters import Begins, Decade, Listed, Named, OneOf, Reading, ThroughAcquisition
from .words import Words


class ExhibitFilter(GatedFilterSet):
    """The parameters that narrow the list. `Selection` reads them; forms and the API's description are made of them."""

    ORDERS = Exhibit.objects.none().ORDERS
    DEFAULT_ORDER = "number"

    q = Words(label="Search")
    number = Begins(Order.NUMBER, 200, label="Accession number begins with")
    title = Begins(Order.TITLE, 80, label="Title begins with")
    country = Listed(Facet.COUNTRY, "country", example="FR", label="Giver’s country")
    donor = Named(Facet.DONOR, Party, "slug", shown="name", example="jimmy-carter", label="Given by")
    recipient = Named(Facet.RECIPIENT, Party, "slug", shown="name", example="kim-il-sung", label="Given to")
    occasion = Named(Facet.OCCASION, Occasion, "slug", shown="name", example="state-visit-1984", label="Occasion")
    showroom = Listed(Facet.SHOWROOM, "showroom", example="12", label="Showroom")
    building = Listed(Facet.BUILDING, "building", example="2", label="Building")
    classification = Listed(Facet.CLASSIFICATION, "classification", example="7", label="Classification")
    material = Listed(Facet.MATERIAL, "material", example="7", label="Material")
    technique = Listed(Facet.TECHNIQUE, "technique", example="7", label="Technique")
    theme = Listed(Facet.THEME, "theme", example="7", label="Theme")
    source = Named(Facet.SOURCE, Source, "slug", shown="title", example="annual-register-1984", label="Source")
    acquisition = ThroughAcquisition(
        None, Acquisition, "number", shown="number", example="ACQ-2023-014", label="Acquisition"
    )
    made = Decade(Facet.MADE, label="Decade made")
    received = Decade(Facet.RECEIVED, label="Decade received")
    restriction = OneOf(Facet.RESTRICTION, RESTRICTIONS, label="Restriction")
    contradiction = OneOf(Facet.CONTRADICTION, CONTRADICTIONS, label="Sources contradict each other")
    status = OneOf(Facet.STATUS, STATES, label="Status")

    STAFF = frozenset({"status"})  # for the public there is one status, and no word of others

    class Meta:
        model = Exhibit
        fields: list[str] = []

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if not self.reads_private:
            for name in self.STAFF:
                del self.filters[name]

    @cached_property
    def reading(self) -> Reading:
        return Reading.by(self.reader, self.queryset.db)

    def filter_queryset(self, queryset):
        """`queryset` narrowed to what the parameters find in the index."""
        found = self.reading.index.universe
        for name, value in self.form.cleaned_data.items():
            if value is not None:
                found = found & self.filters[name].found(value, self.reading)
        return queryset.filter(pk__in=list(found))
