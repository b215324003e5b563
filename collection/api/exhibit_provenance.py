"""The provenance of one exhibit in the API: its text, the chain read in it, what sources say, and what is found."""

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.decorators import action

from collection.models import ProvenanceNote
from collection.models.told_chain import ToldChain, told_chain
from collection.notation.provenance.analysis import KINDS

from .openapi import READ_ONE_PROBLEMS, refusals
from .provenance_note import ProvenanceNoteSerializer
from .reading import link

NOTE = (*ProvenanceNoteSerializer.Meta.brief, "supersedes", "superseded_by", "positions")
EDTF = "EDTF; empty where nothing sets it."


class _Text(serializers.CharField):
    """Text that may be empty."""

    def __init__(self, help_text=None, **kwargs):
        super().__init__(allow_blank=True, help_text=help_text, **kwargs)


class LinkedRecord(serializers.Serializer):
    url = serializers.URLField()
    slug = serializers.CharField()
    name = serializers.CharField()


class NamedParty(serializers.Serializer):
    """Who had it, as the words say; `record` where the museum knows whom they mean."""

    name = _Text()
    place = _Text()
    born = _Text(EDTF)
    died = _Text(EDTF)
    is_dealer = serializers.BooleanField()
    record = LinkedRecord(allow_null=True)


class LinkSerializer(serializers.Serializer):
    """One link of the chain; `text[start:end]` is what it was read from."""

    position = serializers.IntegerField(min_value=1)
    start = serializers.IntegerField(min_value=0)
    end = serializers.IntegerField(min_value=0)
    written = serializers.CharField()
    party = NamedParty()
    former_name = _Text("From whom, where the words say so.")
    method = _Text("A slug of the Art Tracks vocabulary.")
    method_label = _Text()
    certainty = _Text("possibly, probably or empty")
    earliest_begin = _Text(EDTF)
    latest_begin = _Text(EDTF)
    earliest_end = _Text(EDTF)
    latest_end = _Text(EDTF)
    is_direct = serializers.BooleanField(allow_null=True, help_text="Whether it passed directly to the next.")
    notes = _Text("The notes that it cites.")
    unread = serializers.ListField(
        child=serializers.ListField(child=serializers.IntegerField(min_value=0), min_length=2, max_length=2),
        help_text="Start and end, in `text`, of words that were not understood.",
    )
    is_confirmed = serializers.BooleanField(help_text="Whether a curator has decided something about it.")


PLAIN = tuple(name for name in LinkSerializer._declared_fields if name not in {"party", "unread", "is_confirmed"})


class FootnoteSerializer(serializers.Serializer):
    """A note of the section below the chain."""

    marker = _Text()
    start = serializers.IntegerField(min_value=0)
    end = serializers.IntegerField(min_value=0)
    text = _Text()
    cited_by = serializers.ListField(child=serializers.IntegerField(min_value=1), help_text="Positions of links.")


class FindingSerializer(serializers.Serializer):
    """What there is to look into; years are astronomical, null where open."""

    kind = serializers.ChoiceField(choices=list(KINDS.items()))
    positions = serializers.ListField(
        child=serializers.IntegerField(min_value=1), help_text="Of the links it is about."
    )
    first_year = serializers.IntegerField(allow_null=True)
    last_year = serializers.IntegerField(allow_null=True)
    reason = serializers.CharField()


class ProvenanceSerializer(serializers.Serializer):
    """The provenance of an exhibit."""

    exhibit = serializers.URLField()
    text = _Text("As the museum prints it, sign for sign.")
    chain = LinkSerializer(many=True)
    footnotes = FootnoteSerializer(many=True)
    notes = ProvenanceNoteSerializer(names=NOTE, many=True)
    analysis = FindingSerializer(many=True)


class ProvenanceMixin:
    """GET exhibits/{public_id}/provenance/."""

    @extend_schema(
        operation_id="exhibits_provenance",
        summary="Read the provenance of one exhibit",
        parameters=[],
        responses={
            (200, "application/json"): ProvenanceSerializer,
            **refusals(READ_ONE_PROBLEMS),
        },
    )
    @action(detail=True, methods=["get"])
    def provenance(self, request, **kwargs):
        """The text, the chain read in it, what sources say with the museum's positions, and what to look into."""
        return self.answer(self.get_object())

    def body_of(self, record):
        """The provenance is what its addresses answer with, and what the ETag of a write names."""
        if not self.action.startswith("provenance"):
            return super().body_of(record)
        user, context = self.request.user, self.get_serializer_context()
        notes = ProvenanceNote.objects.visible_to(user).filter(exhibit=record).order_by("id")
        notes = notes.prefetch_related(*ProvenanceNoteSerializer.fetches(user, NOTE))
        return self.request.accepted_renderer.render(
            {
                "exhibit": link(context["root"], "exhibits", record)["url"],
                **_told(told_chain(record, user), context["root"]),
                "notes": ProvenanceNoteSerializer(notes, names=NOTE, many=True, context=context).data,
            }
        )


def _told(chain: ToldChain, root: str) -> dict:
    text = chain.provenance.text
    return {
        "text": text,
        "chain": [_link(event, root) for event in chain.events],
        "footnotes": [
            {
                "marker": note.marker,
                "start": note.start,
                "end": note.end,
                "text": text[note.start : note.end],
                "cited_by": [index + 1 for index in note.periods],
            }
            for note in chain.provenance.notes
        ],
        "analysis": [
            {
                "kind": finding.kind,
                "positions": [index + 1 for index in finding.links],
                "first_year": finding.first_year,
                "last_year": finding.last_year,
                "reason": finding.reason,
            }
            for finding in chain.findings
        ],
    }


def _link(event, root: str) -> dict:
    """The fields of LinkSerializer."""
    record = event.shown_party
    party = {
        "name": event.party_name,
        "place": event.party_place,
        "born": event.born,
        "died": event.died,
        "is_dealer": event.is_dealer,
        "record": link(root, "parties", record, "slug", "name") if record else None,
    }
    return {
        **{name: getattr(event, name) for name in PLAIN},
        "party": party,
        "unread": [[event.start + start, event.start + end] for start, end in event.unread],
        "is_confirmed": event.is_edited or record is not None,
    }
