"""`manage.py check_source_copy`: has a source changed since it was read?"""

from datetime import date

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from collection.models import Source
from collection.models.archived_copy import check_copy, pieces_of, sha256_of
from collection.models.history import Via, recording


def _day(text: str) -> date:
    day = date.fromisoformat(text)
    if day > timezone.localdate():
        raise ValueError
    return day


class Command(BaseCommand):
    help = (
        "Compare a saved copy of a source with the one read before, byte for byte, by their SHA-256. Where none was "
        "read before, keep the hash of this one. Nothing is fetched: save the page or file yourself. The exit code is "
        "1 where the copy differs."
    )

    def add_arguments(self, parser):
        parser.add_argument("source", help="the last word of the source's address, such as annual-register-1984")
        parser.add_argument("file", help="the copy")
        parser.add_argument("--read-on", type=_day, metavar="YYYY-MM-DD", help="when it was taken; today if left out")
        parser.add_argument("--replace", action="store_true", help="compare later copies with this one")

    def handle(self, *, source, file, read_on, replace, **options):
        found = Source.objects.filter(slug=source).first()
        if found is None:
            raise CommandError(f"No source is known as “{source}”. Its name is the last word of its address.")
        try:
            with open(file, "rb") as copy:
                sha256 = sha256_of(pieces_of(copy))
        except OSError as error:
            raise CommandError(f"{error.strerror}: {file}") from error
        try:
            with recording(None, reason=f"Copy checked: {sha256}", via=Via.COMMAND):
                said = check_copy(found, sha256, on=read_on or timezone.localdate(), replace=replace)
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        self.stdout.write(said)
