"""Visitors: readers of whom nobody can know who they are."""


def is_visitor(request) -> bool:
    """Whether a request only reads, and brings nothing by which somebody could be signed in."""
    sent = request.META
    return request.method in ("GET", "HEAD") and "HTTP_AUTHORIZATION" not in sent and not sent.get("HTTP_COOKIE")


def accepts(request, kind: str) -> bool:
    """Whether the reader names this media type as it is, or takes anything."""
    accepted = request.META.get("HTTP_ACCEPT", "*/*")
    return "*/*" in accepted or kind in accepted
