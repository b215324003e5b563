"""Settings read from the environment, with errors that tell how to mend them.

Each reader takes the variable's name and what to use when it is unset, and
raises `ImproperlyConfigured` naming the variable, what was wrong and a value
that would be accepted. A variable set to nothing counts as unset, because that
is what container and service files write for "no value".
"""

import os
import zoneinfo

from django.core.exceptions import ImproperlyConfigured

YES = {"1", "true", "yes", "on"}
NO = {"0", "false", "no", "off"}


def refuse(name, problem, example):
    """Return the error for variable `name`; the caller raises it."""
    return ImproperlyConfigured(f"{name} {problem}. An accepted value: {name}={example}")


def text(name, default=""):
    """The variable as it was written, without surrounding blanks."""
    return os.environ.get(name, "").strip() or default


def flag(name, default):
    """A yes or no, in the usual spellings."""
    value = text(name).lower()
    if not value:
        return default
    if value not in YES | NO:
        raise refuse(name, f"is {value!r}, which is neither yes nor no", "1 (or 0)")
    return value in YES


def integer(name, default, low, high):
    """A whole number between `low` and `high`, both included."""
    value = text(name)
    if not value:
        return default
    if not (value.isascii() and value.isdigit() and low <= int(value) <= high):
        raise refuse(name, f"is {value!r}, not a whole number from {low} to {high}", default or low)
    return int(value)


def words(name, default=()):
    """A comma-separated list."""
    return [word.strip() for word in text(name).split(",") if word.strip()] or list(default)


def hosts(name, default=()):
    """Host names as Django's ALLOWED_HOSTS wants them: no scheme, no port, no path."""
    values = words(name, default)
    for value in values:
        if "/" in value or (":" in value and not value.startswith("[")):
            raise refuse(name, f"holds {value!r}: give host names alone", "museum.example,10.0.0.5")
    return values


def origins(name):
    """Origins as Django's CSRF_TRUSTED_ORIGINS wants them: scheme and host."""
    values = words(name)
    for value in values:
        if not value.startswith(("https://", "http://")):
            raise refuse(name, f"holds {value!r}, which has no scheme", "https://museum.example")
    return values


def time_zone(name, default):
    """A name from the IANA time zone database."""
    value = text(name, default)
    try:
        zoneinfo.ZoneInfo(value)
    except (ValueError, OSError, zoneinfo.ZoneInfoNotFoundError):
        raise refuse(name, f"is {value!r}, which is no known time zone", "Asia/Pyongyang") from None
    return value


def threads():
    """How many requests a server process works on at once (WEB_THREADS)."""
    return integer("WEB_THREADS", 4, 1, 64)
