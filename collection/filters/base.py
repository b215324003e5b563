"""The pieces the FilterSets are made of."""

import django_filters
from django import forms
from django.core.exceptions import ValidationError

from collection.models.audience import reads_private
from collection.models.fields import natural

END = "\U0010ffff"  # sorts after every continuation of a prefix


class PlainText(forms.CharField):
    """A short text; a NUL, which no database takes, is refused as a form error."""

    def __init__(self, **kwargs):
        super().__init__(**{"max_length": 200, **kwargs})


class GatedFilterSet(django_filters.FilterSet):
    """A FilterSet whose choices are the records its reader may see.

    Subclasses name `ORDERS` (name → column) and `DEFAULT_ORDER`.
    """

    ORDERS: dict[str, str] = {}
    DEFAULT_ORDER = ""

    @classmethod
    def orders_for(cls, data) -> dict[str, str]:
        """The orders in which the list that `data` asks for is a range of an index; the first is its own."""
        default = {cls.DEFAULT_ORDER: cls.ORDERS[cls.DEFAULT_ORDER]}
        return default | cls.ORDERS

    @property
    def reader(self):
        return getattr(self.request, "user", None)

    @property
    def reads_private(self) -> bool:
        return reads_private(self.reader)

    def parameter_names(self) -> list[str]:
        """What may stand in the query, for refusing everything else by name."""
        return list(self.form.fields)


class RecordField(forms.ModelChoiceField):
    """One record by its public handle, typed or linked: there may be too many for a list of choices."""

    widget = forms.TextInput

    def clean(self, value):
        if value and "\0" in str(value):
            raise ValidationError(self.error_messages["invalid_choice"], code="invalid_choice", params={"value": "?"})
        return super().clean(value)

    def to_python(self, value):
        try:
            return super().to_python(value)
        except OverflowError as error:  # an id beyond what the database can hold
            raise ValidationError(
                self.error_messages["invalid_choice"], code="invalid_choice", params={"value": value}
            ) from error


class RecordFilter(django_filters.ModelChoiceFilter):
    """Narrows by one record that the reader may see. Hidden and unknown records give the same error."""

    field_class = RecordField

    def __init__(self, model, handle: str, *, example: str, gate=None, **kwargs):
        gate = gate or model.objects.visible_to
        super().__init__(
            queryset=lambda request: gate(getattr(request, "user", None)),
            to_field_name=handle,
            error_messages={
                "invalid_choice": f"No {model._meta.verbose_name} is known as “%(value)s”. Write it like {example}."
            },
            **kwargs,
        )


class PrefixFilter(django_filters.CharFilter):
    """Begins with the text, in the natural key that is indexed: a range, never a scan.

    Runs of digits count whole: 2023 finds 2023.1, not 20231.
    """

    field_class = PlainText

    def filter(self, queryset, text):
        start = natural(text or "")
        if not start:
            return queryset
        return queryset.filter(**{f"{self.field_name}__gte": start, f"{self.field_name}__lt": start + END})
