"""Disagreements in the API, for staff: notes that say different things, and the way to weigh them."""

from django.db.models import prefetch_related_objects
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.exceptions import PermissionDenied

from collection.filters.disagreement import DisagreementFilter
from collection.models import Disagreement, Weighing
from collection.models.provenance import PositionKind

from .base import WritableViewSet
from .provenance_note import ProvenanceNoteSerializer
from .reading import Labelled, Reading, RecordLink, one
from .writing import Choice, Strict, Text, Whole

NOTE = (*ProvenanceNoteSerializer.Meta.brief, "supersedes", "superseded_by", "positions")
FOUND = "The system finds disagreements: record a note, weigh those that stand, or withdraw one."


class WeighingSerializer(Reading):
    """What the museum made of the notes on a day."""

    url = None

    class Meta:
        model = Weighing
        public = ("outcome", "reason", "decided_at")
        staff = ("same",)


class DisagreementSerializer(Reading):
    """The standing notes of one kind about one thing, where they say different things."""

    exhibit = RecordLink("exhibits", "public_id", "accession_number", "title")
    occasion = RecordLink("occasions", "slug", "name")
    location = Labelled("id", "name")
    answers = serializers.ListField(child=serializers.CharField(), read_only=True)
    notes = ProvenanceNoteSerializer(names=NOTE, many=True, source="shown_notes", read_only=True)
    weighings = WeighingSerializer(many=True, source="shown_weighings", read_only=True)

    class Meta:
        model = Disagreement
        resource = "disagreements"
        public = ("url", "id", "exhibit", "occasion", "location", "claim", "state", "answers", "since")
        staff = ("notes", "weighings")
        listed = public

    @classmethod
    def related(cls, name, user):
        if name in {"exhibit", "occasion", "location"}:
            return [one(name, Disagreement._meta.get_field(name).related_model.objects, user)]
        return []


class PositionWriting(Strict):
    """The museum's position on one of the notes; without a reason of its own it has that of the whole."""

    note = Whole(min_value=1)
    position = Choice(choices=PositionKind.choices)
    reason = Text(required=False, allow_blank=True)


class PairWriting(Strict):
    """Two of the notes that cannot both be right."""

    first = Whole(min_value=1)
    second = Whole(min_value=1)


class WeighWriting(Strict):
    """What the museum makes of the notes, and why."""

    outcome = Choice(choices=Weighing.Outcome.choices)
    reason = Text()
    positions = PositionWriting(many=True, required=False)
    same = serializers.ListField(
        child=serializers.ListField(child=Whole(min_value=1)), required=False, help_text="Notes that say the same."
    )
    contradictions = PairWriting(many=True, required=False)
    question = Text(max_length=300, required=False, allow_blank=True, help_text="What the contradictions are about.")

    class Meta:
        examples = {"outcome": "left_open", "reason": "Nobody has examined the object."}


class DisagreementViewSet(WritableViewSet):
    """Notes that say different things. For staff alone: visitors get an empty list."""

    resource = "disagreements"
    queryset = Disagreement.objects.all()
    serializer_class = DisagreementSerializer
    filterset_class = DisagreementFilter
    writers = {"weigh": WeighWriting}
    permissions = {"weigh": "collection.assess_provenancenote"}
    refusals = {"POST": FOUND, "PUT": FOUND, "PATCH": FOUND, "DELETE": FOUND}

    def represent(self, record, *, many=False, **kwargs):
        if {"notes", "weighings"} & set(self.names):
            self._fetch(record if many else [record])
        return super().represent(record, many=many, **kwargs)

    def _fetch(self, records) -> None:
        """The notes and weighings of all of them together."""
        groups = Weighing.objects.groups((record.about, record.claim) for record in records)
        notes = [note for group in groups for note in group.notes]
        prefetch_related_objects(notes, *ProvenanceNoteSerializer.fetches(self.request.user, NOTE))
        for record, group in zip(records, groups, strict=True):
            record.shown_notes, record.shown_weighings = group.notes, group.weighings

    @action(detail=True, methods=["post"])
    def weigh(self, request, **kwargs):
        """Take positions on the notes, say which say the same, link contradictions, or leave it open. Kept for ever."""
        body = self.sent().validated_data
        if body.get("contradictions") and not request.user.has_perm("collection.add_contradiction"):
            raise PermissionDenied("Your role may not link contradictions.")
        with self.changing(body["reason"]) as disagreement:
            Weighing.objects.weigh(
                about=disagreement.about,
                claim=disagreement.claim,
                outcome=body["outcome"],
                reason=body["reason"],
                by=request.user,
                positions={one["note"]: (one["position"], one.get("reason", "")) for one in body.get("positions", ())},
                same=body.get("same", ()),
                at_odds=[(pair["first"], pair["second"]) for pair in body.get("contradictions", ())],
                question=body.get("question", ""),
            )
        return self.answer(self.anew(disagreement))
