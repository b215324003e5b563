"""Any list of the admin as a file: what is selected by an action, all that the list shows by the links above it."""

from functools import partial

from django.contrib.admin.options import IS_POPUP_VAR, IncorrectLookupParameters
from django.contrib.admin.views.main import PAGE_VAR, SEARCH_VAR
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DataError

from collection.filters.downloads import LABELS, download, kind_asked
from collection.interchange import table_records

EXPORT = "export"  # in the address of a list: the format
ACTIONS = {f"{EXPORT}_{kind}": kind for kind in LABELS}


class Exporting:
    """Mixin of an admin. Who may see a list may take it away: the file holds what the list and its records show."""

    change_list_template = "admin/collection/change_list.html"

    def get_actions(self, request):
        offered = super().get_actions(request)
        if IS_POPUP_VAR in request.GET or not self.has_view_permission(request):
            return offered
        label = "Export the selected %(verbose_name_plural)s as {}"
        return offered | {
            name: (partial(_export_selected, kind), name, label.format(LABELS[kind])) for name, kind in ACTIONS.items()
        }

    def exports(self, request) -> list[tuple[str, str]]:
        """Label and address of each format of the list as it is filtered."""
        asked = request.GET.copy()
        asked.pop(PAGE_VAR, None)
        found = []
        for kind, label in LABELS.items():
            asked[EXPORT] = kind
            found.append((label, f"?{asked.urlencode()}"))
        return found

    def export_list(self, request, kind: str):
        """All that the list shows, on however many pages."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        asked = request.GET.copy()
        asked.pop(EXPORT, None)
        words = asked.pop(SEARCH_VAR, [""])[-1]  # the list would look no further than its last page
        request.GET = asked
        try:
            queryset = self.get_changelist_instance(request).queryset
            return self.file(request, kind, *self.exported(request, queryset, words))
        except (DataError, IncorrectLookupParameters, ValidationError) as error:
            return self.unread(request, *getattr(error, "messages", ()))

    def exported(self, request, queryset, words: str = ""):
        """The names of the fields, and the records of what `words` find among `queryset`."""
        return table_records.names_of(self.model), table_records.records(self.found(queryset, words))

    def file(self, request, kind: str, names, records):
        """The answer. Raises ValidationError where Excel cannot hold a record, or there is no such format."""
        name = str(self.opts.verbose_name_plural).replace(" ", "-")
        return download(request, kind_asked(kind), name, names, records)


def _export_selected(kind: str, admin, request, queryset):
    """The action."""
    if request.POST.get("select_across") == "1":
        return admin.export_list(request, kind)
    try:
        return admin.file(request, kind, *admin.exported(request, queryset))
    except ValidationError as error:
        return admin.unread(request, *error.messages)
