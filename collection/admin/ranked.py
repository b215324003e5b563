"""The search of exhibits in the admin: the same index and language as everywhere, with what only staff may find."""

from django.core.exceptions import ValidationError
from django.http import QueryDict
from pyroaring import FrozenBitMap

from collection.filters.selection import Selection

from .paging import CappedPaginator


def ranked(user, text: str) -> tuple[list[int], str]:
    """The ids of what `text` finds, the best first, one more than a list counts to; and what is wrong with `text`."""
    try:
        found = _selection(user, text)
    except ValidationError as error:
        return [], " ".join(error.messages)
    return found.page(size=CappedPaginator.CAP + 1).items, ""


def found_by(user, text: str) -> FrozenBitMap:
    """The ids of all that `text` finds. Raises ValidationError for what is no search."""
    return _selection(user, text).ids


def _selection(user, text: str) -> Selection:
    """What `text` finds as words; what finds nothing may be the beginning of a number, as somebody types who holds the
    object."""
    for parameter in ("q", "number"):
        data = QueryDict(mutable=True)
        data[parameter] = text
        found = Selection(user, data)
        if parameter == "q" and found.errors:
            raise ValidationError([message for messages in found.errors.values() for message in messages])
        if found.total:
            break
    return found
