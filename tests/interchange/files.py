"""Files to bring in, written for a test, and what the readers make of them."""

import gzip
import io
import lzma
import zipfile

import openpyxl

from collection.interchange.readers import Reading, open_rows


def written(folder, name, content):
    """A file of that name in `folder`; text is written as UTF-8."""
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def packed(folder, name, content):
    """The same, in the wrapping that the name ends in: .gz, .xz or .zip."""
    data = content.encode() if isinstance(content, str) else content
    if name.endswith(".gz"):
        return written(folder, name, gzip.compress(data))
    if name.endswith(".xz"):
        return written(folder, name, lzma.compress(data))
    return zipped(folder, name, {name.removesuffix(".zip"): data})


def zipped(folder, name, members):
    with zipfile.ZipFile(folder / name, "w", zipfile.ZIP_DEFLATED) as archive:
        for inner, data in members.items():
            archive.writestr(inner, data)
    return folder / name


def workbook(folder, **parts):
    """A workbook of one sheet, in which `parts` take the place of the usual ones: sharedStrings=b"<sst>…"."""
    plain = io.BytesIO()
    book = openpyxl.Workbook()
    book.active.append(["Number", "Title"])
    book.save(plain)
    with zipfile.ZipFile(plain) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    return zipped(folder, "book.xlsx", members | {f"xl/{name}.xml": data for name, data in parts.items()})


def rows_of(*files, joins=(), **options):
    return list(open_rows(files, Reading(**options), joins))


def values_of(*files, **options):
    return [row.values for row in rows_of(*files, **options)]
