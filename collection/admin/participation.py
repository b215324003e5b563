"""Participations, on the page of their exhibit."""

from collection.models import Participation

from .base import RecordTabular


class ParticipationInline(RecordTabular):
    model = Participation
    fields = ("party", "role", "note", "is_public")
    related = ("party",)
    show_change_link = False
    verbose_name_plural = "who made, signed, owned or appears on it"
