"""Exhibits: the list with its filters, the page of one, and the tombstone of one that has left."""

from django.db.models import Exists, OuterRef
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse

from collection.filters.exhibit import ExhibitFilter
from collection.models import (
    Bitmap,
    CounterGift,
    Country,
    Deaccession,
    Exhibit,
    Location,
    Participation,
    Restriction,
    Showroom,
    Term,
)
from collection.models.fields import UNDATED
from collection.models.index import Facet

from .base import ListPage, PublicPage
from .cards import cards, givers, unnamed_giver
from .provenance import testimony
from .widgets import LongSelect

OTHERS = 4  # exhibits of the same occasion or giver shown beside one


class ExhibitList(ListPage):
    model = Exhibit
    filterset_class = ExhibitFilter
    template_name = "collection/exhibit_list.html"
    section = "exhibits"
    orders = (
        ("number", "Accession number"),
        ("title", "Title"),
        ("made", "Date made, oldest first"),
        ("-made", "Date made, newest first (dated exhibits)"),
        ("received", "Date received, earliest first"),
        ("-received", "Date received, latest first (dated exhibits)"),
        ("-published", "Newest in the catalogue"),
    )
    first_fields = ("title", "number", "country")
    linked_fields = ("donor", "recipient", "occasion", "acquisition", "source")

    def narrow(self, queryset, order):
        if not self.request.GET.get("status"):  # staff begin with what visitors see, and ask for drafts by name
            queryset = queryset.filter(status=Exhibit.Status.PUBLISHED)
        if order in {"-made", "-received"}:  # what has no date would come before what has
            queryset = queryset.filter(**{f"{queryset.ORDERS[order[1:]]}__lt": UNDATED})
        return cards(queryset, self.user)

    def dress(self, form):
        """Lists to choose from, each of what has something to show."""
        rooms = Showroom.objects.visible_to(self.user).values_list("number", "name")
        buildings = Location.objects.visible_to(self.user).filter(kind=Location.Kind.BUILDING)
        offered = {
            "country": with_exhibits(Country, self.user, Facet.COUNTRY).values_list("code", "name"),
            "showroom": [(number, f"{number} {name}") for number, name in rooms],
            "building": buildings.values_list("pk", "name"),
        }
        for vocabulary in Term.Vocabulary.values:
            terms = with_exhibits(Term, self.user, Facet[vocabulary.upper()]).filter(vocabulary=vocabulary)
            offered[vocabulary] = terms.values_list("pk", "name")
        for name, choices in offered.items():
            form.fields[name].widget = LongSelect(choices)
        if "status" in form.fields:
            form.fields["status"].widget.choices[0] = ("", "As visitors see it")
        for name in ("made", "received"):
            form.fields[name].widget.attrs["placeholder"] = "1950s"


def with_exhibits(model, user, facet: Facet):
    """The records of `model` under which at least one published exhibit is listed, in their own order."""
    return model.objects.visible_to(user).filter(Exists(Bitmap.objects.of(facet, OuterRef("pk"))))


class ExhibitPage(PublicPage):
    template_name = "collection/exhibit_detail.html"
    section = "exhibits"

    def get(self, request, public_id, slug=""):
        exhibit = (
            Exhibit.objects.visible_to(self.user)
            .filter(public_id=public_id)
            .select_related(
                "acquisition__recipient__country",
                "acquisition__occasion",
                "acquisition__stop__country",
                "showroom__building",
                "showroom__floor",
                "classification",
                "location",
            )
            .prefetch_related("materials", "techniques", "themes", givers(self.user, "acquisition__donor_links"))
            .annotate(has_unnamed_giver=unnamed_giver("acquisition"))
            .first()
        )
        departure = (
            Deaccession.objects.visible_to(self.user)
            .filter(exhibit__public_id=public_id, exhibit__status=Exhibit.Status.DEACCESSIONED)
            .select_related("exhibit")
            .first()
        )
        shown = departure.exhibit if departure else exhibit
        if shown is None:
            raise Http404
        if request.path != shown.get_absolute_url():
            return redirect(shown, permanent=True)
        short = request.build_absolute_uri(reverse("public:exhibit-short", args=[shown.public_id]))
        if departure:
            self.template_name = "collection/exhibit_tombstone.html"
            return self.answer(status=410, exhibit=shown, departure=departure, short=short)
        return self.answer(exhibit=exhibit, short=short, **self.related(exhibit))

    def related(self, exhibit) -> dict:
        user, acquisition = self.user, exhibit.acquisition
        of_occasion = self.others([exhibit], Facet.OCCASION, acquisition and acquisition.occasion_id)
        return {
            "participations": Participation.objects.visible_to(user)
            .filter(exhibit=exhibit)
            .select_related("party__country")
            .order_by("role", "id"),
            "restrictions": Restriction.objects.visible_to(user).filter(exhibit=exhibit).order_by("-id"),
            "counter_gifts": CounterGift.objects.visible_to(user)
            .filter(acquisition=exhibit.acquisition_id)
            .select_related("giver", "receiver")
            .order_by("id"),
            "testimony": testimony(user, exhibit=exhibit),
            "of_occasion": of_occasion,
            "of_giver": self.others([exhibit, *of_occasion], Facet.DONOR, acquisition and first_giver(acquisition)),
        }

    def others(self, known, facet: Facet, value: int | None) -> list:
        """A few exhibits under `value` of `facet` beside those already on the page."""
        if value is None:
            return []
        under = Exhibit.objects.visible_to(self.user).listed(facet, value).exclude(pk__in=[one.pk for one in known])
        return list(cards(under.order_by("accession_sort", "pk"), self.user)[:OTHERS])


def first_giver(acquisition) -> int | None:
    """The giver named first, unless that is one whom the public must not find."""
    return next((link.party_id for link in acquisition.givers if not link.party.is_anonymous), None)
