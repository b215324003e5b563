"""A small tree held as parent links plus a path of ids: hundreds of rows, read by prefix, written by plain save().

treebeard was weighed: its rows must be made by add_child(), which forms, serializers and imports do not call.
"""

from django.core.exceptions import ValidationError
from django.db import models

from .base import Record


class TreeRecord(Record):
    """A node. `path` is '/1/7/12/': the ids from the root down to the node itself."""

    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="children")
    path = models.CharField(max_length=200, editable=False, default="", db_index=True)

    class Meta:
        abstract = True

    def clean(self):
        super().clean()
        if self.pk and self.parent and f"/{self.pk}/" in self.parent.path:
            raise ValidationError({"parent": f"“{self.parent}” lies inside “{self}”. Choose a place outside it."})

    def save(self, **kwargs):
        if self.parent_id and self.pk and f"/{self.pk}/" in self.parent.path:
            raise ValidationError({"parent": "A place cannot lie inside itself."}, code="cycle")
        prefix = self.parent.path if self.parent_id else "/"
        if self.pk is None:
            super().save(**kwargs)
            self.path = f"{prefix}{self.pk}/"
            type(self)._base_manager.filter(pk=self.pk).update(path=self.path)
            return
        old, self.path = self.path, f"{prefix}{self.pk}/"
        super().save(**kwargs)
        if old and old != self.path:
            for node in type(self)._base_manager.filter(path__startswith=old).exclude(pk=self.pk):
                moved = self.path + node.path.removeprefix(old)
                type(self)._base_manager.filter(pk=node.pk).update(path=moved)

    def ancestor_ids(self) -> list[int]:
        """From the root down, without the node itself."""
        return [int(part) for part in self.path.split("/") if part][:-1]
