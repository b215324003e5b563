"""Tells whether a copy of a source has the same bytes as the one read before. The file itself is not kept."""

from django import forms
from django.contrib.admin.widgets import AdminDateWidget
from django.utils import timezone

from collection.models.archived_copy import check_copy, sha256_of

from .steps import Step, StepForm


class CopyForm(StepForm):
    field_order = ["file", "read_on", "replace", "reason"]
    file = forms.FileField(
        label="Copy", help_text="The page, PDF or scan as it was saved. Its hash is worked out; the file is not kept."
    )
    read_on = forms.DateField(
        label="Read on", initial=timezone.localdate, widget=AdminDateWidget, help_text="When this copy was taken."
    )
    replace = forms.BooleanField(
        label="Compare later copies with this one", required=False, help_text="Where it differs from the one before."
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["reason"].required = False
        if not self.record.archived_sha256:
            del self.fields["replace"]
        self.order_fields(self.field_order)

    def clean_read_on(self):
        day = self.cleaned_data["read_on"]
        if day > timezone.localdate():
            raise forms.ValidationError("That day is yet to come.", code="future")
        return day


class CopyStep(Step):
    name, label, permission = "copy", "Check a copy", "collection.change_source"
    question = (
        "Pages on the web change without notice. Of the copy that was read the museum keeps a hash, by which a later "
        "one shows whether a single byte has changed."
    )
    form_class = CopyForm

    def run(self, request, record, data):
        sha256 = sha256_of(data["file"].chunks())
        return check_copy(record, sha256, on=data["read_on"], replace=data.get("replace", False))
