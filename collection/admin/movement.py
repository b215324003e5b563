"""Movements: added here or on the exhibit's page, never changed."""

from django.contrib import admin

from collection.models import Exhibit, Movement

from .base import RecordTabular
from .evidence import EvidenceAdmin, ReadOnlyMixin
from .forms import PlainForm

PLACES = (
    "exhibit",
    "to_location__parent__parent__parent",
    "from_location__parent__parent__parent",
    "recorded_by",
)


class MovementForm(PlainForm):
    def clean(self):
        cleaned = super().clean()
        if exhibit := cleaned.get("exhibit"):
            self.instance.from_location = exhibit.location  # what the model compares the new place with
        return cleaned


@admin.register(Movement)
class MovementAdmin(EvidenceAdmin):
    form = MovementForm
    list_display = ("moved_at", "exhibit", "from_location", "to_location", "reason", "authorised_by")
    list_display_links = ("moved_at",)
    ordering = ("-id",)
    sortable_by = ()
    search_begins = ("exhibit__accession_key",)
    search_help_text = "The beginning of the exhibit's accession number."
    related = PLACES
    fields = ("exhibit", "to_location", "reason", "authorised_by", "moved_by", "moved_at")
    kept_because = "A movement is never deleted. Put a mistake right by moving the exhibit again."

    def get_fieldsets(self, request, obj=None):
        if obj is None:
            return super().get_fieldsets(request, obj)
        return [(None, {"fields": [*self.fields[:1], "from_location", *self.fields[1:], "recorded_by", "recorded_at"]})]

    def has_add_permission(self, request):
        return super().has_add_permission(request) and request.user.has_perm("collection.move_exhibit")

    def save_model(self, request, obj, form, change):
        """Let the model move the exhibit, and show the movement it wrote."""
        names = ("exhibit", "to_location", "reason", "authorised_by", "moved_by", "moved_at")
        moved = Movement.objects.record(by=request.user, **{name: getattr(obj, name) for name in names})
        obj.__dict__.update(moved.__dict__)

    def choices_of(self, db_field, request):
        queryset = super().choices_of(db_field, request)
        if db_field.remote_field.model is Exhibit:
            return queryset.exclude(status=Exhibit.Status.DEACCESSIONED)
        return queryset


class MovementInline(ReadOnlyMixin, RecordTabular):
    """The way an exhibit has gone. New movements are entered under “Where it stands”."""

    model = Movement
    fields = ("moved_at", "from_location", "to_location", "reason", "authorised_by", "recorded_by")
    readonly_fields = fields
    related = PLACES
    extra = 0
    verbose_name_plural = "where it has stood"
