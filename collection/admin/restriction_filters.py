"""Filters beside the lists of restrictions and candidates."""

from datetime import timedelta

from django.contrib import admin
from django.utils import timezone

from collection.models import Instrument, Restriction

SOON = timedelta(days=90)  # in which a review is to be got ready for


class OfRule(admin.SimpleListFilter):
    """By entry of the rule book, under its key."""

    title = "entry of the rule book"
    parameter_name = "rule"

    def lookups(self, request, model_admin):
        return [(rule.key, str(rule)) for rule in Instrument.objects.order_by("kind", "key")]

    def queryset(self, request, queryset):
        path = "rule__key" if queryset.model is Restriction else "instrument__key"
        return queryset.filter(**{path: self.value()}) if self.value() else queryset


class KindOfRule(admin.SimpleListFilter):
    title = "kind"
    parameter_name = "kind"

    def lookups(self, request, model_admin):
        return Restriction.Kind.choices

    def queryset(self, request, queryset):
        return queryset.filter(instrument__kind=self.value()) if self.value() else queryset


class Standing(admin.SimpleListFilter):
    """The standing assessments only, unless the superseded ones are asked for."""

    title = "standing"
    parameter_name = "standing"

    def lookups(self, request, model_admin):
        return [
            ("assess", "under assessment"),
            ("review", "review is due"),
            ("soon", "review within three months"),
            ("decided", "decided"),
            ("all", "with superseded ones"),
        ]

    def queryset(self, request, queryset):
        match self.value():
            case "all":
                return queryset
            case "assess":
                return queryset.standing().under_assessment()
            case "review":
                return queryset.standing().due()
            case "soon":
                return queryset.standing().due(timezone.localdate() + SOON)
            case "decided":
                return queryset.standing().decided()
        return queryset.standing()
