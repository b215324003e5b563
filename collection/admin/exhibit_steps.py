"""What is done with an exhibit besides describing it: submit, publish, withdraw, move, deaccession."""

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpResponseRedirect
from django.utils import timezone

from collection.models import Deaccession, Exhibit, Movement
from collection.models.history import Via, recording
from collection.models.workflow import TRANSITIONS, advance, missing_for_publication

from .steps import Step, StepForm, place_errors

MOST = 200  # exhibits one act may take along: one transaction, one page of names, one reason


class WorkflowStep(Step):
    """One transition of the workflow."""

    def __init__(self, name, label, question):
        self.name, self.label, self.question = name, label, question
        self.permission, self.sources, _, self.participle = TRANSITIONS[name]

    def possible(self, record):
        return record.status in self.sources

    def run(self, request, record, data):
        now = advance(record, self.name, by=request.user, reason=data["reason"], via=Via.ADMIN)
        return f"{now} was {self.participle}."


WORKFLOW = (
    WorkflowStep("submit", "Submit for review", "A curator or registrar will check it and publish it."),
    WorkflowStep("publish", "Publish", "Every visitor will see it, on the site and through the API."),
    WorkflowStep("withdraw", "Withdraw", "Visitors will not find it; its address answers as if it had never been."),
)


class MoveForm(StepForm):
    field_order = ["to_location", "reason", "authorised_by", "moved_by"]
    authorised_by = forms.CharField(max_length=200, help_text="Who decided it.")
    moved_by = forms.CharField(max_length=200, required=False, help_text="Whose hands carried it.")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.related("to_location", Movement._meta.get_field("to_location"), label="New place")
        self.fields["reason"].help_text = "Such as: First display, or Returned from conservation."
        self.order_fields(self.field_order)


class MoveStep(Step):
    name, label, permission = "move", "Move", "collection.move_exhibit"
    question = "The place changes at once, and the movement stays in the record."
    form_class = MoveForm

    def possible(self, record):
        return record.status != Exhibit.Status.DEACCESSIONED

    def run(self, request, record, data):
        names = ("to_location", "reason", "authorised_by", "moved_by")
        Movement.objects.record(exhibit=record, by=request.user, **{name: data[name] for name in names})
        return f"{record} now stands in {data['to_location']}."


class DeaccessionForm(StepForm):
    field_order = ["deaccessioned_on", "method", "authorised_by", "reason", "public_statement"]
    deaccessioned_on = forms.DateField(
        label="Date", initial=timezone.localdate, help_text="Such as 2026-03-31.", widget=forms.DateInput
    )
    method = forms.ChoiceField(choices=[("", "—"), *Deaccession.Method.choices], label="How it leaves")
    authorised_by = forms.CharField(max_length=200, help_text="Who decided it, such as: The board, minute 14.")
    public_statement = forms.CharField(
        widget=forms.Textarea(attrs={"rows": 3}), required=False, help_text="What visitors read at its old address."
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["reason"].help_text = "Never shown to the public."


class DeaccessionStep(Step):
    name, label, permission = "deaccession", "Deaccession", "collection.deaccession_exhibit"
    question = "The exhibit leaves the collection for good. Its number and address stay; this is not undone."
    form_class = DeaccessionForm

    def possible(self, record):
        return record.status != Exhibit.Status.DEACCESSIONED

    def run(self, request, record, data):
        names = ("deaccessioned_on", "method", "authorised_by", "reason", "public_statement")
        Deaccession.objects.record(exhibit=record, by=request.user, **{name: data[name] for name in names})
        return f"{record} is deaccessioned. A tombstone stays at its address."


def together(step):
    """An action of the list: the same step for each chosen exhibit, with one reason, all of them or none."""

    @admin.action(description=f"{step.label} the chosen exhibits", permissions=[step.name])
    def action(modeladmin, request, queryset):
        exhibits = list(queryset.order_by("accession_sort", "pk")[: MOST + 1])
        if len(exhibits) > MOST:
            text = f"Choose at most {MOST} exhibits at a time. Nothing was changed."
            modeladmin.message_user(request, text, messages.ERROR)
            return None
        form = StepForm(request.POST if "apply" in request.POST else None)
        if form.is_bound and form.is_valid():
            try:
                _advance_all(request, step, exhibits, form.cleaned_data["reason"])
            except ValidationError as error:
                place_errors(form, error)
            else:
                modeladmin.message_user(request, f"{len(exhibits)} exhibits were {step.participle}.", messages.SUCCESS)
                return HttpResponseRedirect(request.get_full_path())
        return modeladmin.step_page(
            request, step, form, exhibits, action=action.__name__, checkbox=ACTION_CHECKBOX_NAME, together=True
        )

    action.__name__ = f"{step.name}_exhibits"
    return action


def _advance_all(request, step, exhibits, reason):
    """Raises one ValidationError that tells of every exhibit that stands in the way; then none was changed."""
    problems = []
    with transaction.atomic(), recording(request.user, reason=reason, via=Via.ADMIN):
        for exhibit in exhibits:
            try:
                advance(exhibit, step.name, by=request.user, reason=reason, via=Via.ADMIN)
            except ValidationError as error:
                problems += [_about(exhibit, text) for text in error.messages]
        if problems:
            raise ValidationError([*problems, "Nothing was changed."])


def _about(exhibit, text):
    return text if text.startswith(exhibit.accession_number) else f"{exhibit.accession_number}: {text}"


def readiness(exhibit) -> list[str]:
    """What still stands between an exhibit and the public."""
    return list(missing_for_publication(exhibit).values())
