"""What a mapping makes of one row, and what the import engine works from: a `Draft` and its parts.

Nothing here knows the database: parties, showrooms and terms are names, dates are text as the source writes it.
"""

from dataclasses import dataclass, field
from typing import Literal

# The catalogue fields of an exhibit that a mapping may fill. The place, the parties, the acquisition and the
# vocabulary have sections of their own.
TEXT_FIELDS = (
    "accession_number",
    "title",
    "object_name",
    "description",
    "medium",
    "measurements",
    "inscriptions",
    "made",
    "made_place",
    "credit_line",
    "provenance_text",
    "rights_statement",
    "prominence",
    "prominence_reason",
    "valuation",
    "internal_note",
)
FIELDS = (*TEXT_FIELDS, "quantity")  # quantity is an integer of 1 or more
VOCABULARIES = ("classification", "materials", "techniques", "themes")
PARTY_KINDS = ("person", "family", "organisation", "state")


@dataclass(slots=True)
class Problem:
    """Something about a row that a person should know, and how to mend it.

    column: the source column, or the target where no column is at fault; value: as the file has it, shortened.
    severity: "refused" keeps the whole row out; "warning" is reported, and the text stays as entered.
    cause: a stable slug to group by, such as "impossible-date". file, at: the file and row at fault, where that is not
    the record's own.
    """

    column: str
    value: str
    message: str
    mend: str
    severity: Literal["refused", "warning"]
    cause: str
    file: str = ""
    at: int | None = None


@dataclass(slots=True)
class PartyDraft:
    """A party and its part: `role` is one of Participation.Role, or of AcquisitionDonor.Role for a donor.

    birth, death: date text or None. country: a Country's code or None. note: how, as "attributed to", or "".
    """

    role: str
    name: str
    kind: str = "person"
    other_names: list[str] = field(default_factory=list)
    birth: str | None = None
    death: str | None = None
    country: str | None = None
    note: str = ""


@dataclass(slots=True)
class AcquisitionDraft:
    """How the exhibit came in. method: one of Acquisition.Method; on: date text; occasion: its name.

    Without a number the exhibit has an acquisition of its own.
    """

    method: str = "unknown"
    on: str | None = None
    number: str | None = None
    donors: list[tuple[str, PartyDraft]] = field(default_factory=list)
    recipient: PartyDraft | None = None
    occasion: str | None = None


@dataclass(slots=True)
class PlaceDraft:
    """Where the exhibit stands: a showroom by name or number, in a building; or words such as "Not on View"."""

    showroom: str | None = None
    building: str | None = None
    status: str | None = None


@dataclass(slots=True)
class NoteDraft:
    """One claim about the exhibit by one source. kind: one of ProvenanceNote.Claim; answer: the claim in short."""

    kind: str
    statement: str
    source_title: str
    locator: str = ""
    public: bool = True
    answer: str | None = None


@dataclass(slots=True)
class Draft:
    """What one row says of one exhibit.

    row: its number as the museum's editor counts it, from 1 (a spreadsheet's first row is its header); file: its name;
    key: the value of the field that records are matched on, "" if the row has none (which is then a refused problem).
    fields: a name of `FIELDS` → value. A field that is absent was not mapped and is left alone; None clears it.
    parties, terms, acquisition, place, notes: None where the mapping has no such section; then the record's own stay.
    """

    row: int
    file: str
    key: str
    fields: dict[str, str | int | None] = field(default_factory=dict)
    parties: list[PartyDraft] | None = None
    acquisition: AcquisitionDraft | None = None
    place: PlaceDraft | None = None
    terms: dict[str, list[str]] | None = None
    notes: list[NoteDraft] | None = None
    problems: list[Problem] = field(default_factory=list)

    @property
    def is_refused(self) -> bool:
        return any(problem.severity == "refused" for problem in self.problems)
