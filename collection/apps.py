"""Wiring: triggers, indexes and countries after migrations, the signals of indexing at start-up."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate, pre_migrate


class CollectionConfig(AppConfig):
    name = "collection"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from .models import indexing

        indexing.connect()
        pre_migrate.connect(_before_migrate, sender=self)
        post_migrate.connect(_after_migrate, sender=self)


def _before_migrate(using, plan=(), **kwargs):
    """Take the triggers down that name tables and columns which a migration may rebuild; SQLite refuses it else."""
    from django.db import connections

    from .models import history_triggers, party_names, stale_triggers

    connection = connections[using]
    if plan and "collection_stale" in connection.introspection.table_names():
        stale_triggers.remove(connection)
        party_names.remove(connection)
        if connection.vendor == "sqlite":
            history_triggers.remove(connection)


def _after_migrate(using, plan=(), apps=None, **kwargs):
    from django.db import connections

    from .models import indexing
    from .models.country_seed import seed_countries
    from .search import half

    if any(backwards for _, backwards in plan):
        return  # the tables are not those of the models now, until they are migrated forwards again
    connection = connections[using]
    if "collection_generation" in connection.introspection.table_names():
        indexing.ensure_generation(using)
        put_up_triggers(connection)
        half.install(connection)
        seed_countries(using)


def put_up_triggers(connection) -> None:
    """What records changes and queues them for indexing."""
    from .models import history_triggers, party_names, stale_triggers

    for triggers in (history_triggers, stale_triggers, party_names):
        triggers.install(connection)
