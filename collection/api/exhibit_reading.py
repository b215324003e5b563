"""What readers get of an exhibit."""

from collection.models import (
    Acquisition,
    Deaccession,
    Exhibit,
    Location,
    Participation,
    Party,
    ProvenanceNote,
    Restriction,
    Showroom,
    Term,
)

from .acquisition import AcquisitionSerializer
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
            "provenance_text",
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


# What the index keeps for visitors' lists, see `collection.models.card`.
CARD = tuple(name for name in ExhibitSerializer.Meta.listed if name in ExhibitSerializer.Meta.public)
