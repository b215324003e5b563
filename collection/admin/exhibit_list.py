"""The table of exhibits in the admin: columns read instead of records, cells written without a template for each.

A page of fifty as the stock admin makes it is fifty records with all they join, and four hundred cells with a look-up,
an address and a rendering each: two thirds of what the page costs.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from html import escape

from django.contrib import admin
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.admin.options import IncorrectLookupParameters
from django.contrib.admin.templatetags.admin_list import result_headers
from django.contrib.admin.templatetags.admin_urls import add_preserved_filters
from django.contrib.admin.views.main import ChangeList
from django.core.paginator import InvalidPage
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import Truncator
from django.utils.timezone import localtime

from collection.models import AcquisitionDonor, Exhibit

STATES = {value: escape(label) for value, label in Exhibit.Status.choices}


@dataclass(slots=True)
class Row:
    """What the list shows of one exhibit."""

    id: int
    accession_number: str
    title: str
    status: str
    updated_at: datetime
    acquisition: int | None  # its id
    room_number: str | None
    room_name: str | None
    donors: str = ""


# The columns: each says what stands in the cell of a row.


@admin.display(description="accession number", ordering="accession_sort")
def accession_number(row: Row) -> str:
    return row.accession_number


@admin.display(description="title", ordering="title_sort")
def short_title(row: Row) -> str:
    return row.title if len(row.title) <= 90 else Truncator(row.title).chars(90)


@admin.display(description="status")
def state(row: Row) -> SafeString:
    # Safe: a status is one of five words, which the database checks, and its label was escaped above.
    return mark_safe(f'<span class="state state-{row.status}">{STATES[row.status]}</span>')


@admin.display(description="showroom")
def room(row: Row) -> str:
    return f"{row.room_number} {row.room_name}" if row.room_number else "not on display"


@admin.display(description="given by")
def donors(row: Row) -> str:
    return row.donors or "-"


@admin.display(description="changed")
def changed(row: Row) -> str:
    return date_format(localtime(row.updated_at).date())


COLUMNS = (accession_number, short_title, state, room, donors, changed)
LINKS = (accession_number, short_title)


class ExhibitChangeList(ChangeList):
    """Its results are rows. Those of a search come in the order of the index, unless a column was clicked."""

    def get_results(self, request):
        if not self.query or self.params.get("o"):
            super().get_results(request)
            self.result_list = rows(self.result_list)
            return
        # What the other filters leave of the results, in their order; only the rows of one page are then read.
        left = set(self.queryset.order_by().values_list("pk", flat=True))
        ids = [pk for pk in request.ranked if pk in left]
        self.paginator = self.model_admin.get_paginator(request, ids, self.list_per_page)
        self.result_count = self.paginator.count
        self.can_show_all = self.result_count <= self.list_max_show_all
        self.multi_page = self.result_count > self.list_per_page
        shown = ids
        if self.multi_page and not (self.show_all and self.can_show_all):
            try:
                shown = self.paginator.page(self.page_num).object_list
            except InvalidPage as error:
                raise IncorrectLookupParameters from error
        by_id = {row.id: row for row in rows(self.queryset.order_by().filter(pk__in=shown))}
        self.result_list = [by_id[pk] for pk in shown]
        self.show_full_result_count, self.full_result_count, self.show_admin_actions = False, None, True

    def rows(self) -> list[tuple[SafeString]]:
        """The cells of each row, as one piece: `_cells` escapes whatever is not markup already."""
        return [(mark_safe("".join(self._cells(row))),) for row in self.result_list]

    def _cells(self, row: Row) -> Iterator[str]:
        before, after = self._address
        for column in self.list_display:
            if column == "action_checkbox":
                yield (
                    f'<td class="action-checkbox"><input type="checkbox" name="{ACTION_CHECKBOX_NAME}" '
                    f'value="{row.id}" class="action-select" aria-label="Select {escape(row.accession_number)}"></td>'
                )
                continue
            text = column(row)
            if not isinstance(text, SafeString):
                text = escape(text)
            if column in LINKS:
                text = f'<a href="{before}{row.id}{after}">{text}</a>'
            tag = "th" if column is LINKS[0] else "td"
            yield f'<{tag} class="field-{column.__name__}">{text}</{tag}>'

    @cached_property
    def _address(self) -> tuple[str, str]:
        """What stands before and after the id in the address of a record, which leads back to this list."""
        opts = self.lookup_opts
        name = f"admin:{opts.app_label}_{opts.model_name}_change"
        address = reverse(name, args=("-id-",), current_app=self.model_admin.admin_site.name)
        kept = {"preserved_filters": self.preserved_filters, "opts": opts}
        before, after = escape(add_preserved_filters(kept, address)).split("-id-", 1)
        return before, after

    @cached_property
    def headers(self) -> list[dict]:
        return list(result_headers(self))

    @property
    def num_sorted_fields(self) -> int:
        return sum(1 for header in self.headers if header["sortable"] and header["sorted"])


def rows(exhibits: QuerySet) -> list[Row]:
    """Two queries, however many exhibits."""
    names = ("id", "accession_number", "title", "status", "updated_at", "acquisition")
    found = [Row(*values) for values in exhibits.values_list(*names, "showroom__number", "showroom__name")]
    links = AcquisitionDonor.objects.filter(acquisition__in={row.acquisition for row in found} - {None})
    givers: dict[int, dict[str, None]] = {}
    for acquisition, name in links.values_list("acquisition", "party__name"):
        givers.setdefault(acquisition, {})[name] = None
    for row in found:
        row.donors = ", ".join(givers.get(row.acquisition, ()))
    return found
