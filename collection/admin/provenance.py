"""Provenance notes: read, added, assessed, withdrawn, superseded, set against each other; never edited away."""

from django import forms
from django.contrib import admin
from django.db.models import Q
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.http import urlencode

from collection.models import Contradiction, Disagreement, Position, ProvenanceNote
from collection.models.provenance import PositionKind

from .base import RecordStacked, RecordTabular
from .evidence import EvidenceAdmin, EvidenceInline, ReadOnlyMixin
from .steps import Step, StepForm

CLAIM = ("claim", "answer", "statement", "source", "locator", "credibility", "is_public")
OPINION = ("position", "position_reason", "withdrawn_at", "withdrawn_by", "withdrawn_reason")
LINKS = ("supersedes", "later_note", "contradicted_by")


class NoteInline(EvidenceInline, RecordStacked):
    """What the sources say. What is written stays; a note is assessed or withdrawn on its own page."""

    model = ProvenanceNote
    fk_name = "exhibit"
    fields = CLAIM
    related = ("source", "withdrawn_by")
    readonly_fields = ()
    verbose_name_plural = "what the sources say"

    def get_fieldsets(self, request, obj=None):
        opinion = ("position", "position_reason", "withdrawn_reason") if obj else ()
        return [(None, {"fields": (*CLAIM, *opinion)})]

    def get_readonly_fields(self, request, obj=None):
        return ("position", "position_reason", "withdrawn_reason") if obj else ()


class AssessForm(StepForm):
    """Carries the last position that its reader saw: the second of two curators reads the first before deciding."""

    field_order = ["position", "reason"]
    position = forms.ChoiceField(
        choices=PositionKind.choices, help_text="What the museum thinks of the claim from today on."
    )
    last_position = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.last = self.record.positions.select_related("decided_by").first()
        self.initial["last_position"] = self.last and self.last.pk

    def clean(self):
        data = super().clean()
        if self.last and data.get("last_position") != self.last.pk:
            self.data = self.data.copy()
            self.data["last_position"] = self.last.pk  # now it is read
            who = self.last.decided_by or "Somebody"
            raise forms.ValidationError(
                [
                    f"{who} took a position since you opened this page: {self.last}. Their reason: {self.last.reason}",
                    "Nothing of yours was saved. Send it again if you decide otherwise.",
                ],
                code="stale",
            )
        return data


class AssessStep(Step):
    name, label, permission = "assess", "Assess", "collection.assess_provenancenote"
    question = "The museum takes a dated position. Earlier ones stay readable, and the public reads the reason."
    form_class = AssessForm

    def possible(self, record):
        return record.withdrawn_at is None

    def run(self, request, record, data):
        ProvenanceNote.objects.assess(note=record, position=data["position"], reason=data["reason"], by=request.user)
        return f"The museum's position is now: {record.get_position_display()}."


class WithdrawStep(Step):
    name, label, permission = "withdraw", "Withdraw", "collection.change_provenancenote"
    question = "The note stays in the catalogue with the reason, out of the public's sight."

    def possible(self, record):
        return record.withdrawn_at is None

    def run(self, request, record, data):
        ProvenanceNote.objects.withdraw(note=record, reason=data["reason"], by=request.user)
        return "The note is withdrawn."


