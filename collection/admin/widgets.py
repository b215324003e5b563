"""The two inputs of our own: a date with its reading beside it, and an autocomplete that knows its label."""

from django import forms
from django.contrib.admin.widgets import AutocompleteSelect, AutocompleteSelectMultiple
from django.template.loader import render_to_string
from django.urls import reverse

from collection.notation import dates


def reading_of(text: str) -> str:
    """What the catalogue understands by a date as entered: “Read as 1860~: circa 1860”."""
    if not text.strip():
        return ""
    edtf = dates.read(text)
    return f"Read as {edtf}: {dates.describe(edtf)}" if edtf else "Kept as text: it has no safe reading"


class DateText(forms.TextInput):
    """A date as the source writes it, and beside it how it is read. A script keeps the reading current while typing."""

    class Media:
        js = ["collection/admin-dates.js"]

    def render(self, name, value, attrs=None, renderer=None):
        field = super().render(name, value, {"class": "vTextField", **(attrs or {})}, renderer)
        context = {
            "field": field,
            "id": (attrs or {}).get("id", name),
            "reading": reading_of(value or ""),
            "address": reverse("admin:read-date"),
        }
        return render_to_string("admin/collection/date_text.html", context)


class KnownLabels:
    """Shows a chosen record by its admin's `label`, without a query for what the form has loaded already."""

    known: dict[str, str] = {}

    @property
    def media(self):
        return super().media + forms.Media(js=["collection/admin-labels.js"])

    def label(self, record) -> str:
        admin = self.admin_site._registry.get(type(record))
        return admin.label(record) if hasattr(admin, "label") else str(record)

    def optgroups(self, name, value, attr=None):
        chosen = [str(v) for v in value if str(v) not in {"", "None"}]
        options = [] if self.is_required or self.allow_multiple_selected else [("", "")]
        missing = [pk for pk in chosen if pk not in self.known]
        labels = dict(self.known)
        if missing:
            digits = [pk for pk in missing if pk.isascii() and pk.isdigit() and len(pk) < 19]
            labels |= {str(r.pk): self.label(r) for r in self.choices.queryset.filter(pk__in=digits)}
        options += [(pk, labels[pk]) for pk in chosen if pk in labels]
        made = [self.create_option(name, pk, text, pk in chosen, index) for index, (pk, text) in enumerate(options)]
        return [(None, made, 0)]


class Autocomplete(KnownLabels, AutocompleteSelect):
    pass


class AutocompleteMany(KnownLabels, AutocompleteSelectMultiple):
    def build_attrs(self, base_attrs, extra_attrs=None):
        """Each choice has its own cross; the one that clears all of them is drawn where no list may have it."""
        return {**super().build_attrs(base_attrs, extra_attrs), "data-allow-clear": "false"}
