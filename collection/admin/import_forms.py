"""The forms of an import: what is loaded, through which mapping, and the mapping itself as a text and as a table."""

from django import forms
from django.core.exceptions import ValidationError

from collection.interchange.importing import shipped
from collection.interchange.importing.columns import AS_WRITTEN, TARGETS, UNUSED, Column
from collection.interchange.mapping import Mapping, MappingError
from collection.models import SavedMapping

LONGEST_MAPPING = 200_000  # characters


class SeveralFiles(forms.ClearableFileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """One file or more."""

    def __init__(self, **kwargs):
        super().__init__(widget=SeveralFiles, **kwargs)

    def clean(self, data, initial=None):
        uploads = data if isinstance(data, (list, tuple)) else [data] if data else []
        return [super(FilesField, self).clean(each, initial) for each in uploads] or super().clean(None, initial)


class UploadForm(forms.Form):
    """The files, and where the museum has one already, the mapping."""

    files = FilesField(
        help_text="CSV, TSV, Excel (.xlsx), JSON or JSON Lines, each also gz, xz or zip. Related files together: those "
        "with the objects first. A mapping (.toml) may be among them."
    )
    mapping = forms.ChoiceField(
        required=False, help_text="How the columns of the files become fields of the catalogue."
    )

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        saved = {str(mapping.pk): mapping for mapping in SavedMapping.objects.visible_to(user).latest_of_each()}
        self._texts = {key: (mapping.text, str(mapping)) for key, mapping in saved.items()}
        self._texts |= {f"shipped {name}": (shipped.text_of(name), name) for name in shipped.names()}
        self.fields["mapping"].choices = [
            ("", "Propose one from the columns"),
            *([("Saved", list(saved.items()))] if saved else []),
            ("Along with the program", [(f"shipped {name}", name.capitalize()) for name in shipped.names()]),
        ]

    def clean_mapping(self) -> tuple[str, str]:
        """The text of the chosen mapping and its name; both empty where one is to be proposed."""
        return self._texts.get(self.cleaned_data["mapping"], ("", ""))


class MappingForm(forms.Form):
    """The mapping as people read and exchange it."""

    text = forms.CharField(
        label="Mapping",
        strip=False,
        max_length=LONGEST_MAPPING,
        widget=forms.Textarea(attrs={"rows": 24, "cols": 100, "spellcheck": "false", "class": "mapping-text"}),
    )
    name = forms.CharField(
        label="Keep it as",
        max_length=120,
        required=False,
        help_text="A name under which the next import finds it. A name that is taken gets a new version.",
    )

    def clean_text(self):
        text = self.cleaned_data["text"].replace("\r\n", "\n")
        try:
            Mapping.load(text)
        except MappingError as error:
            raise ValidationError(str(error), code="mapping") from error
        return text


class TableForm(forms.Form):
    """For each column of the file, the field of the catalogue that it goes to."""

    def __init__(self, *args, columns: list[Column], **kwargs):
        super().__init__(*args, **kwargs)
        self.columns = columns
        for number, column in enumerate(columns):
            choices = [(UNUSED, "not imported"), *TARGETS.items()]
            if column.target == AS_WRITTEN:
                choices.insert(0, (AS_WRITTEN, "as the text below says"))
            field = forms.ChoiceField(choices=choices, required=False, initial=column.target, label=column.name)
            field.widget.attrs["aria-label"] = f"Field for the column {column.name}"
            self.fields[f"column-{number}"] = field

    def lines(self):
        """(column, its input) of each line of the table."""
        return [(column, self[f"column-{number}"]) for number, column in enumerate(self.columns)]

    def choices(self) -> dict[str, str]:
        """Column → target, as sent."""
        return {column.name: self.cleaned_data[f"column-{number}"] for number, column in enumerate(self.columns)}
