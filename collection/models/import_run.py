"""Import runs: one load of files through one mapping, from the first look to its report; and each row's outcome."""

import os
import secrets
import socket
from datetime import timedelta

from django.conf import settings
from django.db import IntegrityError, models, transaction
from django.utils import timezone

from .audience import reads_private
from .history import ChangeSet

SILENT = timedelta(seconds=60)  # a worker that has said nothing for so long is taken for dead


class ImportRunQuerySet(models.QuerySet):
    def visible_to(self, user):
        """For staff alone: files hold what nobody has checked yet."""
        return self if reads_private(user) else self.none()

    def next(self) -> "ImportRun | None":
        """What a worker should take up: the oldest that waits, or that was begun in the admin and whose worker died."""
        active = self.filter(status__in=[ImportRun.Status.WAITING, ImportRun.Status.WORKING]).order_by("id")
        return next(
            (run for run in active if run.status == ImportRun.Status.WAITING or run.user_id and run.has_died), None
        )


class ImportRun(models.Model):
    """One load of files through one mapping. Its records carry one change set; its rows tell what became of each."""

    class Task(models.TextChoices):
        CHECK = "check", "check"
        RUN = "run", "import"
        UNDO = "undo", "undo"

    class Status(models.TextChoices):
        PREPARED = "prepared", "prepared"
        WAITING = "waiting", "waiting"
        WORKING = "working", "at work"
        DONE = "done", "done"
        STOPPED = "stopped", "stopped"
        FAILED = "failed", "failed"

    recorded = False  # it is how records came to be, and no record; theirs leave the history

    files = models.JSONField(help_text="Name, path, size and fingerprint of each file; the first has the records.")
    mapping = models.TextField(blank=True)
    mapping_name = models.CharField(max_length=140, blank=True, help_text="Under which it was saved, with its version.")
    task = models.CharField(max_length=5, choices=Task, default=Task.CHECK)
    status = models.CharField(max_length=8, choices=Status, default=Status.PREPARED)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, editable=False, related_name="+"
    )
    undo_user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, editable=False, related_name="+"
    )
    changeset = models.OneToOneField(ChangeSet, on_delete=models.PROTECT, null=True, related_name="import_run")
    undone_by = models.OneToOneField(ChangeSet, on_delete=models.PROTECT, null=True, related_name="undone_import")
    created_at = models.DateTimeField(auto_now_add=True)
    started_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    heard_at = models.DateTimeField(null=True, help_text="When its worker last gave a sign.")
    worker = models.CharField(max_length=300, blank=True, help_text="Who is at work on it: host:process:token.")
    stop_requested = models.BooleanField(default=False)
    done = models.PositiveBigIntegerField(default=0, help_text="Rows, or changes to undo, in whole batches.")
    total = models.PositiveBigIntegerField(null=True)
    seconds = models.FloatField(default=0, help_text="At work so far.")
    counts = models.JSONField(default=dict, help_text="How many were created, updated, unchanged, refused.")
    fields = models.JSONField(default=dict, help_text="Field → records in which it changed.")
    made = models.JSONField(
        default=dict, help_text="Kind → what came, or would come, besides exhibits: how many, and the first names."
    )
    causes = models.JSONField(default=dict, help_text="Cause → what is wrong, how often, where first.")
    left_alone = models.JSONField(default=list, help_text="What an undo left, and why.")
    message = models.TextField(blank=True, help_text="Why it failed.")

    objects = ImportRunQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        verbose_name = "import"
        constraints = [
            models.UniqueConstraint(
                fields=["status"], condition=models.Q(status="working"), name="import_one_at_a_time"
            )
        ]

    def __str__(self):
        return f"{self.name}, {self.created_at:%Y-%m-%d %H:%M}"

    @property
    def name(self) -> str:
        return ", ".join(file["name"] for file in self.files) or "no file"

    @property
    def is_active(self) -> bool:
        return self.status in {self.Status.WAITING, self.Status.WORKING}

    @property
    def may_be_mended(self) -> bool:
        """Whether its mapping may still change: nothing of it has been written."""
        failed = self.task == self.Task.RUN and self.status in {self.Status.STOPPED, self.Status.FAILED}
        return not self.is_active and (self.task == self.Task.CHECK or failed and self.changeset_id is None)

    @property
    def may_undo(self) -> bool:
        """Whether it has written something that stands and that nobody has begun to take back."""
        return self.changeset_id is not None and not self.is_active and self.task != self.Task.UNDO

    @property
    def is_undone(self) -> bool:
        return self.task == self.Task.UNDO and self.status == self.Status.DONE

    @property
    def rate(self) -> float:
        """Rows a second."""
        return self.done / self.seconds if self.seconds else 0.0

    @property
    def seconds_left(self) -> int | None:
        return int((self.total - self.done) / self.rate) if self.total is not None and self.rate else None

    @property
    def has_died(self) -> bool:
        """Whether whoever was at work on it is gone: a process of this machine that is no more, or a long silence."""
        if self.heard_at is None or self.heard_at < timezone.now() - SILENT:
            return True
        host, _, rest = self.worker.rpartition(":")[0].rpartition(":")
        return host == socket.gethostname() and not _is_alive(int(rest))

    def begin(self, task: str, *, by=None, status: str = Status.WAITING) -> None:
        """Check, load or undo it from the start, for `by`: wait for a worker, or for whoever claims it next."""
        with transaction.atomic():
            self.task, self.status, self.stop_requested, self.message = task, status, False, ""
            self.done, self.seconds = 0, 0
            if task == self.Task.UNDO:
                self.total, self.undo_user, self.left_alone = None, by, []
            else:
                self.counts, self.fields, self.causes, self.made, self.user = {}, {}, {}, {}, by
                self.rows.all()._raw_delete(self._state.db)
            self.save()

    def claim(self) -> bool:
        """Take it up as the one at work; False where another run is, or somebody else has taken it up."""
        for run in ImportRun.objects.filter(status=self.Status.WORKING):
            if not run.has_died:
                return False
            left = {"status": self.Status.STOPPED, "message": "Its process has ended. Go on with it, or undo it."}
            ImportRun.objects.filter(pk=run.pk, worker=run.worker).update(**left)
        now = timezone.now()
        signs = {"heard_at": now, "started_at": now, "stop_requested": False, "message": ""}
        signs["worker"] = f"{socket.gethostname()}:{os.getpid()}:{secrets.token_hex(8)}"
        free = ImportRun.objects.filter(pk=self.pk).exclude(status=self.Status.WORKING)
        try:
            with transaction.atomic():
                taken = free.update(status=self.Status.WORKING, **signs)
        except IntegrityError:  # another run was taken up in this moment
            return False
        if taken:
            self.refresh_from_db()
        return bool(taken)


def _is_alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:  # it is somebody else's, and there
        return True
    return True


class ImportRow(models.Model):
    """What became of one row of one run. values: [column, value] pairs as in the file, of refused rows alone."""

    class Outcome(models.TextChoices):
        CREATED = "created", "created"
        UPDATED = "updated", "updated"
        UNCHANGED = "unchanged", "left alone"
        REFUSED = "refused", "refused"

    recorded = False

    run = models.ForeignKey(ImportRun, on_delete=models.CASCADE, related_name="rows")
    number = models.PositiveBigIntegerField(help_text="As the museum's editor counts.")
    file = models.CharField(max_length=255)
    key = models.CharField(max_length=200, help_text="What the record was matched on, folded.")
    outcome = models.CharField(max_length=9, choices=Outcome)
    exhibit_id = models.BigIntegerField(null=True)
    problems = models.JSONField(null=True)
    values = models.JSONField(null=True)

    class Meta:
        ordering = ["id"]
        indexes = [
            models.Index(fields=["run", "key"], name="import_row_by_key"),
            models.Index(
                fields=["run", "id"], condition=models.Q(problems__isnull=False), name="import_row_with_problems"
            ),
        ]

    def __str__(self):
        return f"row {self.number}: {self.outcome}"
