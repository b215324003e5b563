"""`manage.py verify_history`: whether the history is what it was."""

import sys

from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from collection.interchange.sealing import head, seal, verify


class Command(BaseCommand):
    help = (
        "Compare the history with its seals and name the first change that was rewritten, deleted, replaced, moved or "
        "put in; where all is well, seal what has been changed since. Write down the head that it says: given again "
        "as --head, it shows that nobody has rewritten the history and its seals together."
    )

    def add_arguments(self, parser):
        parser.add_argument("--head", default="", metavar="SHA256", help="a head that was once written down")

    def handle(self, *, verbosity, **options):
        hidden = True if verbosity == 0 else None  # None: shown on a terminal alone
        with tqdm(unit=" changes", file=sys.stderr, disable=hidden) as bar:
            verdict = verify(known=options["head"].strip().lower(), progress=bar.update)
        told = f"{verdict.changes:,} changes in {verdict.seals:,} seals are what they were"
        if verdict.bad:
            raise CommandError(f"{verdict.bad} {told} before that. Compare with an archive from before.")
        new = seal()
        if verbosity:
            self.stdout.write(f"{told}; {new:,} more are sealed now. Head of the seals: {head()}")
