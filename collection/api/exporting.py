"""Any list of the API as a file: `format=csv`, `format=xlsx` or `format=jsonl`, filtered and ordered as the list is."""

from collections.abc import Iterable, Iterator, Sequence
from functools import partial

from django.core.exceptions import ValidationError as Refused
from django.http import StreamingHttpResponse
from rest_framework.exceptions import ValidationError

from collection.filters.downloads import MOST, check_size, download, kind_asked
from collection.filters.keyset import MAX_SIZE, paginate
from collection.interchange.export import TYPES

from .pagination import order_of

FORMAT = "format"
PAGES = ("page_size", "cursor")
MEDIA_TYPES = tuple(media_type.partition(";")[0] for media_type in TYPES.values())
DESCRIPTION = (
    "The whole list as a file, with every field unless `fields` names some: a table for spreadsheets (csv, xlsx) or "
    f"whole records (jsonl). It has no pages. A visitor gets at most {MOST:,} records at once."
)


def kind_of(request) -> str | None:
    """The format that the request names; None where it asks for the list as JSON. Raises ValidationError."""
    if FORMAT not in request.GET:
        return None
    errors = {name: "A file holds the whole list and has no pages." for name in PAGES if name in request.GET}
    try:
        kind = kind_asked(request.GET[FORMAT])
    except Refused as error:
        errors[FORMAT] = error.messages
    if errors:
        raise ValidationError(errors)
    return kind


def answer(request, kind: str, name: str, names: Sequence[str], records: Iterable[bytes]) -> StreamingHttpResponse:
    """The file. Raises ValidationError where Excel cannot hold a record."""
    try:
        return download(request, kind, name, names, records)
    except Refused as error:
        raise ValidationError({FORMAT: error.messages}) from error


def check(count: int) -> None:
    """Refuse a file that is too long for a visitor. Raises ValidationError."""
    try:
        check_size(count)
    except Refused as error:
        raise ValidationError({FORMAT: error.messages}) from error


def check_list(queryset) -> None:
    """The same of a list. Reads no more ids than a visitor may have records."""
    check(len(queryset.prefetch_related(None).order_by().values_list("pk", flat=True)[: MOST + 1]))


def pages_of(queryset, request, filterset) -> Iterator[list]:
    """The records of a list in its order, a batch at a time, each begun by key where the last one ended.

    Raises ValidationError, at once, for an order that there is not.
    """
    order = order_of(request, filterset)
    return _pages(partial(paginate, queryset, order=order, orders=filterset.ORDERS, size=MAX_SIZE))


def _pages(paged) -> Iterator[list]:
    page = paged()
    yield page.items
    while page.next:
        page = paged(cursor=page.next)
        yield page.items
