"""The search of exhibits in the admin: the same index and language as everywhere, with what only staff may find."""

from django.contrib.admin.options import IncorrectLookupParameters
from django.contrib.admin.views.main import ChangeList
from django.core.exceptions import ValidationError
from django.core.paginator import InvalidPage
from django.http import QueryDict
from pyroaring import FrozenBitMap

from collection.filters.selection import Selection

from .paging import CappedPaginator


def ranked(user, text: str) -> tuple[list[int], str]:
    """The ids of what `text` finds, the best first, one more than a list counts to; and what is wrong with `text`."""
    try:
        found = _selection(user, text)
    except ValidationError as error:
        return [], " ".join(error.messages)
    return found.page(size=CappedPaginator.CAP + 1).items, ""


def found_by(user, text: str) -> FrozenBitMap:
    """The ids of all that `text` finds. Raises ValidationError for what is no search."""
    return _selection(user, text).ids


def _selection(user, text: str) -> Selection:
    """What `text` finds as words; what finds nothing may be the beginning of a number, as somebody types who holds the
    object."""
    for parameter in ("q", "number"):
        data = QueryDict(mutable=True)
        data[parameter] = text
        found = Selection(user, data)
        if parameter == "q" and found.errors:
            raise ValidationError([message for messages in found.errors.values() for message in messages])
        if found.total:
            break
    return found


class RankedChangeList(ChangeList):
    """A change list whose search results come in the order of the index, unless a column was clicked."""

    def get_results(self, request):
        if not self.query or self.params.get("o"):
            super().get_results(request)
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
        by_id = {row.pk: row for row in self.queryset.order_by().filter(pk__in=shown)}
        self.result_list = [by_id[pk] for pk in shown]
        self.show_full_result_count, self.full_result_count, self.show_admin_actions = False, None, True
