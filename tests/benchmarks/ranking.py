"""What ranking costs: exact ranking weighs every hit, ours only those that are shown.

`python -m tests.benchmarks.ranking` prints the JSON of one museum: no server, no page, only which fifty come first.
"""

import json
import statistics
import time

import django

from . import museums
from .museums import Museum
from .peers.flat import TABLE

ROUNDS = 7
EXACT = {
    "sqlite": f"SELECT rowid FROM {TABLE}_fts WHERE {TABLE}_fts MATCH %s ORDER BY rank LIMIT 50",
    "postgresql": f"SELECT id FROM {TABLE}, plainto_tsquery('simple', %s) AS query "
    "WHERE words @@ query ORDER BY ts_rank(words, query) DESC LIMIT 50",
}
EVERYWHERE = ["demonstration"]  # a word of every exhibit that was made up


def report(every: list[Museum]) -> str:
    """Markdown: each museum of one database, each kind of word."""
    lines = [
        f"# Ranking on {museums.TITLES[every[0].database]}",
        "",
        "Milliseconds until it is known which fifty exhibits come first, medians; without a server or a page.",
        "Exact: FTS5's bm25, PostgreSQL's ts_rank, over title and description. Ours: over all that is public.",
        "",
        "| exhibits | word | hits of ours | exact | ours |",
        "|--:|---|--:|--:|--:|",
    ]
    for museum in every:
        measured = json.loads(museums.run(museum.url, "-m", "tests.benchmarks.ranking"))
        lines += [
            f"| {museum.size:,} | {kind} | {hits:,.0f} | {exact:.2f} | {ours:.2f} |"
            for kind, (hits, exact, ours) in measured.items()
        ]
    return "\n".join(lines) + "\n"


def main() -> dict[str, tuple[float, float, float]]:
    """Kind of word → (hits, milliseconds of exact ranking, milliseconds of ours), medians over its words."""
    from .samples import samples

    found = samples()
    kinds = {"rare": found["rare"], "common": found["common"], "in every exhibit": EVERYWHERE}
    return {kind: tuple(map(statistics.median, zip(*map(_word, words), strict=True))) for kind, words in kinds.items()}


def _word(word: str) -> tuple[float, float, float]:
    from django.http import QueryDict

    from collection.filters.selection import Selection

    def ours():
        Selection(None, QueryDict(f"q={word}")).page(size=50)

    total = Selection(None, QueryDict(f"q={word}")).total
    return total, _milliseconds(lambda: _exact(word)), _milliseconds(ours)


def _exact(word: str) -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(EXACT[connection.vendor], [word])
        cursor.fetchall()


def _milliseconds(work) -> float:
    times = []
    for _ in range(ROUNDS):
        started = time.perf_counter()
        work()
        times.append(time.perf_counter() - started)
    return 1000 * statistics.median(times)


if __name__ == "__main__":
    django.setup()
    print(json.dumps(main()))
