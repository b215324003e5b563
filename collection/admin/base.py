"""What every page of the admin shares: the gate, the name and reason behind each change, lists that never count."""

from contextlib import nullcontext
from functools import reduce
from operator import or_

from django.contrib import admin, messages
from django.contrib.admin.utils import quote
from django.contrib.admin.widgets import AdminTextareaWidget
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DataError, IntegrityError, models
from django.db.models import PROTECT, Q
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.text import capfirst

from collection.models.base import StaleRecord
from collection.models.fields import DateTextField
from collection.models.history import Via, recording

from . import timeline
from .export import ACTIONS, EXPORT, Exporting
from .forms import PlainForm, RecordForm, inner
from .paging import CappedPaginator, begins_with, key, within
from .stale import compare
from .steps import StepViews
from .widgets import Autocomplete, AutocompleteMany, DateText


def recorded(request):
    """The context of every write: one transaction and one change set, with this person and this reason."""
    reason = (request.POST.get("change_reason") or request.POST.get("reason") or "").strip()
    return recording(request.user, reason=reason, via=Via.ADMIN)


def sign(record, user):
    """A new piece of evidence says who recorded it."""
    if record.pk is None and hasattr(record, "recorded_by_id"):
        record.recorded_by = user


def gated(queryset, user):
    """`visible_to` where the model has a gate of its own; the others have none but the permission to view."""
    return queryset.visible_to(user) if hasattr(queryset, "visible_to") else queryset


class FieldsMixin:
    """Form fields: an autocomplete for every related record, a reading beside every date."""

    formfield_overrides = {
        DateTextField: {"widget": DateText},
        models.TextField: {"widget": AdminTextareaWidget(attrs={"rows": 3})},
        models.URLField: {"assume_scheme": "https"},
    }

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        kwargs.setdefault("widget", Autocomplete(db_field, self.admin_site))
        kwargs.setdefault("queryset", self.choices_of(db_field, request))
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def formfield_for_manytomany(self, db_field, request, **kwargs):
        kwargs.setdefault("widget", AutocompleteMany(db_field, self.admin_site))
        kwargs.setdefault("queryset", self.choices_of(db_field, request))
        return super().formfield_for_manytomany(db_field, request, **kwargs)

    def choices_of(self, db_field, request):
        """The related records that the person may see, loaded as their own admin loads them."""
        related = self.admin_site._registry[db_field.remote_field.model]
        return related.get_queryset(request)

    def get_queryset(self, request):
        queryset = gated(super().get_queryset(request), request.user)
        # A view that loads one record by its id uses these joins as well, so none costs a query of its own.
        return queryset.select_related(*self.related) if self.related else queryset

    related: tuple[str, ...] = ()

    def with_version(self, fieldsets):
        """The fieldsets with the hidden version in the first of them."""
        (name, options), *others = fieldsets
        return [(name, {**options, "fields": [*options["fields"], "record_version"]}), *others]


class NamedRows:
    """Mixin of a formset: the cells of a table have no labels, so each input says its name itself."""

    def add_fields(self, form, index):
        super().add_fields(form, index)
        for field in form.fields.values():
            inner(field.widget).attrs.setdefault("aria-label", str(field.label))


class RecordInline(FieldsMixin):
    """An inline whose rows carry their version."""

    extra = 1
    show_change_link = True

    @property
    def form(self):
        return RecordForm if hasattr(self.model, "version") else PlainForm

    def get_fieldsets(self, request, obj=None):
        fieldsets = super().get_fieldsets(request, obj)
        if hasattr(self.model, "version") and self.has_change_permission(request, obj):
            return self.with_version(fieldsets)
        return fieldsets

    def get_formset(self, request, obj=None, **kwargs):
        formset = super().get_formset(request, obj, **kwargs)
        formset.form.parent_name = formset.fk.name
        return formset


class RecordTabular(RecordInline, admin.TabularInline):
    def get_formset(self, request, obj=None, **kwargs):
        formset = super().get_formset(request, obj, **kwargs)
        return type(formset.__name__, (NamedRows, formset), {})


class RecordStacked(RecordInline, admin.StackedInline):
    pass


