"""Saved mappings: read here and taken away as one text; a new version is kept on the page of an import."""

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.urls import path
from django.utils.text import slugify

from collection.models import SavedMapping

from .base import RecordAdmin
from .evidence import ReadOnlyMixin


@admin.register(SavedMapping)
class SavedMappingAdmin(ReadOnlyMixin, RecordAdmin):
    list_display = ("name", "version", "created_by", "created_at")
    ordering = ("name", "-version")
    sortable_by = ()
    search_within = ("name",)
    search_help_text = "Any part of the name."
    related = ("created_by",)
    fields = ("name", "version", "text", "created_by", "created_at")
    kept_because = "Imports were made through it. Keep a better version under the same name."

    def get_urls(self):
        view = self.admin_site.admin_view(self.text_view)
        return [path("<int:object_id>/text/", view, name="collection_savedmapping_text"), *super().get_urls()]

    def text_view(self, request, object_id):
        """The mapping as a file."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        saved = self.get_object(request, str(object_id))
        if saved is None:
            raise Http404
        response = HttpResponse(saved.text, content_type="application/toml; charset=utf-8")
        name = f"{slugify(saved.name) or 'mapping'}-{saved.version}.toml"
        response["Content-Disposition"] = f'attachment; filename="{name}"'
        return response
