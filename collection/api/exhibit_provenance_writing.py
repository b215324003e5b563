"""Writing the provenance of an exhibit: its text, whom the links mean, and what a curator corrects in one of them."""

from django.core.exceptions import PermissionDenied
from django.core.exceptions import ValidationError as ModelError
from django.http import Http404
from drf_spectacular.utils import extend_schema
from rest_framework.decorators import action
from rest_framework.exceptions import ValidationError

from collection.models import Party, ProvenanceEvent

from .exhibit_provenance import ProvenanceMixin, ProvenanceSerializer
from .openapi import CHANGE_PROBLEMS, DETAIL_PROBLEMS, READ_PROBLEMS, WRITE_PROBLEMS, refusals
from .problems import invalid
from .writing import Flag, HandleField, Strict, Text, Whole, Writing

MOST = 1_000  # links whose parties one request decides
NEW_PARTY = "true: record whom the words name as a new party. In place of `party`."
_PROBLEMS = READ_PROBLEMS | WRITE_PROBLEMS | CHANGE_PROBLEMS | DETAIL_PROBLEMS


class MeantWriting(Strict):
    """Whom a link means: a party that is recorded, or one to be recorded from its words."""

    position = Whole(min_value=1)
    party = HandleField(Party, "slug", example="anna-weber", required=False)
    new_party = Flag(required=False, help_text=NEW_PARTY)

    def validate(self, attrs):
        if bool(attrs.get("party")) == attrs.get("new_party", False):
            raise ValidationError({"party": "Name the party, or send new_party: true to record one from the words."})
        return attrs


class ProvenanceWriting(Strict):
    """The text, sign for sign, and whom links of the chain that is read in it mean; the others stay as they are."""

    text = Text(allow_blank=True, trim_whitespace=False)
    parties = MeantWriting(many=True, required=False, max_length=MOST)

    class Meta:
        examples = {
            "text": "Anna Weber [1850-1912], Bern, by 1905; to Carl Brandt, Berlin, 1912.",
            "parties": [{"position": 1, "party": "anna-weber"}, {"position": 2, "new_party": True}],
        }


class LinkWriting(Writing):
    """What a curator knows better of one link. Its words stay those of the text."""

    party = HandleField(Party, "slug", example="anna-weber", required=False, allow_null=True)
    new_party = Flag(required=False, write_only=True, help_text=NEW_PARTY)

    class Meta:
        model = ProvenanceEvent
        fields = (
            "party",
            "new_party",
            "party_name",
            "party_place",
            "born",
            "died",
            "former_name",
            "is_dealer",
            "method",
            "certainty",
            "earliest_begin",
            "latest_begin",
            "earliest_end",
            "latest_end",
            "is_direct",
            "notes",
        )
        examples = {
            "party": "anna-weber",
            "party_name": "Anna Weber",
            "party_place": "Bern",
            "born": "1850",
            "died": "1912",
            "method": "by_descent",
            "certainty": "possibly",
            "latest_begin": "1905",
            "is_direct": True,
        }

    def validate(self, attrs):
        if attrs.get("party") and attrs.get("new_party"):
            raise ValidationError({"new_party": "Name the party or have a new one recorded, not both."})
        return attrs

    def update(self, record, validated_data):
        new = validated_data.pop("new_party", False)
        try:
            if validated_data:
                record.edit(validated_data)
            if new:
                record.edit({"party": record.new_party()})
        except ModelError as error:
            raise invalid(error) from error
        return record


def _described(request_serializer, summary: str, what: str):
    return extend_schema(
        operation_id=f"exhibits_{what}",
        summary=summary,
        request=request_serializer,
        responses={
            (200, "application/json"): ProvenanceSerializer,
            **refusals(_PROBLEMS),
        },
    )


class ProvenanceWritingMixin(ProvenanceMixin):
    """PUT exhibits/{public_id}/provenance/ and PATCH exhibits/{public_id}/provenance/{position}/."""

    @_described(ProvenanceWriting, "Write the provenance of one exhibit", "provenance_write")
    @ProvenanceMixin.provenance.mapping.put
    def provenance_write(self, request, **kwargs):
        """The text is kept as it is sent and read into the chain.

        Links whose words stand in it unchanged keep what curators confirmed or edited.
        """
        body = self.sent().validated_data
        meant = {entry["position"]: entry.get("party") for entry in body.get("parties", ())}
        if None in meant.values():
            self._check_may_add_party()
        with self.changing() as exhibit:
            if body["text"] != exhibit.provenance_text:
                if not request.user.has_perm("collection.change_exhibit"):
                    raise PermissionDenied("Your role may not change the provenance text of an exhibit.")
                exhibit.provenance_text = body["text"]
                exhibit.save()
            try:
                ProvenanceEvent.objects.decide(exhibit=exhibit, parties=meant, again=True)
            except ModelError as error:
                raise ValidationError(_by_entry(error, body["parties"])) from error
        return self.answer(self.anew(exhibit))

    @_described(LinkWriting, "Change one link of the chain of an exhibit", "provenance_link")
    @action(
        detail=True,
        methods=["patch"],
        url_path="provenance/(?P<position>[1-9][0-9]{0,5})",
        url_name="provenance-link",
    )
    def provenance_link(self, request, position, **kwargs):
        """Only what is sent changes. What a curator edited stays so as long as the words of the link stay the same."""
        writer = self.sent()
        if writer.validated_data.get("new_party"):
            self._check_may_add_party()
        with self.changing() as exhibit:
            chain = ProvenanceEvent.objects.read(exhibit=exhibit)
            if int(position) > len(chain):
                raise Http404
            writer.update(chain[int(position) - 1], dict(writer.validated_data))
        return self.answer(self.anew(exhibit))

    def _check_may_add_party(self):
        if not self.request.user.has_perm("collection.add_party"):
            raise PermissionDenied("Your role may not record a new party.")


def _by_entry(error: ModelError, entries: list[dict]) -> dict:
    """Errors by position, as errors of the entries that were sent."""
    places = {str(entry["position"]): index for index, entry in enumerate(entries)}
    return {"parties": {places[position]: {"position": texts} for position, texts in error.message_dict.items()}}
