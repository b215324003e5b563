"""Where answers that were made once are kept: Django's CACHES, read from CACHE_URL.

Each process keeps its own by default. Several processes or machines share one in a folder or in Redis. What is kept
names the state of the index it was made from, so nothing has to be deleted: it is thrown out when room is needed.
Django packs what it keeps with pickle, so whoever can write to the folder or the Redis can run code in the museum.
"""

import importlib.util
from urllib.parse import urlsplit

from config import env

EXAMPLE = "redis://127.0.0.1:6379/0"
DAY = 24 * 3600
# How many answers, of ten kilobytes mostly and a hundred at most.
IN_PROCESS, IN_FOLDER = 300, 2000


def caches() -> dict[str, dict]:
    """The one cache, "default", in this process unless CACHE_URL says where."""
    url = env.text("CACHE_URL", "locmem://")
    parts = urlsplit(url)
    make = {"locmem": _in_process, "file": _in_folder, "redis": _in_redis, "rediss": _in_redis}.get(parts.scheme)
    if make is None:
        raise env.refuse("CACHE_URL", "begins with none of locmem://, file:///, redis:// and rediss://", EXAMPLE)
    return {"default": {"TIMEOUT": DAY, "KEY_PREFIX": "vitrine"} | make(url, parts)}


def _in_process(url, parts) -> dict:
    return {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "OPTIONS": {"MAX_ENTRIES": IN_PROCESS, "CULL_FREQUENCY": 10},
    }


def _in_folder(url, parts) -> dict:
    if parts.netloc or not parts.path.strip("/"):
        raise env.refuse("CACHE_URL", "names no folder by its whole path", "file:///var/cache/vitrine")
    return {
        "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
        "LOCATION": parts.path,
        "OPTIONS": {"MAX_ENTRIES": IN_FOLDER, "CULL_FREQUENCY": 10},
    }


def _in_redis(url, parts) -> dict:
    if not parts.hostname:
        raise env.refuse("CACHE_URL", "names no server", EXAMPLE)
    if importlib.util.find_spec("redis") is None:
        raise env.refuse("CACHE_URL", "needs the package redis (`pip install redis`), or do without it", "locmem://")
    # A cache that lets a visitor wait is worse than none.
    patience = {"socket_timeout": 0.25, "socket_connect_timeout": 0.25}
    return {"BACKEND": "config.redis.ForgivingRedisCache", "LOCATION": url, "OPTIONS": patience}
