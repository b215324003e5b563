"""Which half of the search a database is served by; both have the same functions and give the same answers.

`side` is 0 (public) or 1 (private), a lexeme a word as `words` makes it, plain or tagged with its field.
  install(connection)                     indexes and triggers, made where they are missing; safe to run at any time
  remove(connection)                      takes them down, for a bulk load that `install` follows
  phrase(connection, side, lexemes)       BitMap of the exhibits that have the lexemes in a row; a word is a row of one
  any_of(connection, side, phrases)       BitMap of those that have any of the phrases
  holding(connection, side, lexemes, ids) BitMap of those of a few ids that have the lexemes in a row
  prefix(connection, side, lexeme)        BitMap of those that have a lexeme beginning so
  lexemes_of(connection, side, ids)       {id: set of its lexemes}; ids without an entry are left out
"""

from collections import Counter

from . import postgresql, sqlite
from .words import BREAK

MOST_PLACES = 256  # PostgreSQL remembers so many places of a lexeme in a text


def half(connection):
    """The module that serves this connection."""
    return postgresql if connection.vendor == "postgresql" else sqlite


def install(connection) -> None:
    """Make the indexes and triggers that are missing, and fill them; cheap when none is."""
    half(connection).install(connection)


def stored(connection, stream: list[str]) -> str:
    """What a column of words holds for `stream`: blanks between on SQLite, text for a tsvector on PostgreSQL."""
    return half(connection).stored(stream if len(stream) <= MOST_PLACES else _as_remembered(stream))


def _as_remembered(stream: list[str]) -> list[str]:
    """The stream without what PostgreSQL would forget, so that SQLite forgets it too: BREAK in its place."""
    seen: Counter[str] = Counter()
    kept = []
    for lexeme in stream:
        seen[lexeme] += 1
        kept.append(lexeme if seen[lexeme] <= MOST_PLACES else BREAK)
    return kept
