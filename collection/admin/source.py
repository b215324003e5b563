"""Sources."""

from django.contrib import admin
from django.utils.text import Truncator

from collection.models import Source

from .base import RecordAdmin


@admin.register(Source)
class SourceAdmin(RecordAdmin):
    list_display = ("short_title", "kind", "author", "publisher", "published", "reliability", "is_public")
    list_filter = ("kind", "reliability", "is_public")
    ordering = ("title_sort", "id")
    sortable_by = ()
    search_within = ("title_sort",)
    search_help_text = "Any part of the title."
    fieldsets = (
        (None, {"fields": ("title", "kind", "author", "publisher", "published", "language")}),
        ("Where it is read", {"fields": ("url", "archived_url")}),
        ("How far it is trusted", {"fields": ("reliability", "description")}),
        ("What the public may know", {"fields": ("is_public",)}),
        ("For the museum only", {"fields": ("internal_note",)}),
    )
    kept_because = "A source that notes cite is evidence and never deleted. Hide it from the public instead."

    @admin.display(description="Title")
    def short_title(self, source):
        return Truncator(source.title).chars(90)

    def label(self, record):
        details = ", ".join(part for part in (record.publisher, record.published) if part)
        title = Truncator(record.title).chars(80)
        return f"{title} ({details}) – {record.reliability}" if details else f"{title} – {record.reliability}"

    def view_on_site(self, source):
        return source.get_absolute_url() if Source.objects.public().filter(pk=source.pk).exists() else None
