"""Sources: the list, how the museum grades them, and the page of one with all it claims."""

from django.shortcuts import get_object_or_404

from collection.filters.provenance_note import ProvenanceNoteFilter
from collection.filters.source import SourceFilter
from collection.models import Position, ProvenanceNote, Source

from .base import ListPage, PublicPage
from .provenance import add_opinions, contradictions_among, disputes

CLAIMS = 40

RELIABILITY = [
    ("A", "Completely reliable", "No doubt of its authenticity or competence; it has always been right."),
    ("B", "Usually reliable", "Minor doubts. It has been right most of the time."),
    ("C", "Fairly reliable", "Some doubts. It has been right before, and wrong before."),
    ("D", "Not usually reliable", "Significant doubts. It has been right now and then."),
    ("E", "Unreliable", "It lacks authenticity or competence, and has been wrong before."),
    ("F", "Cannot be judged", "The museum knows too little of it to say."),
]
CREDIBILITY = [
    (1, "Confirmed", "Independent sources say the same, and it fits what else is known."),
    (2, "Probably true", "Not confirmed, but reasonable, and it agrees with what else is known."),
    (3, "Possibly true", "Not confirmed; reasonable, and agrees in part with what else is known."),
    (4, "Doubtful", "Possible, but little speaks for it, and it agrees badly with what else is known."),
    (5, "Improbable", "Other information contradicts it."),
    (6, "Cannot be judged", "There is nothing to measure it by."),
]


class SourceList(ListPage):
    model = Source
    filterset_class = SourceFilter
    template_name = "collection/source_list.html"
    section = "sources"
    orders = (("title", "Title"), ("-title", "Title, from Z to A"))
    first_fields = ("title", "kind", "reliability")
    page_size = 30

    def extra(self):
        return {"reliability": RELIABILITY, "credibility": CREDIBILITY}


class SourcePage(PublicPage):
    template_name = "collection/source_detail.html"
    section = "sources"

    def get(self, request, slug):
        source = get_object_or_404(Source.objects.visible_to(self.user), slug=slug)
        page = self.page_of(
            ProvenanceNote.objects.visible_to(self.user)
            .filter(source=source)
            .select_related("exhibit", "occasion", "location__showroom"),
            order="recorded",
            orders=ProvenanceNoteFilter.ORDERS,
            size=CLAIMS,
        )
        notes = {note.pk: note for note in page.items}
        add_opinions(notes, Position.objects.visible_to(self.user).filter(note__in=list(notes)).order_by("-id"))
        for note in page.items:
            note.disputes = []
        for dispute in disputes(contradictions_among(self.user, notes)):
            for pk in {note.pk for side in dispute.sides.values() for note in side} & notes.keys():
                notes[pk].disputes.append(dispute)
        worth = next(entry for entry in RELIABILITY if entry[0] == source.reliability)
        return self.answer(source=source, page=page, worth=worth)
