"""The texts of the founding collection are its own, and tell nothing of private places."""

import re
import tomllib

import pytest

from collection.management.founding.reading import FOLDER
from collection.models import Location
from tests.shared import shared

pytestmark = [pytest.mark.usefixtures("founding"), pytest.mark.django_db]


def prose():
    """(where, text) for every text of the data but the sources' own titles."""
    for path in sorted(FOLDER.rglob("*.toml")):
        yield from strings(tomllib.loads(path.read_text(encoding="utf-8")), path.name)


def strings(value, where):
    if isinstance(value, dict):
        for name, inner in value.items():
            if not (where.startswith("sources.toml source") and name == "title"):
                yield from strings(inner, f"{where} {name}")
    elif isinstance(value, list):
        for place, inner in enumerate(value, start=1):
            yield from strings(inner, f"{where} {place}")
    elif isinstance(value, str):
        yield where, value


def runs(text, length=8):
    words = re.findall(r"[a-z0-9]+", re.sub("['’]", "", text.lower()))
    return {" ".join(words[start : start + length]) for start in range(len(words) - length + 1)}


def test_no_eight_words_in_a_row_are_taken_from_an_article():
    articles = sorted(shared("seeds").glob("*.txt"))
    assert len(articles) == 5
    theirs = set().union(*(runs(path.read_text(encoding="utf-8")) for path in articles))
    ours = {where: runs(text) & theirs for where, text in prose()}
    assert len(ours) > 1000
    assert {where: taken for where, taken in ours.items() if taken} == {}


def test_no_public_text_names_a_private_place():
    public = Location.objects.visible_to(None)
    private = [place.name.lower() for place in Location.objects.exclude(pk__in=public)]
    assert private
    for where, text in prose():
        if not where.startswith("museum.toml private") and "internal_note" not in where and "stands_in" not in where:
            assert not any(name in text.lower() for name in private), where
