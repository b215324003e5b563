"""The links of provenance chains in the admin: the queue of what is to be looked into, and each link to correct."""

from django import forms
from django.contrib import admin
from django.contrib.admin.exceptions import DisallowedModelAdminLookup
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import StreamingHttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from pyroaring import FrozenBitMap

from collection.filters.choices import PROVENANCE
from collection.filters.selection import Selection
from collection.interchange import csv
from collection.models import Exhibit, ProvenanceEvent
from collection.models.audience import reads_private
from collection.models.index import Facet
from collection.models.told_chain import told_chains
from collection.notation.provenance import METHODS
from collection.notation.provenance.analysis import KINDS
from collection.search.index import Index

from .base import RecordAdmin
from .forms import RecordForm

PAGE = 25  # exhibits
AT_ONCE = 200  # exhibits whose chains are read together for a file
ASKED = {"provenance", "provenance_gap", "p", "export", "e"}  # e: where the admin sends who asked for what is not
COLUMNS = ("number", "title", "finding", "links", "first year", "last year", "reason")


class ProvenanceEventForm(RecordForm):
    method = forms.ChoiceField(
        label="how it was acquired",
        required=False,
        choices=[("", "—"), *((method.slug, method.label) for method in METHODS.values())],
    )


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

    def changelist_view(self, request, extra_context=None):
        """The exhibits whose chain gives reason to look, narrowed by kind and years, with counts and as a file."""
        if not (self.has_view_permission(request) and request.user.has_perm("collection.view_exhibit")):
            raise PermissionDenied
        if unknown := sorted(request.GET.keys() - ASKED):
            raise DisallowedModelAdminLookup(f"The queue is not narrowed by {', '.join(unknown)}.")
        asked = request.GET.copy()
        asked.pop("e", None)
        narrowed = asked.copy()
        for name in ("p", "export"):
            narrowed.pop(name, None)
        selection = Selection(request.user, narrowed)
        index = Index.current(selection.index.using, reads_private(request.user))
        found = selection.ids & index.universe
        under = _under(index)
        kinds = [
            (choice, len(under.get(choice.value, ())), _with(narrowed, choice.handle)) for choice in PROVENANCE.all
        ]
        if "provenance" not in narrowed and not selection.errors:
            found &= FrozenBitMap.union(FrozenBitMap(), *under.values())
        ids = sorted(found)
        if asked.get("export") == "csv":
            return self._file(request, ids, narrowed.getlist("provenance"))
        page = Paginator(ids, PAGE).get_page(asked.get("p"))
        context = {
            **self.admin_site.each_context(request),
            "title": "Provenance to look into",
            "opts": self.opts,
            "kinds": kinds,
            "chosen": narrowed.getlist("provenance"),
            "years": narrowed.get("provenance_gap", ""),
            "errors": [text for texts in selection.errors.values() for text in texts],
            "total": len(ids),
            "page": page,
            "asked": narrowed.urlencode(),
            "rows": list(_rows(request.user, list(page.object_list), narrowed.getlist("provenance"))),
        }
        return TemplateResponse(request, "admin/collection/provenanceevent/queue.html", context)

    def _file(self, request, ids, kinds):
        batches = (ids[start : start + AT_ONCE] for start in range(0, len(ids), AT_ONCE))
        lines = (
            (exhibit.accession_number, exhibit.title, KINDS[finding.kind], " ".join(map(str, positions)),
             finding.first_year, finding.last_year, finding.reason)
            for batch in batches
            for exhibit, _, findings in _rows(request.user, batch, kinds)
            for _, positions, finding in findings
        )  # fmt: skip
        name = "provenance-findings.csv"
        headers = {"Content-Disposition": f'attachment; filename="{name}"'}
        return StreamingHttpResponse(csv.stream(COLUMNS, lines), content_type="text/csv", headers=headers)


def _under(index: Index) -> dict[int, FrozenBitMap]:
    """Kind of finding → the exhibits whose chain has one, in a query for each side of the index."""
    sides = [side.sets for side in index.facet(Facet.PROVENANCE)]
    kinds = {kind for sets in sides for kind in sets}
    known = index.universe
    return {kind: FrozenBitMap.union(*(sets[kind] for sets in sides if kind in sets)) & known for kind in kinds}


def _with(asked, kind: str) -> str:
    """The address of the queue with this kind alone."""
    changed = asked.copy()
    changed["provenance"] = kind
    return f"?{changed.urlencode()}"


def _rows(user, ids: list[int], kinds: list[str]):
    """(exhibit, its page, findings) for each id, in the order of numbers; each finding is (kind, positions, itself)."""
    exhibits = list(Exhibit.objects.visible_to(user).filter(pk__in=ids).order_by("accession_sort", "id"))
    for chain in told_chains(exhibits, user):
        findings = [
            (KINDS[finding.kind], [at + 1 for at in finding.links], finding)
            for finding in chain.findings
            if not kinds or finding.kind in kinds
        ]
        yield chain.exhibit, reverse("admin:collection_exhibit_change", args=[chain.exhibit.pk]), findings
