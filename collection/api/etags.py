"""ETags: a hash of the very bytes a reader gets, so that nothing he may not see ever moves it."""

from hashlib import blake2b

from django.utils.http import parse_etags

from .problems import PreconditionRequired


def etag_of(body: bytes) -> str:
    """A strong ETag, quotes included."""
    return f'"{blake2b(body, digest_size=16).hexdigest()}"'


def demanded(request) -> list[str]:
    """The ETags in If-Match, by which a writer says what record he read.

    `*` would overwrite whatever stands there, so it is no answer: PreconditionRequired, as for none.
    """
    given = parse_etags(request.headers.get("If-Match", ""))
    if not given or given == ["*"]:
        raise PreconditionRequired
    return given
