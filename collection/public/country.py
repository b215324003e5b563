"""Countries, present and former, with those who gave and what they gave."""

from django.shortcuts import get_object_or_404

from collection.models import Country, Donor
from collection.models.index import Facet

from .base import PublicPage

GIFTS, DONORS = 24, 36


class CountryList(PublicPage):
    """All countries there are or were: a few hundred, whatever the museum holds."""

    template_name = "collection/country_list.html"
    section = "countries"

    def get(self, request):
        countries = list(Country.objects.visible_to(self.user).prefetch_related("successors"))
        gifts = self.exhibits.counts(Facet.COUNTRY)
        for country in countries:
            country.gave = gifts.get(country.pk, 0)
        return self.answer(
            present=[country for country in countries if country.gave and not country.is_former],
            former=[country for country in countries if country.gave and country.is_former],
            silent=[country for country in countries if not country.gave],
        )


class CountryPage(PublicPage):
    template_name = "collection/country_detail.html"
    section = "countries"

    def get(self, request, code):
        country = get_object_or_404(
            Country.objects.visible_to(self.user).prefetch_related("successors", "predecessors"), code=code
        )
        donors = list(Donor.objects.visible_to(self.user).filter(country=country)[: DONORS + 1])
        return self.answer(
            country=country,
            donors=donors[:DONORS],
            more_donors=len(donors) > DONORS,
            gifts=self.cards_under(Facet.COUNTRY, country.pk, GIFTS),
        )
