"""`manage.py archive`: the whole museum in one file."""

import sys
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.db import OperationalError
from django.utils import timezone
from tqdm import tqdm

from collection.interchange import archive
from collection.interchange.sealing import seal


class Command(BaseCommand):
    help = (
        "Write the whole museum into one file: all records, their history, the media files and a SHA-256 of each. The "
        "museum stays open meanwhile. Interrupted, it leaves nothing. The file holds what the museum tells nobody: "
        "keep it safe. Passwords and tokens are not in it. `manage.py restore` makes the museum of it again."
    )

    def add_arguments(self, parser):
        parser.add_argument("file", help="the file to write; of a folder, a new file in it, named by the time")

    def handle(self, *, file, verbosity, **options):
        at = timezone.now()
        path = Path(file)
        if path.is_dir():
            path /= f"museum-{at:%Y-%m-%dT%H%M%SZ}.zip"
        # disable=None: shown on a terminal alone
        hidden = True if verbosity == 0 else None
        try:
            self._seal()
            with tqdm(unit=" rows", file=sys.stderr, disable=hidden) as bar:
                about = archive.write(path, at, progress=bar.update)
        except OSError as error:
            raise CommandError(f"No archive was written. {error.strerror or error}: {path}") from error
        except KeyboardInterrupt:
            raise CommandError("Interrupted. No archive was written.") from None
        if verbosity:
            rows = sum(table["rows"] for table in about["tables"].values())
            self.stdout.write(f"{path}: {rows:,} rows, {path.stat().st_size:,} bytes.")
            self.stdout.write(f"History head {about['history_head']}")

    def _seal(self) -> None:
        """So that whoever has the archive can verify the history in it; one without is better than none."""
        try:
            seal()
        except OperationalError as error:
            self.stderr.write(f"The history could not be sealed: {error}")
