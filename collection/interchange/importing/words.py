"""Terms, occasions and sources of a batch: found by name, or made."""

from collections.abc import Iterable

from collection.models import Occasion, Source, Term

from .numbering import Numbers, identity

# A draft's name for a vocabulary → the vocabulary's own.
VOCABULARIES = {
    "classification": Term.Vocabulary.CLASSIFICATION,
    "materials": Term.Vocabulary.MATERIAL,
    "techniques": Term.Vocabulary.TECHNIQUE,
    "themes": Term.Vocabulary.THEME,
}
_FOLDED = Term._meta.get_field("name_sort").compute


class Words:
    """Terms by vocabulary and name."""

    def __init__(self, drafts: Iterable[dict[str, list[str]]], numbers: Numbers):
        self.numbers = numbers
        wanted = {_FOLDED(name) for of in drafts for names in of.values() for name in names}
        rows = Term.objects.filter(name_sort__in=wanted).values_list("vocabulary", "name_sort", "id") if wanted else ()
        self._known = {(vocabulary, name): pk for vocabulary, name, pk in rows}

    def find(self, kind: str, names: list[str]) -> list[int]:
        return list(dict.fromkeys(self._find(VOCABULARIES[kind], name) for name in names if name.strip()))

    def _find(self, vocabulary: str, name: str) -> int:
        key = (vocabulary, _FOLDED(name))
        if key not in self._known:
            self.numbers.note("term", name, Term.Vocabulary(vocabulary).label)
            self._known[key] = (
                self.numbers.next(Term)
                if self.numbers.pretended
                else Term.objects.create(vocabulary=vocabulary, name=" ".join(name.split())).pk
            )
        return self._known[key]


class Titled:
    """Records found by one short text: occasions by their name, sources by their title."""

    def __init__(self, model, field: str, names: Iterable[str], numbers: Numbers):
        self.model, self.field, self.numbers = model, field, numbers
        sort = model._meta.get_field(f"{field}_sort").compute
        wanted = {sort(name) for name in names}
        rows = model.objects.filter(**{f"{field}_sort__in": wanted}).order_by("-id") if wanted else model.objects.none()
        self._known = {identity(name): pk for name, pk in rows.values_list(field, "id")}

    def find(self, name: str) -> int:
        key = identity(name)
        if key not in self._known:
            self.numbers.note(self.model._meta.model_name, name)
            self._known[key] = (
                self.numbers.next(self.model)
                if self.numbers.pretended
                else self.model.objects.create(**{self.field: " ".join(name.split())}, kind=self.model.Kind.OTHER).pk
            )
        return self._known[key]


def occasions(names: Iterable[str], numbers: Numbers) -> Titled:
    return Titled(Occasion, "name", names, numbers)


def sources(titles: Iterable[str], numbers: Numbers) -> Titled:
    return Titled(Source, "title", titles, numbers)
