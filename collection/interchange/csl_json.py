"""A work as an item of CSL-JSON 1.0, which Zotero, pandoc and every processor of citation styles read."""

from collection.models.source import Source
from collection.notation.dates import describe
from collection.notation.edtf import Moment, require

from .citation import EXHIBIT, Work, one_line

KINDS = {
    Source.Kind.ARTICLE: "article",  # in which paper or journal is said by container-title
    Source.Kind.BOOK: "book",
    Source.Kind.ARCHIVE: "collection",
    Source.Kind.REGISTER: "manuscript",
    Source.Kind.LABEL: "document",
    Source.Kind.ORAL: "interview",
    Source.Kind.OTHER: "document",
    EXHIBIT: "entry",
}
SEASONS = range(21, 29)  # spring to winter, said to be northern or not


def item(work: Work) -> dict:
    """The item, without what is not known."""
    within = "container-title" if work.kind in (Source.Kind.ARTICLE, EXHIBIT) else "publisher"
    fields = {
        "id": work.key,
        "type": KINDS[work.kind],
        "title": work.title,
        "author": [{"literal": one_line(work.author)}] if one_line(work.author) else None,
        within: work.publisher,
        "issued": date_variable(work.issued_edtf, work.issued),
        "number": work.number,
        "language": work.language,
        "URL": work.url,
        "accessed": date_variable(work.read_on.isoformat(), "") if work.read_on else None,
        "note": work.remark,
    }
    return {name: value for name, value in fields.items() if value}


def date_variable(edtf: str, written: str) -> dict | None:
    """A date in parts where it is one or runs from one to another; else in words. None for none.

    A year before 1 is counted as people count it: EDTF's 0000 is -1, the year 1 BCE.
    """
    if not edtf:
        return {"literal": one_line(written)} if one_line(written) else None
    kind, (span, *others) = require(edtf)
    parts = None if others or kind == "all" else _parts(span)
    if parts is None:
        return {"literal": describe(edtf)}
    qualified = span.start.qualifiers | span.end.qualifiers
    return {**parts, **({"circa": True} if qualified else {})}


def _parts(span) -> dict | None:
    """`date-parts`, with the season of one; None where CSL has no way to say it."""
    start, end = span
    if not (isinstance(start, Moment) and isinstance(end, Moment)):
        return None
    if start == end and start.form == "season" and "X" not in start.year:
        code = int(start.month)
        return {"date-parts": [[_year(start.first.year)]], "season": (code - 21) % 4 + 1} if code in SEASONS else None
    if {"season", "significant"} & {start.form, end.form}:
        return None
    first, last = _day(start, start.first), _day(end, end.last)
    return {"date-parts": [first] if first == last else [first, last]}


def _day(moment: Moment, day) -> list[int]:
    """Year, month and day as far as they are written."""
    written = [_year(day.year)]
    if moment.month.isdigit():
        written.append(day.month)
        if moment.day.isdigit():
            written.append(day.day)
    return written


def _year(year: int) -> int:
    return year if year > 0 else year - 1
