"""Candidates of the rule book in the API: for staff, to open as an assessment or to dismiss with a reason."""

from rest_framework.decorators import action

from collection.filters.restriction_candidate import RestrictionCandidateFilter
from collection.models import Exhibit, Instrument, Restriction, RestrictionCandidate

from .base import WritableViewSet
from .reading import Reading, RecordLink, one
from .writing import Strict, Text

RELATED = {"exhibit": Exhibit, "instrument": Instrument, "restriction": Restriction}


class RestrictionCandidateSerializer(Reading):
    """An exhibit that an entry of the rule book may touch, and what speaks for it. Nobody has concluded anything."""

    exhibit = RecordLink("exhibits", "public_id", "accession_number", "title")
    instrument = RecordLink("instruments", "key", "name", "paragraph")
    restriction = RecordLink("restrictions", "id")

    class Meta:
        model = RestrictionCandidate
        resource = "restriction-candidates"
        public = ("url", "id")
        staff = (
            "exhibit",
            "instrument",
            "facts",
            "state",
            "proposed_at",
            "restriction",
            "dismissed_at",
            "dismissed_reason",
            "version",
        )

    @classmethod
    def related(cls, name, user):
        return [one(name, RELATED[name].objects, user)] if name in RELATED else []


class OpenWriting(Strict):
    """The restriction takes over the rule, and is under assessment. Why may be said, for the history."""

    reason = Text(required=False, allow_blank=True)

    class Meta:
        examples = {"reason": "The armourer is to look at it."}


class DismissWriting(Strict):
    """Why it does not come into question."""

    reason = Text()

    class Meta:
        examples = {"reason": "A toy of tin; the rule means arms."}


class RestrictionCandidateViewSet(WritableViewSet):
    """What the rule book proposes, for staff alone: a visitor finds none."""

    resource = "restriction-candidates"
    queryset = RestrictionCandidate.objects.all()
    serializer_class = RestrictionCandidateSerializer
    filterset_class = RestrictionCandidateFilter
    writers = {"open": OpenWriting, "dismiss": DismissWriting}
    permissions = {"open": "collection.add_restriction", "dismiss": "collection.decide_restriction"}

    @action(detail=True, methods=["post"])
    def open(self, request, **kwargs):
        """Open an assessment: a restriction that cites the rule, under assessment. `restriction` leads to it."""
        with self.changing(self.sent().validated_data.get("reason")) as candidate:
            Restriction.objects.open(candidate=candidate, by=request.user)
        return self.answer(self.anew(candidate))

    @action(detail=True, methods=["post"])
    def dismiss(self, request, **kwargs):
        """Put it aside with a reason. It is not proposed again while the same speaks for it."""
        body = self.sent().validated_data
        with self.changing(body["reason"]) as candidate:
            RestrictionCandidate.objects.dismiss(candidate=candidate, by=request.user, **body)
        return self.answer(self.anew(candidate))
