"""Related files: rows found by their key, kept in a temporary database so that any number of them fits."""

import sqlite3
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

import orjson

from collection.interchange.draft import Problem
from collection.interchange.readers.rows import ReadError, Row, shown

BATCH = 2000
CACHE = 32 * 1024  # kilobytes that the temporary database may keep in memory


@dataclass(frozen=True)
class Join:
    """One [[join]] of a mapping: the rows of `file` whose `key` equals `to` in the row become its column `name`.

    to: a path in the row as joined so far, as "objectid" or "links[].constituentid"; with a list in it, each of the
    list's members gets its own; a list of keys, as "maker_ids[]", gets the rows of all. many: a list of rows, else one
    row or None. sheet: of a workbook. records: as of `Reading`.
    """

    file: str
    key: str
    to: str
    name: str
    many: bool = True
    sheet: str | None = None
    records: str | None = None


class Joined:
    """The files that rows refer to. A context manager: the temporary database goes with it.

    empty: keys that say nothing, as "NULL". noticed: hears of each row of these files that is no use as it stands: one
    `Row` with one problem.
    """

    def __init__(self, empty: Iterable[str] = (), noticed: Callable[[Row], None] | None = None):
        # Without a name: on disk where it is large, and gone with the process, however that ends.
        self.base = sqlite3.connect("", isolation_level=None, check_same_thread=False)
        for pragma in ("journal_mode=OFF", "synchronous=OFF", f"cache_size=-{CACHE}"):
            self.base.execute(f"PRAGMA {pragma}")
        self.joins: list[_Table] = []
        self.empty, self.noticed = frozenset(empty), noticed

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.base.close()

    def add(self, join: Join, rows: Iterable[Row]) -> None:
        """Keep the rows of one file by their key. Raises ReadError if it has no such column."""
        table = _Table(self.base, join, len(self.joins), is_watched=self.noticed is not None)
        for row in rows:
            if not table.columns and not row.problems:
                table.columns = list(row.values)
                if join.key not in table.columns:
                    raise ReadError(
                        "The file has no such column to join by.",
                        file=row.file,
                        column=join.key,
                        mend=f"It has: {', '.join(table.columns[:30])}. Write one of them as key under [[join]].",
                    )
            table.file = row.file
            if any(problem.severity == "refused" for problem in row.problems):
                for problem in row.problems:
                    self._notice(row.number, row.file, replace(problem, severity="warning"))
            elif (key := self._key(row.values.get(join.key))) is not None:
                table.keep(key, row)
            else:
                self._notice(row.number, row.file, _without_key(join))
        table.finish()
        self.joins.append(table)
        if self.noticed and not join.many:
            for number, key in table.repeated():
                self._notice(number, table.file, _repeated(join, key))

    def join(self, row: Row) -> Row:
        """The row with a column for each join; a link that leads nowhere is a warning."""
        places: dict[int, tuple[str, int]] = {}  # of joined rows, by the identity of their values
        for table in self.joins:
            join = table.join
            *lists, last = join.to.split("[].")
            *inside, name = join.name.split("[].")
            targets = [row.values]
            for step in lists:
                targets = [
                    member for target in targets for member in target.get(step) or [] if isinstance(member, dict)
                ]
            if len(inside) != len(lists):
                targets, name = [row.values], join.name
            for target in targets:
                self._fill(target, last, name, table, row, places)
        return row

    def _fill(self, target: dict, column: str, name: str, table: "_Table", row: Row, places: dict) -> None:
        join, keys = table.join, target.get(column.removesuffix("[]"))
        is_list = isinstance(keys, list)
        found = []
        for key in filter(None, map(self._key, keys if is_list else [keys])):
            rows = table.rows(key) if join.many else table.rows(key)[:1]
            for number, values in rows:
                places[id(values)] = (table.file, number)
                found.append(values)
            if not rows and (is_list or not join.many):
                row.problems.append(_dangling(join, key, *places.get(id(target), ("", None))))
        target[name] = found if join.many or is_list else found[0] if found else None

    def _key(self, value) -> str | None:
        key = key_text(value)
        return None if key in self.empty else key

    def finish(self) -> None:
        """To be called when all rows are joined: tells of those that belong to none."""
        for table in self.joins if self.noticed else ():
            for number, key in table.unused():
                self._notice(number, table.file, _belonging_nowhere(table.join, key))

    def _notice(self, number: int, file: str, problem: Problem) -> None:
        if self.noticed:
            self.noticed(Row(number, file, {}, [replace(problem, file=file, at=number)]))


