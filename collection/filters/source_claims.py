"""What a source claims, a page at a time: the exhibits that it speaks of in the order of their numbers, each with all
that it says of it. The index finds the exhibits, so no page costs more where a source makes a million claims."""

from dataclasses import dataclass

from django.db.models import F
from django.http import QueryDict

from collection.models import ProvenanceNote, Source
from collection.models.index import Facet
from collection.models.track_record import claims_value
from collection.search.index import Index

from .selection import Selection

MOST = 500  # notes of one page about exhibits
ELSEWHERE = 100  # notes about occasions and places, which come before


@dataclass(frozen=True)
class ClaimsPage:
    """`elsewhere` are the notes about what is no exhibit, on the first page alone; `exhibits` those about each."""

    elsewhere: list[ProvenanceNote]
    exhibits: list[list[ProvenanceNote]]
    next: str | None
    previous: str | None

    @property
    def notes(self) -> list[ProvenanceNote]:
        return [*self.elsewhere, *(note for notes in self.exhibits for note in notes)]

    def __bool__(self):
        return bool(self.elsewhere or self.exhibits)


def claims_page(source: Source, user, index: Index, *, notes, position="", cursor=None, size=20) -> ClaimsPage:
    """The page at `cursor` of `size` exhibits; with `position`, of those claims alone that stand with that position.

    `notes` is the queryset of all notes that `user` may see, with what its rows need to be shown. Raises BadCursor.
    """
    selection = Selection(user, QueryDict(), index=index)
    if position:
        notes = notes.filter(position=position, withdrawn_at__isnull=True)
        selection.found["claims"] = index.value(Facet.CLAIMS, claims_value(source.pk, position))
    else:
        selection.found["claims"] = index.value(Facet.SOURCE, source.pk)
    page = selection.page(cursor, size)
    of = {pk: [] for pk in page.items}
    # Not source=…, for that has an index too, and a database may choose to walk through all that the source says.
    about = notes.annotate(said_by=F("source_id") + 0).filter(exhibit__in=page.items, said_by=source.pk)
    for note in about.order_by("exhibit", "id")[:MOST] if page.items else ():
        of[note.exhibit_id].append(note)
    elsewhere = [] if cursor else list(notes.filter(source=source, exhibit__isnull=True).order_by("id")[:ELSEWHERE])
    return ClaimsPage(elsewhere, [found for found in of.values() if found], page.next, page.previous)
