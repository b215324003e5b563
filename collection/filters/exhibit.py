"""Filters of exhibits."""

import django_filters
from django.db.models import Exists, OuterRef

from collection.models import (
    Acquisition,
    Contradiction,
    Country,
    Exhibit,
    Location,
    Occasion,
    Party,
    Restriction,
    Showroom,
    Source,
    Term,
)
from collection.models.index import DECIDED, OPEN, RESTRICTION_KINDS, Facet

from .base import DecadeFilter, GatedFilterSet, ListedFilter, PrefixFilter, RecordFilter, narrowed


def _buildings(user):
    return Location.objects.visible_to(user).filter(kind=Location.Kind.BUILDING)


def _terms(vocabulary: str):
    return lambda user: Term.objects.visible_to(user).filter(vocabulary=vocabulary)


class ExhibitFilter(GatedFilterSet):
    ORDERS = Exhibit.objects.none().ORDERS
    DEFAULT_ORDER = "number"

    number = PrefixFilter(field_name="accession_sort", label="Accession number begins with")
    title = PrefixFilter(field_name="title_sort", label="Title begins with")
    country = ListedFilter(
        Country,
        "code",
        facet=Facet.COUNTRY,
        path="acquisition__donors__country",
        example="FR",
        label="Giver’s country",
    )
    donor = ListedFilter(
        Party,
        "slug",
        facet=Facet.DONOR,
        path="acquisition__donors",
        example="jimmy-carter",
        label="Given by",
    )
    recipient = ListedFilter(
        Party,
        "slug",
        facet=Facet.RECIPIENT,
        path="acquisition__recipient",
        example="kim-il-sung",
        label="Given to",
    )
    occasion = ListedFilter(
        Occasion,
        "slug",
        facet=Facet.OCCASION,
        path="acquisition__occasion",
        example="state-visit-1984",
        label="Occasion",
    )
    showroom = ListedFilter(
        Showroom,
        "number",
        facet=Facet.SHOWROOM,
        path="showroom",
        example="12",
        label="Showroom",
    )
    building = ListedFilter(
        Location,
        "pk",
        facet=Facet.BUILDING,
        path="showroom__building",
        gate=_buildings,
        example="2",
        label="Building",
    )
    classification = ListedFilter(
        Term,
        "pk",
        facet=Facet.CLASSIFICATION,
        path="classification",
        gate=_terms("classification"),
        example="7",
        label="Classification",
    )
    material = ListedFilter(
        Term,
        "pk",
        facet=Facet.MATERIAL,
        path="materials",
        gate=_terms("material"),
        example="7",
        label="Material",
    )
    technique = ListedFilter(
        Term,
        "pk",
        facet=Facet.TECHNIQUE,
        path="techniques",
        gate=_terms("technique"),
        example="7",
        label="Technique",
    )
    theme = ListedFilter(
        Term,
        "pk",
        facet=Facet.THEME,
        path="themes",
        gate=_terms("theme"),
        example="7",
        label="Theme",
    )
    source = ListedFilter(
        Source,
        "slug",
        facet=Facet.SOURCE,
        path="notes__source",
        example="annual-register-1984",
        label="Source",
    )
    acquisition = RecordFilter(
        Acquisition, "number", field_name="acquisition", example="ACQ-2023-014", label="Acquisition"
    )
    made = DecadeFilter(facet=Facet.MADE, first="made_earliest", last="made_latest", label="Decade made")
    received = DecadeFilter(
        facet=Facet.RECEIVED,
        first="acquisition__date_earliest",
        last="acquisition__date_latest",
        label="Decade received",
    )
    restriction = django_filters.ChoiceFilter(
        choices=Restriction.Kind.choices,
        method="by_restriction",
        label="Restriction",
    )
    contradiction = django_filters.ChoiceFilter(
        choices=[("open", "left open"), ("decided", "decided")],
        method="by_contradiction",
        label="Sources contradict each other",
    )
    status = django_filters.ChoiceFilter(choices=Exhibit.Status.choices, label="Status")

    class Meta:
        model = Exhibit
        fields: list[str] = []

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if not self.reads_private:
            del self.filters["status"]  # for the public there is one status, and no word of others

    @classmethod
    def orders_for(cls, data):
        """What begins alike is a range in its own order; any other would sort every exhibit that begins so."""
        for name in ("title", "number"):
            if data.get(name):
                return {name: cls.ORDERS[name]}
        return super().orders_for(data)

    def by_restriction(self, queryset, name, kind):
        standing = {"restrictions__in": Restriction.objects.standing().filter(kind=kind)}
        return narrowed(queryset, self, Facet.RESTRICTION, RESTRICTION_KINDS.index(kind) + 1, standing)

    def by_contradiction(self, queryset, name, state):
        """The listing knows one note at a time; what the other one is about, and its source, the gate asks here."""
        shown = Contradiction.objects.visible_to(self.reader)
        shown = shown.filter(finding="") if state == "open" else shown.exclude(finding="")
        return queryset.listed(Facet.CONTRADICTION, OPEN if state == "open" else DECIDED).filter(
            Exists(shown.filter(first__exhibit=OuterRef("pk"))) | Exists(shown.filter(second__exhibit=OuterRef("pk")))
        )
