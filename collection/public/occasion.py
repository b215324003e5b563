"""Occasions: the list by date, and the page of one with its stops, gifts by giver and what was given in return."""

from dataclasses import dataclass

from django.db.models import Prefetch
from django.shortcuts import get_object_or_404

from collection.filters.occasion import OccasionFilter
from collection.models import CounterGift, Exhibit, Occasion, OccasionStop
from collection.models.fields import UNDATED
from collection.models.index import Facet

from .base import ListPage, PublicPage
from .cards import cards
from .provenance import testimony

GIFTS, RETURNS = 48, 48


class OccasionList(ListPage):
    model = Occasion
    filterset_class = OccasionFilter
    template_name = "collection/occasion_list.html"
    section = "occasions"
    orders = (("date", "Date, earliest first"), ("-date", "Date, latest first (dated occasions)"))
    first_fields = ("kind",)
    page_size = 30

    def narrow(self, queryset, order):
        return queryset.filter(date_order__lt=UNDATED) if order == "-date" else queryset


@dataclass
class Gift:
    """What one giver, or several together, gave."""

    givers: list
    unnamed: bool
    exhibits: list


class OccasionPage(PublicPage):
    template_name = "collection/occasion_detail.html"
    section = "occasions"

    def get(self, request, slug):
        user = self.user
        stops = OccasionStop.objects.visible_to(user).select_related("country").order_by("position", "id")
        occasion = get_object_or_404(
            Occasion.objects.visible_to(user).prefetch_related(Prefetch("stops", queryset=stops)), slug=slug
        )
        exhibits = Exhibit.objects.visible_to(user)
        page = self.page_of(
            cards(exhibits.listed(Facet.OCCASION, occasion.pk), user).select_related("acquisition__stop"),
            order="number",
            orders=exhibits.ORDERS,
            size=GIFTS,
        )
        return self.answer(
            occasion=occasion,
            page=page,
            gifts=by_giver(page.items),
            counter_gifts=CounterGift.objects.visible_to(user)
            .filter(acquisition__occasion=occasion)
            .select_related("giver", "receiver")
            .order_by("id")[:RETURNS],
            testimony=testimony(user, occasion=occasion),
        )


def by_giver(exhibits) -> list[Gift]:
    """The exhibits of a page under those who gave them, as these first appear; gifts of nobody known come last."""
    found: dict[tuple, Gift] = {}
    for exhibit in exhibits:
        links = exhibit.acquisition.givers
        key = (exhibit.has_unnamed_giver, *((link.party_id, link.role) for link in links))
        found.setdefault(key, Gift(links, exhibit.has_unnamed_giver, [])).exhibits.append(exhibit)
    return sorted(found.values(), key=lambda gift: not (gift.givers or gift.unnamed))
