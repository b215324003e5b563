"""Counter-gifts, on the page of the acquisition they answer and on their own."""

from django.contrib import admin

from collection.models import CounterGift

from .base import RecordAdmin, RecordStacked

FIELDS = ("giver", "receiver", "description", "date", "value", "is_public")


class CounterGiftInline(RecordStacked):
    model = CounterGift
    fields = FIELDS
    related = ("giver", "receiver")
    extra = 0
    verbose_name_plural = "what was given in return"


@admin.register(CounterGift)
class CounterGiftAdmin(RecordAdmin):
    list_display = ("description", "giver", "receiver", "acquisition", "date", "is_public")
    ordering = ("-id",)
    sortable_by = ()
    search_begins = ("acquisition__number_key",)
    search_help_text = "The beginning of the acquisition's number."
    related = ("acquisition", "giver", "receiver")
    fields = ("acquisition", *FIELDS)
    kept_because = "A counter-gift is part of the record and never deleted. Correct it, or hide it from the public."
