"""Suggestions as one types, for a search box."""

from urllib.parse import urlencode

from django.core.exceptions import ValidationError as Refused
from django.db import router
from django.urls import reverse
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.exceptions import ValidationError
from rest_framework.permissions import AllowAny
from rest_framework.views import APIView

from collection.filters.completions import LONGEST, Completion, completions
from collection.filters.parameters import Reading
from collection.models import Exhibit

from . import parameters
from .base import StrictMixin
from .kept import index_of
from .openapi import READ_PROBLEMS, refusals
from .reading import address, root_of
from .visitors import VisitorsMixin, answer, json_of


class SuggestionSerializer(serializers.Serializer):
    """Something that may be meant by what was typed."""

    kind = serializers.ChoiceField(
        ["exhibit", "country", "donor", "recipient", "occasion", "q"],
        help_text="exhibit, or the parameter of the list of exhibits that takes `value`.",
    )
    label = serializers.CharField(help_text="What people call the kind; the number of an exhibit.")
    text = serializers.CharField()
    value = serializers.CharField()
    count = serializers.IntegerField(help_text="How many exhibits are found by it. Exact.")
    url = serializers.URLField(help_text="What is found.")
    page = serializers.URLField(help_text="The same for visitors.")


class SuggestionsSerializer(serializers.Serializer):
    """What may be meant: at most five of each kind."""

    suggestions = SuggestionSerializer(many=True)


class Suggest(VisitorsMixin, StrictMixin, APIView):
    """Exhibits whose number or title begins so; countries, givers, receivers and occasions with words that begin so;
    and words to search for. Each leads to something that its reader may see."""

    permission_classes = [AllowAny]

    def parameter_names(self):
        return {"q"}

    def at_once(self, request, **kwargs):
        parameters.check(request.GET, {"q"})
        return answer(_body(request, None))

    @extend_schema(
        operation_id="suggest",
        summary="Suggest what may be meant",
        parameters=[
            OpenApiParameter(
                "q",
                {"type": "string", "maxLength": LONGEST},
                required=True,
                description="What has been typed so far.",
            )
        ],
        responses={
            (200, "application/json"): SuggestionsSerializer,
            **refusals(READ_PROBLEMS),
        },
    )
    def get(self, request):
        return answer(_body(request, request.user))


def _body(request, user) -> bytes:
    if "q" not in request.GET:
        raise ValidationError({"q": "Say what has been typed, as in ?q=va."})
    reading = Reading(None, index_of(request)) if user is None else Reading.by(user, router.db_for_read(Exhibit))
    try:
        found = completions(request.GET["q"], reading)
    except Refused as error:
        raise ValidationError({"q": error.messages}) from error
    root, site = root_of(request), request.build_absolute_uri("/").rstrip("/")
    return json_of({"suggestions": [_suggestion(one, root, site) for one in found]})


def _suggestion(one: Completion, root: str, site: str) -> dict:
    if one.exhibit:
        url, page = address(root, "exhibits", one.exhibit), site + one.exhibit.get_absolute_url()
    else:
        query = urlencode({one.kind: one.value})
        url, page = f"{root}exhibits/?{query}", f"{site}{reverse('public:exhibit-list')}?{query}"
    return {
        "kind": one.kind,
        "label": one.label,
        "text": one.text,
        "value": one.value,
        "count": one.count,
        "url": url,
        "page": page,
    }
