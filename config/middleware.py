"""Response headers that no library in use sets."""


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
