"""Words, phrases and beginnings of words: one suite for both databases."""

import pytest
from django.db import connection

from collection.models.index import IndexEntry
from collection.search.half import half, install
from collection.search.words import BREAK, Field, stream, tagged

PUBLIC, PRIVATE = 0, 1


@pytest.fixture
def entries(db):
    """Writes the entries of {id: words}; no exhibit stands behind them, so they go before anyone asks."""
    install(connection)

    def write(public, private=None):
        IndexEntry.objects.bulk_create(
            IndexEntry(
                exhibit_id=exhibit,
                generation=1,
                digest="",
                number="",
                title="",
                card=b"",
                public_values="",
                private_values="",
                public_words=public.get(exhibit, []),
                private_words=(private or {}).get(exhibit, []),
            )
            for exhibit in sorted({*public, *(private or {})})
        )

    yield write
    IndexEntry.objects.all().delete()


def phrase(*lexemes, side=PUBLIC):
    return list(half(connection).phrase(connection, side, lexemes))


def test_words(entries):
    entries({1: ["blue", "vase"], 2: ["vase"], 3: ["carpet"]})
    assert phrase("vase") == [1, 2]
    assert phrase("vases") == []
