"""What may be sent about an exhibit."""

from rest_framework import serializers

from collection.models import Acquisition, Exhibit, Location, Participation, Party, ProvenanceEvent, Term

from .writing import HandleField, Strict, Text, Whole, Writing


def term(vocabulary: str, **kwargs) -> HandleField:
    return HandleField(Term, "pk", example=7, conditions={"vocabulary": vocabulary}, **kwargs)


def terms(vocabulary: str) -> serializers.ListField:
    return serializers.ListField(child=term(vocabulary), required=False, max_length=100)


class ParticipationWriting(Writing):
    """Who made, signed, used or appears on it: with `id` one that stands, without a new one."""

    id = Whole(required=False)
    party = HandleField(Party, "slug", example="michael-jordan")

    class Meta:
        model = Participation
        fields = ("id", "party", "role", "note", "is_public")


class ExhibitWriting(Writing):
    """An exhibit to create (a draft) or change. Its status and its place change by steps of their own."""

    classification = term("classification", required=False, allow_null=True)
    materials = terms("material")
    techniques = terms("technique")
    themes = terms("theme")
    provenance_text = Text(required=False, allow_blank=True, trim_whitespace=False)
    acquisition = HandleField(Acquisition, "number", example="ACQ-2023-014", required=False, allow_null=True)
    participations = ParticipationWriting(many=True, required=False)

    class Meta:
        model = Exhibit
        stamp = "created_by"
        children = {"participations": "participations"}
        fields = (
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
            "made_place",
            "credit_line",
            "provenance_text",
            "rights_statement",
            "prominence",
            "prominence_reason",
            "acquisition",
            "participations",
            "valuation",
            "internal_note",
        )
        examples = {
            "accession_number": "2023.0914.1",
            "title": "Basketball signed by Michael Jordan",
            "object_name": "basketball",
            "quantity": 1,
            "classification": 7,
            "medium": "Leather, ink",
            "materials": [7],
            "measurements": "Ø 24 cm",
            "made": "c. 1998",
            "acquisition": "ACQ-2023-014",
            "rights_statement": "http://rightsstatements.org/vocab/CNE/1.0/",
            "prominence": "normal",
            "participations": [{"party": "michael-jordan", "role": "signatory"}],
        }

    def update(self, record, validated_data):
        exhibit = super().update(record, validated_data)
        if "provenance_text" in validated_data:
            ProvenanceEvent.objects.read(exhibit=exhibit)
        return exhibit


class StepWriting(Strict):
    """Why the exhibit takes this step; its history keeps the reason."""

    reason = Text()

    class Meta:
        examples = {"reason": "Checked against the register."}


class MoveWriting(Strict):
    """Where the exhibit goes, why, and on whose authority."""

    to_location = HandleField(Location, "pk", example=12)
    reason = Text()
    authorised_by = Text(max_length=200)
    moved_by = Text(max_length=200, required=False, allow_blank=True)
    moved_at = serializers.DateTimeField(required=False)

    class Meta:
        examples = {
            "to_location": 12,
            "reason": "New display of the spring",
            "authorised_by": "The registrar",
            "moved_by": "Two attendants",
            "moved_at": "2023-10-02T09:00:00Z",
        }
