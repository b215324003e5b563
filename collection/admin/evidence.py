"""What is never edited away: admins and inlines of append-only records."""

from django.contrib.admin.utils import flatten_fieldsets

from .base import RecordAdmin, RecordInline


class EvidenceAdmin(RecordAdmin):
    """Rows can be added and read. `changeable` names the few columns that may still change."""

    changeable: tuple[str, ...] = ()

    def has_change_permission(self, request, obj=None):
        return bool(self.changeable) and super().has_change_permission(request, obj)

    def get_readonly_fields(self, request, obj=None):
        fixed = super().get_readonly_fields(request, obj)
        if obj is None:
            return fixed
        every = flatten_fieldsets(self.get_fieldsets(request, obj))
        return [name for name in every if name not in self.changeable]


class EvidenceInline(RecordInline):
    """What is there is shown, what is new can be added; nothing is changed or removed here."""

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


class ReadOnlyMixin:
    """Shown, never written here."""

    def has_add_permission(self, request, obj=None):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False
