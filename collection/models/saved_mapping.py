"""Saved mappings: how one museum's columns become catalogue fields, named and kept in every version."""

from django.conf import settings
from django.db import models, transaction
from django.db.models import Max

from .audience import reads_private


class SavedMappingQuerySet(models.QuerySet):
    def visible_to(self, user):
        """For staff alone."""
        return self if reads_private(user) else self.none()

    def latest_of_each(self):
        """The newest version under each name."""
        newer = self.model.objects.filter(name=models.OuterRef("name"), version__gt=models.OuterRef("version"))
        return self.filter(~models.Exists(newer)).order_by("name")

    def keep(self, *, name, text, by=None) -> "SavedMapping":
        """`text` as the newest version under `name`; the version that stands where it says the same."""
        name = " ".join(name.split())
        with transaction.atomic():
            latest = self.model.objects.filter(name=name).order_by("-version").first()
            if latest and latest.text == text:
                return latest
            last = self.model.objects.filter(name=name).aggregate(last=Max("version"))["last"] or 0
            saved = self.model(
                name=name,
                version=last + 1,
                text=text,
                created_by=by if by is not None and by.is_authenticated else None,
            )
            saved.full_clean()
            saved.save(force_insert=True)
            return saved


class SavedMapping(models.Model):
    """One version of a named mapping, as the text people read and exchange. Append-only: a change is a new version."""

    append_only = frozenset()

    name = models.CharField(max_length=120)
    version = models.PositiveIntegerField(editable=False)
    text = models.TextField(help_text="The mapping in TOML.")
    created_at = models.DateTimeField(auto_now_add=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, editable=False, related_name="+"
    )

    objects = SavedMappingQuerySet.as_manager()

    class Meta:
        ordering = ["name", "-version"]
        constraints = [
            models.CheckConstraint(condition=~models.Q(name=""), name="mapping_has_name"),
            models.UniqueConstraint(fields=["name", "version"], name="mapping_version_once"),
        ]

    def __str__(self):
        return f"{self.name}, version {self.version}"
