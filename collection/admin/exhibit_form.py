"""The one page on which an exhibit is catalogued: besides its own fields, how it came in and where it stands."""

from django import forms
from django.contrib.admin.widgets import RelatedFieldWidgetWrapper
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from collection.models import Acquisition, AcquisitionDonor, Exhibit, Movement, Party
from collection.notation import dates

from .forms import RecordForm
from .kept_text import KeptText
from .paging import begins_with
from .widgets import AutocompleteMany

# Form field → the role of the parties chosen there.
DONOR_FIELDS = {
    "given_by": AcquisitionDonor.Role.GIVER,
    "presented_by": AcquisitionDonor.Role.PRESENTED_BY,
    "on_behalf_of": AcquisitionDonor.Role.ON_BEHALF_OF,
}
# Form field → the acquisition's own.
ACQUISITION_FIELDS = {
    "acquisition_number": "number",
    "acquisition_method": "method",
    "received": "date",
    "received_at": "place",
    "recipient": "recipient",
    "occasion": "occasion",
}
MOVE_FIELDS = {"move_to": "to_location", "move_reason": "reason", "move_authorised_by": "authorised_by"}
CAME_IN = ("acquisition", *DONOR_FIELDS, *ACQUISITION_FIELDS)
HELP = {
    "given_by": "One or more. The green plus records a new giver without leaving this page.",
    "presented_by": "Who handed it over, where that was somebody else.",
    "on_behalf_of": "For whom it was given, such as a state or a company.",
    "acquisition_number": "Leave it empty and the acquisition gets the next free number of its year.",
    "move_to": "Showroom, case or store. Each change of place is recorded as a movement.",
    "move_reason": "Such as: First display, or Returned from conservation.",
    "move_authorised_by": "Who decided it.",
}
LABELS = {
    "acquisition_number": "new acquisition number",
    "acquisition_method": "how",
    "received_at": "place received",
    "move_reason": "reason for the place",
    "move_authorised_by": "authorised by",
}


def next_acquisition_number(received: str = "") -> str:
    """The number after the highest of the year: ACQ-2023-015. The year is the one in which it was received."""
    edtf = dates.read(received) if received else None
    day = next((day for day in dates.bounds(edtf) if day), None) if edtf else None
    year = day.year if day and 0 < day.year < 10000 else timezone.localdate().year
    stem = f"ACQ-{year:04d}-"
    acquisitions = Acquisition.objects.all()
    taken = acquisitions.filter(begins_with(acquisitions, "number_key", stem.lower())).order_by("-number_sort")
    highest = next((n for n in taken.values_list("number", flat=True)[:50] if n[len(stem) :].isdecimal()), None)
    return f"{stem}{int(highest[len(stem) :]) + 1 if highest else 1:03d}"


