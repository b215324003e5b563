"""Donors: the list from A to Z, and the page of a party: what it gave, what it got and what else it had to do with."""

from string import ascii_uppercase

from django.db.models import Q
from django.shortcuts import get_object_or_404

from collection.filters.party import DonorFilter
from collection.models import CounterGift, Country, Donor, Participation, Party
from collection.models.index import Facet

from .base import ListPage, PublicPage
from .exhibit import with_exhibits
from .widgets import LongSelect

GIFTS, OTHER_PARTS = 24, 12


class DonorList(ListPage):
    model = Donor
    filterset_class = DonorFilter
    template_name = "collection/donor_list.html"
    section = "donors"
    orders = (("name", "Name"), ("-name", "Name, from Z to A"))
    first_fields = ("name", "country", "kind")
    page_size = 60

    def narrow(self, queryset, order):
        return queryset.select_related("country")

    def dress(self, form):
        countries = with_exhibits(Country, self.user, Facet.COUNTRY)
        form.fields["country"].widget = LongSelect(countries.values_list("code", "name"))

    def extra(self):
        return {"letters": ascii_uppercase, "letter": self.request.GET.get("name", "").upper()}


class DonorPage(PublicPage):
    """Any party whom a published exhibit names has this page, giver or not."""

    template_name = "collection/donor_detail.html"
    section = "donors"

    def get(self, request, slug):
        user = self.user
        party = get_object_or_404(Party.objects.visible_to(user).select_related("country"), slug=slug)
        returns = CounterGift.objects.visible_to(user).filter(Q(giver=party) | Q(receiver=party))
        return self.answer(
            party=party,
            gifts=self.cards_under(Facet.DONOR, party.pk, GIFTS),
            received=self.exhibits.under(Facet.RECIPIENT, party.pk).cards(size=OTHER_PARTS),
            counter_gifts=returns.select_related("giver", "receiver", "acquisition__occasion").order_by("-id")[
                :OTHER_PARTS
            ],
            participations=Participation.objects.visible_to(user)
            .filter(party=party)
            .select_related("exhibit")
            .order_by("id")[:OTHER_PARTS],
        )
