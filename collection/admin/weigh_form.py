"""The form with which a curator weighs the notes of one group: a position on each, an outcome and a reason for all."""

from django import forms
from django.utils.text import Truncator

from collection.models import Weighing
from collection.models.claims import QUESTIONS, ClaimGroup, readings
from collection.models.provenance import PositionKind

KEPT = "as it stands: {}"
OFFERED = 50  # notes to choose from for a link; others are linked on the note's own page


class WeighForm(forms.Form):
    """Has four fields for each note of `group`, in `rows`: (note, its fields)."""

    outcome = forms.ChoiceField(
        choices=Weighing.Outcome.choices,
        widget=forms.RadioSelect,
        label="What the museum makes of them",
        help_text="The positions decide it once every note has one and one answer is accepted.",
    )
    reason = forms.CharField(
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Dated, kept, and shown to the public with the notes. It is also the reason for each position above "
        "that has none of its own.",
    )
    question = forms.CharField(
        max_length=300,
        required=False,
        help_text="What those disagree about that you link above as a contradiction, such as: Who made the rifle?",
    )
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, group: ClaimGroup, claim: str, data=None, *, may_link: bool):
        super().__init__(data, initial={"question": QUESTIONS[claim], "seen": group.version})
        self.group, self.may_link = group, may_link
        first_of = {note.pk: alike[0] for alike in self._readings() for note in alike}
        worded = {alike[0].pk: alike[0] for alike in readings(group.notes)}  # the first note of each wording
        own_words = {note.pk: alike[0].pk for alike in readings(group.notes) for note in alike}
        linked = {(pair.first_id, pair.second_id) for pair in group.contradictions}
        for note in group.notes:
            others = [other for pk, other in worded.items() if pk != own_words[note.pk]]
            differing = [other for other in group.notes if own_words[other.pk] != own_words[note.pk]]
            free = [other for other in differing if (min(note.pk, other.pk), max(note.pk, other.pk)) not in linked]
            first = first_of[note.pk]
            self._add(note, "position", _positions(note), "Position")
            reason = forms.CharField(
                widget=forms.Textarea(attrs={"rows": 2}), required=False, label="Its own reason", help_text="If any."
            )
            self.fields[f"reason_{note.pk}"] = reason
            alike = "" if own_words[note.pk] == first.pk else first.pk
            self._add(note, "same", _choices("nothing else here", others), "Says the same as", initial=alike)
            if may_link and free:
                self._add(note, "against", _choices("nothing new", free[:OFFERED]), "Link as contradicting")
        if not may_link:
            del self.fields["question"]

    def _readings(self):
        return readings(self.group.notes, self.group.weighings[0].same if self.group.weighings else ())

    def _add(self, note, name, choices, label, **kwargs):
        self.fields[f"{name}_{note.pk}"] = forms.ChoiceField(choices=choices, required=False, label=label, **kwargs)

    @property
    def rows(self):
        names = ("position", "reason", "same", "against")
        for note in self.group.notes:
            yield note, [self[f"{name}_{note.pk}"] for name in names if f"{name}_{note.pk}" in self.fields]

    @property
    def shared(self):
        """The fields for the group as a whole."""
        return [self[name] for name in ("outcome", "reason", "question") if name in self.fields]

    def weighed(self) -> dict:
        """What `Weighing.objects.weigh` takes, but for whom it is about and who weighs."""
        data = self.cleaned_data
        ids = [note.pk for note in self.group.notes]
        taken = {pk: (data[f"position_{pk}"], data[f"reason_{pk}"]) for pk in ids if data[f"position_{pk}"]}
        alike = [(pk, int(data[f"same_{pk}"])) for pk in ids if data[f"same_{pk}"]]
        against = [(pk, int(data[f"against_{pk}"])) for pk in ids if data.get(f"against_{pk}")]
        return {
            "outcome": data["outcome"],
            "reason": data["reason"],
            "question": data.get("question") or "",
            "seen": data["seen"],
            "positions": taken,
            "same": _joined(alike),
            "at_odds": against,
        }


def _joined(pairs: list[tuple[int, int]]) -> list[set[int]]:
    """Pairs that say the same as sets: a with b and b with c is one set of three."""
    sets: list[set[int]] = []
    for pair in pairs:
        touching = [one for one in sets if one & set(pair)]
        sets = [one for one in sets if one not in touching] + [set(pair).union(*touching)]
    return sets


def _positions(note) -> list[tuple[str, str]]:
    return [("", KEPT.format(note.get_position_display())), *PositionKind.choices]


def _choices(nothing: str, notes) -> list[tuple[object, str]]:
    named = [(note.pk, f"{note.pk}: {Truncator(note.answer).chars(60)}") for note in notes]
    return [("", nothing), *named]
