"""`manage.py dump_public`: what the museum tells everybody, to take away. It is here because it needs the API."""

import re
import sys
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.db import router
from django.utils import timezone
from tqdm import tqdm

from collection.api.everything import everything
from collection.interchange import dump
from collection.interchange.snapshot import snapshot
from collection.models import Exhibit
from collection.models.indexing import settle


class Command(BaseCommand):
    help = (
        "Write all that the API tells visitors into a new folder: compressed JSON Lines and a manifest with date, "
        "counts and SHA-256. The folder appears when it is whole; interrupted, there is none."
    )

    def add_arguments(self, parser):
        parser.add_argument("folder", type=Path, help="where the new folder is made, named by the time")
        parser.add_argument(
            "--site", required=True, metavar="URL", help="where the museum is read, such as https://museum.example"
        )

    def handle(self, *, folder, site, verbosity, **options):
        site = site.rstrip("/")
        if not re.fullmatch(r"https?://[^/\s\"\\]+", site):
            raise CommandError("--site is the address of the museum without a path, such as https://museum.example")
        using = router.db_for_write(Exhibit)
        settle(using)  # so that nothing waits to be indexed, and to be shown otherwise
        # disable=None: shown on a terminal alone
        hidden = True if verbosity == 0 else None
        try:
            with tqdm(unit=" records", file=sys.stderr, disable=hidden) as bar, snapshot(using):
                path = dump.write(folder, timezone.now(), site, everything(site, using), progress=bar.update)
        except OSError as error:
            raise CommandError(f"No dump was written. {error.strerror or error}: {folder}") from error
        except KeyboardInterrupt:
            raise CommandError("Interrupted. No dump was written.") from None
        if verbosity:
            self.stdout.write(str(path))
