"""Exhibits in the admin."""

from django.contrib import admin, messages
from django.db.models import Q
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.text import Truncator
from django.utils.timezone import localtime

from collection.interchange import exhibits, table_records
from collection.models import Acquisition, Contradiction, Exhibit, Location, ProvenanceEvent, Restriction

from . import exhibit_list
from .base import RecordAdmin
from .exhibit_form import CAME_IN, DONOR_FIELDS, MOVE_FIELDS, extended
from .exhibit_steps import WORKFLOW, DeaccessionStep, MoveStep, readiness, together
from .kept_text import KeptText
from .movement import MovementInline
from .participation import ParticipationInline
from .provenance import NoteInline
from .provenance_panel import panel
from .provenance_report import ProvenanceReportViews
from .provenance_step import ProvenanceStep
from .ranked import found_by, ranked
from .restriction import RestrictionInline
from .timeline import status_steps

IDENTITY = ("accession_number", "title", ("object_name", "quantity"), "classification")
DESCRIPTION = (
    "description",
    "medium",
    "materials",
    "techniques",
    "themes",
    "measurements",
    "inscriptions",
    ("made", "made_place"),
    "provenance_text",
)
DISPLAY = ("prominence", "prominence_reason")
RIGHTS = ("credit_line", "rights_statement")
PRIVATE = ("valuation", "internal_note")


class OpenQuestion(admin.SimpleListFilter):
    """What somebody still has to decide."""

    title = "what is open"
    parameter_name = "open"

    def lookups(self, request, model_admin):
        return [("contradiction", "sources contradict each other"), ("restriction", "restriction under assessment")]

    def queryset(self, request, queryset):
        if self.value() == "contradiction":
            undecided = Contradiction.objects.filter(finding="")
            first, second = undecided.values("first__exhibit"), undecided.values("second__exhibit")
            return queryset.filter(Q(pk__in=first) | Q(pk__in=second))
        if self.value() == "restriction":
            standing = Restriction.objects.standing().filter(conclusion=Restriction.Conclusion.UNDER_ASSESSMENT)
            return queryset.filter(pk__in=standing.values("exhibit"))
        return queryset


