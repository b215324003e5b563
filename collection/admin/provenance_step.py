"""Reads a provenance into its chain, and says whom the words mean: known parties are offered, or new ones."""

from django import forms

from collection.models import Party, ProvenanceEvent
from collection.models.chain import merged
from collection.models.party_names import parties_named
from collection.notation import dates

from .steps import Step, StepForm

MOST = 60  # names one page asks about; the rest when these are decided
NEW = "new"


def agrees(event: ProvenanceEvent, party: Party) -> bool:
    """Whether the years of life in the words and those of the party can be the same; those unsaid can."""
    return _overlap(event.born, party.birth_edtf) and _overlap(event.died, party.death_edtf)


def _overlap(one: str, other: str) -> bool:
    if not (dates.is_edtf(one) and dates.is_edtf(other)):
        return True
    (first, last), (begin, end) = dates.bounds(one), dates.bounds(other)
    return not ((last and begin and last < begin) or (end and first and end < first))


class ProvenanceForm(StepForm):
    """A choice for each name of the chain that no curator has said anything about."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["reason"].required = False
        stored = ProvenanceEvent.objects.filter(exhibit=self.record).order_by("position", "id")
        self.events = {
            f"link_{event.position}": event
            for event in merged(self.record.provenance_text, stored)
            if event.party_name and event.party_id is None
        }
        self.events = dict(list(self.events.items())[:MOST])
        self.known = parties_named({event.party_name for event in self.events.values()}, self.request.user)
        may_add = self.request.user.has_perm("collection.add_party")
        for name, event in self.events.items():
            known = [party for party in self.known[event.party_name] if agrees(event, party)]
            offered = [("", "Leave it as written"), *((str(party.pk), f"{_named(party)}") for party in known)]
            if may_add:
                offered.append((NEW, f"Record {event.party_name[:80]} as a new party"))
            self.fields[name] = forms.ChoiceField(
                label=f"{event.position}. {event.party_name[:80]}",
                choices=offered,
                required=False,
                help_text=event.written[:300],
            )
        self.order_fields([*self.events, "reason"])


def _named(party: Party) -> str:
    years = f" ({party.birth}–{party.death})" if party.birth or party.death else ""
    return f"{party.name}{years}, {party.get_kind_display()}"


class ProvenanceStep(Step):
    name, label, permission = "provenance", "Read the provenance", "collection.change_provenanceevent"
    question = (
        "The provenance becomes the chain of the exhibit, link by link. Say whom the words mean where that is certain: "
        "it is kept when the text is read again, as long as the words of that link stay the same."
    )
    form_class = ProvenanceForm

    def allowed(self, request, record):
        return super().allowed(request, record) and record.may_be_changed_by(request.user)

    def possible(self, record):
        return bool(record.provenance_text)

    def run(self, request, record, data):
        asked = {event.position: data.get(name) for name, event in self._asked(request, record).items()}
        known = Party.objects.visible_to(request.user).in_bulk({pk for pk in asked.values() if pk and pk != NEW})
        chosen = {position: known[int(pk)] if pk != NEW else None for position, pk in asked.items() if pk}
        chain = ProvenanceEvent.objects.decide(exhibit=record, parties=chosen)
        return f"The chain of {record} has {len(chain)} links."

    def _asked(self, request, record):
        return ProvenanceForm(record=record, request=request).events
