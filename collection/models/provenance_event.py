"""Provenance events: the links of an exhibit's chain, read from its provenance text and confirmed by curators."""

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Q

from collection.notation import dates
from collection.notation.provenance import METHODS

from .audience import GatedQuerySet, among
from .base import Record
from .exhibit import Exhibit
from .fields import LIMIT, Derived
from .party import Party


def validate_edtf(text: str) -> None:
    """Refuse what is no date of the Extended Date/Time Format."""
    if text and not dates.is_edtf(text):
        raise ValidationError("Write it like 1905, 1905-03, 1905-03-14, 1905~ or 190X.", code="edtf")


def validate_method(slug: str) -> None:
    """Refuse what is no acquisition method of the vocabulary."""
    if slug not in METHODS:
        raise ValidationError(f"No method is known as “{slug}”. Write it like by_descent or sale.", code="method")


class DayField(Derived, models.BigIntegerField):
    """The first day (`side` 0) or the last (1) of the EDTF date in `source`, as a sortable integer."""

    def __init__(self, *args, side: int = 0, **kwargs):
        self.side = side
        super().__init__(*args, **{"null": True, **kwargs})

    def deconstruct(self):
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, {**kwargs, "side": self.side}

    def compute(self, text):
        day = dates.bounds(text)[self.side] if dates.is_edtf(text) else None
        return day and max(-LIMIT, min(LIMIT, dates.ordinal(day)))


BEGIN = ("earliest_begin", "latest_begin")
END = ("earliest_end", "latest_end")


def _bound(name: str, help_text: str):
    return models.TextField(name, blank=True, validators=[validate_edtf], help_text=help_text)


class ProvenanceEventQuerySet(GatedQuerySet):
    def public(self):
        return self.filter(among(Exhibit.objects.public(), "exhibit"))

    def read(self, *, exhibit, text: str | None = None) -> list["ProvenanceEvent"]:
        """Make the chain of `exhibit` anew from `text`, by default its own, and return it in order.

        A period whose words are unchanged keeps what a curator confirmed or edited; so does one that only moved.
        """
        from .chain import merged  # which makes events

        with transaction.atomic():
            Exhibit.objects.select_for_update().get(pk=exhibit.pk)
            stored = list(self.filter(exhibit=exhibit).order_by("position", "id"))
            before = {event.pk: event.values() for event in stored}
            text = exhibit.provenance_text if text is None else text
            chain = merged(text, stored, exhibit_id=exhibit.pk)
            kept = {event.pk for event in chain if event.pk}
            self.filter(exhibit=exhibit).exclude(pk__in=kept).delete()
            for event in chain:
                if event.pk and event.values() != before[event.pk]:
                    event.save()
            self.bulk_create([event for event in chain if not event.pk], batch_size=500)
            return list(self.filter(exhibit=exhibit).order_by("position", "id"))

    def decide(self, *, exhibit, parties: dict[int, "Party | None"], again: bool = False) -> list["ProvenanceEvent"]:
        """Make the chain anew and say whom its links mean: position → the party, None for one to record from the words.

        What was decided of a link before is left alone unless it is decided `again`. Raises ValidationError, by
        position, where there is no such link, or its words are no name.
        """
        with transaction.atomic():
            chain = self.read(exhibit=exhibit)
            links = {event.position: event for event in chain}
            recorded = {}  # whom several links name is recorded once
            for position, party in parties.items():
                if position not in links:
                    raise ValidationError({str(position): f"The text has {len(chain)} links."}, code="position")
                event = links[position]
                if event.party_id is None or again:
                    named = (event.party_name, event.born, event.died)
                    try:
                        party = party or recorded.get(named) or recorded.setdefault(named, event.new_party())
                    except ValidationError as error:
                        raise ValidationError({str(position): error.messages}) from error
                    event.party = party
                    event.save()
            return chain


