"""Help for whoever finds nothing: words spelled otherwise, a filter to drop."""

from dataclasses import dataclass

from collection.search.query import Phrase, QueryError, words_of
from collection.search.spelling import near
from collection.search.words import is_unspaced, tagged, tokens

WORDS = 3  # of a query that are spelled otherwise
OFFERED = 3  # queries


@dataclass(frozen=True)
class Without:
    """How many exhibits would be found without the parameters `names`, which are called `labels`."""

    names: tuple[str, ...]
    labels: tuple[str, ...]
    total: int


def without(selection) -> list[Without]:
    """Each parameter that could be dropped to find something; if none does alone, all of them but the query."""
    found = [_without(selection, (name,)) for name in selection.found]
    if not any(one.total for one in found):
        found = [_without(selection, tuple(name for name in selection.found if name != "q"))]
    return [one for one in found if one.total]


def _without(selection, names: tuple[str, ...]) -> Without:
    labels = tuple(str(selection.parameters[name].label) for name in names)
    return Without(names, labels, len(selection.besides(names)))


def did_you_mean(selection) -> list[str]:
    """The query with words that nobody used replaced by those spelled alike, where that finds something."""
    index, text = selection.index, selection.chosen["q"].text
    spelled = {}
    for lexeme in _unused(selection)[:WORDS]:
        if alike := [word for word, _ in near(index.connection, index.sides, lexeme)]:
            spelled[lexeme] = alike
    if not spelled:
        return []
    tried = [
        _respelled(text, {lexeme: alike[min(place, len(alike) - 1)] for lexeme, alike in spelled.items()})
        for place in range(OFFERED)
    ]
    return [other for other in dict.fromkeys(tried) if _finds(selection, other)]


def _unused(selection) -> list[str]:
    """The words of the query that stand nowhere for the reader, or not in the field where they are looked for."""
    unused = {}
    for leaf in words_of(selection.chosen["q"].query):
        for lexeme in leaf.lexemes if isinstance(leaf, Phrase) else (leaf.lexeme,):
            stored = tagged(leaf.field, lexeme) if leaf.field else lexeme
            if not is_unspaced(lexeme) and not selection.index.size(stored):
                unused[lexeme] = True
    return list(unused)


def _respelled(text: str, words: dict[str, str]) -> str:
    for token in reversed(tokens(text)):
        if token.text in words:
            text = text[: token.start] + words[token.text] + text[token.end :]
    return text


def _finds(selection, text: str) -> bool:
    try:
        search = selection.parameters["q"].read([text], selection.reading)
    except QueryError:
        return False
    return search is not None and search.found.intersect(selection.besides(("q",)))
