"""The front door: what the museum is, the ways in, what is new and where the sources disagree."""

from django.http import QueryDict

from collection.models import Contradiction, Country, Occasion
from collection.models.index import Facet

from .base import PublicPage
from .exhibit import with_exhibits
from .listing import Listing
from .provenance import SIDES, disputes

NEWEST, DISPUTES, COUNTRIES, OCCASIONS = 8, 4, 24, 3
PAIRS = 120  # contradictions looked through for the disputes


class Home(PublicPage):
    template_name = "collection/home.html"

    def get(self, request):
        return self.answer(
            newest=Listing(self.user, QueryDict("order=-published")).cards(size=NEWEST),
            disputes=self.disputes(),
            countries=with_exhibits(Country, self.user, Facet.COUNTRY)[:COUNTRIES],
            occasions=Occasion.objects.visible_to(self.user).order_by("-date_order", "-id")[:OCCASIONS],
        )

    def disputes(self) -> list:
        """The latest questions on which sources disagree, one for each thing they are about."""
        pairs = Contradiction.objects.visible_to(self.user).select_related(*SIDES).order_by("-id")[:PAIRS]
        by_subject = {}
        for dispute in disputes(pairs):
            note = dispute.first
            by_subject.setdefault((note.exhibit_id, note.occasion_id, note.location_id), dispute)
        return list(by_subject.values())[:DISPUTES]
