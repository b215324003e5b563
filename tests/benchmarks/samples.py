"""What one museum is asked for: records, words and places, picked so that they differ and are the same in every run.

`python -m tests.benchmarks.samples` prints them as JSON. It also signs a registrar in, for the admin.
"""

import base64
import json
import re
from collections import Counter
from itertools import chain
from pathlib import Path

import django

DETAILS = 1000  # exhibits
PAGES = 800  # pages of a list, from either end
COUNTRIES = 200
WORDS = 100  # rare ones, and a quarter as many common ones
RARE = 10  # exhibits that have a rare word, at most
LETTERS = 4  # of a word
PAGE = 50


def samples() -> dict:
    """JSON of everything that addresses are made of."""
    from collection.models import Exhibit, Showroom

    public = Exhibit.objects.public()
    total = public.count()
    common, rare = _words(public)
    return {
        "total": total,
        "exhibits": _spread(public, total),
        "first": _places(public, 0, min(total, PAGES * PAGE)),
        "far": _places(public, max(0, total - PAGES * PAGE) // PAGE * PAGE, total),
        "countries": _countries(),
        "showrooms": list(Showroom.objects.values_list("number", flat=True)),
        "common": common,
        "rare": rare,
        "session": _session(),
    }


def _spread(public, total: int) -> list[dict]:
    """Exhibits from all over the museum."""
    chosen = list(public.order_by("pk").values_list("pk", flat=True))[:: max(1, total // DETAILS)][:DETAILS]
    return [
        {"id": exhibit.pk, "public_id": exhibit.public_id, "page": exhibit.get_absolute_url()}
        for exhibit in public.filter(pk__in=chosen)
    ]


def _places(public, start: int, stop: int) -> list[dict]:
    """Where pages from row `start` to row `stop` of the list by number begin: after (key, id), in every notation.

    The first page is after nothing. `after_id` is the id before the same page of a list by id.
    """
    before = max(0, start - 1)  # the row that the first of these pages is after
    by_number = list(public.order_by("accession_sort", "pk").values_list("accession_sort", "pk")[before:stop])
    by_id = list(public.order_by("pk").values_list("pk", flat=True)[before:stop])
    places = []
    for offset in range(start, stop, PAGE):
        place = {"offset": offset, "page": offset // PAGE + 1, "key": "", "id": 0, "after_id": 0, "cursor": None}
        if offset:
            key, pk = by_number[offset - 1 - before]
            after = by_id[offset - 1 - before]
            place |= {"key": key, "id": pk, "after_id": after, "cursor": cursor("number", key, pk)}
        places.append(place)
    return places


def cursor(order: str, key: str, pk: int) -> str:
    """As `collection.filters.keyset` writes it: the page after this place."""
    place = json.dumps([order, 0, key, pk], ensure_ascii=False)
    return base64.urlsafe_b64encode(place.encode()).decode().rstrip("=")


def _countries() -> list[str]:
    """Codes of the countries that gave most."""
    from django.db.models import Count

    from collection.models import Country

    given = Country.objects.annotate(given=Count("parties__gave__exhibits")).order_by("-given", "code")
    return list(given.values_list("code", flat=True)[:COUNTRIES])


def _words(public) -> tuple[list[str], list[str]]:
    """The most common words of titles and descriptions, and some that are rare there and in the rest of the records."""
    from collection.management import generated
    from collection.models import Country, Occasion, Party, Source, Term

    def words(text):
        return set(re.findall(f"[a-z]{{{LETTERS},}}", text.lower()))

    counts = Counter()
    for title, description in public.order_by().values_list("title", "description").iterator(chunk_size=10_000):
        counts.update(words(f"{title} {description}"))
    elsewhere = [(Country, "name"), (Occasion, "name"), (Party, "name"), (Source, "title"), (Term, "name")]
    names = chain.from_iterable(model.objects.values_list(field, flat=True) for model, field in elsewhere)
    sources = (file.read_text() for file in Path(generated.__file__).parent.glob("*.py"))
    named = set().union(*map(words, chain(names, sources)))
    ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    common = [word for word, _ in ranked[: WORDS // 4]]
    rare = [word for word, count in ranked if count <= RARE and word not in named]
    return common, rare[:WORDS]


def _session() -> str:
    """The cookie of a registrar who is signed in."""
    from django.conf import settings
    from django.contrib.auth import get_user_model
    from django.contrib.auth.models import Group
    from django.test import Client

    user, _ = get_user_model().objects.get_or_create(username="benchmark", is_staff=True, is_active=True)
    user.groups.add(Group.objects.get(name="registrar"))
    client = Client()
    client.force_login(user)
    name = settings.SESSION_COOKIE_NAME
    return f"{name}={client.cookies[name].value}"


if __name__ == "__main__":
    django.setup()
    print(json.dumps(samples()))
