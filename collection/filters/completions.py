"""Completions: what someone who has begun to type may mean. All of it is in the reader's index."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from django.core.exceptions import ValidationError

from collection.models import Exhibit
from collection.models.fields import natural
from collection.models.index import Facet, Order
from collection.search.evaluate import evaluate
from collection.search.facets import counts
from collection.search.query import And, Phrase, Prefix, Query, QueryError
from collection.search.vocabulary import beginning
from collection.search.words import Field, is_unspaced, tokens, words

from .choices import Choice, choices
from .exhibit import ExhibitFilter
from .parameters import Reading

LONGEST = 100  # characters typed
EACH = 5  # completions of a kind
TRIED = 20  # exhibits, records and words looked at for those
SHORTEST = 2  # letters of a name

# Parameter → where its names stand.
NAMED = {
    "donor": (Field.DONOR, Facet.DONOR),
    "recipient": (Field.RECIPIENT, Facet.RECIPIENT),
    "occasion": (Field.OCCASION, Facet.OCCASION),
}


@dataclass(frozen=True)
class Completion:
    """One thing that may be meant. `kind` is the parameter of the list that takes `value`, or "exhibit"."""

    kind: str
    label: str  # what people call the kind
    text: str
    value: str
    count: int  # how many exhibits are found by it
    exhibit: Exhibit | None = None


def completions(text: str, reading: Reading) -> list[Completion]:
    """What `text` may become: exhibits, countries, givers, receivers, occasions, words. Raises ValidationError."""
    if len(text) > LONGEST:
        raise ValidationError(f"Longer than {LONGEST} characters. Send what was typed last.", code="too_long")
    if not tokens(text):
        return []
    named = (found for name in NAMED for found in _named(name, text, reading))
    return [*_exhibits(text, reading), *_countries(text, reading), *named, *_words(text, reading)]


def _exhibits(text: str, reading: Reading) -> list[Completion]:
    """Those whose number has what was typed, then those whose title begins so, each title once."""
    index = reading.index
    numbers = _begun(text, Field.NUMBER, reading)
    titles = index.begins(Order.TITLE, natural(text)[:80]) & index.universe
    ids = [
        pk
        for order, found in ((Order.NUMBER, numbers), (Order.TITLE, titles))
        for pk in index.ordering(order).page(index.connection, found, None, TRIED).ids
    ]
    records = Exhibit.objects.using(index.using).visible_to(reading.user).in_bulk(ids)
    by_title = {records[pk].title: records[pk] for pk in reversed(dict.fromkeys(ids)) if pk in records}
    return [
        Completion("exhibit", one.accession_number, one.title, one.public_id, 1, one)
        for one in islice(reversed(by_title.values()), EACH)
    ]


def _countries(text: str, reading: Reading) -> list[Completion]:
    found = choices("country", reading.index).with_words(f"{text}*")
    counted = [(choice, len(reading.index.value(Facet.COUNTRY, choice.value))) for choice in found]
    counted.sort(key=lambda one: -one[1])
    return [_completion("country", choice, count) for choice, count in counted[:EACH] if count]


def _named(name: str, text: str, reading: Reading) -> Iterator[Completion]:
    """Records by the words of their names, those with most exhibits first."""
    field, facet = NAMED[name]
    wanted = words(text)
    if len(wanted[-1]) < SHORTEST and not is_unspaced(wanted[-1]):
        return iter(())
    counted = counts(_begun(text, field, reading), reading.index, facet, TRIED).counted
    records = ExhibitFilter.base_filters[name].named([value for value, _ in counted], reading)
    # Who gave together with somebody of that name is found with him.
    meant = ((records[value], count) for value, count in counted if value in records)
    shown = (_completion(name, choice, count) for choice, count in meant if _has(words(choice.label), wanted))
    return islice(shown, EACH)


def _words(text: str, reading: Reading) -> list[Completion]:
    """Searches in which the last word is complete."""
    index, last = reading.index, tokens(text)[-1]
    if is_unspaced(last.text) or len(last.text) < SHORTEST:
        return []
    found = []
    for word, _ in beginning(index.connection, last.text, index.sides, TRIED):
        whole = f"{text[: last.start]}{word}{text[last.end :]}"
        if count := _found(whole, reading):
            found.append(Completion("q", "Search", whole, whole, count))
        if len(found) == EACH:
            break
    return found


def _found(text: str, reading: Reading) -> int:
    """How many exhibits a search finds."""
    try:
        search = ExhibitFilter.base_filters["q"].read([text], reading)
    except QueryError:
        return 0
    return len(search.found & reading.index.universe) if search else 0


def _begun(text: str, field: Field, reading: Reading):
    """The exhibits that have the words in a field, the last of them as the beginning of one."""
    *whole, last = tokens(text)
    parts: list[Query] = [Phrase((token.text,), field, token.text) for token in whole]
    parts.append(Prefix(last.text, field, last.text))
    try:
        return evaluate(And(tuple(parts)), reading.index, _no_values)
    except QueryError:  # too many words begin so
        return reading.index.universe - reading.index.universe


def _no_values(field: str, value: str):
    raise NotImplementedError


def _has(there: list[str], wanted: list[str]) -> bool:
    """Whether all of `wanted` are among the words there, the last as the beginning of one."""
    return {*wanted[:-1]} <= {*there} and any(word.startswith(wanted[-1]) for word in there)


def _completion(name: str, choice: Choice, count: int) -> Completion:
    return Completion(name, ExhibitFilter.base_filters[name].label, choice.label, choice.handle, count)
