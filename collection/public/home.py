"""The front door: what the museum is, the ways in, what is new and where the sources disagree."""

from itertools import islice

from django.http import QueryDict

from collection.models import Contradiction, Country, Occasion
from collection.models.index import Facet

from .base import PublicPage
from .exhibit import with_exhibits
from .provenance import SIDES, disputes

NEWEST, DISPUTES, COUNTRIES, OCCASIONS = 8, 4, 24, 3
PAIRS = 120  # contradictions looked through for the disputes
SUBJECT = ("first__exhibit_id", "first__occasion_id", "first__location_id")


class Home(PublicPage):
    template_name = "collection/home.html"

    def get(self, request):
        return self.answer(
            newest=self.listing(QueryDict("order=-published")).cards(size=NEWEST),
            disputes=self.disputes(),
            countries=with_exhibits(Country, self.user, Facet.COUNTRY)[:COUNTRIES],
            occasions=Occasion.objects.visible_to(self.user).order_by("-date_order", "-id")[:OCCASIONS],
        )

    def disputes(self) -> list:
        """The latest questions on which sources disagree, one for each thing they are about."""
        pairs = Contradiction.objects.visible_to(self.user).order_by("-id")
        latest: dict[tuple, tuple[str, list[int]]] = {}
        for pk, question, *subject in pairs.values_list("pk", "question", *SUBJECT)[:PAIRS]:
            asked, ids = latest.setdefault(tuple(subject), (question, []))
            if question == asked:
                ids.append(pk)
        shown = [pk for _, ids in islice(latest.values(), DISPUTES) for pk in ids]
        return disputes(pairs.filter(pk__in=shown).select_related(*SIDES))
