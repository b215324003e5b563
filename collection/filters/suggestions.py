"""Help for whoever finds nothing: words spelled otherwise, a filter to drop."""

from dataclasses import dataclass
from itertools import islice

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
    """The query with words spelled otherwise, where that finds something.

    Words that nobody used are replaced, all of them. If each is used, though not together, one of them is.
    """
    text = selection.chosen["q"].text
    words = _words(selection)
    unused = [word for word, times in words.items() if not times]
    alike = {word: _alike(selection, word) for word in (unused or list(words))[:WORDS]}
    spelled = {word: others for word, others in alike.items() if others}
    if not spelled:
        tried = []
    elif unused:
        tried = [
            {word: others[min(place, len(others) - 1)] for word, others in spelled.items()} for place in range(OFFERED)
        ]
    else:
        tried = [{word: other} for word, others in spelled.items() for other in others[:OFFERED]]
    texts = dict.fromkeys(_respelled(text, replaced) for replaced in tried)
    return list(islice((other for other in texts if _finds(selection, other)), OFFERED))


def _alike(selection, word: str) -> list[str]:
    return [other for other, _ in near(selection.index.connection, selection.index.sides, word)]


def _words(selection) -> dict[str, int]:
    """The words of the query, and in how many exhibits each stands for the reader, in the field where it is wanted."""
    found = {}
    for leaf in words_of(selection.chosen["q"].query):
        for lexeme in leaf.lexemes if isinstance(leaf, Phrase) else (leaf.lexeme,):
            if not is_unspaced(lexeme):
                found[lexeme] = selection.index.size(tagged(leaf.field, lexeme) if leaf.field else lexeme)
    return found


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
