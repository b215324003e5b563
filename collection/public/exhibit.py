"""Exhibits: the page of one, and the tombstone of one that has left."""

from django.db.models import Exists, OuterRef
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse

from collection.models import Bitmap, CounterGift, Deaccession, Exhibit, Participation, Party, Restriction
from collection.models.index import Facet

from .base import PublicPage
from .cards import givers, unnamed_giver
from .listing import CardPage
from .provenance import testimony

OTHERS = 4  # exhibits of the same occasion or giver shown beside one


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
        user, came = self.user, exhibit.acquisition
        giver = came and first_giver(came)
        of_occasion = self.others([exhibit.pk], Facet.OCCASION, came and came.occasion_id)
        known = [exhibit.pk, *(card["id"] for card in of_occasion.items)]
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
            "giver": giver,
            "of_giver": self.others(known, Facet.DONOR, giver and giver.pk),
        }

    def others(self, known: list[int], facet: Facet, value: int | None) -> CardPage:
        """A few exhibits under `value` of `facet` beside those already on the page, and how many there are in all."""
        return self.exhibits.under(facet, value).cards(size=OTHERS, without=known)


def first_giver(acquisition) -> Party | None:
    """The giver named first, unless that is one whom the public must not find."""
    return next((link.party for link in acquisition.givers if not link.party.is_anonymous), None)
