"""Middleware of the house: headers that are the same with every answer, and visitors who read from replicas."""

from csp.constants import HEADER
from csp.utils import build_policy
from django.conf import settings
from django.db import InterfaceError, OperationalError, ProgrammingError
from django.http import HttpResponse

from config.replicas import pick
from config.routers import reading_from

# What a replica fails with that is gone, in recovery's way, or yet without the tables of a new release.
FAILURES = (OperationalError, InterfaceError, ProgrammingError)


def content_policy(get_response):
    """Say what a page may load. The library's own middleware makes the policy anew for each answer; ours is one.

    Django's own error pages for developers, which are styled within, are left readable, as the library leaves them.
    """
    policy = build_policy()

    def middleware(request):
        response = get_response(request)
        if not (settings.DEBUG and response.status_code in (404, 500)):
            response.headers.setdefault(HEADER, policy)
        return response

    return middleware


def resource_policy(get_response):
    """Keep other sites from embedding our responses.

    Scripts elsewhere still read the API: CORS, not this header, decides on those.
    A view that serves pictures for others to embed sets its own value.
    """

    def middleware(request):
        response = get_response(request)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        return response

    return middleware


class VisitorsReadReplicas:
    """What a visitor asks is read from a replica; where that fails, the primary answers in its stead.

    Stands last, next to the view, so that only the view runs again. Whoever may have signed in is no visitor: an
    editor reads what he wrote.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        request.replica = pick() if _is_visitors(request) else None
        if request.replica is None:
            return self.get_response(request)
        with reading_from(request.replica.alias):
            response = self.get_response(request)
        return response if request.replica else self.get_response(request)

    def process_exception(self, request, exception):
        """A replica that fails a reader is left alone; the answer given here is never sent."""
        if request.replica and isinstance(exception, FAILURES):
            request.replica.mark_down()
            request.replica = None
            return HttpResponse(status=503)
        return None


def _is_visitors(request) -> bool:
    signed_in = settings.SESSION_COOKIE_NAME in request.COOKIES or "HTTP_AUTHORIZATION" in request.META
    return request.method in ("GET", "HEAD", "OPTIONS") and not signed_in
