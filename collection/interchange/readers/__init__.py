"""Files in, rows out: CSV, TSV, XLSX, JSON and JSON Lines, plain or in gzip, xz or zip; streamed, in flat memory."""

from collection.interchange.readers.joining import Join
from collection.interchange.readers.opening import Rows, open_rows, samples
from collection.interchange.readers.reading import Reading
from collection.interchange.readers.rows import ReadError, Row
from collection.interchange.readers.wrapping import Input

__all__ = ["Input", "Join", "ReadError", "Reading", "Row", "Rows", "open_rows", "samples"]
