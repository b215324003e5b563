"""Countries, present and former."""

from django.contrib import admin

from collection.models import Country

from .base import RecordAdmin


@admin.register(Country)
class CountryAdmin(RecordAdmin):
    list_display = ("name", "code", "existed_from", "existed_until")
    ordering = ("name_sort", "id")
    sortable_by = ("name", "code")
    search_begins = ("code",)
    search_within = ("name_sort",)
    search_help_text = "Part of the name, or the code in capitals."
    fields = ("code", "alpha3", "name", "existed_from", "existed_until", "successors")
    kept_because = "A country that parties may name is never deleted. Give it the year in which it ended."

    def label(self, record):
        years = f", {record.existed_from or '…'}–{record.existed_until}" if record.is_former else ""
        return f"{record.name} ({record.code}{years})"

    def view_on_site(self, country):
        return country.get_absolute_url()