class RecordAdmin(Exporting, StepViews, FieldsMixin, admin.ModelAdmin):
    """Declares little; subclasses say what is listed, searched and asked.

    `search_begins` are paths searched from their first letter, each through its index; where none finds anything,
    `search_within` are short columns searched anywhere. `kept_because` says why nothing of this kind is ever deleted;
    it is empty where it may be.
    """

    change_form_template = "admin/collection/change_form.html"
    object_history_template = "admin/collection/history.html"
    list_per_page = 50
    list_max_show_all = 200
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER
    paginator = CappedPaginator
    view_on_site = False
    search_begins: tuple[str, ...] = ()
    search_within: tuple[str, ...] = ()
    kept_because = ""
    history_children: tuple[str, ...] = ()

    @property
    def form(self):
        return RecordForm if hasattr(self.model, "version") else PlainForm

    def label(self, record) -> str:
        """How an autocomplete names a record."""
        return str(record)

    # --- what is asked ---------------------------------------------------------------------------------------------

    def get_fieldsets(self, request, obj=None):
        fieldsets = super().get_fieldsets(request, obj)
        if obj and hasattr(self.model, "version") and self.has_change_permission(request, obj):
            return self.with_version(fieldsets)
        return fieldsets

    def get_search_fields(self, request):
        return [*self.search_begins, *self.search_within]  # so that a box is shown; `get_search_results` searches

    def get_search_results(self, request, queryset, search_term):
        # No more than the list will show, so that a common word ends the search early.
        return self.found(queryset, search_term, CappedPaginator.CAP + 1), False

    def found(self, queryset, words: str, most: int | None = None):
        """What is found of `queryset`, up to `most`."""
        term = words.replace("\0", "").strip()[:200]
        if not term:
            return queryset
        every = self.model._base_manager.order_by()
        ways = [(begins_with(every, path, key(self._field(path), term)), [path]) for path in self.search_begins]
        ways += [(reduce(or_, (within(path, self._field(path), term) for path in self.search_within), Q()), [])]
        for found, order in ways:  # one at a time, so that each has an index to itself
            matches = every.filter(found).order_by(*order).values_list("pk", flat=True) if found else every.none()
            if ids := list(matches[: most or 1]):
                return queryset.filter(pk__in=ids if most else matches)
        return queryset.none()

    def _field(self, path):
        model = self.model
        *way, name = path.split("__")
        for step in way:
            model = model._meta.get_field(step).related_model
        return model._meta.get_field(name)

    def lookup_allowed(self, lookup, value, request=None):
        """Only the filters beside the list: a lookup typed into the address could spell out what it may not show."""
        return lookup in {
            name
            for f in self.get_list_filter(request)
            for name in ((f, f"{f}__exact", f"{f}__isnull") if isinstance(f, str) else (f.parameter_name,))
        }

    # --- who did it, and why ---------------------------------------------------------------------------------------

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        if request.method != "POST":
            return super().changeform_view(request, object_id, form_url, extra_context)
        try:
            with recorded(request):
                return super().changeform_view(request, object_id, form_url, extra_context)
        except StaleRecord:  # between the comparison and the save: the same input now meets the newer record
            with recorded(request):
                return super().changeform_view(request, object_id, form_url, extra_context)
        except (ValidationError, IntegrityError, DataError) as error:
            texts = getattr(error, "messages", None) or [
                "Somebody saved something that this contradicts. Nothing of yours was saved: look and try again."
            ]
            self.message_user(request, " ".join(texts), messages.ERROR)
            return HttpResponseRedirect(request.get_full_path())

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        forms = [context["adminform"].form] + [f for s in context["inline_admin_formsets"] for f in s.formset.forms]
        context["comparisons"] = [compare(form) for form in forms if getattr(form, "is_stale", False)]
        context["change_reason"] = request.POST.get("change_reason", "")
        context["steps"] = self.steps_for(request, obj)
        context["may_read_history"] = timeline.may_read(request.user)
        return super().render_change_form(request, context, add, change, form_url, obj)

    def changelist_view(self, request, extra_context=None):
        extra_context = {"title": capfirst(self.opts.verbose_name_plural), **(extra_context or {})}
        if request.method != "POST":
            if EXPORT in request.GET:
                return self.export_list(request, request.GET[EXPORT])
            try:
                return super().changelist_view(request, {"exports": self.exports(request), **extra_context})
            except DataError:  # what the database cannot even be asked for, such as a NUL
                return self.unread(request)
        if not all(pk.isdecimal() for pk in request.POST.getlist("_selected_action")):
            return self.unread(request)
        if request.POST.get("action") == "delete_selected" and self.kept_because:
            self.message_user(request, f"Nothing was deleted. {self.kept_because}", messages.ERROR)
            return HttpResponseRedirect(request.get_full_path())
        with nullcontext() if request.POST.get("action") in ACTIONS else recorded(request):
            return super().changelist_view(request, extra_context)

    def unread(self, request, *reasons):
        reason = " ".join(reasons) or "That address or choice cannot be read: choose from the list."
        self.message_user(request, reason, messages.ERROR)
        return HttpResponseRedirect(request.path)

    def save_model(self, request, obj, form, change):
        sign(obj, request.user)
        super().save_model(request, obj, form, change)

    def save_formset(self, request, form, formset, change):
        for row in formset.forms:
            sign(row.instance, request.user)
        super().save_formset(request, form, formset, change)

    def log_addition(self, *args):
        """Django's own log is not kept: it knows neither reason nor values, and repeats names that may be erased."""

    log_change = log_deletions = log_addition

    def history_view(self, request, object_id, extra_context=None):
        if not (self.has_view_permission(request) and timeline.may_read(request.user)):
            raise PermissionDenied
        record = self.get_object(request, object_id)
        if record is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        return timeline.page(self, request, record)

    # --- what is kept ----------------------------------------------------------------------------------------------

    def has_delete_permission(self, request, obj=None):
        return not self.kept_because and super().has_delete_permission(request, obj)

    def delete_view(self, request, object_id, extra_context=None):
        record = self.get_object(request, object_id)
        if record is not None and self.kept_because and self.has_view_permission(request, record):
            return self.refusal(request, record, f"Delete {record}?", self.kept_because)
        if request.method != "POST":
            return super().delete_view(request, object_id, extra_context)
        with recorded(request):
            return super().delete_view(request, object_id, extra_context)

    def get_deleted_objects(self, objs, request):
        """Name a few records that hold these in place, where the stock page would load all 115,000 of them."""
        holding = []
        for relation in self.opts.related_objects:
            if relation.on_delete is PROTECT:
                rows = relation.related_model._base_manager.filter(**{f"{relation.field.name}__in": list(objs)})[:5]
                holding += [f"{capfirst(relation.related_model._meta.verbose_name)}: {row}" for row in rows]
        if holding:
            return [str(o) for o in objs], {}, set(), holding
        return super().get_deleted_objects(objs, request)

    # --- getting about ---------------------------------------------------------------------------------------------

    def change_url(self, record) -> str:
        return reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_change", args=[quote(record.pk)])
