"""What a browser would send: every input of an admin page with the value it shows, changed as a person would."""

from django.forms import BooleanField
from django.urls import reverse


def url(record_or_model, name="change", *args):
    """The admin's address for a record, or for a page of its model."""
    opts = record_or_model._meta
    pk = [] if isinstance(record_or_model, type) else [record_or_model.pk]
    return reverse(f"admin:{opts.app_label}_{opts.model_name}_{name}", args=[*pk, *args])


def inputs(response) -> dict:
    """Name → value of all inputs on an add or change page."""
    context = response.context
    forms = [context["adminform"].form]
    for inline in context["inline_admin_formsets"]:
        forms.append(inline.formset.management_form)
        forms += inline.formset.forms
    data = {}
    for form in forms:
        for bound in form:
            data |= _input(bound)
    return data


def _input(bound):
    widget = getattr(bound.field.widget, "widget", bound.field.widget)  # inside the one with the links
    value = widget.format_value(bound.field.prepare_value(bound.value()))
    if isinstance(bound.field, BooleanField):
        return {bound.html_name: "on"} if bound.value() else {}
    if hasattr(widget, "widgets"):  # a date and a time
        parts = zip(widget.widgets, widget.decompress(bound.value()), strict=True)
        return {f"{bound.html_name}_{n}": part.format_value(shown) or "" for n, (part, shown) in enumerate(parts)}
    if isinstance(value, (list, tuple)):
        chosen = [str(v) for v in value if v not in ("", None)]
        return {bound.html_name: chosen if widget.allow_multiple_selected else "".join(chosen)}
    return {bound.html_name: "" if value is None else value}


def submit(client, address, /, **changes):
    """Open the page, change some inputs (dots stand for dashes: `notes.0.answer`), and press Save."""
    opened = client.get(address)
    assert opened.status_code == 200, opened.status_code
    data = inputs(opened) | {name.replace(".", "-"): value for name, value in changes.items()}
    return client.post(address, data)


def complaints(response) -> dict:
    """Field → messages, of a page that refused; '' for what is said on top of it."""
    context = response.context
    form = context["adminform"].form if "adminform" in context else context["form"]
    errors = {("" if name == "__all__" else name): list(texts) for name, texts in form.errors.items()}
    for inline in context.get("inline_admin_formsets", ()):
        for row in inline.formset.forms:
            errors |= {row.add_prefix("" if n == "__all__" else n): list(texts) for n, texts in row.errors.items()}
    return errors
