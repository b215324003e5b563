"""Pages of a list without counting the table, and searches that start from an index."""

from django.core.paginator import Paginator
from django.db import connections
from django.db.models import Q
from django.utils.functional import cached_property

from collection.models.fields import Derived, folded

END = "\U0010ffff"  # sorts after every continuation of a prefix


class CappedPaginator(Paginator):
    """Counts no further than `CAP`: who has a thousand records before them narrows the list, and turns no pages.

    So a list costs the same whether the museum holds a thousand things or a million.
    """

    CAP = 1000

    @cached_property
    def count(self):
        some = self.object_list[: self.CAP + 1]
        counted = len(some) if isinstance(some, list) else some.count()
        self.is_capped = counted > self.CAP
        return min(counted, self.CAP)

    is_capped = False


def begins_with(queryset, path: str, text: str) -> Q:
    """`path` begins with `text`, in a way that both databases answer from the column's index."""
    if not text:
        return Q()
    if connections[queryset.db].vendor == "sqlite":  # its LIKE uses no index, its order of text is by code point
        return Q(**{f"{path}__gte": text, f"{path}__lt": text + END})
    return Q(**{f"{path}__startswith": text})


def key(field, text: str) -> str:
    """`text` as the column of `field` keeps it."""
    return field.compute(text) if isinstance(field, Derived) else text


def within(path: str, field, text: str) -> Q:
    """Every word of `text` somewhere in the column `path`. Reads the whole column: for short ones."""
    if isinstance(field, Derived):  # kept folded, so that case and accents do not matter
        path, text = f"{path}__contains", folded(text)
    else:
        path = f"{path}__icontains"
    found = Q()
    for word in text.split()[:8]:
        found &= Q(**{path: word})
    return found
