"""Imports in the admin: files sent, a mapping seen and mended, a look ahead, the run, its report, and back again."""

from pathlib import Path

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponseRedirect, JsonResponse, StreamingHttpResponse
from django.template.response import TemplateResponse
from django.urls import path, reverse

from collection.interchange.importing.columns import LABELS, assigned, columns_of
from collection.interchange.importing.made import in_words
from collection.interchange.importing.preview import Preview, preview
from collection.interchange.importing.reporting import is_json, refused, report
from collection.interchange.importing.source import ChangedFile
from collection.interchange.importing.uploads import discard, keep
from collection.interchange.mapping import Mapping, MappingError, propose_for
from collection.interchange.readers import ReadError
from collection.models import ImportRow, ImportRun, SavedMapping

from .base import RecordAdmin
from .import_forms import MappingForm, TableForm, UploadForm

Task, Status = ImportRun.Task, ImportRun.Status
LEFT = 100  # records left alone that the page names
MADE = 12  # names of what comes besides exhibits


@admin.register(ImportRun)
class ImportRunAdmin(RecordAdmin):
    list_display = ("name", "state", "rows_so_far", "user", "created_at")
    list_filter = ("task", "status")
    ordering = ("-id",)
    sortable_by = ()
    related = ("user",)
    kept_because = "An import stays on record: take back what it wrote with Undo."

    @admin.display(description="Files")
    def name(self, run):
        return run.name

    @admin.display(description="State")
    def state(self, run):
        return f"{run.get_task_display()}: {run.get_status_display()}"

    @admin.display(description="Rows")
    def rows_so_far(self, run):
        return f"{run.counts.get('refused', 0):,} refused of {sum(run.counts.values()):,}"

    def get_urls(self):
        pages = {"report": self.report_view, "refused": self.refused_view}
        own = [
            path(f"<int:object_id>/{name}/", self.admin_site.admin_view(view), name=f"collection_importrun_{name}")
            for name, view in pages.items()
        ]
        return own + super().get_urls()

    # --- files ------------------------------------------------------------------------------------------------------

    def add_view(self, request, form_url="", extra_context=None):
        if not self.has_add_permission(request):
            raise PermissionDenied
        form = UploadForm(request.POST or None, request.FILES or None, user=request.user)
        if request.method == "POST" and form.is_valid():
            try:
                return HttpResponseRedirect(self.change_url(self._begin(request.user, form.cleaned_data)))
            except (ValidationError, ReadError, MappingError) as error:
                form.add_error("files", getattr(error, "messages", str(error)))
        return self._page(request, "upload.html", "Import records", form=form)

    def _begin(self, user, data) -> ImportRun:
        mappings = [upload for upload in data["files"] if upload.name.lower().endswith(".toml")]
        uploads = [upload for upload in data["files"] if upload not in mappings]
        if not uploads:
            raise ValidationError("A mapping alone brings nothing in: send the files too.", code="no_files")
        text, name = data["mapping"]
        if mappings:
            text, name = _as_text(mappings[0]), mappings[0].name[:140]
            Mapping.load(text)
        files = keep(uploads)
        try:
            if not text:
                text = propose_for([(file["name"], Path(file["path"])) for file in files])
        except ReadError:
            discard(files)
            raise
        return ImportRun.objects.create(files=files, mapping=text, mapping_name=name, user=user)

    # --- one import -------------------------------------------------------------------------------------------------

    def change_view(self, request, object_id, form_url="", extra_context=None):
        run = self._run(request, object_id)
        if request.method == "POST":
            if not self.has_change_permission(request, run):
                raise PermissionDenied
            return self._act(request, run)
        if run.is_active:
            return self._progress_page(request, run)
        if run.may_be_mended:
            return self._mapping_page(request, run)
        return self._report_page(request, run)

    def _act(self, request, run: ImportRun):
        """What the buttons of the pages send."""
        action = request.POST.get("action")
        if run.is_active:
            if action == "stop":
                self._stop(request, run)
        elif run.may_be_mended and action in {"table", "text"}:
            form = self._mended(request, run, action)
            if not form.is_valid():
                return self._mapping_page(request, run, **{f"{action}_form": form})
        elif run.may_be_mended and action in {"check", "run"}:
            try:
                Mapping.load(run.mapping)
                run.begin(Task.CHECK if action == "check" else Task.RUN, by=request.user)
            except MappingError as error:
                self.message_user(request, str(error), messages.ERROR)
        elif action == "resume" and not run.may_be_mended and run.status in {Status.STOPPED, Status.FAILED}:
            ImportRun.objects.filter(pk=run.pk, status=run.status).update(status=Status.WAITING, stop_requested=False)
        elif action == "undo" and run.may_undo:
            if request.POST.get("sure"):
                run.begin(Task.UNDO, by=request.user)
            else:
                self.message_user(request, "Nothing was undone: say that you are sure.", messages.WARNING)
        else:
            self.message_user(request, "That cannot be done to this import as it stands.", messages.WARNING)
        return HttpResponseRedirect(self.change_url(run))

    def _stop(self, request, run: ImportRun) -> None:
        waiting = ImportRun.objects.filter(pk=run.pk, status=Status.WAITING)
        if not waiting.update(status=Status.STOPPED, message="Stopped before it began."):
            ImportRun.objects.filter(pk=run.pk).update(stop_requested=True)
        self.message_user(request, "It stops after the rows at hand.", messages.INFO)

    def _mended(self, request, run: ImportRun, action: str):
        """The form that was sent; where it holds, the mapping is what it says."""
        if action == "text":
            form = MappingForm(request.POST)
            if form.is_valid():
                run.mapping = form.cleaned_data["text"]
                if form.cleaned_data["name"]:
                    name, text = form.cleaned_data["name"], run.mapping
                    run.mapping_name = str(SavedMapping.objects.keep(name=name, text=text, by=request.user))
        else:
            form = TableForm(request.POST, columns=self._look(run)["columns"])
            if form.is_valid():
                try:
                    run.mapping = assigned(run.mapping, form.choices())
                except MappingError as error:
                    form.add_error(None, str(error))
        if form.is_valid():
            run.user, run.counts, run.causes, run.made, run.total = request.user, {}, {}, {}, None
            run.task, run.status = Task.CHECK, Status.PREPARED
            run.save()
        return form

    def _look(self, run: ImportRun) -> dict:
        """What the page of the mapping shows of the files: columns and the first rows, or what keeps us from them."""
        look = {"columns": []}
        try:
            mapping = Mapping.load(run.mapping)
            names, rows = mapping.sample([(file["name"], Path(file["path"])) for file in run.files])
            look["columns"] = columns_of(run.mapping, names, rows)
            ahead = preview(run)
            look["lines"], look["first_made"] = _lines(ahead), in_words(ahead.made, MADE)
        except (MappingError, ReadError, ChangedFile) as error:
            look["problem"] = str(error)
        return look

    def _mapping_page(self, request, run: ImportRun, text_form=None, table_form=None):
        look = self._look(run)
        return self._page(
            request,
            "mapping.html",
            "Mapping",
            run,
            text_form=text_form or MappingForm(initial={"text": run.mapping}),
            table_form=table_form or TableForm(columns=look["columns"]),
            is_checked=run.task == Task.CHECK and run.status == Status.DONE,
            **_summary(run),
            **look,
        )

    def _progress_page(self, request, run: ImportRun):
        left = run.seconds_left
        return self._page(
            request,
            "progress.html",
            f"{run.get_task_display().capitalize()} at work",
            run,
            rate=round(run.rate),
            left=left is not None and (f"{left // 60} min" if left >= 120 else f"{left} s"),
            **_summary(run),
        )

    def _report_page(self, request, run: ImportRun):
        title = "Undone" if run.is_undone else f"{run.get_task_display().capitalize()}: {run.get_status_display()}"
        return self._page(
            request,
            "report.html",
            title,
            run,
            may_resume=run.status in {Status.STOPPED, Status.FAILED},
            left_alone=run.left_alone[:LEFT],
            **_summary(run),
        )

    # --- what is taken away -----------------------------------------------------------------------------------------

    def report_view(self, request, object_id):
        run = self._run(request, object_id)
        response = JsonResponse(report(run), json_dumps_params={"indent": 1, "ensure_ascii": False})
        response["Content-Disposition"] = f'attachment; filename="import-{run.pk}-report.json"'
        return response

    def refused_view(self, request, object_id):
        run = self._run(request, object_id)
        kind, ending = ("application/x-ndjson", "jsonl") if is_json(run) else ("text/csv; charset=utf-8", "csv")
        response = StreamingHttpResponse(refused(run), content_type=kind)
        response["Content-Disposition"] = f'attachment; filename="import-{run.pk}-refused.{ending}"'
        return response

    def _run(self, request, object_id) -> ImportRun:
        if not self.has_view_permission(request):
            raise PermissionDenied
        run = self.get_object(request, str(object_id))
        if run is None:
            raise Http404
        return run

    def _page(self, request, template: str, title: str, run: ImportRun | None = None, **context):
        context = {
            **self.admin_site.each_context(request),
            "title": title,
            "opts": self.opts,
            "run": run,
            "address": reverse("admin:collection_importrun_add") if run is None else self.change_url(run),
            "may_change": run is None or self.has_change_permission(request, run),
            **context,
        }
        return TemplateResponse(request, f"admin/collection/importrun/{template}", context)


