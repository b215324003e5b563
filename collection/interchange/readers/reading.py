"""How to read a file: what is not said here is found out from its content."""

from dataclasses import dataclass, fields

FORMATS = ("csv", "tsv", "xlsx", "json", "jsonl")
EMPTY = ("NULL", "null", "\\N", "n/a", "N/A", "#N/A", "NaN", "nan")


@dataclass(frozen=True)
class Reading:
    """The options of a mapping's [read] section. None: found out from the file.

    format: one of `FORMATS`. delimiter, encoding, quoted: of CSV and TSV; quoted=False takes quotation marks as text.
    sheet: the name of an XLSX sheet, the first with rows if None. header_row: the row that names the columns, from 1.
    columns: their names, where no row does. records: the path of the list in a JSON file, as "data.objects", or "*" for
    an object whose members are the records. short_rows: rows may have fewer cells than the header. empty: values that
    say nothing. group_by: a column; rows that follow each other with the same value in it are one record, whose column
    "rows" holds them all.
    """

    format: str | None = None
    delimiter: str | None = None
    encoding: str | None = None
    quoted: bool | None = None
    sheet: str | None = None
    header_row: int = 1
    columns: tuple[str, ...] | None = None
    records: str | None = None
    short_rows: bool = False
    empty: tuple[str, ...] = EMPTY
    group_by: str | None = None


OPTIONS = tuple(option.name for option in fields(Reading))
