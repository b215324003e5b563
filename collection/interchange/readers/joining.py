"""Related files: rows found by their key, kept in a temporary database so that any number of them fits."""

import os
import sqlite3
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass

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
    """The files that rows refer to. A context manager: the temporary database goes with it."""

    def __init__(self):
        handle, self.path = tempfile.mkstemp(suffix=".joins")
        os.close(handle)
        self.base = sqlite3.connect(self.path, isolation_level=None, check_same_thread=False)
        for pragma in ("journal_mode=OFF", "synchronous=OFF", f"cache_size=-{CACHE}", "locking_mode=EXCLUSIVE"):
            self.base.execute(f"PRAGMA {pragma}")
        self.joins: list[tuple[Join, int]] = []

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.base.close()
        os.unlink(self.path)

    def add(self, join: Join, rows: Iterable[Row]) -> None:
        """Keep the rows of one file by their key. Raises ReadError if it has no such column."""
        number = len(self.joins)
        self.base.execute(f"CREATE TABLE t{number} (key TEXT NOT NULL, position INTEGER NOT NULL, row BLOB NOT NULL)")
        self.base.execute("BEGIN")
        batch, seen = [], False
        for position, row in enumerate(rows):
            if join.key not in row.values and not seen:
                raise ReadError(
                    "The file has no such column to join by.",
                    file=row.file,
                    column=join.key,
                    mend=f"It has: {', '.join(list(row.values)[:30])}. Write one of them as key under [[join]].",
                )
            seen = True
            if (key := key_text(row.values.get(join.key))) is not None:
                batch.append((key, position, orjson.dumps(row.values, default=str)))
            if len(batch) == BATCH:
                self.base.executemany(f"INSERT INTO t{number} VALUES (?, ?, ?)", batch)
                batch.clear()
        self.base.executemany(f"INSERT INTO t{number} VALUES (?, ?, ?)", batch)
        self.base.execute("COMMIT")
        self.base.execute(f"CREATE INDEX i{number} ON t{number} (key, position)")
        self.joins.append((join, number))

    def join(self, row: Row) -> Row:
        """The row with a column for each join; a link that leads nowhere is a warning."""
        for join, number in self.joins:
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
                self._fill(target, last, name, join, number, row)
        return row

    def _fill(self, target: dict, column: str, name: str, join: Join, number: int, row: Row) -> None:
        keys = target.get(column.removesuffix("[]"))
        is_list = isinstance(keys, list)
        found = []
        for key in filter(None, map(key_text, keys if is_list else [keys])):
            sql = f"SELECT row FROM t{number} WHERE key = ? ORDER BY position"
            rows = [orjson.loads(blob) for (blob,) in self.base.execute(sql, (key,))]
            found += rows if join.many else rows[:1]
            if not rows and (is_list or not join.many):
                row.problems.append(_dangling(join, key))
        target[name] = found if join.many or is_list else found[0] if found else None


def _dangling(join: Join, key: str) -> Problem:
    return Problem(
        column=join.to,
        value=shown(key),
        message=f"A link that leads nowhere: {join.file} has no row with this {join.key}.",
        mend=f"Add the row to {join.file}, or take the link out. The rest of the record is brought in.",
        severity="warning",
        cause="dangling-link",
    )


def key_text(value) -> str | None:
    """A key as text: 7, 7.0, "7" and " 7 " are one."""
    if value is None or isinstance(value, (list, dict)):
        return None
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    text = str(value).strip()
    return text[:-2] if text.endswith(".0") and text[:-2].isdigit() else text or None
