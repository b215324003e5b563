"""Occasions with their stops."""

from django.contrib import admin

from collection.models import Occasion, OccasionStop

from .base import RecordAdmin, RecordTabular


class StopInline(RecordTabular):
    model = OccasionStop
    fields = ("position", "place", "country", "date", "description")
    related = ("country",)
    show_change_link = False
    verbose_name_plural = "stops"


@admin.register(Occasion)
class OccasionAdmin(RecordAdmin):
    list_display = ("name", "kind", "date", "place")
    list_filter = ("kind",)
    ordering = ("-date_order", "-id")
    sortable_by = ()
    search_within = ("name_sort",)
    search_help_text = "Any part of the name."
    inlines = (StopInline,)
    history_children = ("stops",)
    fieldsets = (
        (None, {"fields": ("name", "kind", "date", "place", "description")}),
        ("For the museum only", {"fields": ("internal_note",)}),
    )
    kept_because = "An occasion that acquisitions may name is never deleted. Correct it instead."

    def label(self, record):
        return f"{record.name}, {record.date}" if record.date else record.name

    def view_on_site(self, occasion):
        return occasion.get_absolute_url() if Occasion.objects.public().filter(pk=occasion.pk).exists() else None


@admin.register(OccasionStop)
class OccasionStopAdmin(RecordAdmin):
    """Edited with their occasion; here so that an acquisition can choose one."""

    ordering = ("occasion", "position", "id")
    list_display = ("place", "occasion", "date")
    sortable_by = ()
    search_within = ("occasion__name_sort", "place")
    related = ("occasion", "country")
    fields = ("occasion", "position", "place", "country", "date", "description")

    def label(self, record):
        return f"{record.place} ({record.occasion})"

    def has_module_permission(self, request):
        return False
