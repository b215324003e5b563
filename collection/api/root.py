"""The door of the API: what there is, its description, and an answer for every other address."""

import functools
import json

from django.http import Http404, HttpResponse, HttpResponsePermanentRedirect
from django.urls import Resolver404, resolve, reverse
from drf_spectacular.generators import SchemaGenerator
from rest_framework.permissions import AllowAny
from rest_framework.response import Response
from rest_framework.views import APIView

from .base import StrictMixin
from .reading import HANDLES, root_of


class Root(StrictMixin, APIView):
    """The resources and where they are."""

    permission_classes = [AllowAny]
    schema = None

    def get(self, request):
        root = root_of(request)
        return Response(
            {
                "resources": {resource: f"{root}{resource}/" for resource in HANDLES},
                "suggest": f"{root}suggest/",
                "guide": request.build_absolute_uri(reverse("api:guide")),
                "documentation": request.build_absolute_uri(reverse("api:docs")),
                "openapi": request.build_absolute_uri(reverse("api:openapi")),
            }
        )


class OpenAPI(StrictMixin, APIView):
    """The OpenAPI description: the same for everyone, so it is made once."""

    permission_classes = [AllowAny]
    schema = None

    def get(self, request):
        return HttpResponse(description(), content_type="application/json")


@functools.cache
def description() -> bytes:
    """The OpenAPI document as JSON."""
    return json.dumps(SchemaGenerator().get_schema(request=None, public=True), ensure_ascii=False).encode()


class Nowhere(StrictMixin, APIView):
    """Every other address under the API: a problem document, or the way to the address with its slash."""

    permission_classes = [AllowAny]
    schema = None

    def initial(self, request, *args, **kwargs):
        """Before the method is looked at: nothing here has any."""
        self.perform_authentication(request)
        raise Http404

    def dispatch(self, request, *args, **kwargs):
        if request.method in {"GET", "HEAD"} and not request.path.endswith("/") and _known(f"{request.path_info}/"):
            query = request.META.get("QUERY_STRING", "")
            return HttpResponsePermanentRedirect(f"{request.path}/" + (f"?{query}" if query else ""))
        return super().dispatch(request, *args, **kwargs)


def _known(path: str) -> bool:
    try:
        return resolve(path).url_name != "nowhere"
    except Resolver404:
        return False
