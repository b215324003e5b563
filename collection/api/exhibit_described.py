"""What the OpenAPI description says of the exhibits' list beyond that of other lists."""

from drf_spectacular.utils import OpenApiParameter, extend_schema

from collection.filters.selection import ORDERS, RELEVANCE, SHOWN
from collection.search.words import Field

from .exhibit_facets import FACETS, MOST, FacetsSerializer
from .exhibit_list import MATCH
from .openapi import READ_PROBLEMS, refusals
from .pagination import KeysetPagination
from .parameters import Filters

PART = {
    "type": "object",
    "required": ["text", "mark"],
    "properties": {
        "text": {"type": "string"},
        "mark": {"type": "boolean", "description": "Whether these are words of the search."},
    },
}
FOUND = {
    "type": "array",
    "description": "In a search: where its words stand. Empty where they are only compared, as in `made:1950`.",
    "items": {
        "type": "object",
        "required": ["field", "parts"],
        "properties": {
            "field": {"type": "string", "enum": [field.value for field in Field]},
            "parts": {"type": "array", "description": "A piece of its text.", "items": PART},
        },
    },
}
AROUND = {
    "total": {"type": "integer", "minimum": 0, "description": "How many exhibits are found. Exact."},
    "did_you_mean": {
        "type": "array",
        "items": {"type": "string"},
        "description": "Where a search finds nothing: other searches, with words that are spelled alike.",
    },
    "without": {
        "type": "array",
        "description": "Where nothing is found: what would be, without some of the parameters.",
        "items": {
            "type": "object",
            "required": ["parameters", "labels", "total", "url"],
            "properties": {
                "parameters": {"type": "array", "items": {"type": "string"}},
                "labels": {"type": "array", "items": {"type": "string"}},
                "total": {"type": "integer", "minimum": 1},
                "url": {"type": "string", "format": "uri"},
            },
        },
    },
}


class ExhibitFilters(Filters):
    """Describes the parameters; the index reads them."""

    def filter_queryset(self, request, queryset, view):
        return queryset


class ExhibitPagination(KeysetPagination):
    """Describes the pages; the index makes them."""

    def get_paginated_response_schema(self, schema):
        item = {"allOf": [schema["items"], {"type": "object", "properties": {MATCH: FOUND}}]}
        described = super().get_paginated_response_schema({**schema, "items": item})
        described["properties"] |= AROUND
        described["required"] += AROUND
        return described

    def get_schema_operation_parameters(self, view):
        described = super().get_schema_operation_parameters(view)
        ordering = next(parameter for parameter in described if parameter["name"] == "ordering")
        orders = [sign + name for name in ORDERS for sign in ("", "-")]
        ordering["schema"] = {"type": "string", "enum": [*orders, RELEVANCE]}
        ordering["description"] += " Left out: by `relevance` in a search, else by `number`."
        return described


describes_facets = extend_schema(
    operation_id="exhibits_facets",
    summary="Count exhibits by what they can be narrowed by",
    parameters=[
        OpenApiParameter(
            "facet",
            {"type": "array", "minItems": 1, "items": {"type": "string", "enum": list(FACETS)}},
            style="form",
            explode=False,
            description="Only these facets, with commas between. Staff only: status.",
        ),
        OpenApiParameter(
            "values",
            {"type": "integer", "minimum": 1, "maximum": MOST, "default": SHOWN},
            description="How many values of each facet.",
        ),
    ],
    filters=True,
    responses={
        (200, "application/json"): FacetsSerializer,
        **refusals(READ_PROBLEMS),
    },
)
