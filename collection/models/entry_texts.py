"""The texts of an entry as the index keeps them: names first and as they are, long texts behind them and compressed.

Whoever looks where a word stands finds it mostly in a name, and leaves the rest packed.
"""

import zlib
from collections.abc import Iterable, Iterator

from collection.search.words import Field

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


def unpacked(stored: bytes) -> Iterator[tuple[Field, str]]:
    """Field and text of each, names before long texts."""
    stored = bytes(stored)
    if stored[:1] == FORMAT:
        end = 5 + int.from_bytes(stored[1:5], "little")
        yield from _cut(stored[5:end])
        yield from _cut(zlib.decompress(stored[end:]))


def _joined(texts: Texts) -> bytes:
    return _END.join(_SIGNS[of] + text.replace(_END, "") for of, text in texts).encode()


def _cut(joined: bytes) -> Iterator[tuple[Field, str]]:
    for text in joined.decode().split(_END) if joined else ():
        yield _FIELDS[ord(text[0])], text[1:]
