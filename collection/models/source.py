"""Sources: what provenance notes cite."""

from django.core.validators import RegexValidator
from django.db import models
from django.db.models.functions import Length
from django.db.models.lookups import Exact

from .addresses import page
from .audience import GatedQuerySet
from .base import Record
from .fields import DateTextField, EarliestField, EdtfField, SortKeyField
from .party import free_slug


class SourceQuerySet(GatedQuerySet):
    def public(self):
        """Sources that a note shown to the public cites."""
        note = self.model._meta.apps.get_model("collection", "ProvenanceNote")
        cited = note.objects.citable().filter(source=models.OuterRef("pk"))
        # Two questions, so that PostgreSQL asks each source for its first note and does not collect all notes of all.
        about_exhibits, about_others = (cited.filter(exhibit__isnull=absent) for absent in (False, True))
        return self.filter(models.Exists(about_exhibits) | models.Exists(about_others), is_public=True)

    def keep_copy(self, *, source, sha256, on) -> None:
        """From now on a copy of `source` is the same if it has this SHA-256; it was read `on` that day."""
        source.archived_sha256, source.archived_on = sha256, on
        source.full_clean()
        source.save()


HEX = "0123456789abcdef"
validate_sha256 = RegexValidator(
    "[0-9a-f]{64}\\Z", "A SHA-256 has 64 digits, 0 to 9 and a to f in small letters, as sha256sum prints it.", "sha256"
)


class Source(Record):
    """An article, book, archive, register, label or person that says something."""

    class Kind(models.TextChoices):
        ARTICLE = "article", "article"
        BOOK = "book", "book"
        ARCHIVE = "archive", "archive"
        REGISTER = "register", "register"
        LABEL = "label", "label"
        ORAL = "oral", "oral"
        OTHER = "other", "other"

    class Reliability(models.TextChoices):
        """The Admiralty scale (NATO STANAG 2511), of the source as a whole."""

        A = "A", "A – completely reliable"
        B = "B", "B – usually reliable"
        C = "C", "C – fairly reliable"
        D = "D", "D – not usually reliable"
        E = "E", "E – unreliable"
        F = "F", "F – reliability cannot be judged"

    title = models.TextField()
    title_sort = SortKeyField(source="title", max_length=80)
    slug = models.SlugField(max_length=80, unique=True, editable=False)
    kind = models.CharField(max_length=10, choices=Kind)
    author = models.CharField(max_length=300, blank=True)
    publisher = models.CharField(max_length=300, blank=True)
    published = DateTextField("date published")
    published_edtf = EdtfField(source="published")
    published_earliest = EarliestField(source="published")
    url = models.URLField("address", max_length=1000, blank=True)
    archived_url = models.URLField(
        "archived copy", max_length=1000, blank=True, help_text="Where a copy is kept that will not change."
    )
    archived_on = models.DateField(
        "copy read on", null=True, blank=True, help_text="The day on which the source was read and its copy taken."
    )
    archived_sha256 = models.CharField(
        "SHA-256 of the copy",
        max_length=64,
        blank=True,
        validators=[validate_sha256],
        help_text="Tells whether a copy read later has the same bytes. The button “Check a copy” works it out.",
    )
    language = models.CharField(max_length=35, blank=True, help_text="BCP 47: en, ko, ru.")
    reliability = models.CharField(max_length=1, choices=Reliability, default=Reliability.F)
    description = models.TextField("what it is worth", blank=True, help_text="Shown to the public with the grade.")
    is_public = models.BooleanField("shown to the public", default=True)
    internal_note = models.TextField(blank=True, help_text="Never shown to the public.")

    objects = SourceQuerySet.as_manager()

    class Meta:
        ordering = ["title_sort", "id"]
        indexes = [models.Index(fields=["title_sort", "id"], name="source_by_title")]
        constraints = [
            models.CheckConstraint(condition=~models.Q(title=""), name="source_has_title"),
            models.CheckConstraint(
                condition=models.Q(reliability__in=["A", "B", "C", "D", "E", "F"]), name="source_reliability_a_to_f"
            ),
            models.CheckConstraint(
                condition=models.Q(archived_sha256="")
                | models.Q(
                    Exact(Length("archived_sha256"), 64),
                    # The name of this function and its meaning are those of both databases.
                    Exact(models.Func("archived_sha256", models.Value(HEX), function="LTRIM"), models.Value("")),
                ),
                name="source_sha256_is_one",
                violation_error_message="A SHA-256 has 64 digits, 0 to 9 and a to f in small letters.",
            ),
            models.CheckConstraint(
                condition=models.Q(archived_sha256="") | models.Q(archived_on__isnull=False),
                name="source_copy_has_a_day",
                violation_error_message="Say on which day the copy was read whose SHA-256 this is.",
            ),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return page("source-detail", self.slug)

    def save(self, **kwargs):
        self.slug = self.slug or free_slug(Source.objects, self.title, "source")
        super().save(**kwargs)
