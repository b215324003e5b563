"""What a visitor or program gets instead of a page.

A page is made without the request: it repeats nothing of the address and knows nobody, so that it is the same to the
byte whether a record is unpublished or was never there.
"""

import json

from django.conf import settings
from django.http import HttpResponse
from django.template import loader
from django.utils.cache import patch_vary_headers


def bad_request(request, exception=None):
    return _error(request, 400, "Bad Request", "The address or what was sent with it cannot be read.")


def forbidden(request, exception=None):
    return _error(request, 403, "Forbidden", "You may not do this. Sign in with an account that may.")


def csrf_failure(request, reason=""):
    return forbidden(request)


def not_found(request, exception=None):
    return _error(request, 404, "Not Found", "There is nothing at this address.")


def server_error(request):
    return _error(request, 500, "Internal Server Error", "The museum made a mistake, and has written it down.")


def _error(request, status: int, title: str, detail: str) -> HttpResponse:
    if request.path.startswith("/api/"):
        # RFC 9457. The API answers its own errors; these are the ones that never reach it.
        problem = {"type": "about:blank", "title": title, "status": status, "detail": detail}
        response = HttpResponse(json.dumps(problem), status=status, content_type="application/problem+json")
    else:
        page = loader.render_to_string(f"{status}.html", {"site_name": settings.SITE_NAME})
        response = HttpResponse(page, status=status)
    response.headers["Cache-Control"] = "no-store"
    patch_vary_headers(response, ["Cookie"])  # whether or not the view had looked at who asks before it gave up
    return response
