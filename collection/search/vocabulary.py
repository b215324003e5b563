"""The words of the index with how many exhibits have them on either side: table `collection_word`.

`sides` are some of 0 (public) and 1 (private); what only other sides hold is as if it were not there.
"""

from collections import Counter
from collections.abc import Iterable, Mapping

from django.db import transaction

from .tables import WORDS, batches

COMMON = 1024  # a word that so many exhibits have on a side keeps a bitmap there
MOST_READ = 20_000  # rows of the vocabulary that `beginning` looks at
SIDES = ("public", "private")
_BATCH = 300
_LAST = "\U0010ffff"  # sorts after every character of a word


def count(connection, side: int, added: Mapping[str, int], removed: Mapping[str, int]) -> set[str]:
    """Count words up and down by how many exhibits gained and lost them; new words are taken in.

    Returns those that became COMMON on the side.
    """
    column = SIDES[side]
    change = Counter(added)
    change.subtract(removed)
    # In order, so that two who count at once wait for each other instead of locking each other out.
    changed = sorted((word, by) for word, by in change.items() if by)
    risen = set()
    with connection.cursor() as cursor:
        for batch in batches(changed, _BATCH):
            cursor.execute(
                f"INSERT INTO {WORDS} (text, {column}, {SIDES[1 - side]}) "
                f"VALUES {', '.join(['(%s, %s, 0)'] * len(batch))} "
                f"ON CONFLICT (text) DO UPDATE SET {column} = {WORDS}.{column} + excluded.{column} "
                f"RETURNING text, {column}",
                [value for row in batch for value in row],
            )
            risen |= {word for word, now in cursor.fetchall() if now - change[word] < COMMON <= now}
    return risen


def ids_of(connection, texts: Iterable[str]) -> dict[str, int]:
    """{word: its id}; words never met are left out."""
    texts = list(texts)
    found: dict[str, int] = {}
    with connection.cursor() as cursor:
        for batch in batches(texts, _BATCH):
            cursor.execute(f"SELECT text, id FROM {WORDS} WHERE text IN ({', '.join(['%s'] * len(batch))})", batch)
            found.update(cursor.fetchall())
    return found


def beginning(connection, prefix: str, sides: Iterable[int], limit: int) -> list[tuple[str, int]]:
    """Up to `limit` words that begin with `prefix` and that exhibits have on `sides`, the most frequent first.

    Where more than MOST_READ words begin so, only the first of them by code point are looked at.
    """
    counted = frequency(sides)
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT text, frequency FROM (SELECT text, {counted} AS frequency FROM {WORDS} "
            f"WHERE text BETWEEN %s AND %s AND {counted} > 0 ORDER BY text LIMIT {MOST_READ}) AS words "
            "ORDER BY frequency DESC, text LIMIT %s",
            [prefix, prefix + _LAST, limit],
        )
        return cursor.fetchall()


def rebuild(connection, counted: Iterable[tuple[int, Mapping[str, int]]]) -> None:
    """Replace the whole vocabulary by what (side, how many exhibits have each word) add up to. Words get new ids."""
    totals = Counter(), Counter()
    for side, words in counted:
        totals[side].update(words)
    rows = ((word, totals[0][word], totals[1][word]) for word in sorted(totals[0].keys() | totals[1].keys()))
    columns = f"{WORDS} (text, public, private)"
    with transaction.atomic(connection.alias), connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {WORDS}")
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY {columns} FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(row)
        else:
            cursor.executemany(f"INSERT INTO {columns} VALUES (%s, %s, %s)", rows)


def frequency(sides: Iterable[int]) -> str:
    """SQL of how many exhibits have a word on `sides`; one that has it on both counts twice."""
    return " + ".join(SIDES[side] for side in sorted(set(sides)))
