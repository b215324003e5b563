import sys

from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from collection.models import Instrument, RestrictionCandidate
from collection.models.history import Via, recording
from collection.search.query import QueryError

REASON = "Candidates of the rule book"


class Command(BaseCommand):
    help = (
        "Look through the whole museum for exhibits that the rule book may touch, and propose them to people. What was "
        "dismissed stays so while the grounds are the same. Broken off, the next run goes on where this one ended."
    )

    def add_arguments(self, parser):
        parser.add_argument("keys", nargs="*", metavar="KEY", help="only these instruments, such as unsc-1718-8a-i")

    def handle(self, *, keys, verbosity, **options):
        rules = Instrument.objects.order_by("key")
        if keys:
            rules = rules.filter(key__in=keys)
            if unknown := sorted(set(keys) - set(rules.values_list("key", flat=True))):
                raise CommandError(f"No instrument has the key {', '.join(unknown)}. The rule book lists the keys.")
        hidden = True if verbosity == 0 else None  # None: shown on a terminal alone
        new = again = lapsed = 0
        for rule in rules:
            with tqdm(desc=rule.key, unit=" batches", file=sys.stderr, disable=hidden, leave=False) as bar:
                try:
                    for step in _recorded(RestrictionCandidate.objects.proposing(instrument=rule)):
                        new, again, lapsed = new + step.new, again + step.again, lapsed + step.lapsed
                        bar.update()
                except QueryError as error:
                    self.stderr.write(f"{rule.key}: {error} Nothing was proposed by it; mend its words.")
        if verbosity:
            self.stdout.write(f"{new} new candidates, {again} proposed again, {lapsed} that no longer match.")


def _recorded(steps):
    """Each batch in a transaction and a change set of its own."""
    while True:
        with recording(user=None, reason=REASON, via=Via.COMMAND):
            step = next(steps, None)
        if step is None:
            return
        yield step
