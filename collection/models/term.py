"""Controlled vocabulary: classifications, materials, techniques and themes."""

from django.db import models

from .audience import GatedQuerySet
from .fields import SortKeyField
from .tree import TreeRecord


class TermQuerySet(GatedQuerySet):
    def public(self):
        """A vocabulary names kinds of things, not things: all of it is public."""
        return self


class Term(TreeRecord):
    """One concept of a vocabulary, with its place in the tree and its AAT address where it has one."""

    class Vocabulary(models.TextChoices):
        CLASSIFICATION = "classification", "classification"
        MATERIAL = "material", "material"
        TECHNIQUE = "technique", "technique"
        THEME = "theme", "theme"

    vocabulary = models.CharField(max_length=20, choices=Vocabulary)
    name = models.CharField(max_length=200)
    name_sort = SortKeyField(source="name")
    scope_note = models.TextField(blank=True)
    aat_uri = models.URLField("AAT address", blank=True, help_text="Such as http://vocab.getty.edu/aat/300010900")

    objects = TermQuerySet.as_manager()

    class Meta:
        ordering = ["vocabulary", "name_sort", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["vocabulary", "name_sort"],
                name="term_once_per_vocabulary",
                violation_error_message="This vocabulary already has that term.",
            ),
            models.CheckConstraint(condition=~models.Q(name=""), name="term_has_name"),
        ]

    def __str__(self):
        return self.name
