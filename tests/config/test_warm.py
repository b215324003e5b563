"""A new server process reads the index before somebody asks."""

import pytest
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext

from collection.filters.selection import Selection
from collection.models.index import Bitmap
from collection.search import index
from config import warm
from tests import factories as make


@pytest.fixture
def kept_open(monkeypatch):
    """The test's own connection stays open."""
    monkeypatch.setattr("django.db.connections.close_all", lambda: None)


@pytest.mark.django_db(transaction=True)
def test_the_first_visitor_waits_for_no_bitmap(kept_open):
    make.make_exhibit(published=True, title="Vase")
    index.forget()
    warm.read()
    with CaptureQueriesContext(connection) as queries:
        assert Selection(None, QueryDict()).facets(["country", "material"])
    assert not [query["sql"] for query in queries if Bitmap._meta.db_table in query["sql"]]


@pytest.mark.django_db(transaction=True)
def test_a_database_without_tables_stops_nobody(kept_open, caplog):
    index.forget()
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE collection_generation RENAME TO elsewhere")
    try:
        warm.read()
    finally:
        with connection.cursor() as cursor:
            cursor.execute("ALTER TABLE elsewhere RENAME TO collection_generation")
    assert "could not be read ahead" in caplog.text
