"""A work as an entry of BibTeX, in UTF-8: every text in braces, so that no style changes its capitals."""

import re

from collection.models.source import Source
from collection.notation.edtf import require

from .citation import Work, one_line

# Braces are spelt out, for BibTeX counts even those that have a backslash before them.
_WRITTEN = str.maketrans({
    "\\": r"\textbackslash{}", "{": r"\textbraceleft{}", "}": r"\textbraceright{}",
    "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
    "<": r"\textless{}", ">": r"\textgreater{}", "|": r"\textbar{}",
    **{sign: f"\\{sign}" for sign in "#$%&_"},
})  # fmt: skip
_IN_ADDRESS = str.maketrans({"{": "%7B", "}": "%7D", "\\": "%5C", " ": "%20", "\t": "%09"})
# Of EDTF, what biblatex reads: no sets, no long years, no times, and doubt only about the whole of a date.
_END = "-?[0-9]{2}(?:[0-9]{2}|[0-9]X|XX)(?:-(?:[01][0-9]|XX)(?:-(?:[0-3][0-9]|XX))?|-2[1-4])?[~?%]?"
_BIBLATEX = re.compile(f"{_END}(?:/(?:{_END}|\\.\\.)?)?|(?:\\.\\.)?/{_END}")
PLAIN = ("day", "month", "year")
MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()


def entry(work: Work) -> str:
    """The entry, with a line break at its end."""
    kind = {Source.Kind.BOOK: "book", Source.Kind.ARTICLE: "article"}.get(work.kind, "misc")
    if kind == "article" and not work.publisher:
        kind = "misc"  # an article without a journal is none
    where = {"article": "journal", "book": "publisher", "misc": "howpublished"}[kind]
    fields = {
        "author": _text(work.author),
        "title": _text(work.title),
        where: _text(work.publisher),
        **_dates(work),
        "language": _text(work.language),
        "note": _text(work.remark),
        "url": _address(work.url),
        "urldate": work.read_on and f"{{{work.read_on.isoformat()}}}",
    }
    lines = [f"  {name} = {value}" for name, value in fields.items() if value]
    return f"@{kind}{{{work.key},\n" + ",\n".join(lines) + "\n}\n"


def escaped(words: str) -> str:
    """The text as TeX prints it again."""
    return one_line(words).translate(_WRITTEN)


def _text(words: str) -> str:
    return f"{{{{{escaped(words)}}}}}" if one_line(words) else ""


def _address(url: str) -> str:
    """Addresses are taken sign for sign."""
    return f"{{{one_line(url).translate(_IN_ADDRESS)}}}" if url else ""


def _dates(work: Work) -> dict[str, str]:
    """`date`, which biblatex reads as EDTF, and `year` and `month` for the styles that know only these."""
    if not work.issued_edtf:
        return {"year": _text(work.issued)}
    found = {"date": f"{{{work.issued_edtf}}}"} if _BIBLATEX.fullmatch(work.issued_edtf) else {}
    kind, ((moment, _), *_) = require(work.issued_edtf)
    if kind == "date" and moment.form in PLAIN and moment.year.isdigit() and int(moment.year) and not moment.qualifiers:
        month = {"month": MONTHS[int(moment.month) - 1]} if moment.month.isdigit() else {}
        return {**found, "year": f"{{{int(moment.year)}}}", **month}
    return {**found, "year": _text(work.issued_in_words)}
