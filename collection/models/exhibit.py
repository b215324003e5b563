"""Exhibits: the catalogued objects and sets."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.text import slugify

from .addresses import page
from .audience import GatedQuerySet
from .base import Record
from .fields import (
    DateOrderField,
    DateTextField,
    EarliestField,
    EdtfField,
    IdentityField,
    LatestField,
    SortKeyField,
    new_public_id,
    validate_visible,
)
from .rights import RightsStatement


class ExhibitQuerySet(GatedQuerySet):
    def public(self):
        return self.filter(status=Exhibit.Status.PUBLISHED)


class Exhibit(Record):
    """One catalogued object or set, from draft to tombstone. Never deleted, so that its number is never reused."""

    class Status(models.TextChoices):
        DRAFT = "draft", "draft"
        IN_REVIEW = "in_review", "in review"
        PUBLISHED = "published", "published"
        WITHDRAWN = "withdrawn", "withdrawn"
        DEACCESSIONED = "deaccessioned", "deaccessioned"

    class Prominence(models.TextChoices):
        NORMAL = "normal", "as any other"
        PROMINENT = "prominent", "prominent"
        STAR = "star", "first thing a visitor sees"

    public_id = models.CharField(max_length=10, unique=True, default=new_public_id, editable=False)
    slug = models.SlugField(max_length=80, editable=False, default="")
    accession_number = models.CharField(
        max_length=100, validators=[validate_visible], help_text="Unique for ever, in any spelling: 2023.0914.1"
    )
    accession_key = IdentityField(
        source="accession_number",
        error_messages={"unique": "An exhibit already has this accession number (upper and lower case count as one)."},
    )
    accession_sort = SortKeyField(source="accession_number")
    title = models.TextField(validators=[validate_visible], help_text="What the label says. As long as it needs to be.")
    title_sort = SortKeyField(source="title", max_length=80)
    object_name = models.CharField(max_length=200, blank=True, help_text="What kind of thing it is: rifle, tea set.")
    description = models.TextField(blank=True)
    quantity = models.PositiveIntegerField(default=1)
    classification = models.ForeignKey(
        "collection.Term",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        limit_choices_to={"vocabulary": "classification"},
    )
    medium = models.TextField(blank=True, help_text="Materials and techniques as the label gives them.")
    materials = models.ManyToManyField(
        "collection.Term", blank=True, related_name="+", limit_choices_to={"vocabulary": "material"}
    )
    techniques = models.ManyToManyField(
        "collection.Term", blank=True, related_name="+", limit_choices_to={"vocabulary": "technique"}
    )
    themes = models.ManyToManyField(
        "collection.Term", blank=True, related_name="+", limit_choices_to={"vocabulary": "theme"}
    )
    measurements = models.TextField(blank=True, help_text="As taken: 24.1 × 30 cm; frame 40 × 46 cm.")
    inscriptions = models.TextField(blank=True)
    made = DateTextField("date made")
    made_edtf = EdtfField(source="made")
    made_earliest = EarliestField(source="made")
    made_latest = LatestField(source="made")
    made_order = DateOrderField(source="made")
    made_place = models.CharField("place made", max_length=300, blank=True)
    credit_line = models.TextField(blank=True)
    provenance_text = models.TextField(
        "provenance", blank=True, help_text="As the museum prints it, from the first owner to the last, sign for sign."
    )
    rights_statement = models.URLField(choices=RightsStatement, blank=True)
    prominence = models.CharField(max_length=10, choices=Prominence, default=Prominence.NORMAL)
    prominence_reason = models.TextField(blank=True, help_text="Why it stands where it stands.")
    acquisition = models.ForeignKey(
        "collection.Acquisition",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="exhibits",
        db_index=False,  # an index below starts with it
    )
    # Where it stands: written by Movement.objects.record alone.
    location = models.ForeignKey(
        "collection.Location", on_delete=models.PROTECT, null=True, editable=False, related_name="exhibits"
    )
    showroom = models.ForeignKey(
        "collection.Showroom", on_delete=models.PROTECT, null=True, editable=False, related_name="exhibits"
    )
    # What the workflow writes.
    status = models.CharField(max_length=13, choices=Status, default=Status.DRAFT, editable=False)
    published_at = models.DateTimeField(null=True, editable=False)
    valuation = models.CharField(max_length=120, blank=True, help_text="Never shown to the public.")
    internal_note = models.TextField(blank=True, help_text="Never shown to the public.")
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, editable=False, related_name="+"
    )

    kept = True

    objects = ExhibitQuerySet.as_manager()

    class Meta:
        ordering = ["accession_sort", "id"]
        permissions = [
            ("view_unpublished", "Can read what is not public, donor contacts excepted"),
            ("submit_exhibit", "Can submit exhibits for review"),
            ("publish_exhibit", "Can publish exhibits"),
            ("withdraw_exhibit", "Can withdraw exhibits from the public"),
            ("move_exhibit", "Can move exhibits"),
            ("change_published_exhibit", "Can change exhibits that are published"),
            ("deaccession_exhibit", "Can deaccession exhibits"),
        ]
        indexes = [
            models.Index(fields=["status", "accession_sort", "id"], name="exhibit_by_number"),
            models.Index(fields=["status", "title_sort", "id"], name="exhibit_by_title"),
            models.Index(fields=["updated_at", "id"], name="exhibit_by_update"),
            models.Index(fields=["acquisition", "accession_sort", "id"], name="exhibit_by_acquisition"),
        ]
        constraints = [
            models.CheckConstraint(condition=~models.Q(accession_number=""), name="exhibit_has_number"),
            models.CheckConstraint(
                condition=models.Q(quantity__gte=1),
                name="exhibit_quantity_positive",
                violation_error_message="Quantity: at least 1.",
            ),
            models.CheckConstraint(
                condition=models.Q(status__in=["draft", "in_review", "published", "withdrawn", "deaccessioned"]),
                name="exhibit_status_known",
            ),
            models.CheckConstraint(
                condition=~models.Q(status="published")
                | (models.Q(published_at__isnull=False) & ~models.Q(title="") & ~models.Q(object_name="")),
                name="exhibit_published_complete",
            ),
            models.CheckConstraint(
                condition=models.Q(prominence="normal") | ~models.Q(prominence_reason=""),
                name="exhibit_prominence_reasoned",
                violation_error_message="Prominence is deliberate: say why it stands out.",
            ),
            models.CheckConstraint(
                condition=models.Q(showroom__isnull=True) | models.Q(location__isnull=False),
                name="exhibit_showroom_has_location",
            ),
            models.CheckConstraint(
                condition=models.Q(made_earliest__isnull=True)
                | models.Q(made_latest__isnull=True)
                | models.Q(made_earliest__lte=models.F("made_latest")),
                name="exhibit_made_in_order",
            ),
        ]

    def __str__(self):
        return f"{self.accession_number} {self.title[:60]}"

    def get_absolute_url(self):
        return page("exhibit-detail", self.public_id, self.slug or "exhibit")

    def clean_fields(self, exclude=None):
        self.accession_number = " ".join(self.accession_number.split())
        super().clean_fields(exclude=exclude)

    def clean(self):
        super().clean()
        if self.status == self.Status.PUBLISHED and (missing := missing_for_publication(self)):
            raise ValidationError(missing, code="incomplete")

    def save(self, **kwargs):
        self.slug = slugify(self.title)[:80].strip("-")
        if kwargs.get("update_fields") is not None and "title" in kwargs["update_fields"]:
            kwargs["update_fields"] = {*kwargs["update_fields"], "slug", "title_sort"}
        super().save(**kwargs)

    def may_be_changed_by(self, user) -> bool:
        """Before publication by all who may change exhibits, afterwards by fewer; tombstones by nobody."""
        if self.status == self.Status.DEACCESSIONED or not user.has_perm("collection.change_exhibit"):
            return False
        private = self.status in {self.Status.DRAFT, self.Status.IN_REVIEW}
        return private or user.has_perm("collection.change_published_exhibit")


def missing_for_publication(exhibit: Exhibit) -> dict[str, str]:
    """Field → what to do, for everything a visitor would miss. Empty: ready."""
    missing = {}
    if not exhibit.title.strip():
        missing["title"] = "Give the exhibit a title, such as “Crystal bowl”."
    if not exhibit.object_name.strip():
        missing["object_name"] = "Say what kind of thing it is, such as “bowl”."
    if exhibit.acquisition_id is None and not exhibit.credit_line.strip():
        missing["acquisition"] = "Say how it came in: choose an acquisition, or write a credit line."
    return missing
