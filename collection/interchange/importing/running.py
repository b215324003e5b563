"""Carries out a run: batch by batch, each in one transaction with the run's own progress."""

import json
import logging
import time
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import islice

from django.db import DataError, IntegrityError, OperationalError, router, transaction
from django.utils import timezone

from collection.interchange.draft import Draft
from collection.interchange.mapping import MappingError
from collection.interchange.readers import ReadError, Row
from collection.models import ChangeSet, ImportRow, ImportRun, Stale
from collection.models.bulk import Table, make_room
from collection.models.history import Via, continuing
from collection.models.indexing import settle

from .batch import Batch, Decision, Outcome, Powers
from .causes import add_causes
from .checking import refuse, unstorable
from .made import Tally
from .source import ChangedFile, Source

logger = logging.getLogger(__name__)
BATCH = 1_000  # rows in one transaction
WEIGHT = 8_000_000  # characters after which a batch has enough rows
NOTICED = 1_000  # rows of related files named for one cause
INDEXED = 1_500  # records indexed at a time
CACHED = 48  # megabytes of SQLite's pages held in memory
Status, Task = ImportRun.Status, ImportRun.Task


class Stopped(Exception):
    """Somebody asked the run to stop, or it is not this worker's any more."""


class HandedBack(Exception):
    """The worker is to end: whoever comes next goes on with the run."""


