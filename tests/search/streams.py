"""Entries with nothing but words, for the halves. No exhibit stands behind them: they go before anyone asks for one."""

from collections.abc import Iterable, Sequence

from django.db import connection

from collection.models.index import IndexEntry
from collection.search.half import half

PUBLIC, PRIVATE = 0, 1


def write(public: dict[int, list[str]], private: dict[int, list[str]] | None = None) -> None:
    """Write the streams of {exhibit id: words}, over those that stand."""
    private = private or {}
    IndexEntry.objects.bulk_create(
        [
            IndexEntry(
                exhibit_id=pk,
                generation=1,
                digest="",
                number="",
                title="",
                card=b"",
                public_values="",
                private_values="",
                public_words=public.get(pk, []),
                private_words=private.get(pk, []),
            )
            for pk in sorted(public.keys() | private.keys())
        ],
        update_conflicts=True,
        unique_fields=["exhibit"],
        update_fields=["public_words", "private_words"],
    )


def clear() -> None:
    IndexEntry.objects.all().delete()


def phrase(*lexemes: str, side=PUBLIC) -> list[int]:
    return list(half(connection).phrase(connection, side, lexemes))


def any_of(*phrases: Sequence[str], side=PUBLIC) -> list[int]:
    return list(half(connection).any_of(connection, side, phrases))


def prefix(lexeme: str, side=PUBLIC) -> list[int]:
    return list(half(connection).prefix(connection, side, lexeme))


def lexemes_of(ids: Iterable[int], side=PUBLIC) -> dict[int, set[str]]:
    return half(connection).lexemes_of(connection, side, ids)
