"""Imports for tests: drafts made by hand, or files through a mapping, carried out as a worker does."""

from itertools import count

from collection.interchange.draft import Draft, PartyDraft
from collection.interchange.importing.running import Runner
from collection.interchange.importing.source import Source, described
from collection.interchange.importing.undoing import Undoer
from collection.interchange.readers import Row
from collection.models import Change, ImportRun

_numbers = count(1)


def draft(number=None, *, fields=None, **parts):
    """A draft of an exhibit; what is not given is not mapped."""
    number = number or f"IMP.{next(_numbers)}"
    return Draft(0, "", number, {"accession_number": number, "title": "Bowl", **(fields or {})}, **parts)


def maker(name, **kwargs):
    return PartyDraft("maker", name, **kwargs)


class Drafts:
    """Stands where the files and the mapping do."""

    def __init__(self, drafts, match="accession_number", publish=False):
        self.drafts, self.match, self.publish = drafts, match, publish

    def __call__(self, run):
        return self

    def rows(self, noticed=None):
        for number, each in enumerate(self.drafts, start=2):  # the first row of a file is its header
            yield Row(number, "objects.csv", {"number": each.key, **each.fields})

    def draft(self, row):
        made = self.drafts[row.number - 2]
        made.row, made.file, made.problems = row.number, row.file, list(made.problems)
        return made


def carry_out(run, source=Source, **changes):
    for name, value in {"status": ImportRun.Status.WAITING, **changes}.items():
        setattr(run, name, value)
    run.save()
    assert run.claim()
    worker = Undoer if run.task == ImportRun.Task.UNDO else Runner
    return worker(run, source=source).carry_out()


def bring_in(drafts, *, user=None, check=False, **kwargs):
    """The run that brought these drafts in."""
    task = ImportRun.Task.CHECK if check else ImportRun.Task.RUN
    files = [{"name": "objects.csv", "path": "", "size": 0, "fingerprint": ""}]
    return carry_out(ImportRun(files=files, task=task, user=user), Drafts(drafts, **kwargs))


def load(path, mapping, *others, **kwargs):
    """The run that brought a file in, and those that belong to it."""
    files = [described(each) for each in (path, *others)]
    return carry_out(ImportRun(files=files, mapping=mapping, task=ImportRun.Task.RUN, **kwargs))


def undo(run, user=None):
    run.refresh_from_db()
    run.begin(ImportRun.Task.UNDO, by=user)
    return carry_out(run)


def counts(run):
    """What became of the rows: (created, updated, unchanged, refused)."""
    return tuple(run.counts.get(name, 0) for name in ("created", "updated", "unchanged", "refused"))


def state():
    """Every recorded row of the catalogue, less what counts on."""
    from collection.models.history_triggers import recorded_models

    found = {}
    for model in recorded_models():
        for row in model._base_manager.order_by("pk").values():
            found[model.__name__, row["id"]] = {k: v for k, v in row.items() if k not in ("version", "updated_at")}
    return found


def changed_rows(run):
    return list(Change.objects.filter(changeset=run.changeset_id).values_list("table", "action"))
