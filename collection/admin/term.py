"""The controlled vocabulary."""

from django.contrib import admin

from collection.models import Term

from .base import RecordAdmin


@admin.register(Term)
class TermAdmin(RecordAdmin):
    list_display = ("name", "vocabulary", "parent")
    list_filter = ("vocabulary",)
    ordering = ("vocabulary", "name_sort", "id")
    sortable_by = ("name",)
    search_within = ("name_sort",)
    search_help_text = "Any part of the term."
    related = ("parent",)
    fields = ("vocabulary", "name", "parent", "scope_note", "aat_uri")

    def get_deleted_objects(self, objs, request):
        """A term that describes an exhibit holds, though no foreign key says so."""
        if used := [f"{term}: exhibits are described by it" for term in objs if term.is_used()]:
            return [str(term) for term in objs], {}, set(), used
        return super().get_deleted_objects(objs, request)

    def label(self, record):
        return f"{record.name} ({record.parent})" if record.parent_id else record.name
