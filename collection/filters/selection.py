"""A selection: what a reader's parameters find among the exhibits, its pages and counts, and help where it is empty."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property, partial

from django.core.exceptions import ValidationError
from django.db import router
from pyroaring import FrozenBitMap

from collection.models import Exhibit
from collection.models.fields import natural
from collection.models.index import Order
from collection.models.indexing import texts_of
from collection.search.codes import TEXT_ORDERS
from collection.search.facets import count, counts
from collection.search.held import Generation
from collection.search.highlight import Highlighter, Snippet
from collection.search.index import Index
from collection.search.keys import keys_of
from collection.search.query import EVERYTHING
from collection.search.rank import Rank, Relevance

from .exhibit import ExhibitFilter
from .keyset import BadCursor, Page, read_cursor, write_cursor
from .parameters import Chosen, Reading, Several
from .search_fields import resolve
from .suggestions import Without, did_you_mean, without

RELEVANCE = "relevance"
ORDERS = ExhibitFilter.ORDERS  # each also with a minus in front
SHOWN = 20  # values of a facet


@dataclass(frozen=True)
class FacetValue:
    """A value of a facet: as an address writes it, what it is called, and how many exhibits would be found under it."""

    handle: str
    label: str
    count: int
    selected: bool


@dataclass(frozen=True)
class FacetCounts:
    """A facet with its values; `more`: there are others than these."""

    name: str
    label: str
    values: list[FacetValue]
    more: bool


class Selection:
    """The exhibits that `data`, the parameters of an address, find for `user`.

    `errors` maps parameters to messages; with any, nothing is found. Parameters nobody declared are not looked at.
    `index` is that of `user`, where it has been asked for already.
    """

    parameters = ExhibitFilter.base_filters

    def __init__(self, user, data, *, using: str | None = None, index: Index | None = None):
        self.reading = Reading(user, index) if index else Reading.by(user, using or router.db_for_read(Exhibit))
        self.index = self.reading.index
        self.errors: dict[str, list[str]] = {}
        self.chosen = {}  # parameter → what was chosen by it
        self.found: dict[str, FrozenBitMap] = {}  # parameter → the exhibits it alone would find
        for name, parameter in self.parameters.items():
            if name in data and (self.reading.private or name not in ExhibitFilter.STAFF):
                self._choose(name, parameter, data)
        self.order = self._order(data)

    def _choose(self, name: str, parameter, data) -> None:
        try:
            value = parameter.read(data.getlist(name), self.reading)
        except ValidationError as error:
            self.errors[name] = error.messages
        else:
            if value is not None:
                self.chosen[name] = value
                self.found[name] = parameter.found(value, self.reading)

    def _order(self, data) -> str:
        default = RELEVANCE if "q" in self.chosen else ExhibitFilter.DEFAULT_ORDER
        name = "ordering" if "ordering" in data else "order"
        order = data.get(name) or default
        if order != RELEVANCE and order.removeprefix("-") not in ORDERS:
            self.errors[name] = [
                f"The list cannot be ordered by “{order[:80]}”. Accepted: {', '.join(ORDERS)}, each also with a minus "
                f"in front; {RELEVANCE}."
            ]
            return default
        return order

    @property
    def state(self) -> Generation:
        """Which state of the index this is, for telling whether an answer has changed."""
        return self.index.state

    @cached_property
    def ids(self) -> FrozenBitMap:
        return FrozenBitMap() if self.errors else self.besides(())

    @cached_property
    def total(self) -> int:
        return len(self.ids)

    def besides(self, names: Iterable[str]) -> FrozenBitMap:
        """What is found without these parameters."""
        found = [bits for name, bits in self.found.items() if name not in names]
        return FrozenBitMap.intersection(self.index.universe, *found) if found else self.index.universe

    def page(self, cursor: str | None = None, size: int = 50) -> Page:
        """The ids of one page in `order`. Raises BadCursor."""
        return self._by_relevance(cursor, size) if self.order == RELEVANCE else self._by_key(cursor, size)

    def in_order(self) -> Iterator[int]:
        """The ids of all that is found, in `order`."""
        if self.order == RELEVANCE:
            return (rank.id for rank in self._relevance.every())
        ordering = self.index.ordering(Order[self.order.removeprefix("-").upper()])
        return ordering.every(self.ids, descending=self.order.startswith("-"))

    def _by_key(self, cursor: str | None, size: int) -> Page:
        order = Order[self.order.removeprefix("-").upper()]
        backwards, place = read_cursor(cursor, self.order) if cursor else (False, None)
        if place and (len(place) != 2 or isinstance(place[0], str) != (order in TEXT_ORDERS)):
            raise BadCursor
        connection, descending = self.index.connection, self.order.startswith("-")
        found = self.index.ordering(order).page(
            connection, self.ids, place, size, descending=descending, backwards=backwards
        )
        ids, ends = found.ids, {found.ids[0], found.ids[-1]} if found.ids else set()
        keys = keys_of(connection, order, ends)
        if keys.keys() != ends:  # an exhibit was deleted after this index was read
            keys = keys_of(connection, order, ids)
            ids = [pk for pk in ids if pk in keys]
        return self._page([(keys[pk], pk) if pk in keys else (pk,) for pk in ids], found)

    def _by_relevance(self, cursor: str | None, size: int) -> Page:
        backwards, place = read_cursor(cursor, RELEVANCE) if cursor else (False, None)
        if place and (len(place) != 3 or any(type(part) is not int for part in place)):
            raise BadCursor
        found = self._relevance.page(Rank(*place) if place else None, size, backwards=backwards)
        return self._page(found.places, found)

    def _page(self, places: list[tuple], found) -> Page:
        """A page of places, each of which ends in the id."""
        return Page(
            items=[place[-1] for place in places],
            next=write_cursor(self.order, False, *places[-1]) if places and found.after else None,
            previous=write_cursor(self.order, True, *places[0]) if places and found.before else None,
        )

    @cached_property
    def _relevance(self) -> Relevance:
        search = self.chosen.get("q")
        key = natural(search.text.strip('"“”').replace("\0", "")) if search else ""
        number, title = (
            self.index.equal(order, key[:longest]) if key else FrozenBitMap()
            for order, longest in ((Order.NUMBER, 200), (Order.TITLE, 80))
        )
        return Relevance(
            search.query if search else EVERYTHING,
            self.ids,
            self.index,
            partial(resolve, self.reading),
            number=number,
            title=title,
        )

    def facets(self, names: Iterable[str], limit: int = SHOWN) -> list[FacetCounts]:
        """How many exhibits are under each value of the facets `names`, given all that is chosen of other facets.

        The `limit` values with most, and those that are chosen.
        """
        return [self._facet(name, self.parameters[name], limit) for name in names]

    def _facet(self, name: str, facet: Several, limit: int) -> FacetCounts:
        found = FrozenBitMap() if self.errors else self.besides((name,))
        chosen = {choice.value: choice for choice in self.chosen.get(name, Chosen())}
        top, more = counts(found, self.index, facet.facet, limit)
        numbers = dict(top)
        numbers |= count(found, self.index, facet.facet, chosen.keys() - numbers.keys())
        named = chosen | facet.named([value for value in numbers if value not in chosen], self.reading)
        values = [
            FacetValue(named[value].handle, named[value].label, number, value in chosen)
            for value, number in facet.in_order(numbers)
            if value in named
        ]
        return FacetCounts(name, facet.label, values, more)

    def matches(self, ids: list[int]) -> dict[int, list[Snippet]]:
        """Where the words of the query stand in these exhibits, for those that have them in their texts."""
        if "q" not in self.chosen:
            return {}
        query = self.chosen["q"].query
        texts = texts_of(ids, private=self.reading.private, using=self.index.using)
        highlighter = Highlighter(query)
        found = {pk: highlighter.snippets_of(texts[pk]) for pk in ids if pk in texts}
        return {pk: shown for pk, shown in found.items() if shown}

    @cached_property
    def did_you_mean(self) -> list[str]:
        """Queries with words that are spelled alike and find something."""
        return did_you_mean(self) if "q" in self.chosen and not self.total else []

    @cached_property
    def without(self) -> list[Without]:
        """Where nothing is found: what would be found without one of the parameters, or without all but the query."""
        return without(self) if not self.errors and not self.total else []
