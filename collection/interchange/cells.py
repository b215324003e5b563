"""Text in the cells of a spreadsheet: harmless where a program opens it, and given back as it was by whoever reads it.

A spreadsheet takes a cell of a CSV file for a formula that begins with = + - @, in narrow or wide letters, maybe after
blanks; a tab, a line break or a NUL at the front can hide one. Such a text is written with an apostrophe before it, and
so is a text that begins with an apostrophe itself: reading takes one apostrophe off the front, and all is as it was.
A file in which that was done says so in its header: its last column is called `MARK`, and holds 1.

A cell of an XLSX file says of itself that it is text, so it needs no apostrophe. What XML cannot hold is written there
as the format has it: _x000D_ for a carriage return, _x005F_ for the underscore of what only looks like that.
"""

import re

MARK = "vitrine_csv"
MARKED = "1"

_RISKY = re.compile(r"[\s\0]*[=+\-@＝＋－＠]|[\t\n\v\f\r\0']")
_CONTROLS = "\x00-\x08\x0b-\x1f\ufffe\uffff"
# An underscore, too, that would begin a sign, with another one behind it or with what is written with one.
_NO_XML = re.compile(f"[{_CONTROLS}]|_(?=x[0-9a-fA-F]{{4}}[_{_CONTROLS}])")
_WRITTEN = re.compile("_x([0-9a-fA-F]{4})_")


def is_risky(text: str) -> bool:
    """Whether a spreadsheet might see more in the text than text."""
    return _RISKY.match(text) is not None


def guarded(text: str) -> str:
    """The text for a cell of a CSV file."""
    return f"'{text}" if _RISKY.match(text) else text


def unguarded(cell: str) -> str:
    """The text of a cell of a CSV file that has our `MARK`."""
    return cell.removeprefix("'")


def xlsx_escaped(text: str) -> str:
    """The text as it stands in the XML of an XLSX file, its & and < still to be written as XML has them."""
    return _NO_XML.sub(lambda found: f"_x{ord(found[0]):04X}_", text)


def xlsx_unescaped(cell: str) -> str:
    """The text of a cell of any XLSX file."""
    return _WRITTEN.sub(lambda found: chr(int(found[1], 16)), cell) if "_x" in cell else cell
