"""How a record is cited: in words, as BibTeX or as CSL-JSON, at an address of its own."""

import json

from django.http import HttpResponse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.decorators import action
from rest_framework.exceptions import ValidationError

from collection.interchange import bibtex, citation, csl_json
from collection.interchange.citation import TYPES, Work

from .etags import etag_of
from .exporting import FORMAT
from .openapi import READ_ONE_PROBLEMS, refusals

DEFAULT = "csl"
_SCHEMAS = {
    "csl": {"type": "array", "items": {"type": "object", "required": ["id", "type"]}},
    "bibtex": OpenApiTypes.STR,
    "text": OpenApiTypes.STR,
}
_PROBLEMS = {status: text for status, text in READ_ONE_PROBLEMS.items() if status != 406}


def written(kind: str, work: Work) -> bytes:
    """The citation; `kind` is one of TYPES. CSL-JSON is a list of items, here of one."""
    match kind:
        case "text":
            return f"{citation.text(work)}\n".encode()
        case "bibtex":
            return bibtex.entry(work).encode()
    return json.dumps([csl_json.item(work)], ensure_ascii=False, indent=2).encode()


class CitationMixin:
    """GET <record>/citation/. Subclasses say which `work` is cited, and name the action in `apart`."""

    def work(self, record) -> Work:
        """What is cited as `record`."""
        raise NotImplementedError  # each subclass has its own

    def parameter_names(self):
        return {FORMAT} if self.action == "citation" else super().parameter_names()

    def perform_content_negotiation(self, request, force=False):
        return super().perform_content_negotiation(request, force or self.action == "citation")

    @extend_schema(
        parameters=[OpenApiParameter(FORMAT, enum=list(TYPES), default=DEFAULT, description="How it is written.")],
        responses={
            **{(200, TYPES[kind].partition(";")[0]): schema for kind, schema in _SCHEMAS.items()},
            **refusals(_PROBLEMS),
        },
    )
    @action(detail=True, methods=["get"])
    def citation(self, request, **kwargs):
        """How to cite it: one line of text, an entry of BibTeX, or an item of CSL-JSON in a list."""
        kind = request.query_params.get(FORMAT, DEFAULT)
        if kind not in TYPES:
            raise ValidationError({FORMAT: f"There is no format “{kind[:80]}”. Accepted: {', '.join(TYPES)}."})
        body = written(kind, self.work(self.get_object()))
        return HttpResponse(body, content_type=TYPES[kind], headers={"ETag": etag_of(body)})
