"""Restrictions in the API: assessed by people, superseded, never overwritten."""

from rest_framework import serializers
from rest_framework.decorators import action

from collection.filters.restriction import RestrictionFilter
from collection.models import Exhibit, Instrument, Restriction

from .base import CreateMixin, WritableViewSet
from .problems import Conflict
from .reading import Reading, RecordLink, fetched, one
from .writing import Choice, HandleField, Strict, Text, Writing

KEPT = "An assessment is never changed or deleted: decide it, and the decision supersedes it."


class RestrictionSerializer(Reading):
    """One assessment of one rule for one exhibit."""

    exhibit = RecordLink("exhibits", "public_id", "accession_number", "title")
    rule = RecordLink("instruments", "key", "name", "paragraph")
    supersedes = RecordLink("restrictions", "id")
    superseded_by = RecordLink("restrictions", "id")

    class Meta:
        model = Restriction
        resource = "restrictions"
        public = (
            "url",
            "id",
            "exhibit",
            "rule",
            "kind",
            "instrument",
            "paragraph",
            "in_force_from",
            "in_force_until",
            "conclusion",
            "assessed_on",
            "public_statement",
        )
        staff = (
            "assessor",
            "evidence",
            "exemption_reference",
            "review_by",
            "supersedes",
            "superseded_by",
            "recorded_at",
        )
        brief = ("url", "id", "kind", "instrument", "paragraph", "conclusion", "assessed_on", "public_statement")

    @classmethod
    def related(cls, name, user):
        if name == "exhibit":
            return [one(name, Exhibit.objects, user)]
        if name == "rule":
            return [one(name, Instrument.objects, user)]
        return [one(name, Restriction.objects, user)] if name in {"supersedes", "superseded_by"} else []


class RestrictionWriting(Writing):
    """A rule that may touch an exhibit, to be assessed. The conclusion is a step of its own: `decide`."""

    exhibit = HandleField(Exhibit, "public_id", example="4k7m2p9x0q")
    rule = HandleField(Instrument, "key", example="unsc-1718-8a-i", required=False, allow_null=True)

    class Meta:
        model = Restriction
        stamp = "recorded_by"
        fields = (
            "exhibit",
            "rule",
            "kind",
            "instrument",
            "paragraph",
            "in_force_from",
            "in_force_until",
            "review_by",
            "public_statement",
        )
        extra_kwargs = {
            name: {"required": False, "help_text": "Left out: as the rule has it."} for name in ("kind", "instrument")
        }
        examples = {
            "exhibit": "4k7m2p9x0q",
            "rule": "unsc-1718-8a-i",
            "kind": "un_sanctions",
            "instrument": "UN Security Council resolution 1718 (2006)",
            "paragraph": "8 (a)",
            "in_force_from": "2006-10-14",
            "in_force_until": "2030-12-31",
            "review_by": "2027-01-31",
            "public_statement": "The museum is examining whether resolution 1718 touches this gift.",
        }


class DecideWriting(Strict):
    """A conclusion: who drew it, when and on what evidence."""

    conclusion = Choice(choices=Restriction.Conclusion.choices)
    assessor = Text(max_length=200)
    assessed_on = serializers.DateField()
    evidence = Text()
    exemption_reference = Text(max_length=200, required=False, allow_blank=True)
    review_by = serializers.DateField(required=False, allow_null=True, help_text="A decision needs a next review.")
    public_statement = Text(required=False, allow_blank=True)

    class Meta:
        examples = {
            "conclusion": "applies",
            "assessor": "The registrar",
            "assessed_on": "2023-10-02",
            "evidence": "The type plate, compared with the annex of the resolution.",
            "exemption_reference": "S/2023/114",
            "review_by": "2027-01-31",
            "public_statement": "Resolution 1718, paragraph 8 (a), applies to this gift.",
        }


class RestrictionViewSet(CreateMixin, WritableViewSet):
    """Rules that may touch an exhibit. For the public: the standing assessments with a public statement."""

    resource = "restrictions"
    queryset = Restriction.objects.all()
    serializer_class = RestrictionSerializer
    filterset_class = RestrictionFilter
    writers = {"create": RestrictionWriting, "decide": DecideWriting}
    permissions = {"decide": "collection.decide_restriction"}
    refusals = {"PUT": KEPT, "PATCH": KEPT, "DELETE": KEPT}

    @action(detail=True, methods=["post"])
    def decide(self, request, **kwargs):
        """Record a conclusion. The answer is a new assessment, which supersedes this one."""
        body = self.sent().validated_data
        with self.changing() as restriction:
            if fetched(restriction, "superseded_by"):
                raise Conflict("A later assessment supersedes this one. Decide that one.")
            decision = Restriction.objects.decide(restriction=restriction, by=request.user, **body)
        return self.created(decision)
