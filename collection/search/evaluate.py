"""From a query to the set of exhibits that answer it."""

from collections.abc import Callable

from pyroaring import BitMap, FrozenBitMap

from .index import Index, Lexemes
from .query import And, Not, Or, Phrase, Prefix, Query, Value, leaves
from .sets import NOTHING
from .words import Field, tagged

Resolve = Callable[[str, str], BitMap]  # field and value of a condition on something else than words


def evaluate(query: Query, index: Index, resolve: Resolve) -> FrozenBitMap:
    """The exhibits that answer the query, of those that the reader of `index` may know of. Raises QueryError."""
    return _Evaluation(index, resolve).among(query, index.universe)


def within(fields: tuple[Field, ...], query: Query, found: BitMap, index: Index, resolve: Resolve) -> FrozenBitMap:
    """Those of `found`, which answer the query, that do so by what stands in `fields` alone.

    Words that the query wants in a field of its own choice, and what it excludes, stay as they are.
    """
    return _Evaluation(index, resolve, fields).among(query, FrozenBitMap(found))


def check(query: Query, index: Index, resolve: Resolve) -> None:
    """Raise QueryError for a part that cannot be answered, even one that `evaluate` would never come to.

    Without this, what is an error would depend on what the museum holds, and on the order of the parts.
    """
    for leaf in leaves(query):
        match leaf:
            case Prefix(lexeme, field):
                index.prefix(tagged(field, lexeme) if field else lexeme)
            case Value(field, value):
                resolve(field, value)


class _Evaluation:
    """Evaluates each part among what the others have left, the smallest first."""

    def __init__(self, index: Index, resolve: Resolve, fields: tuple[Field, ...] = ()):
        self.index, self.resolve, self.fields = index, resolve, fields

    def among(self, query: Query, left: FrozenBitMap) -> FrozenBitMap:
        """Those of `left` that answer the query."""
        if not left:
            return NOTHING
        match query:
            case And(parts):
                for part in sorted(parts, key=self.size):
                    left = self.among(part, left)
                return left
            case Or(parts):
                found = NOTHING
                for part in parts:
                    found |= self.among(part, left - found)
                return found
            case Not(part):
                return left - _Evaluation(self.index, self.resolve).among(part, left)
            case Phrase(lexemes, field):
                return left & self.index.any_of(self.stored(lexemes, field), left)
            case Prefix(lexeme, field):
                begun = [self.index.prefix(stored) for (stored,) in self.stored((lexeme,), field)]
                return left & FrozenBitMap.union(NOTHING, *begun)
            case Value(field, value):
                return left & self.resolve(field, value)

    def size(self, query: Query) -> float:
        """About how many exhibits a part leaves, so that the small ones go first and what is dear to ask goes last."""
        match query:
            case Phrase((lexeme,), None):
                return self.index.size(lexeme)
            case Value():
                return 0
            case Phrase() | Prefix():
                return len(self.index.universe)
        return float("inf")

    def stored(self, lexemes: Lexemes, field: Field | None) -> list[Lexemes]:
        """The words as the index holds them: plain, or tagged with each field in which they may stand."""
        fields = self.fields if field is None else (field,)
        return [tuple(tagged(field, lexeme) for lexeme in lexemes) for field in fields] or [lexemes]
