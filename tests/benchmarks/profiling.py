"""Where the time of a request goes: the API's list and search and an exhibit's page, under Python's own profiler.

`python -m tests.benchmarks.profiling` prints it for the museum in DATABASE_URL. Profiling makes small functions look
dearer than they are: read shares, not milliseconds.
"""

import cProfile
import io
import pstats
import time
from collections import Counter
from itertools import cycle
from wsgiref.util import setup_testing_defaults

import django

from . import museums
from .museums import Museum

PROFILED = ("API list of 50", "API search, common word", "API facets with a filter", "HTML detail")
WARM, REQUESTS, TOP = 50, 300, 20
# Part of the file or of the builtin's name → what the time was spent on; the first that fits.
SHARES = {
    "sqlite3": "database",
    "psycopg": "database",
    "django/db/": "database, Django's part",
    "orjson": "JSON",
    "json/": "JSON",
    "pyroaring": "sets of exhibits",
    "collection/search": "search",
    "collection/filters": "search",
    "collection/api": "our views of the API",
    "collection/public": "our public views",
    "collection/models": "our models",
    "rest_framework": "REST framework",
    "django/template": "templates",
    "django/utils/safestring": "templates",
    "django/utils/html": "templates",
    "middleware": "middleware and handlers",
    "config/": "middleware and handlers",
    "csp/": "middleware and handlers",
    "corsheaders": "middleware and handlers",
    "whitenoise": "middleware and handlers",
    "django/core/handlers": "middleware and handlers",
    "django/http": "requests and responses",
    "django/urls": "addresses",
}


def report(museum: Museum) -> str:
    """The text for one museum."""
    return museums.run(museum.url, "-m", "tests.benchmarks.profiling")


def main() -> None:
    django.setup()
    from django.core.wsgi import get_wsgi_application

    from .addresses import pages
    from .samples import samples

    application = get_wsgi_application()
    for page in pages(samples()):
        if page.name in PROFILED:
            print(_profile(application, page.name, page.addresses["ours"]))


def _profile(application, name: str, addresses: list[str]) -> str:
    turns = cycle(addresses)  # each is new to the cache of answers
    for _ in range(WARM):
        status = _get(application, next(turns))
        if not status.startswith("200"):
            return f"{name}\n{'=' * len(name)}\nnot answered: {status}\n"
    started = time.process_time()
    for _ in range(REQUESTS):
        _get(application, next(turns))
    alone = (time.process_time() - started) * 1000 / REQUESTS
    profiler = cProfile.Profile()
    profiler.enable()
    for _ in range(REQUESTS):
        _get(application, next(turns))
    profiler.disable()
    text = io.StringIO()
    stats = pstats.Stats(profiler, stream=text)
    stats.sort_stats("tottime").print_stats(TOP)
    lines = [name, "=" * len(name), f"{alone:.2f} ms CPU a request without the profiler", ""]
    shares = _shares(stats)
    lines += [f"{seconds / shares.total():6.1%}  {share}" for share, seconds in shares.most_common()]
    return "\n".join(lines) + "\n" + _top(text.getvalue()) + "\n"


def _get(application, address: str) -> str:
    """Ask once; the status."""
    path, _, query = address.partition("?")
    environ = {"PATH_INFO": path, "QUERY_STRING": query, "HTTP_HOST": "localhost"}
    setup_testing_defaults(environ)
    answered = []
    body = application(environ, lambda status, headers, error=None: answered.append(status))
    for _ in body:
        pass
    body.close()
    return answered[0]


def _shares(stats: pstats.Stats) -> Counter:
    """Seconds by what they were spent on. A builtin that belongs to nothing in particular counts with its callers."""
    shares = Counter()
    for function, (_, _, seconds, _, callers) in stats.stats.items():
        share = _share(function)
        if share or not callers:
            shares[share or "other"] += seconds
            continue
        for caller, (_, _, within, _) in callers.items():
            shares[_share(caller) or "other"] += within
    return shares


def _share(function: tuple[str, int, str]) -> str | None:
    file, _, name = function
    place = f"{file}:{name}"
    return next((share for part, share in SHARES.items() if part in place), None)


def _top(text: str) -> str:
    """The profiler's table without the folders of this machine."""
    lines = text[text.index("   ncalls") :].splitlines()
    return "\n".join(f"{line[:45]}{line[45:].rpartition('site-packages/')[2]}" for line in lines if line.strip())


if __name__ == "__main__":
    main()
