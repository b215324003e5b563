"""Restrictions: assessed by people, one row an assessment, never overwritten."""

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.utils import timezone

from collection.models import Restriction
from collection.models.restriction import Superseded

from .base import RecordStacked
from .evidence import EvidenceAdmin, EvidenceInline
from .forms import PlainForm
from .restriction_board import BoardViews
from .restriction_filters import OfRule, Standing
from .steps import Step, StepForm

UNDER_ASSESSMENT = Restriction.Conclusion.UNDER_ASSESSMENT
RULE = ("rule", "kind", "instrument", "paragraph", "in_force_from", "in_force_until")
FROM_RULE = {"kind", "instrument"}
DECISION = ("conclusion", "assessor", "assessed_on", "evidence", "exemption_reference", "review_by", "public_statement")


class MayConclude:
    """Whoever may not decide a restriction can only open its assessment."""

    def formfield_for_choice_field(self, db_field, request, **kwargs):
        if db_field.name == "conclusion" and not request.user.has_perm("collection.decide_restriction"):
            kwargs["choices"] = [(UNDER_ASSESSMENT.value, UNDER_ASSESSMENT.label)]
        return super().formfield_for_choice_field(db_field, request, **kwargs)


class RestrictionForm(PlainForm):
    """Kind and instrument may be left empty where an entry of the rule book is chosen, which has them."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in FROM_RULE & self.fields.keys():
            self.fields[name].required = False

    def clean(self):
        data = super().clean()
        if not data.get("rule"):
            for name in FROM_RULE & self.fields.keys():
                if not data.get(name) and name not in self.errors:
                    self.add_error(name, "This is required, unless an entry of the rule book is chosen above.")
        return data


class RestrictionInline(MayConclude, EvidenceInline, RecordStacked):
    """Rules that may touch the exhibit. A conclusion is recorded on the restriction's own page."""

    model = Restriction
    form = RestrictionForm
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
    review_by = forms.DateField(
        label="Next review", required=False, help_text="Such as 2027-03-31. Every decision has one."
    )
    public_statement = forms.CharField(
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
        help_text="What visitors read. Empty: the restriction is not shown.",
    )
    seen = forms.IntegerField(widget=forms.HiddenInput)  # the assessment that is to be superseded

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["reason"].required = False
        self.initial |= {"assessor": self.request.user.get_full_name(), "seen": self.record.pk}
        for name in ("exemption_reference", "review_by", "public_statement"):
            self.initial.setdefault(name, getattr(self.record, name))
        if self.record.public_statement:
            said = f" It stands as it was said when the conclusion was: {self.record.get_conclusion_display()}."
            self.fields["public_statement"].help_text += said
        unchecked = self.record.rule and not self.record.rule.is_checked
        warning = " Nobody has compared the rule book’s entry with the official text yet." if unchecked else ""
        self.fields["conclusion"].help_text = f"For {self.record.exhibit}.{warning}"

    def clean(self):
        """Somebody else has decided meanwhile: say what, keep what was typed, and let it supersede theirs knowingly."""
        data = super().clean()
        standing = Restriction.objects.latest(self.record)
        if data.get("seen") != standing.pk:
            self.data = self.data.copy()
            self.data["seen"] = standing.pk
            raise ValidationError(
                [
                    *Superseded(standing).messages,
                    f"Their evidence: {standing.evidence or 'none'}",
                    f"Their public statement: {standing.public_statement or 'none'}",
                    "What you wrote stands below. Send it again only if it is to supersede theirs.",
                ],
                code="superseded",
            )
        return data


class DecideStep(Step):
    name, label, permission = "decide", "Decide", "collection.decide_restriction"
    question = "The conclusion is a new row that supersedes this one; both stay readable."
    form_class = DecideForm

    def possible(self, record):
        return not Restriction.objects.filter(supersedes=record).exists()

    def run(self, request, record, data):
        names = [name for name in self.form_class.base_fields if name not in {"reason", "seen"}]
        decision = Restriction.objects.decide(
            restriction=Restriction.objects.get(pk=data["seen"]),
            by=request.user,
            **{name: data[name] for name in names},
        )
        return f"Recorded: {decision}."

    def next_page(self, admin, record):
        return admin.change_url(Restriction.objects.latest(record))


@admin.register(Restriction)
class RestrictionAdmin(BoardViews, MayConclude, EvidenceAdmin):
    form = RestrictionForm
    list_display = ("id", "exhibit", "kind", "instrument", "paragraph", "conclusion", "assessed_on", "review_by")
    list_display_links = ("id", "instrument")
    list_filter = (Standing, "kind", OfRule)
    ordering = ("-id",)
    sortable_by = ()
    search_begins = ("exhibit__accession_key",)
    search_within = ("instrument",)
    search_help_text = "The beginning of the exhibit's accession number, or a word of the instrument."
    related = ("exhibit", "rule", "supersedes", "recorded_by", "superseded_by")
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
