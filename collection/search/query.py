"""What a visitor types, read into a tree: words, "phrases", -not, OR, prefix*, field:value, (groups).

Whatever is typed is either read or refused with a QueryError that says what to write instead.
"""

import re
import unicodedata
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from django.core.exceptions import ValidationError

from .words import Field, fold, is_unspaced, tokens

MAX_LENGTH = 1000  # characters
MAX_TERMS = 32
MAX_VALUES = 8  # of them, conditions on something else than words
MAX_DEPTH = 8  # parentheses within parentheses
SHORTEST_PREFIX = 2


class QueryError(ValidationError):
    """The query cannot be answered as it is written; `message` is for whoever wrote it, `code` for programs."""

    def __init__(self, message: str, code: str):
        super().__init__(message, code=code)


@dataclass(frozen=True)
class And:
    """All of the parts; with none, every exhibit."""

    parts: tuple["Query", ...]


@dataclass(frozen=True)
class Or:
    """Any of the parts, of which there are two or more."""

    parts: tuple["Query", ...]


@dataclass(frozen=True)
class Not:
    """Every exhibit but those of the part."""

    part: "Query"


@dataclass(frozen=True)
class Phrase:
    """Words that follow each other, one or more, in `field` or anywhere. They are folded and not tagged."""

    lexemes: tuple[str, ...]
    field: Field | None
    shown: str


@dataclass(frozen=True)
class Prefix:
    """Words that begin so."""

    lexeme: str
    field: Field | None
    shown: str


@dataclass(frozen=True)
class Value:
    """A condition on something else than words, such as country:SU; `value` is as written."""

    field: str
    value: str
    shown: str


Query = And | Or | Not | Phrase | Prefix | Value

EVERYTHING = And(())
# The fields of words that are written as they are called; a caller may offer others.
TEXTS = {field.value: field for field in Field if field is not Field.TEXT}


def parse(text: str, texts: dict[str, Field] = TEXTS, values: Collection[str] = ()) -> Query:
    """The tree of `text`. `texts` names the fields of words, `values` those of other conditions, which go before.

    OR binds least: `gold cup OR silver` is (gold and cup) or silver. Raises QueryError.
    """
    text = text.strip()
    if len(text) > MAX_LENGTH:
        raise QueryError(f"The search is longer than {MAX_LENGTH:,} characters. Leave out words.", "too_long")
    return _Parser(text, texts, values).query()


def leaves(query: Query, *, excluded: bool = True) -> Iterator[Phrase | Prefix | Value]:
    """What a query is made of; without what it excludes, if `excluded` is false."""
    match query:
        case And(parts) | Or(parts):
            for part in parts:
                yield from leaves(part, excluded=excluded)
        case Not(part):
            yield from leaves(part) if excluded else ()
        case _:
            yield query


def words_of(query: Query) -> Iterator[Phrase | Prefix]:
    """The leaves by whose words a record is found."""
    return (leaf for leaf in leaves(query, excluded=False) if not isinstance(leaf, Value))


# Quotation marks of other languages; what the keyboard has instead.
_QUOTES = str.maketrans(dict.fromkeys("“”„‟«»「」『』", '"') | {"＊": "*"})
_TOKEN = re.compile(
    r"""
    \s+
    | (?P<open>\()
    | (?P<close>\))
    | (?P<minus>-)(?=[^\s)-])
    | (?P<field>[^\W\d_]+):(?![:/])
    | "(?P<phrase>[^"]*)"?
    | (?P<word>[^\s()]+)
    """,
    re.VERBOSE,
)
_OPERANDS = {"open", "minus", "field", "phrase", "word"}


