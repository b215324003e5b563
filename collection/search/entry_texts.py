"""The texts of an entry as the index keeps them: names first and as they are, long texts behind them and compressed.

Whoever looks where a word stands finds it mostly in a name, and leaves the rest packed. What is unpacked is a `part`:
texts joined, so that all can be looked through at once.
"""

import re
import zlib
from collections.abc import Iterable, Iterator

from .words import Field

FORMAT = b"\1"  # what is packed otherwise is left out until it is indexed anew
_FIELDS = dict(enumerate(Field, start=ord("A")))
_SIGNS = {field: chr(code) for code, field in _FIELDS.items()}
_END = "\0"  # stands in no text

Texts = Iterable[tuple[Field, str]]


def packed(texts: Texts) -> bytes:
    """As bytes; of none, none."""
    texts = list(texts)
    if not texts:
        return b""
    names = _joined((of, text) for of, text in texts if of is not Field.TEXT)
    long = _joined((of, text) for of, text in texts if of is Field.TEXT)
    return FORMAT + len(names).to_bytes(4, "little") + names + zlib.compress(long, 1)


def parts(stored: bytes) -> Iterator[str]:
    """The names, then the long texts."""
    stored = bytes(stored)
    if stored[:1] == FORMAT:
        end = 5 + int.from_bytes(stored[1:5], "little")
        yield stored[5:end].decode()
        yield zlib.decompress(stored[end:]).decode()


def texts_in(part: str, sought: re.Pattern | None = None) -> Iterator[tuple[Field, str]]:
    """Field and text of each; with `sought` none that is ASCII and has it not, in small letters."""
    if sought is None or not part.isascii():
        for text in part.split(_END) if part else ():
            if sought is None or not text.isascii() or sought.search(text.lower()):
                yield _FIELDS[ord(text[0])], text[1:]
        return
    lowered, beyond = part.lower(), 0
    while found := sought.search(lowered, beyond):
        start = part.rfind(_END, 0, found.start()) + 1
        end = part.find(_END, found.end())
        beyond = len(part) if end < 0 else end
        yield _FIELDS[ord(part[start])], part[start + 1 : beyond]


def _joined(texts: Texts) -> bytes:
    return _END.join(_SIGNS[of] + text.replace(_END, "") for of, text in texts).encode()
