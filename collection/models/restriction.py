"""Restrictions: rules that may touch an exhibit, as people assessed them. The software never decides."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import F, Q

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

    def decide(self, *, restriction, conclusion, assessor, assessed_on, evidence, by=None, **fields) -> "Restriction":
        """Record a conclusion as a new assessment that supersedes `restriction`, which stays as it was.

        `fields` may replace public_statement, exemption_reference and review_by; the rule itself carries over.
        """
        carried = {name: getattr(restriction, name) for name in Restriction.RULE}
        carried |= {
            name: getattr(restriction, name) for name in ("public_statement", "exemption_reference", "review_by")
        }
        with transaction.atomic():
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

    RULE = ("exhibit", "kind", "instrument", "paragraph", "in_force_from", "in_force_until")
    append_only = frozenset()

    exhibit = models.ForeignKey(Exhibit, on_delete=models.PROTECT, related_name="restrictions")
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
    review_by = models.DateField(null=True, blank=True)
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
        return f"{self.instrument} {self.paragraph}: {self.get_conclusion_display()}"

    def clean(self):
        super().clean()
        if self.conclusion != self.Conclusion.UNDER_ASSESSMENT:
            needed = {"assessor": self.assessor, "assessed_on": self.assessed_on, "evidence": self.evidence}
            if self.conclusion == self.Conclusion.EXEMPT:
                needed["exemption_reference"] = self.exemption_reference
            missing = {name: "A conclusion needs this." for name, value in needed.items() if not value}
            if missing:
                raise ValidationError(missing)
        if self.supersedes and any(
            getattr(self.supersedes, name) != getattr(self, name) for name in ("exhibit_id", "kind")
        ):
            raise ValidationError({"supersedes": "An assessment supersedes one of the same rule and exhibit."})
