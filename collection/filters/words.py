"""The search box: text that is parsed and looked up in the words of the index."""

from dataclasses import dataclass
from functools import partial

from pyroaring import FrozenBitMap

from collection.search.evaluate import check, evaluate
from collection.search.index import Index
from collection.search.query import MAX_LENGTH, Phrase, Query, QueryError, leaves, parse
from collection.search.vocabulary import COMMON

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


MOST_COMMON = 8  # phrases of a query that hold none but common words: what they cost grows with the museum


class Words(Parameter):
    """Exhibits that answer a query. A query that cannot be answered is an error like any other value."""

    max_length = MAX_LENGTH

    def chosen(self, texts, reading):
        text = texts[-1].strip()
        if not text:
            return None
        query = parse(text, values=fields(private=reading.private))
        _limit(query, reading.index)
        find = partial(resolve, reading)
        check(query, reading.index, find)
        return Search(text, query, evaluate(query, reading.index, find))

    def found(self, value, reading):
        return value.found


def _limit(query: Query, index: Index) -> None:
    """Refuse what would take too long to look up."""
    common = [
        leaf
        for leaf in leaves(query)
        if isinstance(leaf, Phrase) and len(leaf.lexemes) > 1 and all(index.size(one) >= COMMON for one in leaf.lexemes)
    ]
    if len(common) > MOST_COMMON:
        message = f"The search has more than {MOST_COMMON} phrases of common words, such as “{common[0].shown}”. "
        raise QueryError(f"{message}Leave out some.", "too_many_terms")
