from django.core.management.base import BaseCommand, CommandError

from collection.management.founding import FoundingError
from collection.management.rules import load_rules
from collection.models import Instrument
from collection.models.history import Via, recording

REASON = "Rule book that comes with Vitrine"


class Command(BaseCommand):
    help = (
        "Load the rule book that comes with Vitrine. It can be run again after an upgrade: entries that the museum has "
        "changed stay as they are. Nobody has checked the entries; read the official text, then say so in the admin."
    )

    def handle(self, **options):
        try:
            with recording(user=None, reason=REASON, via=Via.COMMAND):
                counts = load_rules()
        except FoundingError as error:
            raise CommandError(f"{error} Nothing was loaded.") from error
        self.stdout.write(
            f"Rule book: {counts['added']} added, {counts['renewed']} renewed, {counts['kept']} left as they are."
        )
        if unchecked := Instrument.objects.filter(checked_on=None).count():
            self.stdout.write(f"{unchecked} of them nobody has compared with the official text yet.")
