"""Counter-gifts: what left the house in return."""

from django.core.exceptions import ValidationError
from django.db import models

from .acquisition import Acquisition
from .audience import GatedQuerySet, among
from .base import Record
from .fields import DateTextField, EdtfField


class CounterGiftQuerySet(GatedQuerySet):
    def public(self):
        return self.filter(among(Acquisition.objects.public(), "acquisition"), is_public=True)


class CounterGift(Record):
    """Something given in return for one acquisition."""

    acquisition = models.ForeignKey(Acquisition, on_delete=models.PROTECT, related_name="counter_gifts")
    giver = models.ForeignKey("collection.Party", on_delete=models.PROTECT, related_name="counter_gifts_given")
    receiver = models.ForeignKey("collection.Party", on_delete=models.PROTECT, related_name="counter_gifts_received")
    description = models.TextField()
    date = DateTextField()
    date_edtf = EdtfField(source="date")
    value = models.CharField(max_length=120, blank=True, help_text="Never shown to the public.")
    is_public = models.BooleanField("shown to the public", default=True)

    objects = CounterGiftQuerySet.as_manager()

    class Meta:
        ordering = ["acquisition", "id"]
        constraints = [
            models.CheckConstraint(condition=~models.Q(description=""), name="counter_gift_described"),
            models.CheckConstraint(
                condition=~models.Q(giver=models.F("receiver")),
                name="counter_gift_between_two",
                violation_error_message="Giver and receiver of a counter-gift are two parties.",
            ),
        ]

    def __str__(self):
        return self.description[:80]

    def clean(self):
        super().clean()
        if self.giver_id and self.giver_id == self.receiver_id:
            raise ValidationError({"receiver": "Giver and receiver of a counter-gift are two parties."})
