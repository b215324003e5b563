"""Django's `migrate`, which leaves no museum without its history when a migration fails."""

from django.core.management.commands import migrate
from django.db import DatabaseError, connections

from collection.apps import put_up_triggers


class Command(migrate.Command):
    def handle(self, *args, **options):
        try:
            super().handle(*args, **options)
        except Exception:
            # The triggers were taken down for the migration; its own work is rolled back, so they fit again.
            connection = connections[options["database"]]
            try:
                put_up_triggers(connection)
            except DatabaseError as error:
                self.stderr.write(f"No trigger records changes now: {error} Mend it and run migrate again.")
            raise
