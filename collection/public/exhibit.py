"""Exhibits: the page of one, and the tombstone of one that has left."""

from collections.abc import Iterable

from django.conf import settings
from django.db.models import Exists, OuterRef, Value
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse

from collection.interchange import citation
from collection.models import (
    AcquisitionDonor,
    Bitmap,
    CounterGift,
    Deaccession,
    Exhibit,
    Participation,
    Party,
    Restriction,
    Term,
    Weighing,
)
from collection.models.audience import reads_private
from collection.models.chain import bounds_in_words
from collection.models.index import DECIDED, OPEN, RESTRICTION_KINDS, Facet
from collection.models.told_chain import told_chain

from .base import HTML, PublicPage
from .cards import unnamed_giver
from .listing import CardPage
from .prepared import Prepared
from .provenance import Testimony, testimony_of_exhibit

OTHERS = 4  # exhibits of the same occasion or giver shown beside one
ORIGIN = ("acquisition__recipient", "acquisition__occasion", "acquisition__stop__country")
PLACE = ("showroom__building", "showroom__floor", "classification")


def with_exhibits(model, user, facet: Facet):
    """The records of `model` under which at least one published exhibit is listed, in their own order."""
    return model.objects.visible_to(user).filter(Exists(Bitmap.objects.of(facet, OuterRef("pk"))))


@Prepared.of_text
def exhibits_known_as(user, public_id):
    staff = ("location",) if reads_private(user) else ()
    return (
        Exhibit.objects.visible_to(user)
        .filter(public_id=public_id)
        .select_related(*ORIGIN, *PLACE, *staff)
        .annotate(
            has_unnamed_giver=unnamed_giver("acquisition"),
            # Most have none: to look is a tenth of asking.
            has_participations=Exists(Participation.objects.filter(exhibit=OuterRef("pk"))),
            has_counter_gifts=Exists(CounterGift.objects.filter(acquisition=OuterRef("acquisition"))),
            has_weighings=Exists(Weighing.objects.filter(exhibit=OuterRef("pk"))),
        )
    )


@Prepared
def givers_of(user, acquisition):
    links = AcquisitionDonor.objects.visible_to(user).filter(acquisition=acquisition)
    return links.select_related("party").order_by("position", "id")


@Prepared
def counter_gifts_for(user, acquisition):
    gifts = CounterGift.objects.visible_to(user).filter(acquisition=acquisition)
    return gifts.select_related("giver", "receiver").order_by("id")


@Prepared
def participations_in(user, exhibit):
    parts = Participation.objects.visible_to(user).filter(exhibit=exhibit)
    return parts.select_related("party").order_by("role", "id")


@Prepared
def restrictions_on(user, exhibit):
    return Restriction.objects.visible_to(user).filter(exhibit=exhibit).select_related("rule").order_by("-id")


# Heading → parameter of the list, and the table that holds the terms.
TERMS = {
    "Materials": ("material", Exhibit.materials.through),
    "Techniques": ("technique", Exhibit.techniques.through),
    "Themes": ("theme", Exhibit.themes.through),
}


@Prepared
def terms_of(user, exhibit):
    """All three in one question, each term with the `place` of its heading."""
    one, *others = (
        Term.objects.filter(pk__in=through.objects.filter(exhibit=exhibit).values("term"))
        .annotate(place=Value(place))
        .order_by()
        for place, (_, through) in enumerate(TERMS.values())
    )
    return one.union(*others, all=True).order_by("place", "name_sort", "id")