class _Parser:
    """Recursive descent over the signs of one text; `place` is the next one to be read."""

    def __init__(self, text: str, texts: dict[str, Field], values: Collection[str]):
        self.texts, self.values = texts, values
        self.signs = list(self.scan(_written(text)))
        self.place = self.depth = self.terms = self.conditions = 0

    def scan(self, text: str) -> Iterator[tuple[str, str]]:
        """Kind and text of each sign. A field's name before nothing, such as “Vase:”, is a word."""
        place = 0
        while place < len(text):
            match = _TOKEN.match(text, place)
            place = match.end()
            kind = match.lastgroup
            if kind == "field":
                name = fold(match["field"])
                known = name in self.texts or name in self.values
                while known and place < len(text) and text[place].isspace():
                    place += 1
                if place == len(text) or text[place].isspace() or text[place] == ")":
                    yield "word", match["field"]
                    continue
                if not known:
                    raise self.unknown(match["field"])
                yield kind, name
            elif kind:
                yield kind, match[kind]

    def query(self) -> Query:
        found = self.any_of(None)
        while self.place < len(self.signs):  # past a parenthesis that nobody opened
            self.place += 1
            found = _all([found, self.any_of(None)])
        if found is None and self.signs:
            raise QueryError("There is no word in this search. Write one, such as vase.", "no_words")
        return EVERYTHING if found is None else found

    def any_of(self, field: str | None) -> Query | None:
        parts = []
        while not parts or self.operator("OR"):
            while self.operator("OR"):  # one too many, or before everything
                pass
            parts.append(self.all_of(field))
        parts = [part for part in parts if part is not None]
        return Or(tuple(parts)) if len(parts) > 1 else parts[0] if parts else None

    def all_of(self, field: str | None) -> Query | None:
        parts = []
        while self.kind() in _OPERANDS and not self.is_operator("OR"):
            if not self.operator("AND"):
                parts.append(self.operand(field))
        return _all(parts)

    def operand(self, field: str | None) -> Query | None:
        negated = False
        while self.kind() == "minus" or self.is_operator("NOT"):
            negated = not negated
            self.place += 1
        if self.kind() not in _OPERANDS:  # a field's name whose value was taken for a parenthesis
            return None
        kind, text = self.signs[self.place]
        self.place += 1
        if kind == "field":
            found = self.operand(text)
        elif kind == "open":
            found = self.group(field)
        else:
            found = self.leaf(field, text, quoted=kind == "phrase")
        return Not(found) if negated and found is not None else found

    def group(self, field: str | None) -> Query | None:
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise QueryError(f"There are parentheses more than {MAX_DEPTH} deep. Use fewer.", "too_deep")
        found = self.any_of(field)
        if self.kind() == "close":
            self.place += 1
        self.depth -= 1
        return found

    def leaf(self, name: str | None, text: str, *, quoted: bool) -> Query | None:
        self.terms += 1
        if self.terms > MAX_TERMS:
            raise QueryError(f"The search has more than {MAX_TERMS} words. Leave out some.", "too_many_terms")
        if name in self.values:
            return self.value(name, text)
        field = None if name is None else self.texts[name]
        starred = not quoted and text.endswith("*")
        text = text.rstrip("*") if starred else text
        if not quoted and ("*" in text or (starred and not text)):
            raise _no_wildcard()
        lexemes, begins = _lexemes(text)
        if not lexemes:
            if starred:
                raise _no_wildcard()
            if name is not None:
                raise QueryError(f"There is no word after “{name}:”. Write one there.", "no_words")
            return None
        if begins:
            return _all([*_phrase(lexemes[:-1], field, text), Prefix(lexemes[-1], field, text)])
        if starred and not is_unspaced(lexemes[-1]):
            if len(lexemes[-1]) < SHORTEST_PREFIX:
                raise QueryError(f"Write at least {SHORTEST_PREFIX} letters before a *.", "wildcard")
            return _all([*_phrase(lexemes[:-1], field, text), Prefix(lexemes[-1], field, text)])
        return Phrase(lexemes, field, text)

    def value(self, name: str, text: str) -> Value:
        text = " ".join(text.split())
        if not text:
            raise QueryError(f"There is nothing after “{name}:”. Write a value there.", "no_words")
        self.conditions += 1
        if self.conditions > MAX_VALUES:
            raise QueryError(
                f"The search has more than {MAX_VALUES} conditions such as {name}:. Leave out some.", "too_many_terms"
            )
        return Value(name, text, f"{name}:{text}")

    def kind(self) -> str | None:
        return self.signs[self.place][0] if self.place < len(self.signs) else None

    def is_operator(self, name: str) -> bool:
        """Whether the next sign is the operator, with something after it: Portland OR is two words."""
        here = self.signs[self.place : self.place + 2]
        return len(here) == 2 and here[0] == ("word", name) and here[1][0] in _OPERANDS

    def operator(self, name: str) -> bool:
        """Read the operator if it is next."""
        if not self.is_operator(name):
            return False
        self.place += 1
        return True

    def unknown(self, name: str) -> QueryError:
        fields = ", ".join(sorted({*self.texts, *self.values}))
        return QueryError(
            f"There is no field “{name[:40]}”. Fields: {fields}. To search for the text itself, put it in quotes.",
            "unknown_field",
        )


def _written(text: str) -> str:
    """The text without what nobody sees: marks of direction, NUL, lone surrogates, private characters."""
    shown = (char for char in text.translate(_QUOTES) if unicodedata.category(char) not in {"Cf", "Co", "Cs"})
    return "".join(shown).replace("\0", "")


def _all(parts: list[Query | None]) -> Query | None:
    parts = [part for part in parts if part is not None]
    return And(tuple(parts)) if len(parts) > 1 else parts[0] if parts else None


def _phrase(lexemes: tuple[str, ...], field: Field | None, shown: str) -> list[Query]:
    return [Phrase(lexemes, field, shown)] if lexemes else []


def _lexemes(text: str) -> tuple[tuple[str, ...], bool]:
    """The words of `text` as it is looked for, and whether the last one is only the beginning of a pair.

    A run without blanks is looked for by its pairs; its last character alone would ask that the text end there too.
    """
    found = tokens(text)
    if not found or not is_unspaced(found[-1].text):
        return tuple(token.text for token in found), False
    paired = len(found) > 1 and found[-2].end == found[-1].end
    return tuple(token.text for token in (found[:-1] if paired else found)), not paired


def _no_wildcard() -> QueryError:
    return QueryError("A * stands only at the end of a word, after at least two letters, as in porcel*.", "wildcard")
