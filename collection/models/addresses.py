"""The addresses of public pages. A page has dozens of links, and `reverse` goes through all patterns for each."""

import functools
from urllib.parse import quote

from django.urls import get_script_prefix, reverse

HOLE = "HANDLE"
SAFE = "~:@!$&'()*+,;="  # what may stand in a part of a path as it is (RFC 3986)


def page(name: str, *handles: str) -> str:
    """The path of the page `name` of one record, whose `handles` stand in it: what `reverse` gives."""
    first, *others = _around(name, len(handles), get_script_prefix())
    return first + "".join(quote(handle, safe=SAFE) + other for handle, other in zip(handles, others, strict=True))


@functools.cache
def _around(name: str, holes: int, prefix: str) -> list[str]:
    """What stands before, between and after the handles."""
    return reverse(f"public:{name}", args=[HOLE] * holes).split(HOLE)
