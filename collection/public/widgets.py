"""A list to choose from with hundreds of entries, written without a template for each."""

from django import forms
from django.forms.utils import flatatt
from django.utils.html import format_html, format_html_join

OPTION = '<option value="{}">{}</option>'
CHOSEN = '<option value="{}" selected>{}</option>'


class LongSelect(forms.Select):
    """Offers “Any” and then `offered`, pairs of value and name."""

    def __init__(self, offered):
        super().__init__(choices=[("", "Any"), *offered])

    def render(self, name, value, attrs=None, renderer=None):
        value = "" if value is None else str(value)
        options = (
            format_html(CHOSEN if str(choice) == value else OPTION, choice, label) for choice, label in self.choices
        )
        return format_html(
            "<select{}>{}</select>",
            flatatt(self.build_attrs(self.attrs, {**(attrs or {}), "name": name})),
            format_html_join("", "{}", ((option,) for option in options)),
        )
