"""Lists to take away: what is said of the file, and how much a visitor may ask for at once."""

from collections.abc import Iterable, Sequence

from django.core.exceptions import ValidationError
from django.http import StreamingHttpResponse
from django.utils import timezone

from collection.interchange.export import TYPES, written

LABELS = {"csv": "CSV", "xlsx": "Excel", "jsonl": "JSON Lines"}  # what people call them
MOST = 10_000  # records in a visitor's file: some seconds of a processor


def kind_asked(text: str) -> str:
    """The format that a reader names: a key of TYPES. Raises ValidationError."""
    if text not in TYPES:
        raise ValidationError(f"There is no format “{text[:80]}”. Accepted: {', '.join(TYPES)}.", code="format")
    return text


def check_size(count: int) -> None:
    """Refuse a visitor's file of more than MOST records. Raises ValidationError."""
    if count > MOST:
        raise ValidationError(
            f"A file for visitors holds at most {MOST:,} records, and this list has more. Narrow the list, read it "
            "page by page from the API, or ask the museum for its public dump, which holds everything.",
            code="too_many",
        )


def download(request, kind: str, name: str, names: Sequence[str], records: Iterable[bytes]) -> StreamingHttpResponse:
    """`records`, as `export.written` takes them, as a file called after `name` and today.

    Nothing is read before the answer is sent, but for XLSX. Raises ValidationError where Excel cannot hold a record.
    """
    asked = records if request.method != "HEAD" else ()
    day = timezone.localdate().isoformat()
    title = name.replace("-", " ").capitalize()
    return StreamingHttpResponse(
        written(kind, title, names, asked),
        content_type=TYPES[kind],
        headers={
            "Content-Disposition": f'attachment; filename="{name}-{day}.{kind}"',
            "Cache-Control": "private, no-store",
        },
    )
