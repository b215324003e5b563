"""Deaccessions are recorded on the page of their exhibit and read here."""

from django.contrib import admin

from collection.models import Deaccession

from .base import RecordAdmin
from .evidence import ReadOnlyMixin


@admin.register(Deaccession)
class DeaccessionAdmin(ReadOnlyMixin, RecordAdmin):
    list_display = ("exhibit", "deaccessioned_on", "method", "authorised_by")
    list_filter = ("method",)
    ordering = ("-id",)
    sortable_by = ()
    search_begins = ("exhibit__accession_key",)
    related = ("exhibit", "recorded_by")
    fields = (
        "exhibit",
        "deaccessioned_on",
        "method",
        "reason",
        "authorised_by",
        "public_statement",
        "recorded_by",
        "recorded_at",
    )
    kept_because = "A deaccession is part of the record for ever."
