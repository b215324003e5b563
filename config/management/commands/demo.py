import socket

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import DEFAULT_DB_ALIAS, OperationalError, connections
from django.db.migrations.executor import MigrationExecutor

from config import env


class Command(BaseCommand):
    help = "Prepare the demonstration: database, founding collection, accounts. A second run changes nothing."

    def add_arguments(self, parser):
        parser.add_argument("--exhibits", type=int, help="fill the museum up to this many exhibits")

    def handle(self, *, exhibits=None, **options):
        port = env.integer("PORT", 8000, 1, 65535)
        self.refuse_busy(port)
        connection = connections[DEFAULT_DB_ALIAS]
        self.say(f"Database: {connection.vendor}, {connection.settings_dict['NAME']}")
        if self.is_behind(connection):
            self.say("Creating the tables …")
            call_command("migrate", verbosity=0)
        self.say("Loading the founding collection …")
        call_command("load_founding")
        if exhibits:
            self.say(f"Filling the museum up to {exhibits:,} exhibits …")
            call_command("fill", exhibits=exhibits)
        self.welcome(port)

    def say(self, line):
        self.stdout.write(self.style.MIGRATE_HEADING(line))
        self.stdout.flush()

    def refuse_busy(self, port):
        """Say now, rather than after the work, that nothing can be served on `port`."""
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((env.text("HOST", "127.0.0.1"), port))
            except OSError as error:
                raise CommandError(
                    f"Port {port} cannot be used ({error.strerror}). Choose another: make demo PORT={port % 65535 + 1}"
                ) from None

    def is_behind(self, connection):
        try:
            executor = MigrationExecutor(connection)
        except OperationalError as error:
            raise CommandError(f"The database does not answer: {error} Is DATABASE_URL right?") from None
        return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))

    def welcome(self, port):
        site = f"http://{env.text('HOST', '127.0.0.1')}:{port}"
        self.stdout.write(f"\n{self.style.SUCCESS(settings.SITE_NAME)}")
        for name, path in (("Museum", "/"), ("Admin", "/admin/"), ("API", "/api/v1/")):
            self.stdout.write(f"  {name:<12}{site}{path}")
        self.stdout.write("\nAccounts, with their password")
        call_command("demo_accounts", stdout=self.stdout)
        self.stdout.write("\nCtrl-C stops the server; `make demo` starts it again.\n")
