"""Restrictions: rules that may touch an exhibit, as people assessed them. The software never decides."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import F, Q
from django.utils import timezone

from .audience import GatedQuerySet, among
from .exhibit import Exhibit


class RestrictionQuerySet(GatedQuerySet):
    def public(self):
        """Standing assessments of published exhibits for which the museum wrote a public statement."""
        return self.standing().exclude(public_statement="").filter(among(Exhibit.objects.public(), "exhibit"))

    def standing(self):
        """Those no later assessment supersedes."""
        later = self.model._base_manager.filter(supersedes=models.OuterRef("pk"))
        return self.filter(~models.Exists(later))

    def under_assessment(self):
        return self.filter(conclusion=Restriction.Conclusion.UNDER_ASSESSMENT)

    def decided(self):
        return self.exclude(conclusion=Restriction.Conclusion.UNDER_ASSESSMENT)

    def due(self, until=None):
        """Those to be looked at again by `until`, by default today."""
        return self.filter(review_by__lte=until or timezone.localdate())

    def latest(self, restriction) -> "Restriction":
        """The assessment that stands of the chain in which `restriction` is."""
        while later := self.filter(supersedes=restriction).select_related("recorded_by", "exhibit").first():
            restriction = later
        return restriction

    def open(self, *, candidate, by) -> "Restriction":
        """Take up a candidate of the rule book as a restriction under assessment, which cites its instrument."""
        with transaction.atomic():
            candidate.check_open()
            restriction = self.model(
                exhibit=candidate.exhibit,
                **candidate.instrument.rule(),
                evidence=f"Proposed by the rule book.\n{candidate.facts}",
                recorded_by=by if by is not None and by.is_authenticated else None,
            )
            restriction.full_clean()
            restriction.save(force_insert=True)
            candidate.state, candidate.restriction = candidate.State.OPENED, restriction
            candidate.save()
            return restriction

    def decide(self, *, restriction, conclusion, assessor, assessed_on, evidence, by=None, **fields) -> "Restriction":
        """Record a conclusion as a new assessment that supersedes `restriction`, which stays as it was.

        `fields` may replace public_statement, exemption_reference and review_by; the rule itself carries over.
        Raises Superseded where somebody decided it before.
        """
        carried = {name: getattr(restriction, name) for name in Restriction.RULE}
        carried |= {
            name: getattr(restriction, name) for name in ("public_statement", "exemption_reference", "review_by")
        }
        with transaction.atomic():
            self.model._base_manager.select_for_update().get(pk=restriction.pk)
            if later := self.model._base_manager.filter(supersedes=restriction).first():
                raise Superseded(later)
            decision = self.model(
                **{**carried, **fields},
                supersedes=restriction,
                conclusion=conclusion,
                assessor=assessor,
                assessed_on=assessed_on,
                evidence=evidence,
                recorded_by=by if by is not None and by.is_authenticated else None,
            )
            decision.full_clean()
            decision.save(force_insert=True)
            return decision


class Superseded(ValidationError):
    """Somebody else decided the restriction since it was read: `later` is that decision."""

    def __init__(self, later):
        self.later = later
        who = later.recorded_by or later.assessor or "Somebody"
        super().__init__(
            f"{who} recorded an assessment of this restriction before you: {later.get_conclusion_display()}, "
            f"no. {later.pk}, signed by {later.assessor or 'nobody yet'}. Yours was not recorded.",
            code="superseded",
        )


class Restriction(models.Model):
    """One assessment of one rule for one exhibit. Append-only: a new conclusion is a new row."""

    class Kind(models.TextChoices):
        UN_SANCTIONS = "un_sanctions", "UN sanctions"
        CITES = "cites", "CITES"
        FIREARMS = "firearms", "firearms"
        HAZARD = "hazard", "hazard"
        CULTURAL = "cultural_sensitivity", "cultural sensitivity"
        RESTITUTION = "restitution_claim", "restitution claim"
        DONOR_EMBARGO = "donor_embargo", "donor embargo"

    class Conclusion(models.TextChoices):
        UNDER_ASSESSMENT = "under_assessment", "under assessment"
        APPLIES = "applies", "applies"
        DOES_NOT_APPLY = "does_not_apply", "does not apply"
        EXEMPT = "exempt", "exempt"

    FORCE = ("in_force_from", "in_force_until")
    RULE = ("exhibit", "rule", "kind", "instrument", "paragraph", *FORCE)
    append_only = frozenset()

    exhibit = models.ForeignKey(Exhibit, on_delete=models.PROTECT, related_name="restrictions")
    rule = models.ForeignKey(
        "collection.Instrument",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="restrictions",
        verbose_name="entry of the rule book",
        help_text="Where the rule book has it. What stands below is the rule as it was when this was recorded.",
    )
    kind = models.CharField(max_length=20, choices=Kind)
    instrument = models.CharField(max_length=300, help_text="The rule: UN Security Council resolution 1718 (2006).")
    paragraph = models.CharField(max_length=100, blank=True)
    in_force_from = models.DateField(null=True, blank=True)
    in_force_until = models.DateField(null=True, blank=True)
    conclusion = models.CharField(max_length=16, choices=Conclusion, default=Conclusion.UNDER_ASSESSMENT)
    assessor = models.CharField(max_length=200, blank=True, help_text="Who concluded this.")
    assessed_on = models.DateField(null=True, blank=True)
    evidence = models.TextField(blank=True, help_text="On what evidence, and the reasoning. Never shown to the public.")
    exemption_reference = models.CharField(max_length=200, blank=True)
    review_by = models.DateField(
        "next review", null=True, blank=True, help_text="When it is to be looked at again. Every decision has one."
    )
    public_statement = models.TextField(
        blank=True, help_text="What visitors read. Empty: the restriction is not shown."
    )
    supersedes = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="superseded_by"
    )
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, editable=False, related_name="+"
    )
    recorded_at = models.DateTimeField(auto_now_add=True)

    objects = RestrictionQuerySet.as_manager()

    class Meta:
        ordering = ["exhibit", "id"]
        permissions = [("decide_restriction", "Can record a conclusion on a restriction")]
        indexes = [
            models.Index(fields=["conclusion", "id"], name="restriction_by_conclusion"),
            models.Index(fields=["review_by", "id"], name="restriction_by_review"),
        ]
        constraints = [
            models.CheckConstraint(condition=~Q(instrument=""), name="restriction_names_rule"),
            models.CheckConstraint(
                condition=Q(conclusion="under_assessment")
                | (~Q(assessor="") & Q(assessed_on__isnull=False) & ~Q(evidence="")),
                name="restriction_decided_by_someone",
                violation_error_message="A conclusion needs an assessor, the date and the evidence.",
            ),
            models.CheckConstraint(
                condition=~Q(conclusion="exempt") | ~Q(exemption_reference=""),
                name="restriction_exemption_referenced",
                violation_error_message="An exemption needs its reference.",
            ),
            models.CheckConstraint(
                condition=Q(in_force_from__isnull=True)
                | Q(in_force_until__isnull=True)
                | Q(in_force_from__lte=F("in_force_until")),
                name="restriction_force_in_order",
                violation_error_message="The rule cannot end before it came into force.",
            ),
        ]

    def __str__(self):
        rule = f"{self.instrument}, {self.paragraph}" if self.paragraph else self.instrument
        return f"{rule}: {self.get_conclusion_display()}"

    def clean_fields(self, exclude=None):
        """What is left empty of the rule is as the rule book has it."""
        if self.rule_id:
            for name, value in self.rule.rule().items():
                if getattr(self, name) in ("", None):
                    setattr(self, name, value)
        super().clean_fields(exclude=exclude)

    def clean(self):
        super().clean()
        if self.conclusion != self.Conclusion.UNDER_ASSESSMENT:
            needed = {name: getattr(self, name) for name in ("assessor", "assessed_on", "evidence", "review_by")}
            if self.conclusion == self.Conclusion.EXEMPT:
                needed["exemption_reference"] = self.exemption_reference
            missing = {name: "A conclusion needs this." for name, value in needed.items() if not value}
            if missing:
                raise ValidationError(missing)
            if self.review_by <= self.assessed_on:
                raise ValidationError({"review_by": "The next review comes after the day of the decision."})
        if self.supersedes and any(
            getattr(self.supersedes, name) != getattr(self, name) for name in ("exhibit_id", "kind")
        ):
            raise ValidationError({"supersedes": "An assessment supersedes one of the same rule and exhibit."})
