"""What a source claims, in the API: its notes a page at a time, and how often it was right by the museum's reading."""

from django.db import router
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.exceptions import ValidationError
from rest_framework.response import Response

from collection.filters.keyset import BadCursor
from collection.filters.source_claims import claims_page
from collection.models import IndexEntry, ProvenanceNote
from collection.models.provenance import PositionKind
from collection.models.track_record import track_record
from collection.search.index import Index

from .openapi import READ_ONE_PROBLEMS, refusals
from .parameters import whole
from .provenance_note import ProvenanceNoteSerializer
from .reading import address

TAKEN = {"position", "page_size", "cursor"}
SIZE, LARGEST = 20, 50  # exhibits on a page
NOTE = tuple(name for name in ProvenanceNoteSerializer.Meta.public if name != "source")


class RecordOfClaims(serializers.Serializer):
    """How many of its claims stand with each position. Notes that were withdrawn do not count."""

    accepted = serializers.IntegerField(min_value=0)
    disputed = serializers.IntegerField(min_value=0)
    rejected = serializers.IntegerField(min_value=0)
    unassessed = serializers.IntegerField(min_value=0)
    assessed = serializers.IntegerField(min_value=0, help_text="The first three together.")
    share = serializers.IntegerField(allow_null=True, help_text="Of those assessed, the per cent accepted.")


class ClaimsSerializer(serializers.Serializer):
    """What a source claims."""

    source = serializers.URLField()
    record = RecordOfClaims()
    results = ProvenanceNoteSerializer(names=NOTE, many=True)
    next = serializers.URLField(allow_null=True, help_text="The next page; null on the last.")
    previous = serializers.URLField(allow_null=True, help_text="The page before; null on the first.")


class SourceClaimsMixin:
    """GET sources/{slug}/claims/."""

    def parameter_names(self):
        return TAKEN if self.action == "claims" else super().parameter_names()

    @extend_schema(
        operation_id="sources_claims",
        summary="Read what one source claims",
        parameters=[
            OpenApiParameter(
                "position", enum=PositionKind.values, description="Only the claims that stand with this position."
            ),
            OpenApiParameter(
                "page_size",
                {"type": "integer", "minimum": 1, "maximum": LARGEST, "default": SIZE},
                description="Exhibits a page, each with all that the source says of it.",
            ),
            OpenApiParameter("cursor", str, description="Where the page begins: from `next` or `previous`."),
        ],
        responses={
            (200, "application/json"): ClaimsSerializer,
            **refusals(READ_ONE_PROBLEMS),
        },
    )
    @action(detail=True, methods=["get"])
    def claims(self, request, **kwargs):
        """Its notes, exhibit by exhibit, with the museum's positions; first those about occasions and places."""
        source, given = self.get_object(), request.query_params
        position = given.get("position", "")
        if position not in {"", *PositionKind.values}:
            accepted = ", ".join(PositionKind.values)
            raise ValidationError({"position": f"“{position[:80]}” is none of: {accepted}."})
        size = whole(given, "page_size", SIZE, LARGEST, f"A page holds 1 to {LARGEST} exhibits.")
        notes = ProvenanceNote.objects.visible_to(request.user)
        notes = notes.prefetch_related(*ProvenanceNoteSerializer.fetches(request.user, NOTE))
        index = Index.current(router.db_for_read(IndexEntry), self.reads_private)
        try:
            page = claims_page(
                source, request.user, index, notes=notes, position=position, cursor=given.get("cursor"), size=size
            )
        except BadCursor as error:
            raise ValidationError({"cursor": error.messages}) from error
        context = self.get_serializer_context()
        record = track_record(source, request.user)
        return Response(
            {
                "source": address(context["root"], self.resource, source),
                "record": {name: getattr(record, name) for name in RecordOfClaims().fields},
                "results": ProvenanceNoteSerializer(page.notes, names=NOTE, many=True, context=context).data,
                "next": self._page_at(page.next),
                "previous": self._page_at(page.previous),
            }
        )

    def _page_at(self, cursor: str | None) -> str | None:
        if cursor is None:
            return None
        query = self.request.query_params.copy()
        query["cursor"] = cursor
        return self.request.build_absolute_uri(f"{self.request.path}?{query.urlencode()}")
