"""The rule book in the admin: what an instrument says, what it looks for, who compared it with the text."""

from django import forms
from django.contrib import admin, messages
from django.utils import timezone

from collection.models import Instrument, RestrictionCandidate
from collection.notation.provenance.analysis import KINDS

from .base import RecordAdmin
from .forms import RecordForm
from .steps import Step, StepForm

AT_ONCE = 500  # new candidates that one press of the button makes


class InstrumentForm(RecordForm):
    finding = forms.ChoiceField(
        label="Found in its provenance",
        required=False,
        choices=[("", "—"), *KINDS.items()],
        help_text=Instrument._meta.get_field("finding").help_text,
    )


class CheckForm(StepForm):
    field_order = ["checked_by", "checked_on", "reason"]
    checked_by = forms.CharField(max_length=200, help_text="Who read the official text.")
    checked_on = forms.DateField(initial=timezone.localdate, help_text="Such as 2026-03-31.")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial.setdefault("checked_by", self.request.user.get_full_name())
        self.fields["reason"].label = "What was compared"
        self.fields["reason"].help_text = "Which text, in which edition, such as: S/RES/1718 as on the UN’s site."


class CheckStep(Step):
    name, label, permission = "check", "I have read the official text", "collection.check_instrument"
    question = (
        "Name, paragraph, dates and wording agree with the official text. A later change of them asks for it again."
    )
    form_class = CheckForm

    def run(self, request, record, data):
        record.checked_by, record.checked_on = data["checked_by"], data["checked_on"]
        record.full_clean()
        record.save()
        return f"{record} was compared with its official text by {record.checked_by}."


class ProposeStep(Step):
    name, label, permission = "propose", "Look for candidates", "collection.change_instrument"
    question = "The catalogue is looked through for what this rule may touch. It is proposed for people to look into."

    def possible(self, record):
        return record.proposes

    def run(self, request, record, data):
        done = RestrictionCandidate.objects.propose(instrument=record, at_most=AT_ONCE)
        more = " There are more: look again, or run propose_restrictions." if done.left else ""
        return (
            f"{done.new} new candidates, {done.again} proposed again, {done.lapsed} that no longer match.{more} "
            "They are on the board."
        )


class Checked(admin.SimpleListFilter):
    title = "official text"
    parameter_name = "checked"

    def lookups(self, request, model_admin):
        return [("no", "nobody has compared it"), ("yes", "compared")]

    def queryset(self, request, queryset):
        if self.value() in {"yes", "no"}:
            return queryset.filter(checked_on__isnull=self.value() == "no")
        return queryset


@admin.register(Instrument)
class InstrumentAdmin(RecordAdmin):
    form = InstrumentForm
    list_display = ("key", "name", "paragraph", "kind", "in_force_from", "proposes", "official_text")
    list_filter = (Checked, "kind")
    ordering = ("kind", "key")
    sortable_by = ()
    search_begins = ("key",)
    search_within = ("name",)
    search_help_text = "The beginning of the key, or a word of the name."
    steps = (CheckStep(), ProposeStep())
    kept_because = "Assessments cite it. Let it propose nothing more, or say until when it was in force."

    def get_readonly_fields(self, request, obj=None):
        return ("key", "official_text") if obj else ("official_text",)

    def get_fieldsets(self, request, obj=None):
        rule = ["key", "kind", "name", "paragraph", ("in_force_from", "in_force_until"), "forbids", "reference"]
        looks = ["direction", "countries", "words", "except_words", ("received_from", "received_until")]
        looks += [("made_from", "made_until"), "finding", "unrecorded", "proposes"]
        sections = [
            ("The rule", {"fields": [*rule, "is_public", "official_text"]}),
            ("What it looks for", {"fields": looks, "description": "An exhibit is proposed where all of it holds."}),
        ]
        return self.with_version(sections) if obj and self.has_change_permission(request, obj) else sections

    @admin.display(description="Compared with the official text")
    def official_text(self, instrument):
        if not instrument.is_checked:
            return "Nobody has compared it yet."
        return f"By {instrument.checked_by} on {instrument.checked_on:%Y-%m-%d}"

    def save_model(self, request, obj, form, change):
        was_checked = obj.is_checked
        super().save_model(request, obj, form, change)
        if was_checked and not obj.is_checked:
            self.message_user(
                request, "What it says was changed: somebody has to compare it with the official text again.",
                messages.WARNING,
            )  # fmt: skip
