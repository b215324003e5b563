"""Sources: the list, how the museum grades them, and the page of one with all it claims."""

from django.shortcuts import get_object_or_404

from collection.filters.source import SourceFilter
from collection.filters.source_claims import claims_page
from collection.interchange import citation
from collection.models import Position, ProvenanceNote, Source
from collection.models.provenance import PositionKind
from collection.models.track_record import track_record

from .base import ListPage, PublicPage
from .errors import bad_request
from .provenance import ABOUT, add_opinions, contradictions_among, disputes

EXHIBITS = 20  # on one page, each with all that the source says of it

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
        position, cursor = request.GET.get("position", ""), request.GET.get("cursor")
        if position not in {"", *PositionKind.values}:
            return bad_request(request)
        notes = ProvenanceNote.objects.visible_to(self.user).select_related(*ABOUT)
        page = claims_page(source, self.user, self.index, notes=notes, position=position, cursor=cursor, size=EXHIBITS)
        shown = {note.pk: note for note in page.notes}
        add_opinions(shown, Position.objects.visible_to(self.user).filter(note__in=list(shown)).order_by("-id"))
        for note in shown.values():
            note.disputes = []
        for dispute in disputes(contradictions_among(self.user, shown)):
            for pk in {note.pk for side in dispute.sides.values() for note in side} & shown.keys():
                shown[pk].disputes.append(dispute)
        record = track_record(source, self.user)
        return self.answer(
            source=source,
            page=page,
            worth=next(entry for entry in RELIABILITY if entry[0] == source.reliability),
            record=record,
            counts=record.counts(),
            position=position,
            cited=citation.text(citation.of_source(source)),
            formats=citation.REFERENCES,
        )
