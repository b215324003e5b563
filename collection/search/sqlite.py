"""Words and phrases by FTS5. Two tables index the streams of the entries; triggers keep them, whoever writes.

To alter a column, Django's SQLite rebuilds the table and its triggers are gone: `install` notices and indexes anew.
"""

from collections.abc import Iterable, Sequence

from pyroaring import BitMap

from .words import BREAK

COLUMNS = ("public_words", "private_words")  # by side
TABLES = ("search_public_words", "search_private_words")
ENTRIES = "collection_indexentry"
_BATCH = 500


def stored(stream: list[str]) -> str:
    """The text of a column of words."""
    return " ".join(stream)


def install(connection) -> None:
    """Create what is missing or was made otherwise, and index all entries anew if anything was."""
    wanted = _definitions()
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, sql FROM sqlite_master WHERE name = %s OR name GLOB 'search_*'", [ENTRIES])
        found = dict(cursor.fetchall())
        if ENTRIES not in found or wanted.items() <= found.items():
            return
        _drop(cursor, found)
        for statement in wanted.values():
            cursor.execute(statement)
        for table in TABLES:
            cursor.execute(f"INSERT INTO {table}({table}) VALUES ('rebuild')")


def remove(connection) -> None:
    """Drop the indexes and their triggers."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, sql FROM sqlite_master WHERE name GLOB 'search_*'")
        _drop(cursor, dict(cursor.fetchall()))


def phrase(connection, side: int, lexemes: Sequence[str]) -> BitMap:
    """The exhibits that have `lexemes` in a row."""
    return any_of(connection, side, [lexemes])


def any_of(connection, side: int, phrases: Sequence[Sequence[str]]) -> BitMap:
    """The exhibits that have any of the phrases."""
    found = BitMap()
    wanted = [_quoted(" ".join(lexemes)) for lexemes in phrases if lexemes]
    for start in range(0, len(wanted), _BATCH):
        found |= _matching(connection, side, " OR ".join(wanted[start : start + _BATCH]))
    return found


def prefix(connection, side: int, lexeme: str) -> BitMap:
    """The exhibits that have a lexeme beginning with `lexeme`."""
    return _matching(connection, side, f"{_quoted(lexeme)} *")


def lexemes_of(connection, side: int, ids: Iterable[int]) -> dict[int, set[str]]:
    """The lexemes of each exhibit that has an entry."""
    found = {}
    ids = list(ids)
    with connection.cursor() as cursor:
        for start in range(0, len(ids), _BATCH):
            batch = ids[start : start + _BATCH]
            places = ", ".join(["%s"] * len(batch))
            cursor.execute(f"SELECT exhibit_id, {COLUMNS[side]} FROM {ENTRIES} WHERE exhibit_id IN ({places})", batch)
            found |= {exhibit: set(text.split(" ")) - {BREAK, ""} for exhibit, text in cursor.fetchall()}
    return found


def _matching(connection, side: int, query: str) -> BitMap:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT rowid FROM {TABLES[side]} WHERE {TABLES[side]} MATCH %s", [query])
        return BitMap([row[0] for row in cursor.fetchall()])


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'


def _definitions() -> dict[str, str]:
    """Names and statements of what belongs in the database."""
    made = {}
    for table, column in zip(TABLES, COLUMNS, strict=True):
        # ascii takes every character beyond ASCII for a letter, so that the tokens are exactly ours.
        made[table] = (
            f"CREATE VIRTUAL TABLE {table} USING fts5({column}, content='{ENTRIES}', content_rowid='exhibit_id', "
            "tokenize='ascii', columnsize=0)"
        )
        forget = f"INSERT INTO {table}({table}, rowid, {column}) VALUES ('delete', OLD.exhibit_id, OLD.{column});"
        learn = f"INSERT INTO {table}(rowid, {column}) VALUES (NEW.exhibit_id, NEW.{column});"
        changed = f"OLD.exhibit_id <> NEW.exhibit_id OR OLD.{column} <> NEW.{column}"
        for event, when, body in (
            ("insert", "", learn),
            ("delete", "", forget),
            ("update", f"WHEN {changed}", f"{forget} {learn}"),
        ):
            name = f"{table}_{event}"
            made[name] = f"CREATE TRIGGER {name} AFTER {event.upper()} ON {ENTRIES} {when} BEGIN {body} END"
    return made


def _drop(cursor, found: dict[str, str]) -> None:
    for name, statement in found.items():
        if statement.startswith("CREATE TRIGGER") and name.startswith(TABLES):
            cursor.execute(f"DROP TRIGGER {name}")
    for table in TABLES:
        cursor.execute(f"DROP TABLE IF EXISTS {table}")
