"""What the catalogue has of a batch's exhibits now, read once and held until the batch is written."""

from collections import defaultdict

from django.db import connections, router

from collection.interchange.draft import FIELDS
from collection.models import Exhibit, Participation, ProvenanceNote

from .numbering import identity
from .people import Dates

LINKS = ("classification_id", "acquisition_id", "location_id", "showroom_id")
_COLUMNS = ("id", "status", *FIELDS, *LINKS)
TERMS = ("materials", "techniques", "themes")


class Found:
    """Exhibits by the folded value that they are matched on, with the links that a draft may speak of."""

    def __init__(self, match: str, values: list[str], numbers: set[str]):
        exhibits = Exhibit.objects.order_by("id")
        if connections[router.db_for_write(Exhibit)].features.has_select_for_update:
            exhibits = exhibits.select_for_update()
        wanted = {"accession_key__in": numbers} if match == "accession_number" else {f"{match}__in": values}
        self.by_key: dict[str, list[dict]] = defaultdict(list)
        for row in exhibits.filter(**wanted).values(*_COLUMNS) if values else ():
            self.by_key[identity(str(row[match]))].append(row)
        self.ids = {row["id"] for rows in self.by_key.values() for row in rows}
        if match == "accession_number":
            self.numbers = {key: rows[0]["id"] for key, rows in self.by_key.items()}
        else:
            taken = Exhibit.objects.filter(accession_key__in=numbers)
            self.numbers = dict(taken.values_list("accession_key", "id"))

    @property
    def acquisitions(self) -> set[int]:
        return {row["acquisition_id"] for rows in self.by_key.values() for row in rows} - {None}

    def read_terms(self) -> dict[str, dict[int, dict[int, int]]]:
        """Vocabulary → exhibit → term → its link."""
        found = {}
        for name in TERMS:
            found[name] = defaultdict(dict)
            links = getattr(Exhibit, name).through.objects.filter(exhibit__in=self.ids)
            for exhibit, term, pk in links.values_list("exhibit_id", "term_id", "id") if self.ids else ():
                found[name][exhibit][term] = pk
        return found

    def read_parts(self) -> dict[int, list[dict]]:
        """Exhibit → its participations, each with the identity and dates of its party."""
        found = defaultdict(list)
        names = ("id", "exhibit_id", "party_id", "role", "note", "party__name", "party__birth", "party__death")
        parts = Participation.objects.filter(exhibit__in=self.ids).order_by("id")
        for part in parts.values(*names) if self.ids else ():
            part["linked"] = (
                part["party_id"],
                identity(part["party__name"]),
                Dates.of(part["party__birth"], part["party__death"]),
            )
            found[part["exhibit_id"]].append(part)
        return found

    def read_notes(self) -> dict[int, set[tuple]]:
        """Exhibit → (claim, statement, source, locator) of its notes."""
        found = defaultdict(set)
        notes = ProvenanceNote.objects.filter(exhibit__in=self.ids)
        names = ("exhibit_id", "claim", "statement", "source_id", "locator")
        for exhibit, *note in notes.values_list(*names) if self.ids else ():
            found[exhibit].add(tuple(note))
        return found
