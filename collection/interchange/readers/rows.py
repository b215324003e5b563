"""What every reader gives: rows, or an error that says where and how to mend it."""

from dataclasses import dataclass, field
from difflib import get_close_matches

from collection.interchange.draft import Problem

SHOWN = 80  # characters of a value that an error shows
LARGEST_CELL = 4 * 2**20  # characters; the longest text a museum has sent had 6,000


class ReadError(Exception):
    """The file cannot be read from here on. row: as `Row.number`, None where the whole file is meant."""

    def __init__(self, message, *, file, mend, row=None, column=None, value=None):
        self.message, self.file, self.row, self.column, self.mend = message, file, row, column, mend
        self.value = None if value is None else shown(value)
        place = f"{file}, row {row}" if row else file
        super().__init__(f"{place}{f', column “{column}”' if column else ''}: {message} {mend}")


@dataclass(slots=True)
class Row:
    """One record as the file has it.

    number: as a spreadsheet or editor counts, from 1; a header counts. values: column → text, number, list, dict or
    None; a column that is named twice holds the list of its values. problems: what is wrong with this row alone.
    """

    number: int
    file: str
    values: dict[str, object]
    problems: list[Problem] = field(default_factory=list)


def shown(value) -> str:
    """A value as an error shows it: on one line, at most 80 characters."""
    text = " ".join(str(value)[: SHOWN * 4].split())
    return text if len(text) <= SHOWN else f"{text[: SHOWN - 1]}…"


def too_large(file: str, row: int | None, value: str, column: str | None = None) -> ReadError:
    return ReadError(
        f"A cell, or a quoted text that is never closed, is longer than {LARGEST_CELL:,} characters.",
        file=file,
        row=row,
        column=column,
        value=value[:SHOWN],
        mend="Shorten the cell, close its quotation mark, or keep such data in a file of its own.",
    )


def named(columns: list[str], file: str, row: int):
    """A function from a list of cells to the dict of a row's values. Raises ReadError if no column has a name.

    A name that stands over several columns gets the list of their values; a column without a name is left out.
    """
    if not any(columns):
        raise ReadError(
            "The row that should name the columns is empty.",
            file=file,
            row=row,
            mend="Write the names of the columns into it, or say which row has them: header_row = 2 under [read].",
        )
    places: dict[str, list[int]] = {}
    for place, column in enumerate(columns):
        if column:
            places.setdefault(column, []).append(place)
    if len(places) == len(columns):
        return lambda cells: dict(zip(columns, cells, strict=False))

    def values(cells):
        count = len(cells)
        return {
            column: cells[at[0]] if len(at) == 1 else [cells[place] for place in at if place < count]
            for column, at in places.items()
            if at[0] < count
        }

    return values


def nearest(name: str, names) -> str:
    """What to write instead: "Did you mean “title”?", or all there is."""
    names = [str(each) for each in names]
    close = get_close_matches(str(name), names, 1, 0.6)
    return f"Did you mean “{close[0]}”?" if close else f"There are: {', '.join(names)}."
