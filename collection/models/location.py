"""Locations: the tree of buildings, floors, showrooms, stores, cases and shelves."""

from django.core.exceptions import ValidationError
from django.db import models

from .audience import GatedQuerySet
from .fields import SortKeyField
from .tree import TreeRecord


class LocationQuerySet(GatedQuerySet):
    def public(self):
        """What a visitor can walk into. Stores, cases and shelves stay unknown."""
        return self.filter(kind__in=Location.PUBLIC_KINDS)


class Location(TreeRecord):
    """A place an exhibit can stand in, or that holds such places."""

    class Kind(models.TextChoices):
        SITE = "site", "site"
        BUILDING = "building", "building"
        FLOOR = "floor", "floor"
        SHOWROOM = "showroom", "showroom"
        STORE = "store", "store"
        CASE = "case", "case"
        SHELF = "shelf", "shelf"
        EXTERNAL = "external", "outside the museum"

    PUBLIC_KINDS = (Kind.SITE, Kind.BUILDING, Kind.FLOOR, Kind.SHOWROOM)

    kind = models.CharField(max_length=10, choices=Kind)
    name = models.CharField(max_length=200)
    name_sort = SortKeyField(source="name")
    description = models.TextField(blank=True)
    internal_note = models.TextField(blank=True, help_text="Never shown to the public.")

    objects = LocationQuerySet.as_manager()

    class Meta:
        ordering = ["path", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["parent", "name_sort"],
                name="location_once_per_place",
                violation_error_message="That place already holds a location of this name.",
            ),
            models.UniqueConstraint(
                fields=["name_sort"],
                condition=models.Q(parent__isnull=True),
                name="location_root_once",
                violation_error_message="There is a site of this name already.",
            ),
            models.CheckConstraint(condition=~models.Q(name=""), name="location_has_name"),
        ]

    def __str__(self):
        return self.name

    def clean(self):
        super().clean()
        if self.parent and self.kind in self.PUBLIC_KINDS and self.parent.kind not in self.PUBLIC_KINDS:
            raise ValidationError({"parent": "A room visitors walk into cannot lie inside a store, case or shelf."})
        before = Location.objects.filter(pk=self.pk).first() if self.pk else None
        if before and before.parent_id != self.parent_id and self._holds_exhibits():
            raise ValidationError(
                {"parent": "Exhibits stand in here, and an exhibit moves only by a movement. Move them out first."}
            )
        if before and before.kind != self.kind:
            self._check_new_kind()

    def _check_new_kind(self):
        """What is a showroom, or holds one, stays a place that visitors walk into."""
        if (
            self.kind != self.Kind.SHOWROOM
            and Location._meta.apps.get_model("collection", "Showroom").objects.filter(location=self).exists()
        ):
            raise ValidationError(
                {"kind": "This is a showroom with a number over its door. Give that another room first."}
            )
        if self.kind not in self.PUBLIC_KINDS and self.children.filter(kind__in=self.PUBLIC_KINDS).exists():
            raise ValidationError({"kind": "Rooms that visitors walk into lie in here, so it cannot be private."})

    def save(self, **kwargs):
        before = Location.objects.filter(pk=self.pk).first() if self.pk else None
        super().save(**kwargs)
        if before and (before.kind, before.path) != (self.kind, self.path):
            rooms = Location._meta.apps.get_model("collection", "Showroom").objects
            for room in rooms.filter(location__path__startswith=self.path).select_related("location"):
                room.save()  # which reads its building and floor anew

    def _holds_exhibits(self) -> bool:
        exhibit = Location._meta.apps.get_model("collection", "Exhibit")
        return exhibit.objects.filter(location__path__startswith=self.path).exists()
