"""Acquisitions with their donors and counter-gifts."""

from django.contrib import admin
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.http import urlencode

from collection.models import Acquisition, AcquisitionDonor

from .base import RecordAdmin, RecordTabular
from .counter_gift import CounterGiftInline
from .exhibit_form import next_acquisition_number

SHOWN = 20  # exhibits named on the page of their acquisition; the list has the others


class DonorInline(RecordTabular):
    model = AcquisitionDonor
    fields = ("party", "role", "position")
    related = ("party",)
    show_change_link = False
    verbose_name_plural = "who gave"


@admin.register(Acquisition)
class AcquisitionAdmin(RecordAdmin):
    list_display = ("number", "method", "date", "donors_named", "recipient", "occasion")
    list_filter = ("method",)
    ordering = ("-number_sort", "-id")
    sortable_by = ("number",)
    search_begins = ("number_key",)
    search_help_text = "The beginning of the number, such as ACQ-2023."
    related = ("recipient", "occasion", "stop")
    readonly_fields = ("exhibits_named",)
    inlines = (DonorInline, CounterGiftInline)
    history_children = ("donor_links", "counter_gifts")
    fieldsets = (
        (None, {"fields": ("number", "method", "date", "place")}),
        ("To whom and when", {"fields": ("recipient", "occasion", "stop")}),
        ("What visitors read", {"fields": ("public_note",)}),
        ("For the museum only", {"fields": ("terms", "title_evidence", "price")}),
        ("What it brought", {"fields": ("exhibits_named",)}),
    )
    kept_because = "An acquisition says how exhibits came in and is never deleted. Correct it instead."

    def get_changeform_initial_data(self, request):
        return {"number": next_acquisition_number(), **super().get_changeform_initial_data(request)}

    def get_queryset(self, request):
        queryset = super().get_queryset(request)
        match = request.resolver_match
        if match and match.url_name == "collection_acquisition_changelist":
            return queryset.prefetch_related("donor_links__party")
        return queryset

    @admin.display(description="Given by")
    def donors_named(self, acquisition):
        return ", ".join(dict.fromkeys(link.party.name for link in acquisition.donor_links.all()))

    @admin.display(description="Exhibits", empty_value="None yet")
    def exhibits_named(self, acquisition):
        if acquisition.pk is None:
            return None
        shown = list(acquisition.exhibits.all()[: SHOWN + 1])
        items = format_html_join(
            "",
            '<li><a href="{}">{}</a></li>',
            ((reverse("admin:collection_exhibit_change", args=[e.pk]), str(e)) for e in shown[:SHOWN]),
        )
        more = f"{reverse('admin:collection_exhibit_changelist')}?{urlencode({'q': acquisition.number})}"
        others = format_html('<a href="{}">All of them</a>', more) if len(shown) > SHOWN else ""
        return format_html("<ul>{}</ul>{}", items, others) if shown else None