@admin.register(Exhibit)
class ExhibitAdmin(ProvenanceReportViews, RecordAdmin):
    change_list_template = "admin/collection/exhibit/change_list.html"
    list_display = exhibit_list.COLUMNS
    list_display_links = exhibit_list.LINKS
    list_filter = ("status", OpenQuestion)
    search_fields = ("accession_number",)  # so that there is a box: what it finds, the index says
    search_help_text = (
        "Words, “phrases”, -not, OR, prefix*, donor:carter country:SU room:12 made:1950..1970 disputed:yes"
    )
    related = ("acquisition", "showroom", "classification", "location__parent__parent__parent")
    readonly_fields = ("standing", "place_now", "came_from", "chain")
    inlines = (ParticipationInline, NoteInline, RestrictionInline, MovementInline)
    steps = (*WORKFLOW, MoveStep(), ProvenanceStep(), DeaccessionStep())
    actions = tuple(together(step) for step in WORKFLOW)
    kept_because = (
        "An exhibit is never deleted, so that its number is never given to another. "
        "Withdraw it from the public, or record its deaccession."
    )
    history_children = ("participations", "provenance_events", "notes", "restrictions", "movements")

    # --- the list --------------------------------------------------------------------------------------------------

    def get_changelist(self, request, **kwargs):
        return exhibit_list.ExhibitChangeList

    def get_search_fields(self, request):
        return self.search_fields

    def get_search_results(self, request, queryset, search_term):
        """What the index finds for staff, the best first and no more than a list shows."""
        if not search_term.strip():
            return queryset, False
        request.ranked, problem = ranked(request.user, search_term)
        if problem:
            self.message_user(request, problem, messages.WARNING)
        return queryset.filter(pk__in=request.ranked), False

    def get_ordering(self, request):
        """By number where an index leads there: within one status or a search. Else what was changed last."""
        narrowed = {"q", "status", "status__exact"} & {name for name, value in request.GET.items() if value}
        return ("accession_sort", "id") if narrowed else ("-updated_at", "-id")

    def get_sortable_by(self, request):
        return exhibit_list.LINKS if request.GET.get("status__exact") else ()

    def label(self, record):
        return f"{record.accession_number} – {Truncator(record.title).chars(80)}"

    def exported(self, request, queryset, words=""):
        """Whole records, as the API gives them to staff; `words` are looked up in the index, to the last hit."""
        ids = table_records.ids(queryset)
        if words.strip():
            found = found_by(request.user, words)
            ids = (pk for pk in ids if pk in found)
        site = request.build_absolute_uri("/").rstrip("/")
        api = request.build_absolute_uri(reverse("api:root"))
        records = exhibits.records(ids, request.user, using=queryset.db, api=api, site=site)
        return exhibits.names_for(request.user), records

    # --- the form --------------------------------------------------------------------------------------------------

    def get_fieldsets(self, request, obj=None):
        self_or_none = obj if obj and obj.pk else None
        new = self._may_describe_acquisition(request, self_or_none)
        came_in = list(CAME_IN) if new else ["acquisition"]
        place = list(MOVE_FIELDS) if self._may_place(request, self_or_none) else []
        if self_or_none:
            came_in.insert(1, "came_from")
            place.insert(0, "place_now")
        sections = [
            ("What it is", {"fields": IDENTITY}),
            ("Description", {"fields": [*DESCRIPTION, *(["chain"] if obj and obj.provenance_text else [])]}),
            ("How it came in", {"fields": came_in, "description": _CAME_IN if new else ""}),
            ("Where it stands", {"fields": [*place, *DISPLAY], "description": _PLACE}),
            ("Credit and rights", {"fields": RIGHTS}),
            ("For the museum only", {"fields": PRIVATE, "description": "Never shown to the public."}),
        ]
        if self_or_none:
            sections.insert(0, (None, {"fields": ["standing"]}))
        if obj and self.has_change_permission(request, obj):
            return self.with_version(sections)
        return sections

    def get_inlines(self, request, obj):
        return self.inlines if obj else [inline for inline in self.inlines if inline is not MovementInline]

    def get_form(self, request, obj=None, change=False, **kwargs):
        kwargs["form"] = extended(
            self,
            request,
            acquisition=self._may_describe_acquisition(request, obj),
            place=self._may_place(request, obj),
            moves=obj is not None,
        )
        return super().get_form(request, obj, change, **kwargs)

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        if db_field.name == "provenance_text":
            kwargs["form_class"] = KeptText
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    def _may_write(self, request, obj):
        return self.has_change_permission(request, obj) if obj else self.has_add_permission(request)

    def _may_describe_acquisition(self, request, obj):
        allowed = self.admin_site._registry[Acquisition].has_add_permission(request)
        return allowed and self._may_write(request, obj) and (obj is None or obj.acquisition_id is None)

    def _may_place(self, request, obj):
        return request.user.has_perm("collection.move_exhibit") and self._may_write(request, obj)

    def has_change_permission(self, request, obj=None):
        return super().has_change_permission(request, obj) and (obj is None or obj.may_be_changed_by(request.user))

    def has_submit_permission(self, request):
        return request.user.has_perm("collection.submit_exhibit")

    def has_publish_permission(self, request):
        return request.user.has_perm("collection.publish_exhibit")

    def has_withdraw_permission(self, request):
        return request.user.has_perm("collection.withdraw_exhibit")

    def save_model(self, request, obj, form, change):
        if not change:
            obj.created_by = request.user
        form.receive()
        super().save_model(request, obj, form, change)
        if "provenance_text" in form.changed_data:
            ProvenanceEvent.objects.read(exhibit=obj)

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        form.move(request.user)

    def view_on_site(self, exhibit):
        return exhibit.get_absolute_url() if exhibit.status == Exhibit.Status.PUBLISHED else None

    # --- what is shown beside it -----------------------------------------------------------------------------------

    @admin.display(description="Status")
    def standing(self, exhibit):
        """The status, who brought it there and why, and what is missing before it can be published."""
        lines = [exhibit_list.state(exhibit)]
        for change in status_steps(exhibit):
            if act := change.changeset:
                day = date_format(localtime(act.at), "j F Y")
                lines.append(format_html("by {} on {}: {}", act.actor or "the system", day, act.reason))
        if exhibit.status in {Exhibit.Status.DRAFT, Exhibit.Status.IN_REVIEW}:
            lines += [format_html("Before publication: {}", text) for text in readiness(exhibit)]
        return format_html_join("", "<div>{}</div>", ((line,) for line in lines))

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        if obj is not None:
            obj.chain_as_read = panel(obj, request.user)
        return super().render_change_form(request, context, add, change, form_url, obj)

    @admin.display(description="The chain")
    def chain(self, exhibit):
        return getattr(exhibit, "chain_as_read", "")

    @admin.display(description="Place now", empty_value="No place recorded yet")
    def place_now(self, exhibit):
        return exhibit.location and self.admin_site._registry[Location].label(exhibit.location)

    @admin.display(description="As recorded", empty_value="Nothing recorded yet")
    def came_from(self, exhibit):
        """The acquisition in a line."""
        if exhibit.acquisition is None:
            return None
        acquisition = exhibit.acquisition
        links = acquisition.donor_links.select_related("party")
        donors = ", ".join(f"{link.party} ({link.get_role_display()})" for link in links) or "no donor recorded"
        return f"{acquisition.get_method_display()} · {donors} · {acquisition.date or 'undated'}"


_CAME_IN = (
    f"Choose an acquisition that is recorded already, or leave it empty and describe a new one: "
    f"{', '.join(name.replace('_', ' ') for name in DONOR_FIELDS)}, date, recipient and occasion."
)
_PLACE = "The place itself changes only by a movement, which says why and who authorised it."
