"""Seals: what the history was at a moment, as hashes chained one to the other, so that whoever rewrites it is found."""

from django.db import models


class Seal(models.Model):
    """Covers the changes that came after those of the seal before it, each with its change set. Append-only.

    ids: of the changes, in ranges: "1..57 60..1000". marks: of each change in their order the first 16 digits of its
    SHA-256, by which a bad one is found. digest: the SHA-256 of `previous`, `sealed_at`, `ids` and all of them in full.
    """

    recorded = False  # it is about the history, and no part of it
    append_only = frozenset()

    previous = models.CharField(max_length=64, unique=True, blank=True, help_text="The digest of the one before.")
    last_change = models.BigIntegerField(unique=True)
    ids = models.TextField()
    marks = models.TextField()
    digest = models.CharField(max_length=64)
    sealed_at = models.DateTimeField()

    class Meta:
        ordering = ["id"]

    def __str__(self):
        return f"{self.pk}, {self.sealed_at:%Y-%m-%d %H:%M}"