class Runner:
    """Carries out a check or an import that this process has claimed, from the row where it stands.

    `progress` hears of the run after each batch. Whatever happens, what is in the database is whole batches.
    """

    def __init__(self, run: ImportRun, progress: Callable[[ImportRun], None] = lambda run: None, source=Source):
        self.run, self.progress, self.source_of = run, progress, source
        self.pretended = run.task == Task.CHECK
        self.powers = Powers.of(run.user)
        self.tally = Tally(pretended=self.pretended)
        self._since = time.monotonic()

    def carry_out(self) -> ImportRun:
        run = self.run
        make_room(CACHED)
        try:
            self._work()
            status, message = Status.DONE, ""
        except Stopped as error:
            status, message = Status.STOPPED, str(error)
        except HandedBack:
            status, message = Status.WAITING, ""
        except (ReadError, MappingError, ChangedFile, OSError) as error:
            status, message = Status.FAILED, str(error)
        except OperationalError as error:
            status = Status.FAILED
            message = f"The database cannot go on: {error}. What was finished is whole: {run.done:,} rows."
        except KeyboardInterrupt:
            self._end(Status.STOPPED, "Interrupted.")
            raise
        except Exception as error:  # a fault of ours must not leave the run at work, nor end the worker
            logger.exception("Run %s, after %s rows", run.pk, run.done)
            status = Status.FAILED
            message = f"The program failed after {run.done:,} rows, which are whole: {error!r}. Please report it."
        self._end(status, message)
        return run

    def _work(self) -> None:
        source = self.source = self.source_of(self.run)
        if self.run.total is None:
            self.run.total = self._count(source)
        if not self.pretended and self.run.changeset_id is None:
            self._begin()
        if self.pretended and self.run.done:
            self._forget()
        self.of_files: dict = {}  # what is wrong with related files, by cause
        rows = islice(source.rows(self._notice), self.run.done, None)
        for taken in _batches(rows):
            self._batch([(row, source.draft(row)) for row in taken])
            self.progress(self.run)
            self._keep_up()
        if self.of_files:
            self._say(causes=self.run.causes | self.of_files)
        if not self.pretended:
            self._index()

    def _forget(self) -> None:
        """Check from the first row: what it has counted was in the memory of whoever began with it."""
        with transaction.atomic():
            self.run.rows.all()._raw_delete(router.db_for_write(ImportRow))
            self._say(done=0, counts={}, fields={}, causes={}, made={})

    def _notice(self, row: Row) -> None:
        self.of_files = add_causes(self.of_files, [(row, row.problems)], NOTICED)

    def _count(self, source) -> int:
        """How many rows there are. An unreadable one is met before anything is written."""
        count = 0
        for count, _ in enumerate(source.rows(), start=1):
            if count % (20 * BATCH) == 0:
                self._say()
        return count

    def _begin(self) -> None:
        run = self.run
        name = f", mapping {run.mapping_name}" if run.mapping_name else ""
        with transaction.atomic():
            run.changeset = ChangeSet.objects.create(
                user=run.user,
                actor=str(run.user) if run.user else "",
                via=Via.IMPORT,
                reason=f"Import of {run.name}{name}",
            )
            self._say(changeset=run.changeset)

    def _batch(self, pairs: list[tuple[Row, Draft]]) -> None:
        """Decide and write; where the database refuses the whole, the halves, down to the row at fault."""
        if self.pretended:
            with transaction.atomic():
                self._note(self._decided(pairs).decisions)
            return
        with continuing(self.run.changeset):
            self._note(list(self._written(pairs)))

    def _decided(self, pairs) -> Batch:
        source = self.source
        return Batch(
            self.run,
            pairs,
            match=source.match,
            publish=source.publish,
            powers=self.powers,
            pretended=self.pretended,
        )

    def _written(self, pairs) -> Iterator[Decision]:
        try:
            with transaction.atomic():
                batch = self._decided(pairs)
                batch.write()
            yield from batch.decisions
        except (IntegrityError, DataError) as error:
            if len(pairs) == 1:
                draft, words = pairs[0][1], str(error).strip().splitlines()[0]
                mend = "Compare the row with the record of this number."
                refuse(draft, "", words, "The database refuses this row.", mend, "refused-by-the-database")
                yield from self._decided(pairs).decisions
                return
            middle = len(pairs) // 2
            yield from self._written(pairs[:middle])
            yield from self._written(pairs[middle:])

    def _note(self, decisions: list[Decision]) -> None:
        """Keep what became of each row, and how far the run has come, in the batch's own transaction."""
        run = self.run
        rows = Table(ImportRow, "run_id", "number", "file", "key", "outcome", "exhibit_id", "problems", "values")
        counts, fields = Counter(run.counts), Counter(run.fields)
        for one in decisions:
            refused = one.outcome == Outcome.REFUSED
            counts[str(one.outcome.value)] += 1
            if one.outcome == Outcome.UPDATED:
                fields.update(one.changed.keys())
            problems = [_plain(problem) for problem in one.draft.problems]
            exhibit = None if refused or self.pretended and one.outcome == Outcome.CREATED else one.exhibit
            rows.add(
                run.pk,
                one.row.number,
                one.row.file[:255],
                one.key,
                one.outcome.value,
                exhibit,
                _json(problems) if problems else None,
                _json(_keepable(list(one.row.values.items()))) if refused else None,
            )
        rows.flush()
        causes = add_causes(run.causes, [(one.row, one.draft.problems) for one in decisions])
        made = self.tally.add(run.made, (each for one in decisions for each in one.made))
        done = run.done + len(decisions)
        self._say(done=done, counts=dict(counts), fields=dict(fields), causes=causes, made=made)

    def _say(self, **news) -> None:
        """A sign of life with what is new; nothing is written by a worker to whom the run no longer belongs."""
        run, now = self.run, time.monotonic()
        news |= {"heard_at": timezone.now(), "seconds": run.seconds + now - self._since, "total": run.total}
        mine = ImportRun.objects.filter(pk=run.pk, worker=run.worker, status=Status.WORKING)
        if not mine.update(**news):
            raise Stopped("Another worker has taken this import over.")
        if mine.filter(stop_requested=True).exists():
            raise Stopped("Stopped as somebody asked. Go on with it, or undo it.")
        self._since = now
        for name, value in news.items():
            setattr(run, name, value)

    def _keep_up(self) -> None:
        """Make what was written findable as the work goes on, so that visitors never wait for much to be indexed."""
        while not self.pretended and Stale.objects.count() >= INDEXED:
            settle(at_most=INDEXED)
            self._say()

    def _index(self) -> None:
        """Make the rest findable."""
        while Stale.objects.exists():
            settle(at_most=INDEXED)
            self._say()

    def _end(self, status: str, message: str) -> None:
        run = self.run
        empty = run.changeset if run.changeset and not run.changeset.changes.exists() else None
        changes = {"status": status, "message": message[:2000], "finished_at": timezone.now()}
        if empty:
            changes["changeset"] = None
        try:
            with transaction.atomic():
                if ImportRun.objects.filter(pk=run.pk, worker=run.worker).update(**changes) and empty:
                    empty.delete()
            run.refresh_from_db()
        except OperationalError:  # not even that can be written: it stands as at work, by somebody who falls silent
            run.status, run.message = status, message
        self.progress(run)


def _batches(rows: Iterator[Row]) -> Iterator[list[Row]]:
    """`BATCH` rows at a time, fewer where they are long."""
    taken, weight = [], 0
    for row in rows:
        taken.append(row)
        weight += sum(len(value) for value in row.values.values() if value.__class__ is str)
        if len(taken) == BATCH or weight > WEIGHT:
            yield taken
            taken, weight = [], 0
    if taken:
        yield taken


def _plain(problem) -> dict:
    names = ("column", "value", "message", "mend", "severity", "cause")
    place = {"file": problem.file, "at": problem.at} if problem.file else {}
    return {name: getattr(problem, name) for name in names} | place


def _keepable(value):
    """A value of a row with such numbers as text as not every database and program keeps alike in JSON."""
    if isinstance(value, dict):
        return {name: _keepable(each) for name, each in value.items()}
    if isinstance(value, (list, tuple)):
        return [_keepable(each) for each in value]
    return str(value) if isinstance(value, (int, float)) and not abs(value) < 2**53 else value


def _json(value) -> str:
    return unstorable.sub("�", json.dumps(value, default=str, ensure_ascii=False).replace("\\u0000", "�"))
