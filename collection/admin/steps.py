"""Steps: small pages that ask for a few facts, then do one thing to one record through its model's own rule."""

from functools import partial

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DataError, IntegrityError
from django.http import Http404, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse

from collection.models.history import Via, recording


class StepForm(forms.Form):
    """Asks nothing but why."""

    reason = forms.CharField(
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Kept in the record's history, such as: Checked against the register of 1984.",
    )

    def __init__(self, *args, record=None, admin=None, request=None, **kwargs):
        self.record, self.admin, self.request = record, admin, request
        super().__init__(*args, **kwargs)
        if hasattr(record, "version"):
            self.fields["record_version"] = forms.IntegerField(initial=record.version, widget=forms.HiddenInput)

    def clean(self):
        data = super().clean()
        if "record_version" in self.fields and data.get("record_version") != self.record.version:
            raise ValidationError(
                "Somebody changed this record since you opened it. Nothing was done: look at it again, then decide.",
                code="stale",
            )
        return data

    def related(self, name, db_field, **kwargs):
        """Add a field that chooses a record, by autocomplete, as the form of `db_field` would."""
        field = self.admin.formfield_for_foreignkey(db_field, self.request, **kwargs)
        self.fields[name] = field


class Step:
    """`permission` is who may; `possible(record)` when; `run(request, record, data)` what."""

    name = ""
    label = ""
    question = ""
    permission = ""
    form_class = StepForm

    def allowed(self, request, record) -> bool:
        return request.user.has_perm(self.permission)

    def possible(self, record) -> bool:
        return True

    def run(self, request, record, data) -> str:
        """Do it and return what to tell the person. Raises ValidationError; then nothing has changed."""
        raise NotImplementedError

    def next_page(self, admin, record) -> str:
        """Where the person goes on when it is done."""
        return admin.change_url(record)


class StepViews:
    """Mixin of an admin: a page for each of its `steps`, under the record's own address."""

    steps: tuple[Step, ...] = ()

    def get_urls(self):
        own = [
            path(
                f"<int:object_id>/{step.name}/",
                self.admin_site.admin_view(partial(self.step_view, step=step)),
                name=f"{self.opts.app_label}_{self.opts.model_name}_{step.name}",
            )
            for step in self.steps
        ]
        return own + super().get_urls()

    def step_url(self, step, record) -> str:
        return reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_{step.name}", args=[record.pk])

    def steps_for(self, request, record) -> list[dict]:
        """The buttons of a record's page: what this person may do to it as it stands."""
        if record is None or record.pk is None:
            return []
        return [
            {"name": step.name, "label": step.label, "url": self.step_url(step, record)}
            for step in self.steps
            if step.allowed(request, record) and step.possible(record)
        ]

    def step_view(self, request, object_id, step):
        record = self.get_object(request, str(object_id))
        if not self.has_view_permission(request, record):
            raise PermissionDenied
        if record is None:
            raise Http404
        if not step.allowed(request, record):
            raise PermissionDenied
        context = {"record": record, "admin": self, "request": request}
        initial = {name: request.GET[name] for name in request.GET}
        form = step.form_class(request.POST or None, request.FILES or None, initial=initial, **context)
        if request.method == "POST" and form.is_valid():
            try:
                with recording(request.user, reason=form.cleaned_data.get("reason", ""), via=Via.ADMIN):
                    text = step.run(request, record, form.cleaned_data)
            except ValidationError as error:
                place_errors(form, error)
            except (IntegrityError, DataError):
                form.add_error(None, "Somebody saved something that this contradicts. Nothing was changed: look again.")
            else:
                self.message_user(request, text, messages.SUCCESS)
                return HttpResponseRedirect(step.next_page(self, record))
        return self.step_page(request, step, form, [record])

    def step_page(self, request, step, form, records, **extra):
        context = {
            **self.admin_site.each_context(request),
            "title": step.label,
            "question": step.question,
            "opts": self.opts,
            "form": form,
            "media": self.media + form.media,
            "records": records,
            "record": records[0] if len(records) == 1 else None,
            **extra,
        }
        return TemplateResponse(request, "admin/collection/step.html", context)

    def refusal(self, request, record, title, reason):
        """A page that says why something is not done. 403: nothing was, and nothing will be."""
        context = {
            **self.admin_site.each_context(request),
            "title": title,
            "opts": self.opts,
            "record": record,
            "refusal": reason,
        }
        return TemplateResponse(request, "admin/collection/refused.html", context, status=403)


def place_errors(form, error):
    """Put each error of a model's rule at the field of the form that asked for it, the others on top."""
    if not hasattr(error, "error_dict"):
        form.add_error(None, error)
        return
    for name, errors in error.error_dict.items():
        if name in form.fields:
            form.add_error(name, errors)
        else:
            label = "" if name == "__all__" else f"{name.replace('_', ' ').capitalize()}: "
            form.add_error(None, [f"{label}{text}" for e in errors for text in e.messages])
