"""What every reader gives: rows, or an error that says where and how to mend it."""

from dataclasses import dataclass, field

from collection.interchange.draft import Problem

SHOWN = 80  # characters of a value that an error shows


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
