"""Words and phrases by tsvector and GIN. The tsvectors are ours, position by position: no parser, no dictionary."""

from collections.abc import Iterable, Sequence

from pyroaring import BitMap

from .shapes import select_shapes
from .tables import ENTRIES, WORDS, among, rows
from .words import BREAK

COLUMNS = ("public_words", "private_words")  # by side
# Words that people misspell: no number, nothing tagged with a field.
_SPELLED = "length(text) > 2 AND text !~ '[0-9]' AND ascii(text) NOT BETWEEN 57344 AND 63743"


def stored(stream: list[str]) -> str:
    """The text of a tsvector: each lexeme with its place, BREAK skipped. The database sorts and joins them itself."""
    joined = "".join(stream)
    if "'" in joined or "\\" in joined:
        stream = [_escaped(lexeme) for lexeme in stream]
    return " ".join([f"'{lexeme}':{place}" for place, lexeme in enumerate(stream, 1) if lexeme != BREAK])


def install(connection) -> None:
    """Create the indexes that are missing, or were made of other shapes. Where none is, no table is locked."""
    body = f"SELECT array_agg(shape) FROM ({select_shapes('word')}) AS shapes"
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT prosrc FROM pg_proc "
            "WHERE proname = 'search_shapes' AND pronamespace = current_schema()::regnamespace"
        )
        if cursor.fetchone() != (body,):
            cursor.execute("DROP INDEX IF EXISTS search_shapes")
            # Not PARALLEL SAFE: other processes would take longer to start than the answer takes.
            cursor.execute(
                "CREATE OR REPLACE FUNCTION search_shapes(word text) RETURNS text[] "
                f"LANGUAGE sql IMMUTABLE STRICT PARALLEL UNSAFE AS $${body}$$"
            )
        cursor.execute("SELECT indexname FROM pg_indexes WHERE schemaname = current_schema()")
        for name in _INDEXES.keys() - {name for (name,) in cursor.fetchall()}:
            # Without fastupdate: every search would read through the list of what the index has not taken in yet.
            cursor.execute(f"CREATE INDEX {name} ON {_INDEXES[name].format('WITH (fastupdate = off)')}")


def remove(connection) -> None:
    """Drop the indexes."""
    with connection.cursor() as cursor:
        for name in _INDEXES:
            cursor.execute(f"DROP INDEX IF EXISTS {name}")


def phrase(connection, side: int, lexemes: Sequence[str]) -> BitMap:
    """The exhibits that have `lexemes` in a row."""
    return any_of(connection, side, [lexemes])


def any_of(connection, side: int, phrases: Sequence[Sequence[str]]) -> BitMap:
    """The exhibits that have any of the phrases."""
    return _matching(connection, side, [" <-> ".join(map(_quoted, lexemes)) for lexemes in phrases if lexemes])


def holding(connection, side: int, lexemes: Sequence[str], ids: Iterable[int]) -> BitMap:
    """Those of `ids`, which are few, that have `lexemes` in a row: read from their vectors."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"WITH few AS MATERIALIZED (SELECT exhibit_id, {COLUMNS[side]} FROM {ENTRIES} WHERE exhibit_id = ANY(%s)) "
            f"SELECT exhibit_id FROM few WHERE {COLUMNS[side]} @@ %s::tsquery",
            [list(ids), " <-> ".join(map(_quoted, lexemes))],
        )
        return BitMap([row[0] for row in cursor.fetchall()])


def prefix(connection, side: int, lexeme: str) -> BitMap:
    """The exhibits that have a lexeme beginning with `lexeme`."""
    return _matching(connection, side, [f"{_quoted(lexeme)}:*"])


def lexemes_of(connection, side: int, ids: Iterable[int]) -> dict[int, set[str]]:
    """The lexemes of each exhibit that has an entry."""
    condition, numbers = among(connection, "exhibit_id", ids)
    sql = f"SELECT exhibit_id, tsvector_to_array({COLUMNS[side]}) FROM {ENTRIES} WHERE {condition}"
    return {exhibit: set(lexemes) for exhibit, lexemes in rows(connection, sql, [numbers])}


def shaped(shapes: Iterable[str]) -> tuple[str, list]:
    """A condition on the table of words, with its parameters: those that are spelled and have any of the shapes."""
    return f"search_shapes(text) && %s::text[] AND {_SPELLED}", [list(shapes)]


def _matching(connection, side: int, queries: list[str]) -> BitMap:
    """One look-up in the index for each query. All in one tsquery, the table would be read from end to end."""
    sql = f"SELECT exhibit_id FROM unnest(%s::text[]::tsquery[]) AS query JOIN {ENTRIES} ON {COLUMNS[side]} @@ query"
    return BitMap([exhibit for (exhibit,) in rows(connection, sql, [queries])])


def _quoted(lexeme: str) -> str:
    return "'" + _escaped(lexeme) + "'"


def _escaped(lexeme: str) -> str:
    return lexeme.replace("\\", "\\\\").replace("'", "''")


_INDEXES = {
    "search_public_words": f"{ENTRIES} USING gin (public_words) {{}}",
    "search_private_words": f"{ENTRIES} USING gin (private_words) {{}}",
    "search_shapes": f"{WORDS} USING gin (search_shapes(text)) {{}} WHERE {_SPELLED}",
}
