"""The short way for visitors, past the REST framework: its set-up takes longer than the index takes to answer.

Where the time of a list of 50 goes, of 20,000 exhibits on SQLite, in milliseconds of a processor: 0.05 Django, 0.10 its
middleware with all headers, 0.05 the state of the index and the ETag. With its copying that is what a kept answer
costs. The rest, 0.7, is the parameters, the page's ids, 50 cards from the database and the host put into their
addresses. In a search, showing where the words stand takes 1.5 to 4 more.
"""

from contextlib import suppress

import orjson
from django.core.exceptions import SuspiciousOperation
from django.http import HttpResponse
from django.utils.cache import patch_vary_headers
from rest_framework.exceptions import ValidationError

from collection.filters.selection import Selection
from collection.filters.visitors import accepts, is_visitor

from .kept import index_of

JSON = "application/json"


class VisitorsMixin:
    """A view whose answers to visitors depend on the index alone. Subclasses may give some of them at once.

    `follows_index` lets `config.fresh` keep them.
    """

    follows_index = JSON

    def at_once(self, request, **kwargs) -> HttpResponse | None:
        """The answer to a visitor's request; None, or a refusal, leaves it to the view."""

    def dispatch(self, request, *args, **kwargs):
        if (is_visitor(request) or _is_nobody(request)) and accepts(request, JSON):
            # What is refused is refused again by the view, which knows how to say so.
            with suppress(ValidationError, SuspiciousOperation):
                if answer := self.at_once(request, **kwargs):
                    return answer
        return super().dispatch(request, *args, **kwargs)


def _is_nobody(request) -> bool:
    """Whether the session that a reader brings has ended, or was never signed in: he gets what visitors get."""
    return request.method in ("GET", "HEAD") and "HTTP_AUTHORIZATION" not in request.META and request.user.is_anonymous


def answer(body: bytes) -> HttpResponse:
    """JSON as everybody gets it."""
    response = HttpResponse(body, content_type=JSON, headers={"Cache-Control": "no-cache"})
    patch_vary_headers(response, ["Authorization", "Cookie"])
    return response


def json_of(value) -> bytes:
    return orjson.dumps(value)


def selected(request, user) -> Selection:
    """What the parameters of a request find for `user`. Raises ValidationError, naming each that is wrong."""
    selection = Selection(user, request.GET, index=index_of(request) if user is None else None)
    if selection.errors:
        raise ValidationError(selection.errors)
    return selection
