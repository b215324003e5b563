"""Contradictions: two notes at odds, left open or decided."""

from django.contrib import admin
from django.utils import timezone

from collection.models import Contradiction

from .base import RecordAdmin
from .forms import RecordForm


class IsOpen(admin.SimpleListFilter):
    title = "finding"
    parameter_name = "finding"

    def lookups(self, request, model_admin):
        return [("open", "left open"), ("decided", "decided")]

    def queryset(self, request, queryset):
        if self.value() == "open":
            return queryset.filter(finding="")
        return queryset.exclude(finding="") if self.value() == "decided" else queryset


class ContradictionForm(RecordForm):
    def clean(self):
        cleaned = super().clean()
        decided = bool(cleaned.get("finding"))
        self.instance.decided_at = (self.instance.decided_at or timezone.now()) if decided else None
        return cleaned


@admin.register(Contradiction)
class ContradictionAdmin(RecordAdmin):
    form = ContradictionForm
    list_display = ("question", "first", "second", "state", "decided_by", "decided_at")
    list_filter = (IsOpen,)
    ordering = ("-id",)
    sortable_by = ()
    search_within = ("question",)
    search_begins = ("first__exhibit__accession_key",)
    search_help_text = "A word of the question, or the beginning of the exhibit's accession number."
    related = ("first__source", "second__source", "first__exhibit", "second__exhibit", "decided_by")
    fields = ("question", "first", "second", "finding")
    kept_because = "A contradiction is part of the evidence and never deleted. Write what was found instead."

    @admin.display(description="Finding")
    def state(self, contradiction):
        return "left open" if contradiction.is_open else "decided"

    def get_readonly_fields(self, request, obj=None):
        return ("first", "second", "decided_by", "decided_at") if obj else ()

    def get_fieldsets(self, request, obj=None):
        shown = [(None, {"fields": [*self.fields, *(("decided_by", "decided_at") if obj else ())]})]
        return self.with_version(shown) if obj and self.has_change_permission(request, obj) else shown

    def save_model(self, request, obj, form, change):
        if obj.finding and "finding" in form.changed_data:
            obj.decided_by = request.user
        super().save_model(request, obj, form, change)
