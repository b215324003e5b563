"""Pages by key in the envelope {"results", "next", "previous"}: constant cost however deep, no count."""

from rest_framework.exceptions import ValidationError
from rest_framework.pagination import BasePagination
from rest_framework.response import Response

from collection.filters.keyset import MAX_SIZE, BadCursor, paginate

from .parameters import whole

DEFAULT_SIZE = 50


class KeysetPagination(BasePagination):
    """The page that `ordering`, `page_size` and `cursor` ask for."""

    def paginate_queryset(self, queryset, request, view=None):
        filterset = view.filterset_class
        try:
            self.page = paginate(
                queryset,
                order=order_of(request, filterset),
                orders=filterset.ORDERS,
                cursor=request.query_params.get("cursor"),
                size=size_of(request.query_params),
            )
        except BadCursor as error:
            raise ValidationError({"cursor": error.messages}) from error
        self.request = request
        return self.page.items

    def get_paginated_response(self, data):
        return Response(
            {"results": data, "next": self._link(self.page.next), "previous": self._link(self.page.previous)}
        )

    def _link(self, cursor):
        if cursor is None:
            return None
        query = self.request.query_params.copy()
        query["cursor"] = cursor
        return self.request.build_absolute_uri(f"{self.request.path}?{query.urlencode()}")

    def get_paginated_response_schema(self, schema):
        neighbour = {"type": ["string", "null"], "format": "uri"}
        return {
            "type": "object",
            "required": ["results", "next", "previous"],
            "properties": {
                "results": schema,
                "next": {**neighbour, "description": "The next page; null on the last."},
                "previous": {**neighbour, "description": "The page before; null on the first."},
            },
        }

    def get_schema_operation_parameters(self, view):
        orders = [sign + name for name in view.filterset_class.ORDERS for sign in ("", "-")]
        described = {
            "ordering": (
                {"type": "string", "enum": orders, "default": view.filterset_class.DEFAULT_ORDER},
                "The order of the list; with a minus, backwards.",
            ),
            "page_size": (
                {"type": "integer", "minimum": 1, "maximum": MAX_SIZE, "default": DEFAULT_SIZE},
                "Records a page.",
            ),
            "cursor": (
                {"type": "string"},
                "Where the page begins: taken from `next` or `previous`, never made up.",
            ),
        }
        return [
            {"name": name, "in": "query", "required": False, "description": description, "schema": schema}
            for name, (schema, description) in described.items()
        ]


def order_of(request, filterset) -> str:
    """The order that the request asks for. Raises ValidationError."""
    orders = filterset.orders_for(request.query_params)
    order = request.query_params.get("ordering", next(iter(orders)))
    if order.removeprefix("-") not in orders:
        raise ValidationError(
            {
                "ordering": f"The list cannot be ordered by “{order[:80]}”. Accepted: {', '.join(orders)}, "
                "each also with a minus in front."
            }
        )
    return order


def size_of(given) -> int:
    """How many records a page holds."""
    return whole(given, "page_size", DEFAULT_SIZE, MAX_SIZE, f"A page holds 1 to {MAX_SIZE} records.")
