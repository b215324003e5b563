"""The links of provenance chains in the admin: the queue of what is to be looked into, and each link to correct."""

from itertools import chain

from django import forms
from django.contrib import admin
from django.contrib.admin.exceptions import DisallowedModelAdminLookup
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.template.response import TemplateResponse
from django.urls import path
from django.utils import timezone

from collection.filters.downloads import LABELS, download, kind_asked
from collection.models import Exhibit, ProvenanceEvent
from collection.notation.provenance import METHODS

from .base import RecordAdmin
from .export import EXPORT
from .forms import RecordForm
from .provenance_queue import COLUMNS, Queue

PAGE = 25  # exhibits
PRINTED = 500  # exhibits in one report; who has more before them narrows the queue, or takes the file
NARROWING = {"provenance", "provenance_gap"}
SENT_BACK = "e"  # where the admin sends who asked for what is not


class ProvenanceEventForm(RecordForm):
    method = forms.ChoiceField(
        label="how it was acquired",
        required=False,
        choices=[("", "—"), *((method.slug, method.label) for method in METHODS.values())],
    )

    def _post_clean(self):
        super()._post_clean()
        if not self.errors:
            try:
                self.instance.check_bounds(self.changed_data)
            except ValidationError as error:
                self.add_error(None, error)


@admin.register(ProvenanceEvent)
class ProvenanceEventAdmin(RecordAdmin):
    form = ProvenanceEventForm
    related = ("exhibit", "party")
    fields = (
        "of_exhibit", "written", "party", "party_name", "party_place", ("born", "died"), "is_dealer", "former_name",
        "method", "certainty", ("earliest_begin", "latest_begin"), ("earliest_end", "latest_end"), "is_direct", "notes",
    )  # fmt: skip
    readonly_fields = ("of_exhibit", "written")
    kept_because = "A link goes with the words it was read from: change the provenance of the exhibit."
    ONE_LINE = {"party_name", "party_place", "born", "died", "former_name"}
    ONE_LINE |= {"earliest_begin", "latest_begin", "earliest_end", "latest_end"}

    def has_add_permission(self, request):
        return False  # links are read from the provenance of an exhibit

    def has_change_permission(self, request, obj=None):
        return super().has_change_permission(request, obj) and (
            obj is None or obj.exhibit.may_be_changed_by(request.user)
        )

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        if db_field.name in self.ONE_LINE:
            kwargs["widget"] = forms.TextInput(attrs={"class": "vTextField"})
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    @admin.display(description="Exhibit")
    def of_exhibit(self, event):
        return self.admin_site._registry[Exhibit].label(event.exhibit)

    def save_model(self, request, obj, form, change):
        obj.is_edited = obj.is_edited or bool({*form.changed_data} - {"party"})
        super().save_model(request, obj, form, change)

    # --- the queue -------------------------------------------------------------------------------------------------

    def get_urls(self):
        view = self.admin_site.admin_view(self.print_view)
        return [path("print/", view, name="collection_provenanceevent_print"), *super().get_urls()]

    def changelist_view(self, request, extra_context=None):
        """The exhibits whose chain gives reason to look, narrowed by kind and years, with counts and as a file."""
        queue = self._queue(request, {"p", EXPORT})
        if kind := request.GET.get(EXPORT):
            try:
                return download(request, kind_asked(kind), "provenance-findings", COLUMNS, queue.records())
            except ValidationError as error:
                return self.unread(request, *error.messages)
        page = Paginator(queue.ids, PAGE).get_page(request.GET.get("p"))
        asked = queue.asked.urlencode()
        context = {"page": page, "rows": queue.rows(list(page.object_list)), "asked": asked}
        context["files"] = [(label, f"?{asked}{'&' if asked else ''}{EXPORT}={kind}") for kind, label in LABELS.items()]
        return self._shown(request, queue, "queue", **context)

    def print_view(self, request):
        """The queue as a report to print."""
        if request.method not in ("GET", "HEAD"):
            raise PermissionDenied
        queue = self._queue(request)
        rows = sorted(chain.from_iterable(queue.batches(PRINTED)), key=lambda row: row.exhibit.accession_sort)
        return self._shown(request, queue, "print", rows=rows, more=max(0, len(queue.ids) - PRINTED))

    def _queue(self, request, besides=frozenset()) -> Queue:
        """What the address asks for; `besides` are parameters that do not narrow it."""
        if not (self.has_view_permission(request) and request.user.has_perm("collection.view_exhibit")):
            raise PermissionDenied
        if unknown := sorted(request.GET.keys() - NARROWING - besides - {SENT_BACK}):
            raise DisallowedModelAdminLookup(f"The queue is not narrowed by {', '.join(unknown)}.")
        asked = request.GET.copy()
        for name in (*besides, SENT_BACK):
            asked.pop(name, None)
        return Queue(request.user, asked)

    def _shown(self, request, queue, template, **context):
        context |= {**self.admin_site.each_context(request), "title": "Provenance to look into", "opts": self.opts}
        context |= {"queue": queue, "kinds": queue.counts(), "total": len(queue.ids), "today": timezone.localdate()}
        return TemplateResponse(request, f"admin/collection/provenanceevent/{template}.html", context)
