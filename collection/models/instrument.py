"""The rule book: instruments that may touch exhibits, what they forbid, and what to look for. Never a conclusion."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q

from collection.notation.provenance.analysis import KINDS
from collection.search.words import words

from .audience import GatedQuerySet
from .base import Record
from .restriction import Restriction

SHORTEST_BEGINNING = 3  # letters before a *


def lines_of(text: str) -> list[str]:
    """The words and phrases of a text that has one a line."""
    return [" ".join(line.split()) for line in text.splitlines() if line.strip()]


def validate_words(text: str) -> None:
    """Refuse a line that nothing could be found by."""
    for line in lines_of(text):
        found = words(line)
        if not found:
            raise ValidationError(f"“{line[:80]}” has no word in it. Write one word or phrase a line, such as: drone.")
        if line.endswith("*") and (len(found) > 1 or len(found[0]) < SHORTEST_BEGINNING):
            raise ValidationError(
                f"“{line[:80]}”: a * ends the beginning of one word, of at least {SHORTEST_BEGINNING} letters: drone*."
            )


class InstrumentQuerySet(GatedQuerySet):
    def public(self):
        """Those the museum chose to show: a rule of its own may name a donor."""
        return self.filter(is_public=True)


class Instrument(Record):
    """One rule of one instrument: its paragraph, when it is in force, what it forbids, and what it may concern."""

    class Direction(models.TextChoices):
        TO = "supply_to", "what is supplied to the countries"
        FROM = "supply_from", "what is supplied from the countries"
        HOLDING = "holding", "what the museum holds, however it came"

    # What somebody who has read the official text vouches for: changed, it has to be read again.
    STATED = ("name", "paragraph", "kind", "in_force_from", "in_force_until", "forbids", "reference")
    # What exhibits are matched by.
    CRITERIA = (
        "direction", "words", "except_words", "received_from", "received_until", "made_from", "made_until",
        "finding", "unrecorded",
    )  # fmt: skip
    kept = True

    key = models.SlugField(
        max_length=60, unique=True, help_text="Its short name for good, such as unsc-1718-8a: part of its address."
    )
    kind = models.CharField(max_length=20, choices=Restriction.Kind)
    name = models.CharField(max_length=300, help_text="Such as: UN Security Council resolution 1718 (2006).")
    paragraph = models.CharField(max_length=100, blank=True)
    in_force_from = models.DateField(null=True, blank=True)
    in_force_until = models.DateField(null=True, blank=True, help_text="Empty: it is in force.")
    forbids = models.TextField("what it says", help_text="What it forbids or asks, in the museum’s own words.")
    reference = models.URLField("official text", max_length=500, blank=True, help_text="Where it can be read.")
    direction = models.CharField(max_length=11, choices=Direction, default=Direction.HOLDING)
    countries = models.ManyToManyField(
        "collection.Country",
        blank=True,
        related_name="+",
        help_text=(
            "Supplied to: the recipient’s country. Supplied from, or held: the giver’s or maker’s, or where it was "
            "made. None: any country."
        ),
    )
    words = models.TextField(
        blank=True,
        validators=[validate_words],
        help_text=(
            "One word or phrase a line, such as: drone, unmanned aircraft, rifle*. Looked for in object name, "
            "classification, themes, materials, techniques and medium; not in titles, which also name what is depicted."
        ),
    )
    except_words = models.TextField(
        "but not", blank=True, validators=[validate_words], help_text="Exhibits described by these are left out: toy."
    )
    received_from = models.DateField(
        null=True, blank=True, help_text="Received on or after. Empty for a supply: since it is in force."
    )
    received_until = models.DateField(null=True, blank=True, help_text="Received on or before.")
    made_from = models.IntegerField("made since", null=True, blank=True, help_text="Year; negative before our era.")
    made_until = models.IntegerField("made until", null=True, blank=True, help_text="Year, such as 1945.")
    # Not choices of the column: what the analysis of a provenance finds grows without the tables changing.
    finding = models.CharField(
        "found in its provenance",
        max_length=30,
        blank=True,
        help_text="What the analysis of its provenance must find, such as 1933–1945 unresolved.",
    )
    unrecorded = models.BooleanField(
        "also where it is not recorded",
        default=False,
        help_text="Propose as well what has no date, recipient or country to go by. The candidate then says so.",
    )
    proposes = models.BooleanField("proposes candidates", default=True)
    is_public = models.BooleanField("shown to the public", default=False)
    checked_by = models.CharField(
        max_length=200, blank=True, editable=False, help_text="Who compared it with the official text."
    )
    checked_on = models.DateField(null=True, editable=False)
    shipped = models.CharField(max_length=32, blank=True, editable=False)  # digest of the entry as it came with Vitrine

    objects = InstrumentQuerySet.as_manager()

    class Meta:
        ordering = ["kind", "key"]
        verbose_name = "instrument of the rule book"
        verbose_name_plural = "instruments of the rule book"
        permissions = [("check_instrument", "Can vouch that an instrument says what its official text says")]
        constraints = [
            models.CheckConstraint(condition=~Q(name="") & ~Q(forbids=""), name="instrument_says_something"),
            models.CheckConstraint(
                condition=Q(in_force_from__isnull=True)
                | Q(in_force_until__isnull=True)
                | Q(in_force_from__lte=F("in_force_until")),
                name="instrument_force_in_order",
                violation_error_message="The rule cannot end before it came into force.",
            ),
            models.CheckConstraint(
                condition=Q(checked_by="", checked_on__isnull=True) | (~Q(checked_by="") & Q(checked_on__isnull=False)),
                name="instrument_checked_by_someone",
            ),
        ]

    def __str__(self):
        return f"{self.name}, {self.paragraph}" if self.paragraph else self.name

    def clean(self):
        super().clean()
        if self.finding and self.finding not in KINDS:
            raise ValidationError({"finding": f"Choose one of: {', '.join(KINDS)}."})
        if not (self.words.strip() or self.finding) and self.proposes:
            raise ValidationError(
                {"words": "Say what to look for, or what must be found in the provenance: else it proposes everything."}
            )

    def save(self, **kwargs):
        if not self._state.adding and self.checked_by:
            before = type(self)._base_manager.filter(pk=self.pk).values(*self.STATED, "checked_on").first()
            same_check = before and before.pop("checked_on") == self.checked_on
            if same_check and any(getattr(self, name) != value for name, value in before.items()):
                self.checked_by, self.checked_on = "", None
                if kwargs.get("update_fields") is not None:
                    kwargs["update_fields"] = {*kwargs["update_fields"], "checked_by", "checked_on"}
        super().save(**kwargs)

    @property
    def is_checked(self) -> bool:
        """Whether a person of the museum has compared it with the official text as it stands here."""
        return self.checked_on is not None

    @property
    def received_window(self) -> tuple:
        """First and last day on which it must have been received; None where open."""
        first, last = self.received_from, self.received_until
        if self.direction != self.Direction.HOLDING:
            first, last = first or self.in_force_from, last or self.in_force_until
        return first, last

    def rule(self) -> dict:
        """What a restriction takes over from it."""
        return {
            "rule": self,
            "kind": self.kind,
            "instrument": self.name,
            "paragraph": self.paragraph,
            "in_force_from": self.in_force_from,
            "in_force_until": self.in_force_until,
        }
