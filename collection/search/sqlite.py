"""Words and phrases by FTS5. Tables of FTS5 index the streams of the entries and the shapes of the words; triggers keep
them, whoever writes.

To alter a column, Django's SQLite rebuilds the table and its triggers are gone: `install` notices and indexes anew.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from pyroaring import BitMap

from .shapes import select_shapes
from .tables import ENTRIES, WORDS, among, batches, rows
from .words import BREAK

COLUMNS = ("public_words", "private_words")  # by side
TABLES = ("search_public_words", "search_private_words")
_TOGETHER = 20  # phrases in one query: FTS5 looks at all of them for each row that it finds


def stored(stream: list[str]) -> str:
    """The text of a column of words."""
    return " ".join(stream)


def install(connection) -> None:
    """Create what is missing or was made otherwise, and fill that."""
    with connection.cursor() as cursor:
        found = _found(cursor)
        for index in _INDEXES:
            if not index.statements.items() <= found.items():
                _drop(cursor, index, found)
                for statement in (*index.statements.values(), index.fill):
                    cursor.execute(statement)


def remove(connection) -> None:
    """Drop the indexes and their triggers."""
    with connection.cursor() as cursor:
        found = _found(cursor)
        for index in _INDEXES:
            _drop(cursor, index, found)


def phrase(connection, side: int, lexemes: Sequence[str]) -> BitMap:
    """The exhibits that have `lexemes` in a row."""
    return any_of(connection, side, [lexemes])


def any_of(connection, side: int, phrases: Sequence[Sequence[str]]) -> BitMap:
    """The exhibits that have any of the phrases."""
    found = BitMap()
    for batch in batches([_quoted(" ".join(lexemes)) for lexemes in phrases if lexemes], _TOGETHER):
        found |= _matching(connection, side, " OR ".join(batch))
    return found


def holding(connection, side: int, lexemes: Sequence[str], ids: Iterable[int]) -> BitMap:
    """Those of `ids`, which are few, that have `lexemes` in a row: read from their texts."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT exhibit_id FROM {ENTRIES} WHERE exhibit_id IN (SELECT value FROM json_each(%s)) "
            f"AND instr(' ' || {COLUMNS[side]} || ' ', %s)",
            [str(list(ids)), f" {' '.join(lexemes)} "],
        )
        return BitMap([row[0] for row in cursor.fetchall()])


def prefix(connection, side: int, lexeme: str) -> BitMap:
    """The exhibits that have a lexeme beginning with `lexeme`."""
    return _matching(connection, side, f"{_quoted(lexeme)} *")


def lexemes_of(connection, side: int, ids: Iterable[int]) -> dict[int, set[str]]:
    """The lexemes of each exhibit that has an entry."""
    condition, numbers = among(connection, "exhibit_id", ids)
    found = rows(connection, f"SELECT exhibit_id, {COLUMNS[side]} FROM {ENTRIES} WHERE {condition}", [numbers])
    return {exhibit: set(text.split(" ")) - {BREAK, ""} for exhibit, text in found}


def shaped(shapes: Iterable[str]) -> tuple[str, list]:
    """A condition on the table of words, with its parameters: those that are spelled and have any of the shapes."""
    return "id IN (SELECT rowid FROM search_shapes WHERE search_shapes MATCH %s)", [" OR ".join(map(_quoted, shapes))]


def _matching(connection, side: int, query: str) -> BitMap:
    found = rows(connection, f"SELECT rowid FROM {TABLES[side]} WHERE {TABLES[side]} MATCH %s", [query])
    return BitMap([exhibit for (exhibit,) in found])


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'


class _Index(NamedTuple):
    """A table of FTS5: its name, the statements that make it and its triggers, by name, and the one that fills it."""

    name: str
    statements: dict[str, str]
    fill: str


def _found(cursor) -> dict[str, str]:
    """{name: statement} of what the database has of ours."""
    cursor.execute("SELECT name, sql FROM sqlite_master WHERE name GLOB 'search_*'")
    return dict(cursor.fetchall())


def _drop(cursor, index: _Index, found: dict[str, str]) -> None:
    for name in index.statements.keys() - {index.name}:
        cursor.execute(f"DROP TRIGGER IF EXISTS {name}")
    if index.name in found:
        cursor.execute(f"DROP TABLE {index.name}")


def _trigger(index: str, event: str, of: str, body: str, when: str = "") -> dict[str, str]:
    name = f"{index}_{event}"
    return {name: f"CREATE TRIGGER {name} AFTER {event.upper()} ON {of} {when} BEGIN {body} END"}


def _streams(name: str, column: str) -> _Index:
    """The index of a column of words: of nothing but their places, the words themselves stay with the entry."""
    # ascii takes every character beyond ASCII for a letter, so that the tokens are exactly ours.
    table = (
        f"CREATE VIRTUAL TABLE {name} USING fts5({column}, content='{ENTRIES}', content_rowid='exhibit_id', "
        "columnsize=0, tokenize='ascii')"
    )
    forget = f"INSERT INTO {name}({name}, rowid, {column}) VALUES ('delete', OLD.exhibit_id, OLD.{column});"
    learn = f"INSERT INTO {name}(rowid, {column}) VALUES (NEW.exhibit_id, NEW.{column});"
    changed = f"WHEN OLD.exhibit_id <> NEW.exhibit_id OR OLD.{column} <> NEW.{column}"
    statements = (
        {name: table}
        | _trigger(name, "insert", ENTRIES, learn)
        | _trigger(name, "delete", ENTRIES, forget)
        | _trigger(name, "update", ENTRIES, f"{forget} {learn}", changed)
    )
    return _Index(name, statements, f"INSERT INTO {name}({name}) VALUES ('rebuild')")


def _shapes(name: str) -> _Index:
    """The index of the shapes of words. A word is never renamed."""

    def spelled(row: str) -> str:
        """Whether it is one that people misspell: no number, nothing tagged with a field."""
        return (
            f"length({row}.text) > 2 AND {row}.text NOT GLOB '*[0-9]*' "
            f"AND unicode({row}.text) NOT BETWEEN {0xE000} AND {0xF8FF}"
        )

    def shapes(row: str) -> str:
        return f"(SELECT group_concat(shape, ' ') FROM ({select_shapes(f'{row}.text')}))"

    table = f"CREATE VIRTUAL TABLE {name} USING fts5(shapes, content='', detail=none, columnsize=0, tokenize='ascii')"
    forget = f"INSERT INTO {name}({name}, rowid, shapes) VALUES ('delete', OLD.id, {shapes('OLD')});"
    learn = f"INSERT INTO {name}(rowid, shapes) VALUES (NEW.id, {shapes('NEW')});"
    statements = (
        {name: table}
        | _trigger(name, "insert", WORDS, learn, f"WHEN {spelled('NEW')}")
        | _trigger(name, "delete", WORDS, forget, f"WHEN {spelled('OLD')}")
    )
    fill = f"INSERT INTO {name}(rowid, shapes) SELECT id, {shapes('word')} FROM {WORDS} AS word WHERE {spelled('word')}"
    return _Index(name, statements, fill)


_INDEXES = (*map(_streams, TABLES, COLUMNS), _shapes("search_shapes"))
