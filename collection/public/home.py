"""The front door: what the museum is, the ways in, what is new and where the sources disagree."""

from collection.models import Contradiction, Country, Exhibit, Occasion
from collection.models.listing import Facet

from .base import PublicPage
from .cards import cards
from .exhibit import with_exhibits
from .provenance import SIDES

NEWEST, DISAGREEMENTS, COUNTRIES, OCCASIONS = 6, 4, 24, 3


class Home(PublicPage):
    template_name = "collection/home.html"

    def get(self, request):
        newest = Exhibit.objects.visible_to(self.user).filter(status=Exhibit.Status.PUBLISHED)
        return self.answer(
            newest=cards(newest.order_by("-published_at", "-id"), self.user)[:NEWEST],
            contradictions=Contradiction.objects.visible_to(self.user)
            .select_related(*SIDES)
            .order_by("-id")[:DISAGREEMENTS],
            countries=with_exhibits(Country, self.user, Facet.COUNTRY)[:COUNTRIES],
            occasions=Occasion.objects.visible_to(self.user).order_by("-date_order", "-id")[:OCCASIONS],
        )
