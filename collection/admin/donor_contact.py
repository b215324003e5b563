"""Donor contacts: for the few whose role reads them, and erasable."""

from django.contrib import admin

from collection.models import DonorContact

from .base import RecordAdmin, RecordStacked

FIELDS = ("address", "email", "phone", "agreement", "anonymity_wish", "note")


class DonorContactInline(RecordStacked):
    model = DonorContact
    fields = FIELDS
    extra = 0
    verbose_name_plural = "how to reach the donor – private"


@admin.register(DonorContact)
class DonorContactAdmin(RecordAdmin):
    list_display = ("party", "anonymity_wish")
    ordering = ("party__name_sort", "id")
    sortable_by = ()
    search_within = ("party__name_sort",)
    search_help_text = "Any part of the donor's name. Contacts themselves are not searched."
    related = ("party",)
    fields = ("party", *FIELDS)
