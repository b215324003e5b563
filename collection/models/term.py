"""Controlled vocabulary: classifications, materials, techniques and themes."""

from django.core.exceptions import ValidationError
from django.db import models

from .audience import GatedQuerySet
from .fields import SortKeyField
from .tree import TreeRecord


class TermQuerySet(GatedQuerySet):
    def public(self):
        """A vocabulary names kinds of things, not things: all of it is public."""
        return self

    def delete(self):
        """Terms that describe no exhibit; ProtectedError names some that do."""
        if used := [term for term in self if term.is_used()]:
            raise models.ProtectedError("Exhibits are described by these terms.", used)
        return super().delete()

    delete.alters_data = True
    delete.queryset_only = True


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

    def clean(self):
        super().clean()
        before = Term.objects.filter(pk=self.pk).first() if self.pk else None
        if before and before.vocabulary != self.vocabulary and self.is_used():
            raise ValidationError(
                {"vocabulary": "Exhibits are described by this term. Make a new one in the other vocabulary."}
            )

    def delete(self, **kwargs):
        if self.is_used():
            raise models.ProtectedError("Exhibits are described by this term.", {self})
        return super().delete(**kwargs)

    def is_used(self) -> bool:
        return any(
            field.model.objects.filter(**{field.name: self.pk}).exists()
            for field in Term._meta.apps.get_model("collection", "Exhibit")._meta.get_fields()
            if field.related_model is Term
        )
