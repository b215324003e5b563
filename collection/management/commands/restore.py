"""`manage.py restore`: a museum out of its archive."""

import sys
from pathlib import Path

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from collection.interchange.archive_reading import ArchiveError, opened
from collection.interchange.restore import RestoreError, check_empty, restore
from collection.management.generated.stock import take_stock


class Command(BaseCommand):
    help = (
        "Restore a museum from the file that `manage.py archive` wrote, into an installation that was just migrated "
        "and is empty. Every byte of the file is checked before anything is written, every row afterwards. People come "
        "back by name, without password, role or token: make a superuser, who lets them in again."
    )

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path)
        parser.add_argument("--check", action="store_true", help="check the file alone, and restore nothing")

    def handle(self, *, file, check, verbosity, **options):
        hidden = True if verbosity == 0 else None  # None: shown on a terminal alone
        try:
            if not check:
                check_empty()
            with (
                tqdm(desc="Checking", unit="B", unit_scale=True, file=sys.stderr, disable=hidden) as bar,
                opened(file, progress=bar.update) as archive,
            ):
                if check:
                    self.stdout.write(f"{file.name} is whole: {archive.rows:,} rows, {self._written(archive)}.")
                    return
                rows = 2 * archive.rows  # each is written, and compared
                with tqdm(desc="Restoring", total=rows, unit=" rows", file=sys.stderr, disable=hidden) as bar:
                    restore(archive, progress=bar.update)
        except (ArchiveError, RestoreError) as error:
            raise CommandError(f"Nothing was restored. {error}") from error
        except OSError as error:
            raise CommandError(f"Nothing was restored. {error.strerror or error}: {error.filename or file}") from error
        except KeyboardInterrupt:
            raise CommandError("Interrupted. Nothing was restored.") from None
        take_stock()
        call_command("reindex", verbosity=verbosity)
        take_stock()
        if verbosity:
            self.stdout.write(f"The museum of {file.name} is here: {archive.rows:,} rows, {self._written(archive)}.")
            self.stdout.write("Nobody can sign in yet: manage.py createsuperuser")

    def _written(self, archive) -> str:
        return f"written at {archive.about['written_at']}, history head {archive.about['history_head']}"
