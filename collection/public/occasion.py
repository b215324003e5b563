"""Occasions: the list by date, and the page of one with its stops, gifts by giver and what was given in return."""

from dataclasses import dataclass

from django.db.models import Prefetch
from django.shortcuts import get_object_or_404

from collection.filters.occasion import OccasionFilter
from collection.models import CounterGift, Occasion, OccasionStop, Party
from collection.models.fields import UNDATED
from collection.models.index import Facet

from .base import ListPage, PublicPage
from .cards import Card, Giver
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

    givers: list[tuple[Giver, Party | None]]
    cards: list[Card]


class OccasionPage(PublicPage):
    template_name = "collection/occasion_detail.html"
    section = "occasions"

    def get(self, request, slug):
        user = self.user
        stops = OccasionStop.objects.visible_to(user).select_related("country").order_by("position", "id")
        occasion = get_object_or_404(
            Occasion.objects.visible_to(user).prefetch_related(Prefetch("stops", queryset=stops)), slug=slug
        )
        page = self.cards_under(Facet.OCCASION, occasion.pk, GIFTS)
        return self.answer(
            occasion=occasion,
            page=page,
            gifts=self.by_giver(page.items),
            counter_gifts=CounterGift.objects.visible_to(user)
            .filter(acquisition__occasion=occasion)
            .select_related("giver", "receiver")
            .order_by("id")[:RETURNS],
            testimony=testimony(user, occasion=occasion),
        )

    def by_giver(self, cards: list[Card]) -> list[Gift]:
        """The exhibits of a page under those who gave them, as these first appear; gifts of nobody known come last."""
        slugs = {giver["slug"] for card in cards for giver in card["givers"]}
        parties = {party.slug: party for party in Party.objects.visible_to(self.user).filter(slug__in=slugs)}
        found: dict[tuple, Gift] = {}
        for card in cards:
            givers = [(giver, parties.get(giver["slug"])) for giver in card["givers"]]
            key = tuple((giver["slug"], giver["role"]) for giver, _ in givers)
            found.setdefault(key, Gift(givers, [])).cards.append(card)
        return sorted(found.values(), key=lambda gift: not gift.givers)
