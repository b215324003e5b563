"""Words and phrases by tsvector and GIN. The tsvectors are ours, position by position: no parser, no dictionary."""

from collections.abc import Iterable, Sequence

from pyroaring import BitMap

from .words import BREAK

COLUMNS = ("public_words", "private_words")  # by side
ENTRIES = "collection_indexentry"
_BATCH = 500


def stored(stream: list[str]) -> str:
    """The text of a tsvector: each lexeme with its place, BREAK skipped. The database sorts and joins them itself."""
    if any(map("".join(stream).__contains__, "'\\")):
        stream = [_escaped(lexeme) for lexeme in stream]
    return " ".join([f"'{lexeme}':{place}" for place, lexeme in enumerate(stream, 1) if lexeme != BREAK])


def install(connection) -> None:
    """Create the indexes that are missing."""
    with connection.cursor() as cursor:
        for column in COLUMNS:
            # Without fastupdate: a search would read through the whole list of what is not yet in the index.
            cursor.execute(
                f"CREATE INDEX IF NOT EXISTS search_{column} ON {ENTRIES} USING gin ({column}) WITH (fastupdate = off)"
            )


def remove(connection) -> None:
    """Drop the indexes."""
    with connection.cursor() as cursor:
        for column in COLUMNS:
            cursor.execute(f"DROP INDEX IF EXISTS search_{column}")


def phrase(connection, side: int, lexemes: Sequence[str]) -> BitMap:
    """The exhibits that have `lexemes` in a row."""
    return any_of(connection, side, [lexemes])


def any_of(connection, side: int, phrases: Sequence[Sequence[str]]) -> BitMap:
    """The exhibits that have any of the phrases."""
    found = BitMap()
    wanted = ["(" + " <-> ".join(map(_quoted, lexemes)) + ")" for lexemes in phrases if lexemes]
    for start in range(0, len(wanted), _BATCH):
        found |= _matching(connection, side, " | ".join(wanted[start : start + _BATCH]))
    return found


def prefix(connection, side: int, lexeme: str) -> BitMap:
    """The exhibits that have a lexeme beginning with `lexeme`."""
    return _matching(connection, side, f"{_quoted(lexeme)}:*")


def lexemes_of(connection, side: int, ids: Iterable[int]) -> dict[int, set[str]]:
    """The lexemes of each exhibit that has an entry."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT exhibit_id, tsvector_to_array({COLUMNS[side]}) FROM {ENTRIES} WHERE exhibit_id = ANY(%s)",
            [list(ids)],
        )
        return {exhibit: set(lexemes) for exhibit, lexemes in cursor.fetchall()}


def _matching(connection, side: int, query: str) -> BitMap:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT exhibit_id FROM {ENTRIES} WHERE {COLUMNS[side]} @@ %s::tsquery", [query])
        return BitMap([row[0] for row in cursor.fetchall()])


def _quoted(lexeme: str) -> str:
    return "'" + _escaped(lexeme) + "'"


def _escaped(lexeme: str) -> str:
    return lexeme.replace("\\", "\\\\").replace("'", "''")
