"""`manage.py fill`: brings the museum to its real size with records that say they are made up."""

import sys

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from collection.management.generated import frame
from collection.management.generated.donors import Donors
from collection.management.generated.gifts import Gifts
from collection.management.generated.stock import take_stock
from collection.models import Exhibit
from collection.models.bulk import make_room
from collection.models.history import Via, recording
from collection.models.indexing import put_off

BATCH = 10_000  # exhibits in one transaction: few enough to lose when interrupted, enough to be quick


class Command(BaseCommand):
    help = (
        "Fill the museum with made-up exhibits, each of which says so, up to a number of published exhibits in total. "
        "Whole batches are written or nothing: interrupted, run it again and it goes on."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--exhibits", type=int, required=True, metavar="N", help="published exhibits there shall be"
        )
        parser.add_argument("--showrooms", type=int, default=120, metavar="N", help="showrooms there shall be (120)")
        parser.add_argument("--seed", type=int, default=1, help="another seed makes other exhibits (1)")

    def handle(self, *, exhibits, showrooms, seed, verbosity, **options):
        if not (0 <= exhibits <= 10_000_000 and 1 <= showrooms <= 10_000 and 0 <= seed < 2**32):
            raise CommandError(
                "--exhibits goes from 0 to 10000000, --showrooms from 1 to 10000, --seed from 0 to 4294967295; "
                "for example: fill --exhibits 115000"
            )
        have = Exhibit.objects.public().count()
        if have >= exhibits:
            self.stdout.write(f"Nothing to do: {have:,} exhibits are published already.")
            return
        try:
            self._fill(have, exhibits, showrooms, seed, quiet=verbosity == 0)
        except KeyboardInterrupt:
            raise CommandError("Interrupted. What was finished is kept; run the command again to go on.") from None
        self.stdout.write(
            f"The museum now has {exhibits:,} published exhibits; {exhibits - have:,} of them were made up."
        )

    def _fill(self, have: int, exhibits: int, showrooms: int, seed: int, *, quiet: bool) -> None:
        reason = f"Filled with made-up exhibits up to {exhibits} (seed {seed})"
        with recording(reason=reason, via=Via.COMMAND):
            museum = frame.build(showrooms)
        gifts = Gifts(museum, Donors(seed), seed)
        make_room(128)
        # disable=None: shown on a terminal alone
        with (
            put_off(),
            tqdm(total=exhibits, initial=have, unit=" exhibits", file=sys.stderr, disable=quiet or None) as bar,
        ):
            while have < exhibits:
                count = min(BATCH, exhibits - have)
                with recording(reason=reason, via=Via.COMMAND):
                    gifts.write(count)
                have += count
                bar.update(count)
        take_stock()
        call_command("reindex", verbosity=0 if quiet else 1)
        take_stock()