class _Table:
    """The rows of one joined file in the temporary database, and which of their keys were asked for."""

    def __init__(self, base: sqlite3.Connection, join: Join, number: int, *, is_watched: bool):
        self.base, self.join, self.name, self.asked, self.file = base, join, f"t{number}", f"u{number}", ""
        self.columns: list[str] = []  # of its first whole row
        # Only rows that say whose they are can belong to nothing; a list of people may name more than were asked for.
        self.is_watched = is_watched and join.many and not join.to.endswith("[]")
        self._kept: list[tuple[str, int, bytes]] = []
        self._used: list[tuple[str]] = []
        base.execute(f"CREATE TABLE {self.name} (id INTEGER PRIMARY KEY, key TEXT, number INTEGER, row BLOB)")
        base.execute(f"CREATE TABLE {self.asked} (key TEXT PRIMARY KEY) WITHOUT ROWID")
        base.execute("BEGIN")

    def keep(self, key: str, row: Row) -> None:
        self._kept.append((key, row.number, orjson.dumps(row.values, default=str)))
        if len(self._kept) == BATCH:
            self._write()

    def finish(self) -> None:
        self._write()
        self.base.execute("COMMIT")
        self.base.execute(f"CREATE INDEX i_{self.name} ON {self.name} (key, id)")

    def rows(self, key: str) -> list[tuple[int, dict]]:
        """(number, values) of the rows with this key, in the order of the file."""
        sql = f"SELECT number, row FROM {self.name} WHERE key = ? ORDER BY id"
        rows = [(number, orjson.loads(blob)) for number, blob in self.base.execute(sql, (key,))]
        if rows and self.is_watched:
            self._used.append((key,))
            if len(self._used) == BATCH:
                self._note_used()
        return rows

    def unused(self) -> Iterator[tuple[int, str]]:
        """(number, key) of the rows that were never asked for."""
        self._note_used()
        sql = f"SELECT number, key FROM {self.name} AS t WHERE NOT EXISTS (SELECT 1 FROM {self.asked} AS u "
        return self.base.execute(f"{sql} WHERE u.key = t.key) ORDER BY id") if self.is_watched else iter(())

    def repeated(self) -> Iterator[tuple[int, str]]:
        """(number, key) of the rows before which another has the same key."""
        sql = f"SELECT number, key FROM {self.name} AS t WHERE EXISTS (SELECT 1 FROM {self.name} AS e "
        return self.base.execute(f"{sql} WHERE e.key = t.key AND e.id < t.id) ORDER BY id")

    def _write(self) -> None:
        self.base.executemany(f"INSERT INTO {self.name} (key, number, row) VALUES (?, ?, ?)", self._kept)
        self._kept.clear()

    def _note_used(self) -> None:
        self.base.execute("BEGIN")
        self.base.executemany(f"INSERT OR IGNORE INTO {self.asked} VALUES (?)", self._used)
        self.base.execute("COMMIT")
        self._used.clear()


def _dangling(join: Join, key: str, file: str, at: int | None) -> Problem:
    return Problem(
        column=join.to,
        value=shown(key),
        message=f"A link that leads nowhere: {_called(join)} has no row with this {join.key}.",
        mend=f"Add the row to {join.file}, or take the link out. The rest of the record is brought in.",
        severity="warning",
        cause="dangling-link",
        file=file,
        at=at,
    )


def _belonging_nowhere(join: Join, key: str) -> Problem:
    return Problem(
        column=join.key,
        value=shown(key),
        message=f"A row of {_called(join)} that belongs to nothing: no record has this {join.to.split('[].')[-1]}.",
        mend="Correct it, or add the record. Where you bring in only some of the records, nothing is wrong.",
        severity="warning",
        cause="belongs-to-nothing",
    )


def _without_key(join: Join) -> Problem:
    return Problem(
        column=join.key,
        value="",
        message=f"A row of {_called(join)} without its {join.key}: it can be joined to nothing.",
        mend="Fill it in, or remove the row.",
        severity="warning",
        cause="no-join-key",
    )


def _repeated(join: Join, key: str) -> Problem:
    return Problem(
        column=join.key,
        value=shown(key),
        message=f"{_called(join)} has this {join.key} in an earlier row already, and that one is taken.",
        mend="Give each its own, or remove one. Where several belong to one key, write many = true.",
        severity="warning",
        cause="join-key-twice",
    )


def _called(join: Join) -> str:
    return f"sheet {join.sheet} of {join.file}" if join.sheet else join.file


def key_text(value) -> str | None:
    """A key as text: 7, 7.0, "7" and " 7 " are one."""
    if value is None or isinstance(value, (list, dict)):
        return None
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    text = str(value).strip()
    return text[:-2] if text.endswith(".0") and text[:-2].isdigit() else text or None
