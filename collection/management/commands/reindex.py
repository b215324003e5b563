"""`manage.py reindex`: makes the search index anew from the records."""

import sys

from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from collection.models import Exhibit
from collection.models.indexing import settle
from collection.models.reindexing import rebuild


class Command(BaseCommand):
    help = (
        "Make the search index anew from the records, while the museum stays open. Never needed in daily work: every "
        "change is indexed as it is saved. Interrupted, run it again."
    )

    def add_arguments(self, parser):
        parser.add_argument("--waiting", action="store_true", help="only what raw SQL changed and is not indexed yet")

    def handle(self, *, waiting, verbosity, **options):
        if waiting:
            settle()
            self.stdout.write("Nothing waits to be indexed.")
            return
        total = Exhibit.objects.count()
        try:
            # disable=None: shown on a terminal alone
            with tqdm(
                total=total, unit=" exhibits", file=sys.stderr, disable=True if verbosity == 0 else None
            ) as bar:
                count = rebuild(progress=bar.update)
        except KeyboardInterrupt:
            raise CommandError("Interrupted: the index is not finished. Run the command again.") from None
        if verbosity:
            self.stdout.write(f"{count:,} exhibits are indexed.")
