"""Candidates of the rule book: read here, then opened as an assessment or dismissed with a reason."""

from django.contrib import admin
from django.urls import reverse

from collection.models import Restriction, RestrictionCandidate

from .base import RecordAdmin
from .evidence import ReadOnlyMixin
from .restriction_filters import KindOfRule, OfRule
from .steps import Step, StepForm


class OpenForm(StepForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["reason"].required = False


class OpenStep(Step):
    name, label, permission = "open", "Open an assessment", "collection.add_restriction"
    question = "The restriction is under assessment until somebody decides it. Nothing is concluded by opening it."
    form_class = OpenForm

    def possible(self, record):
        return record.state == record.State.OPEN

    def run(self, request, record, data):
        restriction = Restriction.objects.open(candidate=record, by=request.user)
        return f"{restriction}, for {restriction.exhibit}."

    def next_page(self, admin, record):
        record.refresh_from_db()
        return reverse("admin:collection_restriction_change", args=[record.restriction_id])


class DismissForm(StepForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["reason"].help_text = "Never shown to the public. Such as: A toy of tin; the rule means arms."


class DismissStep(Step):
    name, label, permission = "dismiss", "Dismiss", "collection.decide_restriction"
    question = "It is not proposed again, unless the rule or what is recorded of the exhibit gives another reason."
    form_class = DismissForm

    def possible(self, record):
        return record.state == record.State.OPEN

    def run(self, request, record, data):
        RestrictionCandidate.objects.dismiss(candidate=record, reason=data["reason"], by=request.user)
        return f"Dismissed: {record}."


class StateFilter(admin.SimpleListFilter):
    title = "state"
    parameter_name = "state"

    def lookups(self, request, model_admin):
        return [*RestrictionCandidate.State.choices, ("all", "all of them")]

    def queryset(self, request, queryset):
        if self.value() == "all":
            return queryset
        known = self.value() in RestrictionCandidate.State.values
        return queryset.filter(state=self.value() if known else RestrictionCandidate.State.OPEN)


@admin.register(RestrictionCandidate)
class RestrictionCandidateAdmin(ReadOnlyMixin, RecordAdmin):
    list_display = ("exhibit", "instrument", "facts", "state", "proposed_at")
    list_display_links = ("exhibit", "instrument")
    list_filter = (StateFilter, KindOfRule, OfRule)
    ordering = ("-id",)
    sortable_by = ()
    search_begins = ("exhibit__accession_key",)
    search_help_text = "The beginning of the exhibit’s accession number."
    related = ("exhibit", "instrument", "restriction", "dismissed_by")
    fields = (
        "exhibit", "instrument", "what_it_says", "official_text", "facts", "state", "proposed_at", "restriction",
        "dismissed_by", "dismissed_at", "dismissed_reason",
    )  # fmt: skip
    steps = (OpenStep(), DismissStep())
    kept_because = "A candidate is remembered, so that it is not proposed again. Dismiss it with a reason."

    @admin.display(description="What the rule says")
    def what_it_says(self, candidate):
        return candidate.instrument.forbids

    @admin.display(description="Official text")
    def official_text(self, candidate):
        rule = candidate.instrument
        checked = f"compared by {rule.checked_by}" if rule.is_checked else "nobody has compared the rule book with it"
        return f"{rule.reference or 'not linked'} ({checked})"
