"""Django with nothing around its views: for bare_view.py. Its connections are kept."""

from config.settings.dev import *  # noqa: F403
from config.settings.dev import DATABASES

ROOT_URLCONF = "tests.benchmarks.peers.bare_view"
MIDDLEWARE = []
DATABASES["default"]["CONN_MAX_AGE"] = None
