"""A thousand random searches asked of the museums on SQLite and on PostgreSQL: every answer must be the same.

`python -m tests.benchmarks.parity` prints the answers of one museum as JSON, one a line.
"""

import json
import random
import sys
from itertools import zip_longest

import django

from . import museums
from .museums import Museum

ASKED = 1_000
SOURCES = 4_000  # exhibits whose words are asked for
FACETS = ["country", "donor", "occasion", "material", "made", "received", "showroom", "classification", "restriction"]
ORDERS = ["number", "-number", "title", "made", "-received", "published"]
FIELDS = ["title", "donor", "occasion", "material", "person", "number", "source"]
CONDITIONS = ["made:1950..1970", "made:..1900", "received:1980..", "received:1999", "country:SU", "country:france"]
CONDITIONS += ["disputed:yes", "disputed:no", "room:12", "restriction:un_sanctions", "restriction:nonsense"]


def report(one: Museum, other: Museum) -> tuple[str, int]:
    """Markdown, and how many answers differ."""
    answers = [museums.run(museum.url, "-m", "tests.benchmarks.parity").splitlines() for museum in (one, other)]
    pairs = list(zip_longest(*answers))
    differ = [(left, right) for left, right in pairs if left != right]
    found = sum(bool(json.loads(left).get("total")) for left, _ in pairs if left)
    lines = [
        f"# The same searches on {one} and on {other}",
        "",
        "Words, phrases, prefixes, fields and conditions drawn at random from the records, in random orders. Compared",
        "are totals, the first twenty exhibits in order, nine facets, the marked words, and the spellings suggested.",
        "",
        f"{len(pairs):,} searches, of which {found:,} find something; {len(differ):,} answers differ.",
    ]
    lines += [f"\n    {left}\n    {right}" for left, right in differ[:10]]
    return "\n".join(lines) + "\n", len(differ)


def answers():
    """One answer after the other, by accession number: ids may differ between databases."""
    from django.http import QueryDict

    from collection.filters.selection import Selection
    from collection.models import Exhibit

    numbers = dict(Exhibit.objects.values_list("pk", "accession_number"))
    for asked in searches():
        data = QueryDict(mutable=True)
        data.update(asked)
        selection = Selection(None, data)
        if selection.errors:
            yield {"asked": asked, "errors": selection.errors}
            continue
        page = selection.page(size=20).items
        yield {
            "asked": asked,
            "total": selection.total,
            "page": [numbers[pk] for pk in page],
            "facets": [[[v.label, v.count] for v in facet.values] for facet in selection.facets(FACETS)],
            "matches": [str(selection.matches(page).get(pk)) for pk in page],
            "did_you_mean": selection.did_you_mean,
        }


def searches():
    """Parameters of searches: the same for the same records."""
    from collection.models import Exhibit
    from collection.search.words import tokens

    draw = random.Random(7)
    rows = Exhibit.objects.order_by("id").values_list("accession_number", "title", "description")[:SOURCES]
    texts = [[token.text for token in tokens(f"{title} {text}")] for _, title, text in sorted(rows)]
    words = [word for text in texts for word in text]

    def word():
        chosen = draw.choice(words)
        return draw.choice([chosen] * 7 + [chosen[: draw.randint(2, 5)] + "*", chosen[::-1], "가", "дар", "naïve"])

    def phrase():
        text = draw.choice(texts)
        start = draw.randrange(max(1, len(text) - 2))
        return f'"{" ".join(text[start : start + draw.randint(2, 4)])}"'

    def part():
        field = draw.choice(FIELDS)
        made = draw.choice([word, word, word, phrase, lambda: draw.choice(CONDITIONS), lambda: f"{field}:{word()}"])()
        return f"-{made}" if draw.random() < 0.15 else made

    for _ in range(ASKED):
        parts = [part() for _ in range(draw.randint(1, 4))]
        joined = "".join(draw.choice([" ", " ", " ", " OR "]) + one for one in parts)
        yield {"q": joined.removeprefix(" OR").strip()} | (
            {"order": draw.choice(ORDERS)} if draw.random() < 0.3 else {}
        )


if __name__ == "__main__":
    django.setup()
    for answer in answers():
        sys.stdout.write(json.dumps(answer, ensure_ascii=False) + "\n")
