"""The search box: text that is parsed and looked up in the words of the index."""

from dataclasses import dataclass
from functools import partial

from pyroaring import FrozenBitMap

from collection.search.evaluate import evaluate
from collection.search.query import Query, parse

from .parameters import Parameter
from .search_fields import fields, resolve


@dataclass(frozen=True)
class Search:
    """What was typed, how it is read, and the exhibits that answer it."""

    text: str
    query: Query
    found: FrozenBitMap

    def __str__(self):
        return self.text


class Words(Parameter):
    """Exhibits that answer a query. A query that cannot be answered is an error like any other value."""

    def chosen(self, texts, reading):
        text = texts[-1].strip()
        if not text:
            return None
        query = parse(text, values=fields(private=reading.private))
        return Search(text, query, evaluate(query, reading.index, partial(resolve, reading)))

    def found(self, value, reading):
        return value.found
