"""What all public pages share: who is looking, how long a copy may be kept, and lists that page by key."""

from dataclasses import dataclass

from django import forms
from django.db import router
from django.http import Http404, HttpRequest, QueryDict
from django.shortcuts import render
from django.utils.functional import cached_property
from django.views import View

from collection.filters.keyset import BadCursor, Page, paginate
from collection.models import IndexEntry
from collection.models.audience import reads_private
from collection.search.index import Index

from .errors import bad_request
from .listing import CardPage, Listing

HTML = "text/html"


class PublicPage(View):
    """A page made on the server for whoever asks, out of what the gate lets that person see."""

    follows_index = ""  # HTML where a visitor's page depends on the index alone, so that `config.fresh` may keep it
    http_method_names = ["get", "head", "options"]
    template_name = ""
    section = ""  # the entry of the main menu under which the page stands

    def dispatch(self, request, *args, **kwargs):
        if "\0" in request.path:  # PostgreSQL takes no NUL, so nothing can be kept under it
            raise Http404
        try:
            response = super().dispatch(request, *args, **kwargs)
        except BadCursor:
            return bad_request(request)
        # A signed-in person's page names that person. A visitor's may be kept, but not used without asking again:
        # what the museum withdraws is gone at once.
        response.headers["Cache-Control"] = "private, no-store" if request.user.is_authenticated else "public, no-cache"
        return response

    @property
    def user(self):
        return self.request.user

    @cached_property
    def index(self) -> Index:
        """The index as it is for whoever asks; a visitor's was read before to tell whether a copy is still good."""
        using = router.db_for_read(IndexEntry)
        return getattr(self.request, "index", None) or Index.current(using, reads_private(self.user))

    @cached_property
    def exhibits(self) -> Listing:
        """All published exhibits, in the order of their numbers."""
        return self.listing(QueryDict())

    def listing(self, data: QueryDict) -> Listing:
        """The exhibits that the parameters ask for."""
        return Listing(self.user, data, index=self.index)

    def cards_under(self, facet, value: int, size: int) -> CardPage:
        """The page of the exhibits under one value of a facet, at the address's cursor."""
        return self.exhibits.under(facet, value).cards(self.request.GET.get("cursor"), size)

    def answer(self, *, status: int = 200, canonical: str = "", **context):
        """The page. `canonical` is the path that search engines should know it by; its own where none is given."""
        path = canonical or self.request.path
        # Named even where they are empty: the engine takes long over a name that is missing.
        context = {"search_text": "", "search_within": ()} | context
        context |= {
            "staff": reads_private(self.user),
            "section": self.section,
            "canonical": self.request.build_absolute_uri(path),
        }
        return render(self.request, self.template_name, context, status=status)

    def page_of(self, queryset, *, order: str, orders: dict[str, str], size: int) -> Page:
        """The page of `queryset` at the address's cursor. A cursor that is none answers 400, see `dispatch`."""
        return paginate(queryset, order=order, orders=orders, cursor=self.request.GET.get("cursor"), size=size)


@dataclass(frozen=True)
class Chip:
    """A filter that is in force, and the address of the same list without it."""

    label: str
    value: str
    remove: str


class OrderForm(forms.Form):
    """The order of a list, apart from its filters."""

    order = forms.ChoiceField(required=False, label="Sort by")

    def __init__(self, data, choices):
        super().__init__(data)
        self.fields["order"].choices = choices


class ListPage(PublicPage):
    """A list with the filters of its FilterSet, one page of it, and a way to the next."""

    model = None
    filterset_class = None
    orders: tuple[tuple[str, str], ...] = ()  # (value, label) as offered; the first is the order of the plain list
    page_size = 48
    first_fields: tuple[str, ...] = ()  # always in sight; other fields are behind “More filters”
    linked_fields: tuple[str, ...] = ()  # set by links from other pages; carried along, and in sight only in error

    def get(self, request):
        search = self.filterset_class(request.GET, queryset=self.rows(), request=request)
        possible = search.orders_for(request.GET)
        orders = [(value, label) for value, label in self.orders if value.removeprefix("-") in possible]
        asked = request.GET.copy()
        if asked.get("order") in dict(self.orders) and asked["order"] not in dict(orders):
            asked.pop("order")  # an order that goes with other filters
        form, ordering = search.form, OrderForm(asked, orders)
        form.label_suffix = ordering.label_suffix = ""
        for field in form.fields.values():
            if isinstance(field.widget, forms.Select):
                field.widget.choices = [(value, label if value else "Any") for value, label in field.widget.choices]
        self.dress(form)
        valid = form.is_valid() & ordering.is_valid()
        page = Page([], None, None)
        if valid:
            order = ordering.cleaned_data["order"] or orders[0][0]
            page = self.page_of(self.narrow(search.qs, order), order=order, orders=search.ORDERS, size=self.page_size)
        return self.answer(
            status=200 if valid else 400,
            page=page,
            form=form,
            ordering=ordering,
            valid=valid,
            chips=self.chips(form),
            plain=not request.GET,
            **self.fields(form),
            **self.extra(),
        )

    def rows(self):
        return self.model.objects.visible_to(self.user)

    def narrow(self, queryset, order: str):
        """`queryset` with what its rows need to be shown in `order`."""
        return queryset

    def dress(self, form) -> None:
        """Give fields the widgets that suit a visitor; what they accept stays as the FilterSet says."""

    def extra(self) -> dict:
        """More for the template."""
        return {}

    def fields(self, form) -> dict:
        """The form's fields in three lots: first, more and carried. `opened`: one of `more` is in use or in error."""
        carried = [form[name] for name in self.linked_fields if form[name].value() and not form[name].errors]
        apart = {*self.first_fields, *self.linked_fields}
        more = [form[name] for name in form.fields if name not in apart]
        more += [form[name] for name in self.linked_fields if form[name].errors]
        return {
            "first": [form[name] for name in self.first_fields],
            "more": more,
            "carried": carried,
            "opened": any(field.value() for field in more),
        }

    def chips(self, form) -> list[Chip]:
        values = getattr(form, "cleaned_data", {})
        return [
            Chip(form.fields[name].label, shown(form.fields[name], value), without(self.request, name))
            for name, value in values.items()
            if value not in (None, "")
        ]


def shown(field, value) -> str:
    """What a cleaned filter value is called on the page."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int):
        return f"{value}s"  # the one number among the filters is a decade
    choices = {} if isinstance(field, forms.ModelChoiceField) else dict(getattr(field, "choices", ()))
    return str(choices.get(value, value))


def without(request: HttpRequest, name: str) -> str:
    """The address of this list, from its first page, with `name` dropped."""
    query: QueryDict = request.GET.copy()
    for dropped in (name, "cursor"):
        query.pop(dropped, None)
    return f"{request.path}?{query.urlencode()}" if query else request.path
