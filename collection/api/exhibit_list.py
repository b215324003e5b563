"""The list of exhibits: found in the index. What visitors get are the cards that the index keeps, as they stand."""

import functools
from collections.abc import Iterable
from functools import cached_property
from urllib.parse import urlencode

from rest_framework.exceptions import ValidationError

from collection.filters.exhibit import ExhibitFilter
from collection.filters.keyset import BadCursor
from collection.filters.parameters import Several

from . import exporting, kept, parameters
from .pagination import size_of
from .visitors import json_of, selected

MATCH = "match"  # the field of a search's results that tells where the words stand
OFTEN = frozenset(name for name, taken in ExhibitFilter.base_filters.items() if isinstance(taken, Several))
_FILTERS = frozenset(ExhibitFilter.base_filters)
_MORE = {"list": {*parameters.PAGING, "fields", exporting.FORMAT}, "facets": {"facet", "values"}}


@functools.cache
def taken(action: str, *, private: bool) -> frozenset[str]:
    """The names of the parameters of `list` or of `facets`."""
    return (_FILTERS if private else _FILTERS - ExhibitFilter.STAFF) | _MORE[action]


def asked(given, declared: tuple[str, ...], default: tuple[str, ...]) -> tuple[str, ...]:
    """The fields that the list shows: of those declared, and where words are searched for MATCH after them."""
    return parameters.names(given, (*declared, MATCH), (*default, MATCH) if given.get("q") else default)


class Listing:
    """What a request asks of the list: one page, and what stands around it. Raises ValidationError."""

    def __init__(self, request, user):
        self.request = request
        size = size_of(request.GET)
        self.selection = selected(request, user)
        try:
            self.page = self.selection.page(request.GET.get("cursor"), size)
        except BadCursor as error:
            raise ValidationError({"cursor": error.messages}) from error

    def around(self) -> dict:
        """The answer without its results."""
        return {
            "next": self._link(self.page.next),
            "previous": self._link(self.page.previous),
            "total": self.selection.total,
            "did_you_mean": self.selection.did_you_mean,
            "without": [
                {"parameters": one.names, "labels": one.labels, "total": one.total, "url": self._without(one.names)}
                for one in self.selection.without
            ],
        }

    @cached_property
    def matches(self) -> dict[int, list[dict]]:
        """Exhibit id → where the words of the search stand, with the words marked."""
        return {
            pk: [
                {"field": found.field, "parts": [{"text": text, "mark": marked} for text, marked in found.pieces]}
                for found in snippets
            ]
            for pk, snippets in self.selection.matches(self.page.items).items()
        }

    def body(self, names: tuple[str, ...], card: tuple[str, ...]) -> bytes:
        """The whole answer from the cards, which hold the fields `card`, with the fields `names`."""
        results = b",".join(self._cards(names, narrowed=not set(card).issubset(names)))
        return b'{"results":[' + kept.addressed(self.request, results) + b"]," + json_of(self.around())[1:]

    def _cards(self, names: tuple[str, ...], *, narrowed: bool) -> Iterable[bytes]:
        ids, matched = self.page.items, MATCH in names
        cards = kept.cards(ids, self.selection.index.using)
        for pk in ids:
            if not (card := cards.get(pk)):
                continue  # withdrawn since the index was read
            if narrowed:
                card = kept.narrowed(card, (name for name in names if name != MATCH))
            if matched:
                comma = b"," if len(card) > 2 else b""
                card = card[:-1] + comma + b'"match":' + json_of(self.matches.get(pk, [])) + b"}"
            yield card

    def _link(self, cursor: str | None) -> str | None:
        return cursor and self._address(cursor=cursor)

    def _without(self, names: Iterable[str]) -> str:
        return self._address(dropped={*names, "cursor"})

    def _address(self, dropped: Iterable[str] = (), **changed: str) -> str:
        query = {name: values for name, values in self.request.GET.lists() if name not in dropped} | changed
        return self.request.build_absolute_uri(f"{self.request.path}?{urlencode(query, doseq=True)}")