class ProvenanceEvent(Record):
    """One link of a chain: who had the exhibit, how it came to them, and when, as the text says or a curator found."""

    class Certainty(models.TextChoices):
        STATED = "", "as stated"
        PROBABLY = "probably", "probably"
        POSSIBLY = "possibly", "possibly"

    # What is read from the text; the rest is place, machinery and what a curator decided.
    READ = (
        "party_name party_place born died former_name is_dealer method certainty earliest_begin latest_begin "
        "earliest_end latest_end is_direct notes unread"
    ).split()

    exhibit = models.ForeignKey(Exhibit, on_delete=models.PROTECT, related_name="provenance_events")
    position = models.PositiveIntegerField("order", editable=False)
    start = models.PositiveIntegerField(editable=False, help_text="Where its words begin in the provenance text.")
    written = models.TextField("as written", editable=False)
    party = models.ForeignKey(
        "collection.Party",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="provenance_events",
        help_text="Whom the words mean, where that is certain.",
    )
    party_name = models.TextField("party as written", blank=True)
    party_place = models.TextField("place", blank=True)
    born = _bound("born or founded", "As the text says, in EDTF: 1850.")
    died = _bound("died or dissolved", "As the text says, in EDTF: 1912.")
    former_name = models.TextField("from whom", blank=True, help_text="Where the words name the one before.")
    is_dealer = models.BooleanField("dealer or agent", default=False)
    # Not choices of the column: the vocabulary grows without the tables changing.
    method = models.CharField("how it was acquired", max_length=30, blank=True, validators=[validate_method])
    certainty = models.CharField(max_length=10, blank=True, choices=Certainty)
    earliest_begin = _bound("began not before", "In EDTF, such as 1918 for “after 1918”.")
    latest_begin = _bound("began not after", "Such as 1905 for “by 1905”.")
    earliest_end = _bound("ended not before", "Such as 1942 for “until at least 1942”.")
    latest_end = _bound("ended not after", "Such as 1945 for “until 1945”.")
    earliest_begin_day = DayField(source="earliest_begin")
    latest_begin_day = DayField(source="latest_begin", side=1)
    earliest_end_day = DayField(source="earliest_end")
    latest_end_day = DayField(source="latest_end", side=1)
    is_direct = models.BooleanField(
        "passed directly to the next", null=True, blank=True, help_text="No: it is not known that it did."
    )
    notes = models.TextField("notes cited", blank=True)
    unread = models.JSONField(default=list, editable=False, help_text="[start, end] of words no field holds.")
    is_edited = models.BooleanField("edited by a curator", default=False, editable=False)

    objects = ProvenanceEventQuerySet.as_manager()

    class Meta:
        ordering = ["exhibit", "position", "id"]
        indexes = [models.Index(fields=["exhibit", "position"], name="event_of_exhibit")]
        constraints = [models.CheckConstraint(condition=~Q(written=""), name="event_has_words")]

    def __str__(self):
        return f"{self.position}. {self.party_name or self.written[:60]}"

    def check_bounds(self, changed) -> None:
        """Refuse bounds that cannot all be true, where one of them is among the `changed`: a text may be wrong, and
        whoever says only whom it means need not mend it."""
        for first, last in (BEGIN, END, (BEGIN[0], END[1])):
            if {first, last}.isdisjoint(changed):
                continue
            begin, end = (getattr(self, name) for name in (first, last))
            if dates.is_edtf(begin) and dates.is_edtf(end):
                earliest, latest = dates.bounds(begin)[0], dates.bounds(end)[1]
                if earliest and latest and latest < earliest:
                    words = self._meta.get_field(first).verbose_name
                    raise ValidationError({last: f"{end} is over before {begin}, which stands under “{words}”."})

    @property
    def end(self) -> int:
        """Where its words end in the provenance text."""
        return self.start + len(self.written)

    @property
    def method_label(self) -> str:
        return METHODS[self.method].label if self.method in METHODS else ""

    @property
    def is_read(self) -> bool:
        """Whether every word of it is understood, or a curator has seen to it."""
        return self.is_edited or not self.unread

    @property
    def is_confirmed(self) -> bool:
        """Whether a curator decided something about it, which another reading leaves alone."""
        return self.is_edited or self.party_id is not None

    def new_party(self) -> Party:
        """Record whom the words name. Raises ValidationError where they name nobody."""
        if not self.party_name.strip():
            raise ValidationError("The words of this link name nobody. Choose a party.", code="nameless")
        party = Party(name=self.party_name[:300], birth=self.born, death=self.died)
        party.full_clean(exclude=["slug"])
        party.save()
        return party

    def edit(self, values: dict) -> None:
        """Change fields by their names as a curator does: what was read of the text then stays as it was edited."""
        changed = {name for name, value in values.items() if getattr(self, name) != value}
        for name in changed:
            setattr(self, name, values[name])
        self.is_edited = self.is_edited or bool(changed - {"party"})
        self.full_clean()
        self.check_bounds(changed)
        self.save()

    def values(self) -> tuple:
        """What another reading of the text may change."""
        return tuple(getattr(self, name) for name in ("position", "start", "written", *self.READ))
