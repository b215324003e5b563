"""Several files as one stream of rows: which are records, which are joined to them, and how far it has come."""

import fnmatch
import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from itertools import groupby, islice
from pathlib import PurePosixPath
from typing import NamedTuple

from collection.interchange.readers.delimited import read_delimited
from collection.interchange.readers.joining import Join, Joined, key_text
from collection.interchange.readers.json_rows import read_json, read_json_lines
from collection.interchange.readers.reading import Reading
from collection.interchange.readers.rows import ReadError, Row, nearest
from collection.interchange.readers.sniffing import format_of
from collection.interchange.readers.workbook import read_workbook
from collection.interchange.readers.wrapping import Content, Input, contents

LARGEST_GROUP = 1_000  # rows of one record
LOWEST_HEADER = 10  # row in which the names of the columns are looked for
_LOWER = " Where a row further down names the columns, write header_row = 2 under [read]."
READERS = {
    "csv": read_delimited,
    "tsv": read_delimited,
    "xlsx": read_workbook,
    "json": read_json,
    "jsonl": read_json_lines,
}


class Rows:
    """The rows of all files, as an iterable that can be walked again.

    needed: (path, its column) → who reads it: what each table must have; a JSON record may leave anything out.
    noticed: hears of rows of joined files that are no use as they stand, once they are known.
    bytes_total: the size of the files with the records, on disk; bytes_read: how much of it has been read so far.
    """

    def __init__(self, main: list[Content], joins: list[tuple[Join, Content]], reading: Reading):
        self.main, self.joins, self.reading, self.needed = main, joins, reading, {}
        self.noticed: Callable[[Row], None] | None = None
        self.files = [content.name for content in main]
        self._sizes = {content.source: content.source.path.stat().st_size for content in main}
        self.bytes_total, self.bytes_read = sum(self._sizes.values()), 0

    def __iter__(self) -> Iterator[Row]:
        with Joined(self.reading.empty, self.noticed) as joined:
            for join, content in self.joins:
                joined.add(
                    join, read(content, Reading(encoding=self.reading.encoding, sheet=join.sheet, records=join.records))
                )
                if format_of(content) not in ("json", "jsonl"):
                    self._check_joined(join, joined.joins[-1].columns, content)
            done = {}

            def progress(source, position):
                done[source] = min(position, self._sizes[source])
                self.bytes_read = sum(done.values())

            for content in self.main:
                rows = read(content, self.reading, lambda at, source=content.source: progress(source, at))
                rows = self._with_columns(rows, content) if self.needed else rows
                rows = _grouped(rows, self.reading.group_by) if self.reading.group_by else rows
                yield from map(joined.join, rows) if self.joins else rows
            joined.finish()
            self.bytes_read = self.bytes_total

    def _check_joined(self, join: Join, columns: list[str], content: Content) -> None:
        """Raise ReadError where a path leads into a joined file, and there to no column and to nothing joined."""
        own = _steps(join.name)
        known = {*columns, *(steps[len(own)] for each, _ in self.joins if _leads_into(own, steps := _steps(each.name)))}
        for (path, _), who in self.needed.items():
            steps = _steps(path)
            if columns and _leads_into(own, steps) and not {steps[len(own)], ".".join(steps[len(own) :])} & known:
                raise _no_column(content, ".".join(steps[len(own) :]), who, columns)

    def _with_columns(self, rows: Iterator[Row], content: Content) -> Iterator[Row]:
        """The rows of a file, once the first whole one has shown that the needed columns are there."""
        given = {"rows", *(join.name.split("[]")[0] for join, _ in self.joins)}
        is_table = (self.reading.format or format_of(content)) not in ("json", "jsonl") and not self.reading.short_rows
        for row in rows:
            if is_table and not row.problems:
                is_table = False
                for (column, top), who in self.needed.items():
                    if self.reading.group_by and _leads_into(["rows"], steps := _steps(column)):
                        column, top = ".".join(steps[1:]), steps[1]
                    if not {column, top} & (row.values.keys() | given):
                        raise _no_column(content, column, who, list(row.values))
            yield row


