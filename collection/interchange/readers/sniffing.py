"""What a file is: its format, encoding and delimiter, from its first bytes."""

import codecs
import csv
import io
import re

from collection.interchange.readers.rows import ReadError
from collection.interchange.readers.wrapping import Content, readable_zip

SAMPLE = 2**20  # bytes that tell the format and the delimiter
ENCODING_SAMPLE = 4 * 2**20  # bytes that tell the encoding: the first é may stand far down
DELIMITERS = (",", ";", "\t", "|")
_ENDINGS = {"csv": "csv", "tsv": "csv", "tab": "csv", "xlsx": "xlsx", "json": "json", "jsonl": "json", "ndjson": "json"}
_NAMES = {"csv": "comma-separated text", "xlsx": "an Excel workbook", "json": "JSON", "jsonl": "JSON Lines"}
# What people mistake for a table, by its first bytes.
_OTHERS = (
    (b"\xd0\xcf\x11\xe0", "an Excel file from before 2007, or another old Office file", "Save it as .xlsx or .csv."),
    (b"%PDF", "a PDF", "Export the data itself, as .csv, .xlsx or .json."),
    (b"{\\rtf", "a rich text document", "Export the data itself, as .csv, .xlsx or .json."),
    (b"\x89PNG", "a picture", "Choose the file with the records."),
    (b"\xff\xd8\xff", "a picture", "Choose the file with the records."),
    (b"SQLite format 3", "an SQLite database", "Export its tables as .csv files."),
    (b"7z\xbc\xaf", "a 7-Zip archive", "Unpack it, or pack it as .zip."),
    (b"Rar!", "a RAR archive", "Unpack it, or pack it as .zip."),
    (b"PAR1", "a Parquet file", "Export it as .csv or .json."),
)


def format_of(content: Content) -> str:
    """One of `reading.FORMATS`, by content. Raises ReadError where that is none, or not what the name says."""
    with content.open() as stream:
        head = stream.read(SAMPLE)
    found = _by_content(head, content)
    said = content.plain_name.lower().rpartition(".")[2]
    if said in _ENDINGS and _ENDINGS[said] != _ENDINGS[found]:
        raise ReadError(
            f"The file is not what its name says: it ends in .{said}, but its content is {_NAMES[found]}.",
            file=content.name,
            mend=f"Choose the right file; if this is it, name it .{found}, or write format = '{found}' under [read].",
        )
    return "tsv" if said in ("tsv", "tab") else found


def _by_content(head: bytes, content: Content) -> str:
    for magic, what, mend in _OTHERS:
        if head.startswith(magic):
            raise ReadError(f"The file is {what}.", file=content.name, mend=mend)
    if head.startswith(b"PK\x03\x04"):
        return _zipped(content)
    if not head.strip():
        raise ReadError("The file is empty.", file=content.name, mend="Export it again.")
    text = head.decode(encoding_of(head, content.name) or "utf-8", "replace").lstrip("\ufeff \t\r\n")
    if re.match(r"<(!doctype|html|\?xml|[a-z])", text, re.IGNORECASE):
        kind = "a web page" if "<html" in text[:2000].lower() else "XML"
        raise ReadError(f"The file is {kind}.", file=content.name, mend="Export the data as .csv, .xlsx or .json.")
    if text.startswith("["):
        return "json" if re.match(r"\[\s*([\[{\"\]]|[-0-9tfn])", text) else "csv"
    if re.match(r"\{\s*(\"|\})", text):
        return "jsonl" if _is_lines(text) else "json"
    return "csv"


def _is_lines(text: str) -> bool:
    """Whether objects stand one a line: the first line is a whole object, or longer than the sample."""
    first, newline, rest = text.partition("\n")
    if not newline:
        return len(text) >= SAMPLE // 4 and '"' in first
    return first.rstrip().endswith("}") and (not rest.strip() or rest.lstrip().startswith("{"))


def _zipped(content: Content) -> str:
    with content.on_disk() as file, readable_zip(file, content.name) as archive:
        if "xl/workbook.xml" in archive.namelist():
            return "xlsx"
    raise ReadError(
        "The file is an archive in an archive, or an Office document that is no Excel workbook.",
        file=content.name,
        mend="Unpack it, or save the table as .xlsx or .csv.",
    )


def encoding_of(head: bytes, name: str) -> str | None:
    """The encoding that a byte order mark, its zeros or its accents tell. "utf-8" wherever that holds together."""
    for mark, encoding in (
        (codecs.BOM_UTF8, "utf-8-sig"),
        (codecs.BOM_UTF16_LE, "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16"),
    ):
        if head.startswith(mark):
            return encoding
    sample = head[:4000]
    if b"\x00" in sample:
        even, odd = sample[::2].count(0), sample[1::2].count(0)
        guess = "utf-16-be" if even > odd else "utf-16-le"
        is_clear = max(even, odd) > len(sample) // 5 and min(even, odd) * 10 < max(even, odd)
        if is_clear and not re.search(r"[\x00-\x08\x0e-\x1f]", sample.decode(guess, "ignore")):
            return guess
        raise ReadError(
            "The file is not text: it has zero bytes in it.", file=name, mend="Export the data as .csv, .xlsx or .json."
        )
    try:
        codecs.getincrementaldecoder("utf-8")().decode(head)
        return "utf-8"
    except UnicodeDecodeError:
        # Two or more bytes that fit together as UTF-8 hardly ever do so by chance in Windows-1252.
        together = len(re.findall(rb"[\xc3-\xf4][\x80-\xbf]+", head))
        single = len(re.findall(rb"(?<![\x80-\xff])[\x80-\xff](?![\x80-\xff])", head))
        return "utf-8" if together > single else "windows-1252"


def delimiter_of(text: str) -> tuple[str, int]:
    """The delimiter under which the lines of `text` agree best, and the number of columns it gives."""
    found = {delimiter: _agreement(text, delimiter) for delimiter in DELIMITERS}
    best = max(DELIMITERS, key=lambda delimiter: found[delimiter])
    return best, found[best][1]


def _agreement(text: str, delimiter: str) -> tuple[float, int]:
    """How far the rows have as many cells as the header (0 where there is but one), and how many that has."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    counts = []
    try:
        for cells in reader:
            if cells:
                counts.append(len(cells))
            if len(counts) == 60:
                break
    except csv.Error:
        return (0.0, 1)
    if not counts or counts[0] == 1:
        return (0.0, 1)
    return (round(sum(count == counts[0] for count in counts) / len(counts), 1), counts[0])


def is_quoted(text: str, delimiter: str) -> bool:
    """Whether quotation marks enclose cells: not where they stand as plain text, as in a TSV's 6\" bowl."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        for number, _ in enumerate(reader):
            if number == 200:
                break
    except csv.Error as error:
        return delimiter != "\t" or "unexpected end" in str(error)  # the end of the sample, not of the file
    return True
