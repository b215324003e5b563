"""`manage.py import_collection`: a museum's own files into the catalogue, and back out again."""

import json
import sys
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from collection.interchange.importing import shipped
from collection.interchange.importing.made import in_words
from collection.interchange.importing.reporting import refused, report
from collection.interchange.importing.running import Runner
from collection.interchange.importing.source import described
from collection.interchange.importing.undoing import Undoer
from collection.interchange.mapping import Mapping, MappingError
from collection.interchange.whole_file import whole_file
from collection.models import ImportRow, ImportRun, SavedMapping

Task, Status = ImportRun.Task, ImportRun.Status
SHOWN = 12  # causes that are told
NAMES = 8  # of what came besides exhibits


class Command(BaseCommand):
    help = (
        "Bring files into the catalogue through a mapping: CSV, TSV, XLSX, JSON or JSON Lines, each also gz, xz or "
        "zip. Records are matched on the mapping's key; a second run changes nothing. Interrupted, it leaves whole "
        "batches and can be resumed or undone."
    )

    def add_arguments(self, parser):
        parser.add_argument("files", nargs="*", type=Path, metavar="FILE")
        parser.add_argument(
            "--mapping", metavar="M", help="a mapping's file, the name of a saved one, or of a shipped one: carnegie"
        )
        parser.add_argument("--dry-run", action="store_true", help="say what would happen, and write nothing")
        parser.add_argument("--report", type=Path, metavar="FILE", help="write a report as JSON")
        parser.add_argument("--refused", type=Path, metavar="FILE", help="write refused rows, to mend and load again")
        parser.add_argument("--resume", type=int, metavar="RUN", help="go on with a run that was interrupted")
        parser.add_argument("--undo", type=int, metavar="RUN", help="take back what a run has written")

    def handle(self, *, files, mapping, dry_run, resume, undo, verbosity, **options):
        if undo or resume:
            if files or mapping or dry_run or (undo and resume):
                raise CommandError("--resume and --undo go with the number of a run and nothing else.")
            run = self._again(undo or resume, undo=bool(undo))
        else:
            run = self._new(files, mapping, dry_run)
        if not run.claim():
            other = ImportRun.objects.filter(status=Status.WORKING).first()
            raise CommandError(
                f"Another import is at work (run {other.pk if other else '?'}): one at a time. Wait for it, or stop it "
                "in the admin. One whose machine has died counts as ended after a minute."
            )
        self._carry_out(run, quiet=verbosity == 0)
        self._tell(run)
        for path, content in ((options["report"], _as_json), (options["refused"], refused)):
            if path:
                _write(path, content(run))
        if run.status == Status.FAILED:
            raise CommandError(f"{run.message}{self._ways_on(run)}")

    def _new(self, files: list[Path], mapping: str | None, dry_run: bool) -> ImportRun:
        if not files or not mapping:
            raise CommandError("Give the files and a mapping: import_collection objects.csv --mapping museum.toml")
        if missing := [str(path) for path in files if not path.is_file()]:
            raise CommandError(f"There is no file {', '.join(missing)}.")
        text, name = _mapping(mapping)
        try:
            Mapping.load(text)
        except MappingError as error:
            raise CommandError(f"{name}: {error}") from error
        return ImportRun.objects.create(
            files=[described(path) for path in files],
            mapping=text,
            mapping_name=name[:140],
            task=Task.CHECK if dry_run else Task.RUN,
        )

    def _again(self, number: int, *, undo: bool) -> ImportRun:
        run = ImportRun.objects.filter(pk=number).first()
        if run is None:
            raise CommandError(f"There is no run {number}.")
        if undo and not (run.may_undo or run.task == Task.UNDO and not run.is_undone):
            raise CommandError(f"Run {number} has written nothing that stands: there is nothing to undo.")
        if not undo and (run.status == Status.DONE or run.task == Task.CHECK):
            raise CommandError(f"Run {number} is finished: there is nothing to go on with.")
        if undo and run.task != Task.UNDO:
            run.begin(Task.UNDO, status=Status.PREPARED)  # ours, not the next worker's
        return run

    def _carry_out(self, run: ImportRun, *, quiet: bool) -> None:
        # disable=None: shown on a terminal alone
        with tqdm(total=run.total, unit=" rows", file=sys.stderr, disable=quiet or None) as bar:

            def progress(run):
                bar.total = run.total
                bar.set_postfix(refused=run.counts.get("refused", 0), refresh=False)
                bar.update(run.done - bar.n)

            try:
                (Undoer if run.task == Task.UNDO else Runner)(run, progress).carry_out()
            except KeyboardInterrupt:
                raise CommandError(f"Interrupted; what was finished is whole.{self._ways_on(run)}") from None

    def _ways_on(self, run: ImportRun) -> str:
        if run.task == Task.CHECK:
            return ""
        ways = f" Go on: import_collection --resume {run.pk}"
        return ways + (f"; take it back: import_collection --undo {run.pk}" if run.may_undo else "")

    def _tell(self, run: ImportRun) -> None:
        say = self.stdout.write
        if run.task == Task.UNDO:
            say(f"Run {run.pk} is undone." if run.is_undone else f"Run {run.pk} is not undone yet.")
            for one in run.left_alone[:SHOWN]:
                say(f"  left alone: {one['name'] or one['id']} ({one['why']})")
            return
        would = "would be " if run.task == Task.CHECK else ""
        counts = (f"{run.counts.get(outcome, 0):,} {would}{outcome.label}" for outcome in ImportRow.Outcome)
        say(f"Run {run.pk}: {run.done:,} rows; {', '.join(counts)}.")
        if run.fields:
            fields = sorted(run.fields.items(), key=lambda field: -field[1])
            say(f"  {'would change' if would else 'changed'}: {', '.join(f'{name} in {n:,}' for name, n in fields)}")
        for line in in_words(run.made, NAMES):
            say(f"  {'would also make' if would else 'also made'} {line}")
        groups = sorted(run.causes.values(), key=lambda group: (group["severity"], -group["count"]))
        for group in groups[:SHOWN]:
            first = group["rows"][0]
            rows = ", ".join(str(row["row"]) for row in group["rows"][:5]) + ("…" if group["count"] > 5 else "")
            rows += f" of {group['file']}" if group["file"] else ""
            where = group["column"] or group["cause"]
            say(f"  {group['severity']}, {where}, {group['count']:,} rows ({rows}): {group['message']}")
            say(f"      such as “{first['value']}”. {group['mend']}")
        if len(groups) > SHOWN:
            say(f"  and {len(groups) - SHOWN} more: see --report")
        say(f"  {run.rate:,.0f} rows a second.")
        if run.may_undo:
            say(f"  To take it back: import_collection --undo {run.pk}")


def _mapping(given: str) -> tuple[str, str]:
    """The text of a mapping and what to call it."""
    path = Path(given)
    if path.is_file():
        return path.read_text(encoding="utf-8"), path.name
    saved = SavedMapping.objects.filter(name=given).order_by("-version").first()
    if saved:
        return saved.text, str(saved)
    if text := shipped.text_of(given):
        return text, given
    names = ", ".join(SavedMapping.objects.latest_of_each().values_list("name", flat=True)) or "none"
    raise CommandError(f"There is no mapping {given}: no such file, no saved one (there are: {names}), none shipped.")


def _as_json(run: ImportRun):
    yield json.dumps(report(run), indent=1, ensure_ascii=False).encode()


def _write(path: Path, pieces) -> None:
    """A file that is there whole, or as it was before; a pipe or a terminal gets it as it comes."""
    is_file = path.is_file() or not path.exists()
    try:
        with whole_file(path, mode=0o666, replaces=True) if is_file else path.open("wb") as file:
            for piece in pieces:
                file.write(piece)
    except OSError as error:
        raise CommandError(f"{path} could not be written: {error.strerror}.") from error