def _no_column(content: Content, column: str, who: str, columns: list[str]) -> ReadError:
    return ReadError(
        f"The file has no column of this name, which the mapping reads for {who}.",
        file=content.name,
        column=column,
        mend=nearest(column, columns) + (_LOWER if len(columns) == 1 else ""),
    )


def _steps(path: str) -> list[str]:
    """The names on the way: links[].who.name is links, who, name."""
    return re.sub(r"\[\d*\]", "", path).split(".")


def _leads_into(own: list[str], steps: list[str]) -> bool:
    return len(steps) > len(own) and steps[: len(own)] == own


def _grouped(rows: Iterator[Row], column: str) -> Iterator[Row]:
    """Rows that follow each other with one value in `column` as one: the first, with all of them in its column "rows".

    A record of which one row is broken is broken.
    """
    for key, group in groupby(rows, key=lambda row: key_text(row.values.get(column)) or row.number):
        members = list(islice(group, LARGEST_GROUP + 1))
        first = members[0]
        problems = [problem for member in members for problem in member.problems]
        if len(members) > LARGEST_GROUP:
            raise ReadError(
                f"More than {LARGEST_GROUP:,} rows with the same value, which the mapping takes for one record.",
                file=first.file,
                row=first.number,
                column=column,
                value=key,
                mend="Write another column as group_by under [read].",
            )
        yield Row(first.number, first.file, {**first.values, "rows": [member.values for member in members]}, problems)


def open_rows(files: Sequence, reading: Reading = Reading(), joins: Sequence[Join] = ()) -> Rows:  # noqa: B008
    """The rows of `files`: paths, (name, path) pairs or `Input`s. A zip counts as the files in it.

    A file that a join names is joined; the others are the records, in the order given. Raises ReadError for a file
    that is not there, hostile, or missing; what is wrong further down is raised when the rows are walked.
    """
    found = [content for given in files for content in contents(Input.of(given))]
    joined, used = [], set()
    for join in joins:
        content = next((content for content in found if _is_called(content, join.file)), None)
        if content is None:
            raise ReadError(
                "The mapping joins a file that was not given.",
                file=join.file,
                mend=f"Give it too. There are: {', '.join(content.name for content in found[:20])}.",
            )
        joined.append((join, content))
        if not join.sheet:
            used.add(content.name)
    main = [content for content in found if content.name not in used]
    if not main:
        raise ReadError("There is no file with records.", file="", mend="Give the file that the others are joined to.")
    return Rows(main, joined, reading)


class Sample(NamedTuple):
    """What a mapping is proposed from: the names of a file's columns in order, its first rows, the row of the names."""

    name: str
    columns: list[str]
    rows: list[Row]
    header_row: int


def samples(files: Sequence, count: int = 200) -> list[Sample]:
    """A sample of every file. Raises ReadError."""
    return [_sample(content, count) for given in files for content in contents(Input.of(given))]


def _sample(content: Content, count: int) -> Sample:
    """The names may stand below a heading, which is a cell alone in its row."""
    sample = _sample_below(content, count, 1)
    if len(sample.columns) == 1 and format_of(content) not in ("json", "jsonl"):
        for header_row in range(2, LOWEST_HEADER + 1):
            with suppress(ReadError):
                lower = _sample_below(content, count, header_row)
                if len(lower.columns) > 1:
                    return lower
    return sample


def _sample_below(content: Content, count: int, header_row: int) -> Sample:
    rows = list(islice(read(content, Reading(header_row=header_row)), count))
    return Sample(
        content.plain_name, list(dict.fromkeys(name for row in rows for name in row.values)), rows, header_row
    )


def read(content: Content, reading: Reading, position=None) -> Iterator[Row]:
    """The rows of one file, by the reader of its format."""
    kind = reading.format or format_of(content)
    if kind == "tsv" and not reading.delimiter:
        reading = replace(reading, delimiter="\t")
    return READERS[kind](content, reading, position)


def _is_called(content: Content, name: str) -> bool:
    """Whether a file is the one a mapping means: by its name, with or without folders, .gz or .xz, or by a pattern."""
    own = {content.name, PurePosixPath(content.name).name, content.plain_name}
    return any(fnmatch.fnmatchcase(each.lower(), name.lower()) for each in own)
