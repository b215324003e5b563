"""The tree of places."""

from django.contrib import admin

from collection.models import Location

from .base import RecordAdmin

LEVELS = 4  # as many as `related` loads with a place


def trail(place) -> str:
    """From the building down to the place: “East building › Second floor › Room 12 › Case 3”."""
    names = [place.name]
    while place.parent_id and len(names) < LEVELS:
        place = place.parent
        names.insert(0, place.name)
    return " › ".join(names)


@admin.register(Location)
class LocationAdmin(RecordAdmin):
    list_display = ("whole_name", "kind")
    list_filter = ("kind",)
    ordering = ("path", "id")
    sortable_by = ()
    search_within = ("name_sort", "parent__name_sort")
    search_help_text = "Part of the name, or of the name of what it lies in."
    related = ("parent__parent__parent",)
    fields = ("kind", "name", "parent", "description", "internal_note")

    @admin.display(description="Place")
    def whole_name(self, place):
        return trail(place)

    def label(self, record):
        return trail(record)
