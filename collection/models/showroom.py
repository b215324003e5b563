"""Showrooms: the locations visitors can walk into."""

from django.core.exceptions import ValidationError
from django.db import models, transaction

from .addresses import page
from .audience import GatedQuerySet
from .base import Record
from .fields import IdentityField, SortKeyField
from .location import Location

LARGEST = 10_000  # metres


def is_outline(value) -> bool:
    """Whether `value` is the outline of a room: three to 500 points, each [x, y] in metres."""
    return isinstance(value, list) and 3 <= len(value) <= 500 and all(map(_is_point, value))


def _is_point(value) -> bool:
    return (
        isinstance(value, list)
        and len(value) == 2
        and all(type(part) in (int, float) and abs(part) < LARGEST for part in value)
    )


class ShowroomQuerySet(GatedQuerySet):
    def public(self):
        """Every showroom: a closed one says that it is closed."""
        return self

    def containing(self, location) -> "Showroom | None":
        """The showroom that `location` is or lies in; None for stores and places outside."""
        return self.filter(location__in=[*location.ancestor_ids(), location.pk]).first()


class Showroom(Record):
    """A room with a number over its door."""

    location = models.OneToOneField(
        Location, on_delete=models.PROTECT, related_name="showroom", limit_choices_to={"kind": Location.Kind.SHOWROOM}
    )
    building = models.ForeignKey(Location, on_delete=models.PROTECT, null=True, editable=False, related_name="+")
    floor = models.ForeignKey(Location, on_delete=models.PROTECT, null=True, editable=False, related_name="+")
    number = models.CharField(max_length=20, help_text="As on the door: 12, B-07.")
    number_key = IdentityField(source="number")
    number_sort = SortKeyField(source="number")
    name = models.CharField(max_length=200)
    theme = models.CharField(max_length=300, blank=True)
    description = models.TextField(blank=True)
    outline = models.JSONField(null=True, blank=True, help_text="Floor plan outline: [[x, y], …] in metres.")
    is_open = models.BooleanField("open to visitors", default=True)

    objects = ShowroomQuerySet.as_manager()

    class Meta:
        ordering = ["number_sort", "id"]
        constraints = [
            models.CheckConstraint(condition=~models.Q(number=""), name="showroom_has_number"),
            models.CheckConstraint(condition=~models.Q(name=""), name="showroom_has_name"),
        ]

    def __str__(self):
        return f"{self.number} {self.name}"

    def get_absolute_url(self):
        return page("showroom-detail", self.number)

    def clean(self):
        super().clean()
        if self.location_id and self.location.kind != Location.Kind.SHOWROOM:
            raise ValidationError({"location": "Choose a location of kind showroom, or change that location's kind."})
        if "/" in self.number or self.number in {".", ".."}:
            raise ValidationError(
                {"number": "The number is also the room's address: write it without a slash, as B-07."}
            )
        if self.outline is not None and not is_outline(self.outline):
            raise ValidationError(
                {"outline": "An outline is three points or more, each [x, y] in metres: [[0, 0], [12, 0], [12, 8]]."}
            )
        before = Showroom.objects.filter(pk=self.pk).first() if self.pk else None
        if before and before.location_id != self.location_id and self.exhibits.exists():
            raise ValidationError(
                {"location": "Exhibits stand in here, and an exhibit moves only by a movement. Move them out first."}
            )

    def save(self, **kwargs):
        above = Location.objects.filter(pk__in=self.location.ancestor_ids())
        by_kind = {place.kind: place for place in above}
        self.building = by_kind.get(Location.Kind.BUILDING)
        self.floor = by_kind.get(Location.Kind.FLOOR)
        with transaction.atomic():
            super().save(**kwargs)
            self._take_in()

    def _take_in(self):
        """What stood in the room before it had a number stands in a showroom from now on. It has not moved."""
        exhibit = self._meta.apps.get_model("collection", "Exhibit")
        for standing in exhibit.objects.filter(location__path__startswith=self.location.path).exclude(showroom=self):
            standing.showroom = self
            standing.save(update_fields=["showroom"])
