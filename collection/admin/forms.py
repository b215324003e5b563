"""Forms that check what the database will check, and that never overwrite what somebody else has changed."""

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, FieldDoesNotExist, ValidationError
from django.db import models

from .widgets import KnownLabels


def inner(widget):
    """The widget inside the admin's wrapper with the add and change links."""
    return getattr(widget, "widget", widget)


class PlainForm(forms.ModelForm):
    """Runs the constraints too, those on columns no form shows included, and puts each error where it can be read."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            self._use_known_label(name, inner(field.widget))

    def _use_known_label(self, name, widget):
        """Let an autocomplete show the related record that the list of rows was loaded with."""
        if isinstance(widget, KnownLabels) and self.instance.pk and not widget.allow_multiple_selected:
            record = self.instance._state.fields_cache.get(name)
            if record is not None:
                widget.known = {str(record.pk): widget.label(record)}

    def add_error(self, field, error):
        """Errors about fields the form does not show go to the top, with the field's name."""
        if field is None and hasattr(error, "error_dict"):
            for name, errors in error.error_dict.items():
                if name in self.fields or name == NON_FIELD_ERRORS:
                    super().add_error(None if name == NON_FIELD_ERRORS else name, errors)
                else:
                    super().add_error(None, [f"{self._label(name)}: {text}" for e in errors for text in e.messages])
            return
        super().add_error(field, error)

    def _label(self, name):
        try:
            return self.instance._meta.get_field(name).verbose_name.capitalize()
        except FieldDoesNotExist:
            return name

    def _post_clean(self):
        super()._post_clean()
        if self.errors:
            return
        # In an inline of a record that is not saved yet, what points to it is still empty.
        fields = self.instance._meta.concrete_fields
        unsaved = {f.name for f in fields if f.is_relation and not f.null and getattr(self.instance, f.attname) is None}
        unsaved |= {f.name for f in fields if f.name == getattr(self, "parent_name", None) and not self.instance.pk}
        try:
            self.instance.validate_constraints(exclude=unsaved)
        except ValidationError as error:
            self.add_error(None, error)


class RecordForm(PlainForm):
    """A form that carries the version its reader saw. See `stale` for what happens when it is not the last one.

    `is_stale` is set when the record changed meanwhile and this form would undo some of that.
    """

    record_version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    BOOKKEEPING = {"record_version"}
    is_stale = False

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk and "record_version" in self.fields:
            self.initial["record_version"] = self.instance.version
            self.current_version = self.instance.version
            if self.is_bound and self.data.get("_save_over"):
                self._keep_theirs()

    @property
    def changed_data(self):
        return [name for name in super().changed_data if name not in self.BOOKKEEPING]

    def clean(self):
        cleaned = super().clean()
        if self.instance.pk and "record_version" in self.fields and self.changed_data:
            compared = self.data.get(self.add_prefix("record_seen")) if self.data.get("_save_over") else None
            read = compared or cleaned.get("record_version")
            if str(read) != str(self.current_version):
                self.is_stale = True
                raise ValidationError(
                    f"This {self.instance._meta.verbose_name} was changed by someone else since you opened it. "
                    "Nothing was saved: compare the two, choose, and save again.",
                    code="stale",
                )
        return cleaned

    def _keep_theirs(self):
        """Put what stands now in place of the input, for each field where the comparison was answered so."""
        self.data = self.data.copy()
        for name, field in self.fields.items():
            key = self.add_prefix(name)
            if self.data.get(f"keep-{key}") != "theirs":
                continue
            value = field.prepare_value(self.get_initial_for_field(field, name))
            if isinstance(field, forms.BooleanField):
                self.data.setlist(key, ["on"] if value else [])
            elif isinstance(value, (list, tuple, models.QuerySet)):
                self.data.setlist(key, [str(v) for v in value])
            else:
                shown = inner(field.widget).format_value(value)
                self.data[key] = "" if shown in (None, []) else shown[0] if isinstance(shown, list) else shown
