"""`manage.py worker`: carries out what waits, such as imports begun in the admin, and seals the history meanwhile."""

import os
import signal
import time

from django.core.management.base import BaseCommand
from django.db import OperationalError, connections

from collection.interchange.importing.running import HandedBack, Runner
from collection.interchange.importing.undoing import Undoer
from collection.interchange.importing.uploads import discard, discard_abandoned
from collection.interchange.sealing import seal
from collection.models import ImportRun

PAUSE = 1.0  # seconds between two looks
SEALING = 60  # seconds between two looks for changes to seal
SEALED = 20_000  # changes, before another look for what waits


class Command(BaseCommand):
    help = (
        "Carry out imports that wait: checks, loads and undos that people have begun in the admin, and those whose "
        "worker has died; between them, seal the history. Start it beside the server. Told to end, it finishes the "
        "batch at hand; whoever is started next goes on with the rest."
    )

    def add_arguments(self, parser):
        parser.add_argument("--once", action="store_true", help="end when nothing waits")
        parser.add_argument("--with-parent", action="store_true", help="end when the process that started it has ended")

    def handle(self, *, once, with_parent, verbosity, **options):
        self.ending, self.sealing_at = False, 0.0
        self.parent = os.getppid() if with_parent else None
        before = [(number, signal.signal(number, self._end)) for number in (signal.SIGTERM, signal.SIGINT)]
        discard_abandoned()
        try:
            while not self._is_over():
                if self._work(verbosity):
                    continue
                if once:
                    return
                self._seal()
                time.sleep(PAUSE)
        finally:
            for number, handler in before:
                signal.signal(number, handler)

    def _end(self, *args) -> None:
        self.ending = True

    def _is_over(self) -> bool:
        return self.ending or (self.parent is not None and os.getppid() != self.parent)

    def _work(self, verbosity: int) -> bool:
        """Carry out one; whether there was any. A database that is away is asked again later."""
        _let_go_of_old_connections()
        try:
            run = ImportRun.objects.next()
            if run is None or not run.claim():
                return False
            if verbosity:
                self.stdout.write(f"Run {run.pk}: {run.get_task_display()} of {run.name} …")
            (Undoer if run.task == ImportRun.Task.UNDO else Runner)(run, self._look_up).carry_out()
            if run.task == ImportRun.Task.RUN and run.status == ImportRun.Status.DONE:
                discard(run.files)  # what was refused of them is kept with the run
            if verbosity:
                self.stdout.write(f"Run {run.pk}: {run.get_status_display()}, {run.done:,} rows. {run.message}")
        except OperationalError as error:
            self.stderr.write(f"The database does not answer: {error}")
            return False
        return True

    def _seal(self) -> None:
        """Seal what was changed, some of it where that is much; then nothing for a minute."""
        try:
            if time.monotonic() >= self.sealing_at and seal(at_most=SEALED) < SEALED:
                self.sealing_at = time.monotonic() + SEALING
        except OperationalError as error:
            self.stderr.write(f"The history could not be sealed: {error}")

    def _look_up(self, run: ImportRun) -> None:
        """Between two batches: give the run back where this worker is to end."""
        if self._is_over() and run.status == ImportRun.Status.WORKING:
            raise HandedBack


def _let_go_of_old_connections() -> None:
    for connection in connections.all(initialized_only=True):
        if not connection.in_atomic_block:
            connection.close_if_unusable_or_obsolete()