def _lines(ahead: Preview) -> list[dict]:
    """The first rows as the page shows them; values: (field, as it is, as it would be); problems: (what of, which)."""
    return [
        {
            "number": one.row.number,
            "key": one.draft.key,
            "outcome": one.outcome,
            "label": ImportRow.Outcome(one.outcome).label,
            "values": [
                (LABELS[name], str(one.before.get(name) or ""), str(value)) for name, value in one.changed.items()
            ],
            "problems": [(LABELS.get(problem.column, problem.column), problem) for problem in one.draft.problems],
        }
        for one in ahead.decisions
    ]


def _summary(run: ImportRun) -> dict:
    """What became of the rows, what came besides, and what was wrong: the gravest and the most frequent first."""
    causes = [{**group, "column": LABELS.get(group["column"], group["column"])} for group in run.causes.values()]
    return {
        "outcomes": [(outcome.label, run.counts.get(outcome, 0)) for outcome in ImportRow.Outcome],
        "made": in_words(run.made, MADE),
        "fields": [(LABELS[name], count) for name, count in sorted(run.fields.items(), key=lambda field: -field[1])],
        "causes": sorted(causes, key=lambda group: (group["severity"], -group["count"])),
    }


def _as_text(upload) -> str:
    try:
        return upload.read(1_000_000).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ValidationError("The mapping is not a text in UTF-8.", code="mapping") from error
