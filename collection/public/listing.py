"""What pages list: the selections of `filters`, as visitors to the museum expect them, and shown as cards."""

from collections.abc import Sequence
from copy import copy
from dataclasses import dataclass

from django.http import QueryDict
from pyroaring import FrozenBitMap

from collection.filters.selection import Selection
from collection.models import Exhibit
from collection.models.facts import STATUSES
from collection.models.fields import LIMIT
from collection.models.index import Facet, Order
from collection.search.facets import every
from collection.search.index import Index

from .cards import Card, cards, explain

PUBLISHED = STATUSES.index(Exhibit.Status.PUBLISHED) + 1
NEWEST_FIRST = {"-made": Order.MADE, "-received": Order.RECEIVED}


@dataclass(frozen=True)
class CardPage:
    """One page of cards, of `total` in the whole list; the cursors of its neighbours are None at the ends."""

    items: list[Card]
    next: str | None
    previous: str | None
    total: int


class Listing(Selection):
    """A selection within bounds: what is published, for staff too unless they ask for a status; and, where what is
    newest comes first, what has a date, as all else would come before it."""

    def __init__(self, user, data: QueryDict, *, index: Index):
        super().__init__(user, data, index=index)
        self.bounds: dict[str, FrozenBitMap] = {}
        if self.reading.private and "status" not in self.chosen:
            self.bounds["status"] = self.index.value(Facet.STATUS, PUBLISHED)
        if order := NEWEST_FIRST.get(self.order):
            self.bounds["dated"] = self.index.between(order, -LIMIT, LIMIT)

    def besides(self, names):
        bounds = [bits for name, bits in self.bounds.items() if name not in names]
        found = super().besides(names)
        return FrozenBitMap.intersection(found, *bounds) if bounds else found

    def under(self, facet: Facet, value: int | None) -> "Listing":
        """What this finds of one value of a facet; nothing for None."""
        other = copy(self)
        for name in ("ids", "total", "_relevance"):
            other.__dict__.pop(name, None)
        other.bounds = self.bounds | {"under": FrozenBitMap() if value is None else self.index.value(facet, value)}
        return other

    def counts(self, facet: Facet) -> dict[int, int]:
        """How many of these exhibits are under each value that has any."""
        return every(self.ids, self.index, facet)

    def cards(self, cursor: str | None = None, size: int = 48, without: Sequence[int] = ()) -> CardPage:
        """A page of cards, each with the reason why a search found it. Raises BadCursor.

        `without`: exhibits to leave out, though they count.
        """
        page = self.page(cursor, size + len(without))
        ids = [pk for pk in page.items if pk not in without][:size]
        shown = cards(ids, self.reading.user, using=self.index.using)
        explain(shown, self.matches(ids))
        return CardPage(shown, page.next, page.previous, self.total)
