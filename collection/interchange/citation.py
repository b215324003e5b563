"""How a source or an exhibit is cited: in words, and for those who keep references, as BibTeX and CSL-JSON."""

from dataclasses import dataclass
from datetime import date
from unicodedata import category

from collection.models.exhibit import Exhibit
from collection.models.source import Source
from collection.notation import dates

EXHIBIT = "exhibit"
CLOSED = (".", "?", "!", "…")
# Format → media type.
TYPES = {
    "text": "text/plain; charset=utf-8",
    "bibtex": "application/x-bibtex; charset=utf-8",
    "csl": "application/vnd.citationstyles.csl+json",
}
REFERENCES = (("bibtex", "BibTeX"), ("csl", "CSL-JSON"))  # those for keepers of references, as they call them


@dataclass(frozen=True)
class Work:
    """What is cited. `kind` is a value of Source.Kind or EXHIBIT; texts are as recorded, empty where unknown."""

    key: str  # stable, and made of a-z, 0-9 and hyphens alone
    kind: str
    title: str
    author: str = ""
    publisher: str = ""
    issued: str = ""  # as written
    issued_edtf: str = ""  # as read
    number: str = ""  # of an exhibit
    url: str = ""
    archived_url: str = ""
    archived_sha256: str = ""
    read_on: date | None = None
    language: str = ""

    @property
    def issued_in_words(self) -> str:
        return dates.describe(self.issued_edtf) if self.issued_edtf else one_line(self.issued)

    @property
    def remark(self) -> str:
        """What has no field of its own in any format: what kind of thing it is, and where a copy is kept."""
        kinds = {Source.Kind.ARCHIVE, Source.Kind.REGISTER, Source.Kind.LABEL, Source.Kind.ORAL}
        said = [Source.Kind(self.kind).label.capitalize()] if self.kind in kinds else []
        said += [f"Accession number {self.number}"] if self.number else []
        said += [f"Archived copy: {self.archived_url}"] if self.archived_url else []
        said += [f"SHA-256 of the copy: {self.archived_sha256}"] if self.archived_sha256 else []
        return ". ".join(said)


def of_source(source: Source) -> Work:
    return Work(
        key=source.slug,
        kind=source.kind,
        title=source.title,
        author=source.author,
        publisher=source.publisher,
        issued=source.published,
        issued_edtf=source.published_edtf,
        url=source.url,
        archived_url=source.archived_url,
        archived_sha256=source.archived_sha256,
        read_on=source.archived_on,
        language=source.language,
    )


def of_exhibit(exhibit: Exhibit, *, museum: str, address: str = "") -> Work:
    """The museum's record of an exhibit, at its permanent address where that is to be named."""
    return Work(
        key=f"exhibit-{exhibit.public_id}",
        kind=EXHIBIT,
        title=exhibit.title,
        publisher=museum,
        number=exhibit.accession_number,
        url=address,
    )


def text(work: Work) -> str:
    """One line for a footnote: who, what, where it came out, when, and where to read it."""
    title = one_line(work.title)
    said = [one_line(work.author), title if work.kind == Source.Kind.BOOK else f"“{title}”"]
    came_out = ", ".join(filter(None, [one_line(work.publisher), work.issued_in_words]))
    said += [one_line(work.number), came_out[:1].upper() + came_out[1:], work.url]
    if work.archived_url:
        said.append(f"Archived copy: {work.archived_url}")
    if work.read_on:
        said.append(f"Read on {dates.describe(work.read_on.isoformat())}")
    return " ".join(part if part.endswith(CLOSED) else f"{part}." for part in said if part)


def one_line(words: str) -> str:
    """Without line breaks, runs of blanks and control characters."""
    return " ".join("".join(c for c in words if c.isspace() or category(c) != "Cc").split())