class ExhibitForm(RecordForm):
    """`extended` adds the fields of an acquisition to be recorded and of a place to be moved to."""

    class Meta:
        model = Exhibit
        fields = "__all__"  # the admin's fieldsets narrow it

    new_acquisition = movement = None

    def clean(self):
        cleaned = super().clean()
        self.new_acquisition = self._read_acquisition(cleaned)
        self.movement = self._read_movement(cleaned)
        return cleaned

    def clean_provenance_text(self):
        return KeptText.kept(self.initial.get("provenance_text"), self.cleaned_data["provenance_text"])

    def _read_acquisition(self, cleaned):
        """The acquisition described here, not saved yet; None where none is."""
        named = [name for name in (*DONOR_FIELDS, *ACQUISITION_FIELDS) if name in self.fields]
        if not any(name in self.changed_data for name in named):
            return None
        if cleaned.get("acquisition"):
            self.add_error(
                "acquisition",
                ValidationError(
                    f"The exhibit cannot come in twice: clear this choice, or empty the fields below it. To correct "
                    f"{cleaned['acquisition']}, open it with the pencil beside its number.",
                    code="two_acquisitions",
                ),
            )
            return None
        if any(name in self.errors for name in named):
            return None
        values = {own: cleaned.get(name) for name, own in ACQUISITION_FIELDS.items()}
        values["number"] = values["number"] or next_acquisition_number(values["date"] or "")
        values["method"] = values["method"] or Acquisition.Method.GIFT
        acquisition = Acquisition(**values)
        names = {own: name for name, own in ACQUISITION_FIELDS.items()}
        self._check(acquisition, names)
        return acquisition

    def _read_movement(self, cleaned):
        """What Movement.objects.record needs; None where no place was chosen."""
        named = [name for name in MOVE_FIELDS if name in self.fields]
        if not named or not any(cleaned.get(name) for name in named) or any(name in self.errors for name in named):
            return None
        for name in named:
            if not cleaned.get(name):
                self.add_error(
                    name,
                    ValidationError("A movement needs its place, its reason and who authorised it.", code="required"),
                )
        if any(name in self.errors for name in named):
            return None
        place = cleaned["move_to"]
        if self.instance.location_id == place.pk:
            self.add_error(
                "move_to",
                ValidationError(f"The exhibit already stands in “{place}”. Choose another place.", code="same_place"),
            )
            return None
        return {own: cleaned[name] for name, own in MOVE_FIELDS.items()}

    def _check(self, record, names):
        try:
            record.full_clean()
        except ValidationError as error:
            for own, errors in error.error_dict.items():
                name = names.get(own)
                self.add_error(name if name in self.fields else None, errors)

    def receive(self):
        """Record the acquisition described here and let the exhibit point to it."""
        if self.new_acquisition is None:
            return
        donors = [(party, role) for name, role in DONOR_FIELDS.items() for party in self.cleaned_data.get(name) or ()]
        own = ACQUISITION_FIELDS.values()
        with transaction.atomic():
            values = {name: getattr(self.new_acquisition, name) for name in own}
            self.instance.acquisition = Acquisition.objects.receive(donors=donors, **values)

    def move(self, user):
        """Move the saved exhibit to the place chosen here."""
        if self.movement is not None:
            Movement.objects.record(exhibit=self.instance, by=user, **self.movement)


def extended(admin, request, *, acquisition: bool, place: bool, moves: bool):
    """The form class with what this person may add to it; `moves` where the exhibit may stand somewhere already."""
    fields = {}
    if acquisition:
        fields |= {name: _parties(admin, request, name) for name in DONOR_FIELDS}
        fields |= {name: _borrowed(admin, request, Acquisition, own, name) for name, own in ACQUISITION_FIELDS.items()}
    if place:
        fields |= {name: _borrowed(admin, request, Movement, own, name) for name, own in MOVE_FIELDS.items()}
        fields["move_to"].label = "Move to" if moves else "Place"
    return type("ExhibitForm", (ExhibitForm,), fields)


def _borrowed(admin, request, model, own, name):
    """The form field that `own` has in the admin of its model, here optional."""
    field = admin.formfield_for_dbfield(model._meta.get_field(own), request, required=False)
    field.help_text = HELP.get(name, field.help_text)
    field.label = LABELS.get(name, str(field.label)).capitalize()
    if name == "move_reason":
        field.widget.attrs["rows"] = 2
    return field


def _parties(admin, request, name):
    """Several parties, by autocomplete, with the link that records a new one."""
    db_field = AcquisitionDonor._meta.get_field("party")
    site = admin.admin_site
    widget = RelatedFieldWidgetWrapper(
        AutocompleteMany(db_field, site),
        db_field.remote_field,
        site,
        can_add_related=site._registry[Party].has_add_permission(request),
    )
    return forms.ModelMultipleChoiceField(
        queryset=admin.choices_of(db_field, request),
        widget=widget,
        required=False,
        label=name.replace("_", " ").capitalize(),
        help_text=HELP[name],
    )
