"""Short lists to choose from that everybody may know: countries, showrooms, buildings, terms, and the closed ones."""

from collections.abc import Iterable
from functools import cached_property
from typing import NamedTuple

from collection.models import Country, Exhibit, Location, Restriction, Showroom, Term
from collection.models.facts import STATUSES
from collection.models.index import DECIDED, OPEN, PROVENANCE_KINDS, RESTRICTION_KINDS
from collection.notation.provenance.analysis import KINDS
from collection.search.index import Index
from collection.search.words import fold, words


class Choice(NamedTuple):
    """One value of a facet, how it is written in an address, and what it is called."""

    value: int
    handle: str
    label: str


class Choices:
    """The choices of one kind, in their own order."""

    def __init__(self, choices: Iterable[Choice]):
        self.all = list(choices)
        self.by_value = {choice.value: choice for choice in self.all}
        self.by_handle = {choice.handle: choice for choice in self.all}

    @cached_property
    def _words(self) -> list[tuple[set[str], Choice]]:
        return [(set(words(choice.label)), choice) for choice in self.all]

    @cached_property
    def _folded(self) -> dict[str, Choice]:
        return {fold(choice.handle): choice for choice in self.all}

    def with_handle(self, text: str) -> Choice | None:
        """The choice with that handle, in whatever case and width."""
        return self._folded.get(fold(text))

    def with_words(self, text: str) -> list[Choice]:
        """Those whose label has all words of `text`; a * ends the beginning of a word. None for no words."""
        wanted = words(text)
        begun = wanted.pop() if wanted and text.endswith("*") else ""
        if not wanted and not begun:
            return []
        return [
            choice
            for there, choice in self._words
            if there.issuperset(wanted) and (not begun or any(word.startswith(begun) for word in there))
        ]


def _countries(using: str):
    return Country.objects.using(using).order_by("name_sort", "id").values_list("pk", "code", "name")


def _showrooms(using: str):
    rooms = Showroom.objects.using(using).order_by("number_sort", "id").values_list("pk", "number", "name")
    return ((pk, number, f"{number} {name}") for pk, number, name in rooms)


def _buildings(using: str):
    buildings = Location.objects.using(using).filter(kind=Location.Kind.BUILDING).order_by("path", "id")
    return ((pk, str(pk), name) for pk, name in buildings.values_list("pk", "name"))


def _terms(vocabulary: str):
    def read(using: str):
        terms = Term.objects.using(using).filter(vocabulary=vocabulary).order_by("name_sort", "id")
        return ((pk, str(pk), name) for pk, name in terms.values_list("pk", "name"))

    return read


_READ = {"country": _countries, "showroom": _showrooms, "building": _buildings}
_READ |= {vocabulary: _terms(vocabulary) for vocabulary in Term.Vocabulary.values}


def choices(kind: str, index: Index) -> Choices:
    """The choices of `kind`: country, showroom, building or a vocabulary."""
    return index.derived(("choices", kind), lambda: Choices(Choice(*row) for row in _READ[kind](index.using)))


def _closed(handles: Iterable[str], labels: dict) -> Choices:
    """The facet's values of a closed list are places in it."""
    return Choices(Choice(place, handle, str(labels[handle])) for place, handle in enumerate(handles, start=1))


RESTRICTIONS = _closed(RESTRICTION_KINDS, dict(Restriction.Kind.choices))
STATES = _closed(STATUSES, dict(Exhibit.Status.choices))
PROVENANCE = _closed(PROVENANCE_KINDS, KINDS)
CONTRADICTIONS = Choices([Choice(OPEN, "open", "left open"), Choice(DECIDED, "decided", "decided")])