class ExhibitPage(PublicPage):
    follows_index = HTML
    template_name = "collection/exhibit_detail.html"
    section = "exhibits"

    def get(self, request, public_id, slug=""):
        exhibit = next(iter(self.ask(exhibits_known_as, public_id)), None)
        departure = self.departure(public_id) if exhibit is None or exhibit.status == "deaccessioned" else None
        shown = departure.exhibit if departure else exhibit
        if shown is None:
            raise Http404
        if request.path != shown.get_absolute_url():
            return redirect(shown, permanent=True)
        short = request.build_absolute_uri(reverse("public:exhibit-short", args=[shown.public_id]))
        cited = {"short": short, "cited": citation.text(citation.of_exhibit(shown, museum=settings.SITE_NAME))}
        if departure:
            self.template_name = "collection/exhibit_tombstone.html"
            return self.answer(status=410, exhibit=shown, departure=departure, **cited)
        cited["formats"] = citation.REFERENCES
        return self.answer(exhibit=exhibit, **cited, **self.origin(exhibit), **self.rest(exhibit))

    def ask(self, question: Prepared, of) -> list:
        return question(self.user, of, using=self.index.using)

    def departure(self, public_id: str) -> Deaccession | None:
        departures = Deaccession.objects.visible_to(self.user).select_related("exhibit")
        return departures.filter(exhibit__public_id=public_id, exhibit__status=Exhibit.Status.DEACCESSIONED).first()

    def origin(self, exhibit) -> dict:
        came = exhibit.acquisition
        if came is None:
            return {}
        came.givers = self.ask(givers_of, came.pk)
        return {"counter_gifts": self.ask(counter_gifts_for, came.pk) if exhibit.has_counter_gifts else []}

    def rest(self, exhibit) -> dict:
        came = exhibit.acquisition
        giver = came and first_giver(came)
        of_occasion = self.others([exhibit.pk], Facet.OCCASION, came and came.occasion_id)
        known = [exhibit.pk, *(card["id"] for card in of_occasion.items)]
        restricted = self.may_have(Facet.RESTRICTION, range(1, len(RESTRICTION_KINDS) + 1), exhibit)
        return {
            "kind": [exhibit.classification] if exhibit.classification else [],
            "terms": list(self.terms(exhibit)),
            "participations": self.ask(participations_in, exhibit.pk) if exhibit.has_participations else [],
            "restrictions": self.ask(restrictions_on, exhibit.pk) if restricted else [],
            "testimony": self.testimony(exhibit),
            "chain": self.chain(exhibit),
            "of_occasion": of_occasion,
            "giver": giver,
            "of_giver": self.others(known, Facet.DONOR, giver and giver.pk),
        }

    def terms(self, exhibit):
        """(heading, parameter of the list, terms) for each vocabulary that describes the exhibit."""
        found = self.ask(terms_of, exhibit.pk)
        for place, (heading, (parameter, _)) in enumerate(TERMS.items()):
            if terms := [term for term in found if term.place == place]:
                yield heading, parameter, terms

    def may_have(self, facet: Facet, values: Iterable[int], exhibit) -> bool:
        """Whether the exhibit is under any of the values, as the index knows; where not, no record need be asked."""
        return self.index.is_behind or any(exhibit.pk in self.index.value(facet, value) for value in values)

    def chain(self, exhibit) -> list[tuple]:
        """(link, its dates in words) for each link of the chain that names somebody."""
        if not exhibit.provenance_text:
            return []
        return [(event, bounds_in_words(event)) for event in told_chain(exhibit, self.user).events if event.party_name]

    def testimony(self, exhibit) -> Testimony:
        disputed = self.may_have(Facet.CONTRADICTION, (OPEN, DECIDED), exhibit)
        return testimony_of_exhibit(
            self.user, exhibit.pk, disputed=disputed, weighed=exhibit.has_weighings, using=self.index.using
        )

    def others(self, known: list[int], facet: Facet, value: int | None) -> CardPage:
        """A few exhibits under `value` of `facet` beside those already on the page, and how many there are in all."""
        return self.exhibits.under(facet, value).cards(size=OTHERS, without=known)


def first_giver(acquisition) -> Party | None:
    """The giver named first, unless that is one whom the public must not find."""
    return next((link.party for link in acquisition.givers if not link.party.is_anonymous), None)
