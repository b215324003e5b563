"""The indexes and triggers of the halves come back when something took them away."""

import pytest
from django.core.management import call_command
from django.db import connection, models, transaction
from django.test.utils import CaptureQueriesContext

from collection.models.index import IndexEntry, Word
from collection.search import half, spelling
from tests.factories import make_exhibit

from .streams import PRIVATE, PUBLIC, clear, phrase, prefix, write


@pytest.fixture(autouse=True)
def _exhibits(transactional_db):
    for pk in (1, 2, 3):
        make_exhibit(pk=pk)
    clear()


def near(word):
    return [text for text, _ in spelling.near(connection, [PUBLIC], word)]


def write_words(*texts):
    Word.objects.bulk_create(Word(text=text, public=1) for text in texts)


def names():
    """What the database has of ours."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT name FROM sqlite_master WHERE name GLOB 'search_*'")
        else:
            cursor.execute("SELECT indexname FROM pg_indexes WHERE indexname LIKE 'search%%'")
        return {name for (name,) in cursor.fetchall()}


def alter(model, name, field):
    """Alter a column and put it back, as two migrations would."""
    old = model._meta.get_field(name)
    field.set_attributes_from_name(name)
    field.model = model
    for before, after in ((old, field), (field, old)):
        with connection.schema_editor() as editor:
            editor.alter_field(model, before, after)


def test_migrating_puts_the_index_of_an_altered_table_right():
    """SQLite rebuilds a table to alter a column; the triggers that kept the index are gone with the old one."""
    write({1: ["before"], 2: ["blue", "vase"]})
    write_words("carpet")
    alter(IndexEntry, "digest", models.CharField(max_length=99))
    alter(Word, "public", models.BigIntegerField(default=0))
    write({1: ["after"], 3: ["blue", "vase"]})
    write_words("curtain")
    call_command("migrate", verbosity=0)
    assert (phrase("before"), phrase("after"), phrase("blue", "vase")) == ([], [1], [2, 3])
    assert (near("carpte"), near("curtian")) == (["carpet"], ["curtain"])
    write({2: ["red", "vase"]})
    assert phrase("blue", "vase") == [3]


def test_what_is_there_is_left_alone(django_assert_num_queries):
    write({1: ["vase"]})
    half.install(connection)
    with django_assert_num_queries(1 if connection.vendor == "sqlite" else 2):
        half.install(connection)
    assert phrase("vase") == [1]


def test_a_bulk_load_takes_them_down_and_puts_them_up():
    half.half(connection).remove(connection)
    assert names() == set()
    half.half(connection).remove(connection)
    write({1: ["vase"]})
    write_words("carpet")
    half.install(connection)
    assert (phrase("vase"), near("carpte")) == ([1], ["carpet"])


@pytest.mark.only_on("sqlite")
def test_an_index_made_otherwise_is_made_anew():
    write({1: ["vase"]})
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE search_public_words")
        cursor.execute("CREATE VIRTUAL TABLE search_public_words USING fts5(public_words)")
    half.install(connection)
    assert phrase("vase") == [1]


@pytest.mark.only_on("postgresql")
def test_words_are_indexed_anew_when_shapes_are_made_otherwise():
    write_words("carpet")
    with connection.cursor() as cursor:
        cursor.execute("DROP INDEX search_shapes")
        cursor.execute(
            "CREATE OR REPLACE FUNCTION search_shapes(word text) RETURNS text[] LANGUAGE sql IMMUTABLE STRICT "
            "PARALLEL UNSAFE AS $$SELECT ARRAY[word]$$"
        )
        cursor.execute("CREATE INDEX search_shapes ON collection_word USING gin (search_shapes(text))")
    half.install(connection)
    assert near("carpte") == ["carpet"]


@pytest.mark.only_on("postgresql")
@pytest.mark.parametrize(
    ("index", "ask"),
    [
        ("search_public_words", lambda: phrase("blue", "vase")),
        ("search_public_words", lambda: prefix("bl")),
        ("search_private_words", lambda: phrase("blue", side=PRIVATE)),
        ("search_shapes", lambda: near("carpte")),
    ],
)
def test_each_question_is_one_that_its_index_answers(index, ask):
    with CaptureQueriesContext(connection) as asked:
        ask()
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute("EXPLAIN " + asked.captured_queries[0]["sql"])
        assert any(f"Bitmap Index Scan on {index}" in line for (line,) in cursor.fetchall())
