"""Files in, rows out: CSV, TSV, XLSX, JSON and JSON Lines, plain or in gzip, xz or zip; streamed, in flat memory."""

from collection.interchange.readers.rows import ReadError, Row

__all__ = ["ReadError", "Row"]
