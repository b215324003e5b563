"""Exhibits in the API."""

from django.core.exceptions import PermissionDenied
from rest_framework.decorators import action

from collection.filters.exhibit import ExhibitFilter
from collection.models import (
    Acquisition,
    Deaccession,
    Exhibit,
    Location,
    Movement,
    Participation,
    Party,
    ProvenanceNote,
    Restriction,
    Showroom,
    Term,
)
from collection.models.history import Via
from collection.models.workflow import advance

from .acquisition import AcquisitionSerializer
from .base import ChangeMixin, CreateMixin, WritableViewSet
from .exhibit_writing import ExhibitWriting, MoveWriting, StepWriting
from .problems import Gone
from .provenance_note import ProvenanceNoteSerializer
from .reading import Labelled, Many, PageLink, Reading, RecordLink, many, one
from .restriction import RestrictionSerializer

TERM = ("id", "name", "aat_uri")
# What an exhibit tells of how it came in.
ACQUISITION = (
    "url",
    "number",
    "method",
    "date",
    "date_edtf",
    "place",
    "donors",
    "recipient",
    "occasion",
    "counter_gifts",
)


class ParticipationSerializer(Reading):
    """Who made, signed, used or appears on it."""

    url = None
    party = RecordLink("parties", "slug", "name")

    class Meta:
        model = Participation
        public = ("id", "party", "role", "note")
        staff = ()


class DeaccessionSerializer(Reading):
    """How it left."""

    url = None

    class Meta:
        model = Deaccession
        public = ("deaccessioned_on", "method", "public_statement")
        staff = ("reason", "authorised_by")


class ExhibitSerializer(Reading):
    """One catalogued object or set."""

    page = PageLink()
    classification = Labelled(*TERM)
    materials = Many(Labelled(*TERM), source="shown_materials")
    techniques = Many(Labelled(*TERM), source="shown_techniques")
    themes = Many(Labelled(*TERM), source="shown_themes")
    acquisition = AcquisitionSerializer(names=ACQUISITION, read_only=True, allow_null=True)
    showroom = RecordLink("showrooms", "number", "name")
    participations = ParticipationSerializer(many=True, source="shown_participations", read_only=True)
    restrictions = RestrictionSerializer(
        names=RestrictionSerializer.Meta.brief, many=True, source="shown_restrictions", read_only=True
    )
    notes = ProvenanceNoteSerializer(
        names=ProvenanceNoteSerializer.Meta.brief, many=True, source="shown_notes", read_only=True
    )
    location = Labelled("id", "name", "kind")
    deaccession = DeaccessionSerializer(names=DeaccessionSerializer.every_name(), read_only=True, allow_null=True)

    class Meta:
        model = Exhibit
        resource = "exhibits"
        public = (
            "url",
            "page",
            "public_id",
            "accession_number",
            "title",
            "object_name",
            "description",
            "quantity",
            "classification",
            "medium",
            "materials",
            "techniques",
            "themes",
            "measurements",
            "inscriptions",
            "made",
            "made_edtf",
            "made_place",
            "credit_line",
            "rights_statement",
            "prominence",
            "prominence_reason",
            "acquisition",
            "showroom",
            "participations",
            "restrictions",
            "notes",
            "published_at",
        )
        staff = (
            "status",
            "location",
            "valuation",
            "internal_note",
            "deaccession",
            "version",
            "created_at",
            "updated_at",
        )
        listed = (
            "url",
            "page",
            "public_id",
            "accession_number",
            "title",
            "object_name",
            "quantity",
            "classification",
            "medium",
            "made",
            "made_edtf",
            "credit_line",
            "acquisition",
            "showroom",
            "published_at",
            "status",
        )

    @classmethod
    def related(cls, name, user):
        match name:
            case "classification":
                return [one(name, Term.objects, user)]
            case "materials" | "techniques" | "themes":
                return [many(name, Term.objects, user)]
            case "acquisition":
                return [one(name, Acquisition.objects, user, *AcquisitionSerializer.fetches(user, ACQUISITION))]
            case "showroom":
                return [one(name, Showroom.objects, user)]
            case "participations":
                return [many(name, Participation.objects, user, one("party", Party.objects, user))]
            case "restrictions":
                return [many(name, Restriction.objects, user)]
            case "notes":
                brief = ProvenanceNoteSerializer.Meta.brief
                return [many(name, ProvenanceNote.objects, user, *ProvenanceNoteSerializer.fetches(user, brief))]
            case "location":
                return [one(name, Location.objects, user)]
            case "deaccession":
                return [one(name, Deaccession.objects, user)]
        return []


class ExhibitViewSet(CreateMixin, ChangeMixin, WritableViewSet):
    """What the museum holds. For the public: what is published."""

    resource = "exhibits"
    queryset = Exhibit.objects.all()
    serializer_class = ExhibitSerializer
    filterset_class = ExhibitFilter
    staff_filters = frozenset({"status"})
    writers = {
        "create": ExhibitWriting,
        "partial_update": ExhibitWriting,
        "move": MoveWriting,
        "submit": StepWriting,
        "publish": StepWriting,
        "withdraw": StepWriting,
    }
    permissions = {
        "move": "collection.move_exhibit",
        **{step: f"collection.{step}_exhibit" for step in ("submit", "publish", "withdraw")},
    }
    refusals = {
        **WritableViewSet.refusals,
        "DELETE": "Exhibits are never deleted, so that no number is used twice. One that left is deaccessioned.",
    }

    def check_writable(self, record):
        if self.action == "partial_update" and not record.may_be_changed_by(self.request.user):
            raise PermissionDenied(f"Your role may not change an exhibit that is {record.get_status_display()}.")

    def retrieve(self, request, *args, **kwargs):
        """A tombstone where an exhibit was that the public knew."""
        left = Deaccession.objects.visible_to(request.user).filter(exhibit__public_id=kwargs["public_id"])
        if not self.reads_private and (event := left.select_related("exhibit").first()):
            raise Gone(
                " ".join(
                    f"{event.exhibit.accession_number} left the collection on {event.deaccessioned_on}: "
                    f"{event.get_method_display()}. {event.public_statement}".split()
                )
            )
        return super().retrieve(request, *args, **kwargs)

    def _step(self, request):
        body = self.sent().validated_data
        with self.changing(body["reason"]) as exhibit:
            advance(exhibit, self.action, by=request.user, reason=body["reason"], via=Via.API)
        return self.answer(self.anew(exhibit))

    @action(detail=True, methods=["post"])
    def submit(self, request, **kwargs):
        """Ask for review."""
        return self._step(request)

    @action(detail=True, methods=["post"])
    def publish(self, request, **kwargs):
        """Show the exhibit to the public. Refused, naming the fields, while something is missing."""
        return self._step(request)

    @action(detail=True, methods=["post"])
    def withdraw(self, request, **kwargs):
        """Take the exhibit out of the public's sight."""
        return self._step(request)

    @action(detail=True, methods=["post"])
    def move(self, request, **kwargs):
        """Record a movement, the only way an exhibit's place changes."""
        body = self.sent().validated_data
        with self.changing(body["reason"]) as exhibit:
            Movement.objects.record(exhibit=exhibit, by=request.user, **body)
        return self.answer(self.anew(exhibit))
