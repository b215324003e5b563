"""Wiring: triggers, indexes and countries after migrations, the signals of indexing at start-up."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class CollectionConfig(AppConfig):
    name = "collection"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from .models import indexing

        indexing.connect()
        post_migrate.connect(_after_migrate, sender=self)


def _after_migrate(using, plan=(), apps=None, **kwargs):
    from django.db import connections

    from .models import history_triggers, indexing, stale_triggers
    from .models.country_seed import seed_countries
    from .search import half

    connection = connections[using]
    if "collection_generation" in connection.introspection.table_names():
        indexing.ensure_generation(using)
        history_triggers.install(connection)
        stale_triggers.install(connection)
        half.install(connection)
        seed_countries(using)
