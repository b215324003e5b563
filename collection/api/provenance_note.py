"""Provenance notes in the API: written once, then only assessed or withdrawn."""

from django.db.models import Prefetch
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers
from rest_framework.decorators import action

from collection.filters.provenance_note import ProvenanceNoteFilter
from collection.models import (
    Contradiction,
    Exhibit,
    Location,
    Occasion,
    Position,
    ProvenanceNote,
    Source,
)
from collection.models.provenance import PositionKind

from .base import CreateMixin, WritableViewSet
from .reading import Labelled, Reading, RecordLink, address, fetched, many, one
from .writing import Choice, HandleField, Strict, Text, Writing

KEPT = "Notes are evidence and never changed: record a new note that supersedes this one, or withdraw it with a reason."


class PositionSerializer(Reading):
    """What the museum thought of the note, from a day on."""

    url = None

    class Meta:
        model = Position
        public = ("position", "reason", "decided_at")
        staff = ()


@extend_schema_field(
    {
        "type": "array",
        "items": {
            "type": "object",
            "required": ["question", "finding", "decided_at", "note"],
            "properties": {
                "question": {"type": "string"},
                "finding": {
                    "type": "string",
                    "description": "What the museum decided and why; empty while it is open.",
                },
                "decided_at": {"type": ["string", "null"], "format": "date-time"},
                "note": {"type": "string", "format": "uri", "description": "The note it cannot be squared with."},
            },
        },
    }
)
class Contradictions(serializers.Field):
    """What other notes this one cannot be squared with, whichever of the two is the older."""

    def to_representation(self, note):
        pairs = [(found, found.second) for found in note.shown_contradictions_as_first]
        pairs += [(found, found.first) for found in note.shown_contradictions_as_second]
        return [
            {
                "question": found.question,
                "finding": found.finding,
                "decided_at": found.decided_at,
                "note": address(self.context["root"], "provenance-notes", other),
            }
            for found, other in sorted(pairs, key=lambda pair: pair[0].pk)
        ]


def contradictions(user) -> list[Prefetch]:
    """Visible ones show both their notes, so the notes themselves come along ungated."""
    visible = Contradiction.objects.visible_to(user)
    return [
        Prefetch("contradictions_as_first", visible.select_related("second"), to_attr="shown_contradictions_as_first"),
        Prefetch("contradictions_as_second", visible.select_related("first"), to_attr="shown_contradictions_as_second"),
    ]


class ProvenanceNoteSerializer(Reading):
    """What one source claims, and what the museum makes of it."""

    exhibit = RecordLink("exhibits", "public_id", "accession_number", "title")
    occasion = RecordLink("occasions", "slug", "name")
    location = Labelled("id", "name")
    source = RecordLink("sources", "slug", "title", "reliability")
    supersedes = RecordLink("provenance-notes", "id")
    superseded_by = RecordLink("provenance-notes", "id")
    grade = serializers.SerializerMethodField(help_text="Both grades of the Admiralty scale, with what they mean.")
    contradictions = Contradictions(source="*", read_only=True)
    positions = PositionSerializer(many=True, source="shown_positions", read_only=True)

    class Meta:
        model = ProvenanceNote
        resource = "provenance-notes"
        public = (
            "url",
            "id",
            "exhibit",
            "occasion",
            "location",
            "claim",
            "answer",
            "statement",
            "source",
            "locator",
            "credibility",
            "grade",
            "position",
            "position_reason",
            "positions",
            "supersedes",
            "superseded_by",
            "contradictions",
        )
        staff = ("is_public", "recorded_at", "withdrawn_at", "withdrawn_reason")
        brief = (
            "url",
            "id",
            "claim",
            "answer",
            "statement",
            "source",
            "locator",
            "credibility",
            "grade",
            "position",
            "position_reason",
            "contradictions",
        )

    @classmethod
    def fetches(cls, user, names):
        return super().fetches(user, names if "source" in names or "grade" not in names else (*names, "source"))

    def get_grade(self, note) -> str:
        return ProvenanceNote.grade_of(fetched(note, "source").reliability, note.credibility)

    @classmethod
    def related(cls, name, user):
        match name:
            case "exhibit" | "occasion" | "location" | "source" | "supersedes" | "superseded_by":
                return [one(name, ProvenanceNote._meta.get_field(name).related_model.objects, user)]
            case "positions":
                return [many(name, Position.objects, user)]
            case "contradictions":
                return contradictions(user)
        return []


class ProvenanceNoteWriting(Writing):
    """A note to record, about one exhibit, occasion or location."""

    exhibit = HandleField(Exhibit, "public_id", example="4k7m2p9x0q", required=False, allow_null=True)
    occasion = HandleField(Occasion, "slug", example="state-visit-1984", required=False, allow_null=True)
    location = HandleField(Location, "pk", example=12, required=False, allow_null=True)
    source = HandleField(Source, "slug", example="annual-register-1984")
    supersedes = HandleField(ProvenanceNote, "pk", example=41, required=False, allow_null=True)

    class Meta:
        model = ProvenanceNote
        stamp = "recorded_by"
        fields = (
            "exhibit",
            "occasion",
            "location",
            "claim",
            "answer",
            "statement",
            "source",
            "locator",
            "credibility",
            "supersedes",
            "is_public",
        )
        examples = {
            "exhibit": "4k7m2p9x0q",
            "claim": "made_by",
            "answer": "Russian craftsmen",
            "statement": "The register says that craftsmen in Tula made it.",
            "source": "annual-register-1984",
            "locator": "p. 41",
            "credibility": 2,
            "is_public": True,
        }


class AssessWriting(Strict):
    """The museum's position on a note, with its reason."""

    position = Choice(choices=PositionKind.choices)
    reason = Text()

    class Meta:
        examples = {"position": "accepted", "reason": "Two registers of the time agree with it."}


class WithdrawWriting(Strict):
    """Why a note is taken back."""

    reason = Text()

    class Meta:
        examples = {"reason": "The page was misread."}


class ProvenanceNoteViewSet(CreateMixin, WritableViewSet):
    """One claim by one source: who made it, who gave it, when, and how far that is believed."""

    resource = "provenance-notes"
    queryset = ProvenanceNote.objects.all()
    serializer_class = ProvenanceNoteSerializer
    filterset_class = ProvenanceNoteFilter
    writers = {"create": ProvenanceNoteWriting, "assess": AssessWriting, "withdraw": WithdrawWriting}
    permissions = {"assess": "collection.assess_provenancenote"}
    refusals = {"PUT": KEPT, "PATCH": KEPT, "DELETE": KEPT}
    renamed = {"withdrawn_reason": "reason"}

    @action(detail=True, methods=["post"])
    def assess(self, request, **kwargs):
        """Take the museum's position. Earlier positions stay readable."""
        body = self.sent().validated_data
        with self.changing(body["reason"]) as note:
            ProvenanceNote.objects.assess(note=note, by=request.user, **body)
        return self.answer(self.anew(note))

    @action(detail=True, methods=["post"])
    def withdraw(self, request, **kwargs):
        """Take the note back. It stays in the catalogue, out of the public's sight."""
        body = self.sent().validated_data
        with self.changing(body["reason"]) as note:
            ProvenanceNote.objects.withdraw(note=note, by=request.user, **body)
        return self.answer(self.anew(note))
