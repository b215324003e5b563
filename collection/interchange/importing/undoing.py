"""Takes an import back from its history rows: each row it changed becomes what it was before, the newest change first.

What somebody has changed since is left as it is, with all that hangs on it, and named. Two passes: exhibits with what
is theirs alone, then what they shared (parties, acquisitions, terms, rooms …) as far as nothing points to it any more.
"""

from itertools import groupby

from django.db import IntegrityError, transaction
from django.db.models import Max, Min

from collection.models import Change, ChangeSet
from collection.models.history import Via, continuing

from .restoring import Restoring
from .running import Runner
from .touched import IN_USE, MODELS, OWN, Touched, in_use

WINDOW = 3_000  # changes undone in one transaction
LEFT = 1_000  # records named one by one among those left alone
_NAMES = ("accession_number", "name", "number", "title")


class Undoer(Runner):
    """Undoes a run that this process has claimed. `done` counts the changes looked at, in both passes."""

    def _work(self) -> None:
        run = self.run
        bounds = run.changeset.changes.aggregate(first=Min("id"), last=Max("id"))
        first, length = bounds["first"], bounds["last"] - bounds["first"] + 1
        run.total = 2 * length
        if run.undone_by_id is None:
            self._begin_undo()
        self.touched = Touched(run, first)
        while run.done < run.total:
            shared = run.done >= length
            end = first + length - run.done % length
            start = max(first, end - WINDOW)
            with continuing(run.undone_by):
                self._window(start, end, shared=shared)
                self._say(done=run.done + end - start, left_alone=run.left_alone)
            self.progress(run)
            self._keep_up()
        self._index()

    def _begin_undo(self) -> None:
        run = self.run
        with transaction.atomic():
            changeset = ChangeSet.objects.create(
                user=run.undo_user,
                actor=str(run.undo_user) if run.undo_user else "",
                via=Via.UNDO,
                reason=f"Undone: {run.changeset.reason}",
            )
            self._say(undone_by=changeset)

    def _window(self, start: int, end: int, *, shared: bool) -> None:
        """Undo the changes start <= id < end, those of shared records or those of exhibits."""
        found = Change.objects.filter(pk__gte=start, pk__lt=end, changeset=self.run.changeset_id).order_by("-id")
        changes = [change for change in found if (change.table not in OWN) is shared]
        kept = self.touched.of_shared(changes) if shared else self.touched.of_own(changes)
        for change, why in kept.items():
            self._leave(change, why)
        for (table, action), group in groupby(changes, key=lambda change: (change.table, change.action)):
            self._undo(table, action, [change for change in group if change not in kept])

    def _undo(self, table: str, action: str, changes: list[Change]) -> None:
        """All at once; where the database refuses that, one by one, and what it refuses is left alone."""
        model = MODELS[table]
        if action == Change.Action.INSERT and changes:
            used = in_use(model, {change.row_id for change in changes})
            for change in changes:
                if change.row_id in used:
                    self._leave(change, IN_USE)
            changes = [change for change in changes if change.row_id not in used]
        if not changes:
            return
        restoring = Restoring(model)
        try:
            with transaction.atomic():
                restoring.undo(action, changes)
        except IntegrityError:
            for change in changes:
                try:
                    with transaction.atomic():
                        restoring.undo(action, [change])
                except IntegrityError:
                    self._leave(change, "something else has taken its place")

    def _leave(self, change: Change, why: str) -> None:
        left, row = self.run.left_alone, change.after or change.before
        if len(left) < LEFT and not any((one["table"], one["id"]) == (change.table, change.row_id) for one in left):
            name = next((str(row[key]) for key in _NAMES if row.get(key)), "")
            left.append({"table": change.table, "id": change.row_id, "name": name[:120], "why": why})