class ContradictForm(StepForm):
    field_order = ["other", "question", "finding"]
    question = forms.CharField(max_length=300, help_text="What is at odds, such as: Who made the rifle?")
    finding = forms.CharField(
        widget=forms.Textarea(attrs={"rows": 4}),
        required=False,
        help_text="What the museum decides and why. Leave it empty to leave the question open.",
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        del self.fields["reason"]  # the question and the finding are the reason
        self.related("other", Contradiction._meta.get_field("second"), label="The other note")
        self.order_fields(self.field_order)


class ContradictStep(Step):
    name, label, permission = "contradict", "Link a contradiction", "collection.add_contradiction"
    question = "Name the note that cannot be right if this one is, and what they disagree on."
    form_class = ContradictForm

    def run(self, request, record, data):
        link = {"question": data["question"], "finding": data["finding"], "by": request.user}
        Contradiction.objects.link(record, data["other"], **link)
        return "The two notes are linked."


class PositionInline(ReadOnlyMixin, RecordTabular):
    model = Position
    fields = readonly_fields = ("position", "reason", "decided_by", "decided_at")
    related = ("decided_by",)
    extra = 0
    show_change_link = False
    verbose_name_plural = "positions the museum has taken"


@admin.register(ProvenanceNote)
class ProvenanceNoteAdmin(EvidenceAdmin):
    list_display = ("id", "claim", "answer", "about", "source", "credibility", "position", "is_public")
    list_display_links = ("id", "answer")
    list_filter = ("position", "claim")
    ordering = ("-id",)
    sortable_by = ()
    search_begins = ("exhibit__accession_key",)
    search_help_text = "The beginning of the exhibit's accession number."
    related = ("exhibit", "occasion", "location", "source", "supersedes", "recorded_by", "withdrawn_by")
    fields = ("exhibit", "occasion", "location", *CLAIM, "supersedes")
    changeable = ("is_public",)
    inlines = (PositionInline,)
    steps = (AssessStep(), ContradictStep(), WithdrawStep())
    history_children = ("positions",)
    kept_because = "A note is evidence and never deleted. Withdraw it with a reason, or supersede it by a better one."

    @admin.display(description="About")
    def about(self, note):
        return note.exhibit or note.occasion or note.location

    def label(self, record):
        return f"{record} ({record.exhibit or record.occasion or record.location})"

    @admin.display(description="Grade of the source")
    def source_grade(self, note):
        return note.source.get_reliability_display()

    @admin.display(description="Superseded by")
    def later_note(self, note):
        later = getattr(note, "superseded_by", None)
        return _note_link(later) if later else "–"

    @admin.display(description="Contradicted by")
    def contradicted_by(self, note):
        """Both ways: whichever of two notes was linked to the other."""
        pairs = Contradiction.objects.filter(Q(first=note) | Q(second=note)).select_related("first", "second")
        rows = [(pair, pair.second if pair.first_id == note.pk else pair.first) for pair in pairs.order_by("id")]
        found = (
            (_note_link(other), _contradiction_url(pair), pair.question, pair.finding or "left open")
            for pair, other in rows
        )
        return format_html_join("", '<div>{} – <a href="{}">{}</a>: {}</div>', found) or "–"

    def get_fieldsets(self, request, obj=None):
        sections = [
            ("What it is about", {"fields": ("exhibit", "occasion", "location"), "description": "One of the three."}),
            ("The claim", {"fields": CLAIM}),
        ]
        if obj is None:
            return [*sections, ("In place of", {"fields": ("supersedes",)})]
        sections[1] = ("The claim", {"fields": (*CLAIM, "source_grade")})
        return [
            *sections,
            ("The museum's view", {"fields": OPINION}),
            ("Beside other notes", {"fields": LINKS}),
            ("Recorded", {"fields": ("recorded_by", "recorded_at")}),
        ]

    def get_inlines(self, request, obj):
        return self.inlines if obj else ()

    def steps_for(self, request, record):
        """The steps, the way to the notes that say otherwise, and to a new note in place of this one."""
        steps = super().steps_for(request, record)
        if record and record.pk and (group := _disagreement(record)):
            address = reverse("admin:collection_disagreement_change", args=[group.pk])
            steps.insert(0, {"name": "weigh", "label": "Weigh with the others", "url": address})
        if record and record.pk and self.has_add_permission(request) and not hasattr(record, "superseded_by"):
            about = {name: getattr(record, f"{name}_id") for name in ("exhibit", "occasion", "location")}
            values = {"supersedes": record.pk, "source": record.source_id, "claim": record.claim, **about}
            query = urlencode({name: value for name, value in values.items() if value})
            address = f"{reverse('admin:collection_provenancenote_add')}?{query}"
            steps.append({"name": "supersede", "label": "Supersede", "url": address})
        return steps


def _note_link(note):
    address = reverse("admin:collection_provenancenote_change", args=[note.pk])
    return format_html('<a href="{}">{}: {}</a>', address, note.pk, note)


def _contradiction_url(pair) -> str:
    return reverse("admin:collection_contradiction_change", args=[pair.pk])


def _disagreement(note):
    """The group in which other notes of its kind say something else, or None."""
    if note.withdrawn_at:
        return None
    about = {name: getattr(note, name) for name in ("exhibit_id", "occasion_id", "location_id")}
    return Disagreement.objects.filter(**about, claim=note.claim).first()
