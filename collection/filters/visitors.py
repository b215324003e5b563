"""Visitors: readers of whom nobody can know who they are."""

from django.conf import settings

# What tells one reader from another. The cookies of counters, consent banners and sites beside the museum do not.
OWN = frozenset({settings.SESSION_COOKIE_NAME, "messages"})


def is_visitor(request) -> bool:
    """Whether a request only reads, and brings nothing by which somebody could be signed in."""
    return (
        request.method in ("GET", "HEAD") and "HTTP_AUTHORIZATION" not in request.META and not OWN & {*request.COOKIES}
    )


def accepts(request, kind: str) -> bool:
    """Whether the reader names this media type as it is, or takes anything."""
    accepted = request.META.get("HTTP_ACCEPT", "*/*")
    return "*/*" in accepted or kind in accepted
