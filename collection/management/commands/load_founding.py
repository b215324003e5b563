from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from collection.management.founding import FoundingError, load
from collection.models import ChangeSet, RestrictionCandidate
from collection.models.history import Via, recording

REASON = "Founding collection, first edition"  # a later edition adds what is new in it


class Command(BaseCommand):
    help = "Load the founding collection. A museum that has it keeps it as it now is, its own changes included."

    def handle(self, **options):
        if ChangeSet.objects.filter(reason=REASON, via=Via.COMMAND).exists():
            self.stdout.write("The founding collection is here already. Nothing was changed.")
            return
        try:
            with recording(user=None, reason=REASON, via=Via.COMMAND):
                added = load()
        except FoundingError as error:
            raise CommandError(f"{error} Nothing was loaded.") from error
        if not added:
            self.stdout.write("The museum has every record of the founding collection. Nothing was changed.")
            return
        self.stdout.write("The founding collection is loaded:")
        for model, count in sorted(added.items(), key=lambda item: item[0]._meta.verbose_name):
            name = model._meta.verbose_name if count == 1 else model._meta.verbose_name_plural
            self.stdout.write(f"  {count:>5} {name}")
        call_command("propose_restrictions", verbosity=0)
        candidates = RestrictionCandidate.objects.open().count()
        self.stdout.write(f"The rule book proposes {candidates} restrictions for people to look into; it decides none.")
