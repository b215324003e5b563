"""Restrictions: assessed by people, one row an assessment, never overwritten."""

from django import forms
from django.contrib import admin
from django.utils import timezone

from collection.models import Restriction

from .base import RecordStacked
from .evidence import EvidenceAdmin, EvidenceInline
from .steps import Step, StepForm

UNDER_ASSESSMENT = Restriction.Conclusion.UNDER_ASSESSMENT
RULE = ("kind", "instrument", "paragraph", "in_force_from", "in_force_until")
DECISION = ("conclusion", "assessor", "assessed_on", "evidence", "exemption_reference", "review_by", "public_statement")


class MayConclude:
    """Whoever may not decide a restriction can only open its assessment."""

    def formfield_for_choice_field(self, db_field, request, **kwargs):
        if db_field.name == "conclusion" and not request.user.has_perm("collection.decide_restriction"):
            kwargs["choices"] = [(UNDER_ASSESSMENT.value, UNDER_ASSESSMENT.label)]
        return super().formfield_for_choice_field(db_field, request, **kwargs)


class RestrictionInline(MayConclude, EvidenceInline, RecordStacked):
    """Rules that may touch the exhibit. A conclusion is recorded on the restriction's own page."""

    model = Restriction
    fields = (*RULE, *DECISION)
    verbose_name_plural = "restrictions"


class DecideForm(StepForm):
    field_order = [
        "conclusion",
        "assessor",
        "assessed_on",
        "evidence",
        "exemption_reference",
        "review_by",
        "public_statement",
        "reason",
    ]
    conclusion = forms.ChoiceField(choices=[("", "—"), *Restriction.Conclusion.choices])
    assessor = forms.CharField(max_length=200, help_text="Who concluded this.")
    assessed_on = forms.DateField(initial=timezone.localdate, help_text="Such as 2026-03-31.")
    evidence = forms.CharField(
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="On what evidence, and the reasoning. Never shown to the public.",
    )
    exemption_reference = forms.CharField(max_length=200, required=False, help_text="Needed for an exemption.")
    review_by = forms.DateField(required=False, help_text="When it should be looked at again, such as 2027-03-31.")
    public_statement = forms.CharField(
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
        help_text="What visitors read. Empty: the restriction is not shown.",
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["reason"].required = False
        if self.record:
            for name in ("exemption_reference", "review_by", "public_statement"):
                self.initial.setdefault(name, getattr(self.record, name))


class DecideStep(Step):
    name, label, permission = "decide", "Decide", "collection.decide_restriction"
    question = "The conclusion is a new row that supersedes this one; both stay readable."
    form_class = DecideForm

    def possible(self, record):
        return not Restriction.objects.filter(supersedes=record).exists()

    def run(self, request, record, data):
        names = [name for name in self.form_class.base_fields if name != "reason"]
        decision = Restriction.objects.decide(
            restriction=record, by=request.user, **{name: data[name] for name in names}
        )
        return f"Recorded: {decision}."


class Standing(admin.SimpleListFilter):
    title = "standing"
    parameter_name = "standing"

    def lookups(self, request, model_admin):
        return [("assess", "under assessment"), ("review", "review is due"), ("all", "with superseded ones")]

    def queryset(self, request, queryset):
        if self.value() == "all":
            return queryset
        queryset = queryset.standing()
        if self.value() == "assess":
            return queryset.filter(conclusion=UNDER_ASSESSMENT)
        if self.value() == "review":
            return queryset.filter(review_by__lte=timezone.localdate())
        return queryset


@admin.register(Restriction)
class RestrictionAdmin(MayConclude, EvidenceAdmin):
    list_display = ("id", "exhibit", "kind", "instrument", "conclusion", "assessed_on", "review_by")
    list_display_links = ("id", "instrument")
    list_filter = (Standing, "kind")
    ordering = ("-id",)
    sortable_by = ()
    search_begins = ("exhibit__accession_key",)
    search_within = ("instrument",)
    search_help_text = "The beginning of the exhibit's accession number, or a word of the instrument."
    related = ("exhibit", "supersedes", "recorded_by", "superseded_by")
    fields = ("exhibit", *RULE, *DECISION)
    steps = (DecideStep(),)
    kept_because = "An assessment is evidence and never deleted. Record a new conclusion, which supersedes it."

    def get_fieldsets(self, request, obj=None):
        sections = [
            ("The rule", {"fields": ("exhibit", *RULE)}),
            ("What was concluded", {"fields": DECISION}),
        ]
        if obj is None:
            return sections
        return [*sections, ("Recorded", {"fields": ("supersedes", "later", "recorded_by", "recorded_at")})]

    @admin.display(description="Superseded by")
    def later(self, restriction):
        return getattr(restriction, "superseded_by", None)
