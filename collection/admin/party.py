"""Parties and, among them, donors."""

from django.contrib import admin
from django.urls import reverse
from django.utils.html import format_html, format_html_join

from collection.models import Donor, Party

from .base import RecordAdmin
from .donor_contact import DonorContactInline
from .evidence import ReadOnlyMixin

SHOWN = 20


@admin.register(Party)
class PartyAdmin(RecordAdmin):
    list_display = ("name", "kind", "office", "country", "is_anonymous")
    list_filter = ("kind", "is_anonymous")
    ordering = ("name_sort", "id")
    sortable_by = ("name",)
    search_within = ("name_sort",)
    search_help_text = "Any part of the name."
    related = ("country",)
    inlines = (DonorContactInline,)
    readonly_fields = ("given",)
    fieldsets = (
        (None, {"fields": ("kind", "name", "other_names", "office", "country")}),
        ("Life", {"fields": ("birth", "death", "biography")}),
        ("Elsewhere", {"fields": ("wikidata", "ulan", "viaf")}),
        ("What the public may know", {"fields": ("is_anonymous",)}),
        ("For the museum only", {"fields": ("internal_note",)}),
        ("What the party gave", {"fields": ("given",)}),
    )
    kept_because = "A party that the records name is never deleted. Correct it, or keep it unnamed in public."

    def label(self, record):
        parts = [record.office or record.get_kind_display(), record.birth and f"born {record.birth}"]
        return f"{record.name} ({', '.join(part for part in parts if part)})"

    @admin.display(description="Acquisitions", empty_value="None recorded")
    def given(self, party):
        if party.pk is None:
            return None
        links = party.donor_links.select_related("acquisition").order_by("-acquisition__number_sort")[:SHOWN]
        rows = [
            (reverse("admin:collection_acquisition_change", args=[a.pk]), a.number, a.date, link.get_role_display())
            for link in links
            for a in [link.acquisition]
        ]
        items = format_html_join("", '<li><a href="{}">{}</a> {} ({})</li>', rows)
        return format_html("<ul>{}</ul>", items) if rows else None

    def view_on_site(self, party):
        """Donors have a page of their own; it names only those who gave something published."""
        return party.get_absolute_url() if Donor.objects.public().filter(pk=party.pk).exists() else None


@admin.register(Donor)
class DonorAdmin(ReadOnlyMixin, PartyAdmin):
    """Parties that gave. To change one, or add one, go to parties."""

    inlines = ()
