"""The tables of the index by name, and how they are asked without models."""

from collections.abc import Iterable, Iterator, Sequence

BITMAPS = "collection_bitmap"
ENTRIES = "collection_indexentry"
GENERATION = "collection_generation"
RUNS = "collection_run"
STALE = "collection_stale"
WORDS = "collection_word"


def rows(connection, sql: str, parameters: Sequence = ()) -> list[tuple]:
    """All rows of a query."""
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        return cursor.fetchall()


def stream(connection, sql: str, parameters: Sequence = (), size: int = 1000) -> Iterator[tuple]:
    """The rows of a query, of which few at a time are in memory."""
    pooled = connection.settings_dict.get("DISABLE_SERVER_SIDE_CURSORS")
    with connection.cursor() if pooled else connection.chunked_cursor() as cursor:
        cursor.execute(sql, parameters)
        while found := cursor.fetchmany(size):
            yield from found


def among(connection, column: str, numbers: Iterable[int]) -> tuple[str, object]:
    """A condition that `column` is one of `numbers`, and its one parameter: the text is the same for any amount."""
    numbers = [int(number) for number in numbers]
    if connection.vendor == "postgresql":
        return f"{column} = ANY(%s)", numbers
    return f"{column} IN (SELECT value FROM json_each(%s))", str(numbers)


def batches(items: Sequence, size: int) -> Iterator[Sequence]:
    """The items, `size` at a time."""
    for start in range(0, len(items), size):
        yield items[start : start + size]
