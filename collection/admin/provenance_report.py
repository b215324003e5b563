"""All that the museum knows of the provenance of one exhibit, on a page to print."""

from collections import defaultdict

from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import Http404
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone

from collection.interchange import citation
from collection.models import Contradiction, Position, ProvenanceNote, Weighing
from collection.models.told_chain import told_chain

from .provenance_panel import drawn
from .provenance_queue import findings_of

NAME = "provenance_report"
MOST = 500  # notes


class ProvenanceReportViews:
    """Mixin of the exhibits' admin: who may see an exhibit may print what is known of where it was."""

    def get_urls(self):
        view = self.admin_site.admin_view(self.provenance_report_view)
        return [
            path("<int:object_id>/provenance-report/", view, name=f"collection_exhibit_{NAME}"),
            *super().get_urls(),
        ]

    def steps_for(self, request, record):
        ways = super().steps_for(request, record)
        if record is not None and record.pk and record.provenance_text:
            address = reverse(f"admin:collection_exhibit_{NAME}", args=[record.pk])
            ways.append({"name": "provenance-report", "label": "Provenance report", "url": address})
        return ways

    def provenance_report_view(self, request, object_id):
        exhibit = self.get_object(request, str(object_id))
        if request.method not in ("GET", "HEAD") or not self.has_view_permission(request, exhibit):
            raise PermissionDenied
        if exhibit is None:
            raise Http404
        chain = told_chain(exhibit, request.user)
        notes = _notes(exhibit, request.user)
        context = {
            **self.admin_site.each_context(request),
            "title": f"Provenance of {exhibit.accession_number}",
            "opts": self.opts,
            "exhibit": exhibit,
            "came": exhibit.acquisition,
            **drawn(chain),
            "found": findings_of(chain),
            "footnotes": [
                (note.marker, exhibit.provenance_text[note.start : note.end]) for note in chain.provenance.notes
            ],
            "claims": _by_claim(notes),
            "weighings": _weighings(exhibit, request.user),
            "contradictions": _contradictions(notes, request.user),
            "sources": _sources(notes),
            "today": timezone.localdate(),
        }
        return TemplateResponse(request, "admin/collection/exhibit/provenance_report.html", context)


def _notes(exhibit, user) -> list[ProvenanceNote]:
    """What sources say of it, each with the positions taken on it, the latest first."""
    visible = ProvenanceNote.objects.visible_to(user).filter(exhibit=exhibit)
    notes = list(visible.select_related("source").order_by("id")[:MOST])
    opinions = defaultdict(list)
    taken = Position.objects.visible_to(user).filter(note__in=[note.pk for note in notes])
    for opinion in taken.select_related("decided_by").order_by("-id"):
        opinions[opinion.note_id].append(opinion)
    for note in notes:
        note.opinions = opinions[note.pk]
    return notes


def _by_claim(notes) -> list[tuple[str, list]]:
    claims = defaultdict(list)
    for note in notes:
        claims[note.get_claim_display()].append(note)
    return list(claims.items())


def _weighings(exhibit, user):
    visible = Weighing.objects.visible_to(user).filter(exhibit=exhibit)
    return visible.select_related("decided_by").order_by("-id")[:MOST]


def _contradictions(notes, user):
    ids = [note.pk for note in notes]
    visible = Contradiction.objects.visible_to(user).filter(Q(first__in=ids) | Q(second__in=ids))
    return visible.select_related("first", "second", "decided_by").order_by("id")[:MOST]


def _sources(notes) -> list[tuple]:
    """(source, its citation) of those that the notes cite, from A to Z."""
    sources = {note.source_id: note.source for note in notes}
    ordered = sorted(sources.values(), key=lambda source: (source.title_sort, source.pk))
    return [(source, citation.text(citation.of_source(source))) for source in ordered]
