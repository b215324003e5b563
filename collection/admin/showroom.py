"""Showrooms."""

from django.contrib import admin

from collection.models import Showroom

from .base import RecordAdmin


@admin.register(Showroom)
class ShowroomAdmin(RecordAdmin):
    list_display = ("number", "name", "theme", "building", "floor", "is_open")
    list_filter = ("is_open",)
    ordering = ("number_sort", "id")
    sortable_by = ("number",)
    search_begins = ("number_key",)
    search_within = ("name",)
    search_help_text = "The number over the door, or a word of the name."
    related = ("location__parent__parent__parent", "building", "floor")
    fields = ("number", "name", "location", "theme", "description", "is_open", "outline")
    kept_because = "A showroom in which exhibits stood is never deleted. Close it to visitors instead."

    def view_on_site(self, showroom):
        return showroom.get_absolute_url()
