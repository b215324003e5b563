"""Wiring: triggers and countries after migrations, the listing's signals at start-up."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class CollectionConfig(AppConfig):
    name = "collection"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from .models import listing_signals

        listing_signals.connect()
        post_migrate.connect(_after_migrate, sender=self)


def _after_migrate(using, plan=(), apps=None, **kwargs):
    from django.db import connections

    from .models import history_triggers
    from .models.country_seed import seed_countries

    connection = connections[using]
    if "collection_change" in connection.introspection.table_names():
        history_triggers.install(connection)
        seed_countries(using)
