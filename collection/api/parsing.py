"""JSON bodies, read strictly: one meaning a text, and no value that a database would choke on later."""

import json
import math
import re

from django.core.exceptions import RequestDataTooBig
from rest_framework.exceptions import ParseError
from rest_framework.parsers import JSONParser

MAX_BYTES = 1_000_000
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")  # NUL, and halves of characters


class StrictJSONParser(JSONParser):
    """Refuses what Python's reader lets pass: NaN, repeated keys, NUL, lone surrogates, endless numbers or nesting."""

    def parse(self, stream, media_type=None, parser_context=None):
        body = stream.read(MAX_BYTES + 1)
        if len(body) > MAX_BYTES:
            raise RequestDataTooBig
        try:
            value = json.loads(
                body.decode("utf-8"),
                parse_constant=_no_constant,
                parse_float=_finite,
                object_pairs_hook=_object,
            )
        except UnicodeDecodeError as error:
            raise ParseError("The body is not UTF-8.") from error
        except RecursionError as error:
            raise ParseError("The body is nested too deeply.") from error
        except ValueError as error:
            raise ParseError(f"The body is not JSON: {error}") from error
        _check(value, "body")
        return value


def _no_constant(name):
    raise ParseError(f"JSON knows no {name}. Leave the value out or send null.")


def _finite(text):
    number = float(text)
    if not math.isfinite(number):
        raise ParseError("A number is too large.")
    return number


def _object(pairs):
    value = dict(pairs)
    if len(value) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise ParseError(f"“{_UNSTORABLE.sub('?', twice)[:80]}” is there twice. Say it once.")
    for name, inner in pairs:
        _check(name, "name")
        _check(inner, name)
    return value


def _check(value, name):
    """Objects have been checked as they were read; what is left is text, and lists of it."""
    if isinstance(value, str) and _UNSTORABLE.search(value):
        raise ParseError(
            f"The text of “{name[:80]}” holds a character that is none (NUL or half of a pair). Remove it."
        )
    if isinstance(value, list):
        for inner in value:
            _check(inner, name)
