"""Sources."""

from django.contrib import admin
from django.utils.html import format_html, format_html_join
from django.utils.text import Truncator

from collection.interchange import citation
from collection.models import Source
from collection.models.track_record import track_record

from .base import RecordAdmin
from .source_copy_step import CopyStep


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
        ("Where it is read", {"fields": ("url", "archived_url", "archived_on", "archived_sha256")}),
        ("How far it is trusted", {"fields": ("reliability", "description")}),
        ("What the public may know", {"fields": ("is_public",)}),
        ("For the museum only", {"fields": ("internal_note",)}),
        ("What it claims", {"fields": ("claims", "cited")}),
    )
    readonly_fields = ("claims", "cited")
    steps = (CopyStep(),)
    kept_because = "A source that notes cite is evidence and never deleted. Hide it from the public instead."

    @admin.display(description="Title")
    def short_title(self, source):
        return Truncator(source.title).chars(90)

    def get_fieldsets(self, request, obj=None):
        """A source that is not recorded yet has claimed nothing."""
        sections = super().get_fieldsets(request, obj)
        return sections if obj else sections[:-1]

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        if obj is not None:
            obj.record = track_record(obj, request.user)
        return super().render_change_form(request, context, add, change, form_url, obj)

    @admin.display(description="How often it was right")
    def claims(self, source):
        """The counts, each with the way to those claims on the source's page, where staff see all of them."""
        page = source.get_absolute_url()
        rows = [(page, kind.value, count, kind.label) for kind, count in source.record.counts()]
        links = format_html_join(" · ", '<a href="{}?position={}#claims">{} {}</a>', rows)
        share = f"{source.record.share} % of those assessed are accepted." if source.record.assessed else ""
        return format_html("{} {}", links, share)

    @admin.display(description="Cited as")
    def cited(self, source):
        return citation.text(citation.of_source(source))

    def label(self, record):
        details = ", ".join(part for part in (record.publisher, record.published) if part)
        title = Truncator(record.title).chars(80)
        graded = record.get_reliability_display()
        return f"{title} ({details}): {graded}" if details else f"{title}: {graded}"

    def view_on_site(self, source):
        return source.get_absolute_url() if Source.objects.public().filter(pk=source.pk).exists() else None
