"""The history of the whole catalogue, to be read."""

from django.contrib import admin
from django.template.loader import render_to_string

from collection.models import Change, ChangeSet

from . import timeline
from .base import RecordAdmin
from .evidence import ReadOnlyMixin

SHOWN = 200  # changes of one act: an import may have a hundred thousand


@admin.register(ChangeSet)
class ChangeSetAdmin(ReadOnlyMixin, RecordAdmin):
    """What somebody did at once."""

    list_display = ("at", "actor", "via", "reason")
    list_filter = ("via",)
    ordering = ("-id",)
    sortable_by = ()
    related = ("user",)
    fields = readonly_fields = ("at", "actor", "via", "reason", "what_changed")
    kept_because = "History is never deleted."

    @admin.display(description="What changed")
    def what_changed(self, changeset):
        changes = list(changeset.changes.select_related("changeset")[: SHOWN + 1])
        context = {"acts": timeline.acts(changes[:SHOWN]), "more": len(changes) > SHOWN, "shown": SHOWN}
        return render_to_string("admin/collection/_acts.html", context)


@admin.register(Change)
class ChangeAdmin(ReadOnlyMixin, RecordAdmin):
    """One row before and after. Changes made outside any act, such as by SQL, are found here."""

    list_display = ("at", "table", "row_id", "action", "changeset")
    ordering = ("-id",)
    sortable_by = ()
    related = ("changeset",)
    fields = readonly_fields = ("at", "changeset", "table", "row_id", "action", "what_changed")
    kept_because = "History is never deleted."

    @admin.display(description="What changed")
    def what_changed(self, change):
        return render_to_string("admin/collection/_acts.html", {"acts": timeline.acts([change])})
