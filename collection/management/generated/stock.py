"""The database counts its rows, so that it plans its queries by what is there."""

from django.apps import apps
from django.db import connections, router

from collection.models import Exhibit


def take_stock() -> None:
    """Let the database count what its tables hold: it plans queries by that, and badly where it believes them empty."""
    connection = connections[router.db_for_write(Exhibit)]
    quote = connection.ops.quote_name
    with connection.cursor() as cursor:
        for model in apps.get_app_config("collection").get_models(include_auto_created=True):
            if not model._meta.proxy:
                cursor.execute(f"ANALYZE {quote(model._meta.db_table)}")
