"""Which exhibits a saved record touches, so that the listing follows every form, API call and command."""

from django.db.models import Q
from django.db.models.signals import m2m_changed, post_delete, post_save, pre_save

from . import (
    acquisition,
    contradiction,
    counter_gift,
    exhibit,
    participation,
    party,
    provenance,
    restriction,
    showroom,
    source,
)
from .listing import mark

Exhibit = exhibit.Exhibit


def _ids(condition: Q):
    return Exhibit.objects.filter(condition).values_list("pk", flat=True).distinct()


def _of_note(row) -> set[int | None]:
    """Its exhibit and those of the notes it contradicts: three look-ups, where one with OR would read the museum."""
    affected = {row.exhibit_id}
    for side, other in (("first", "second"), ("second", "first")):
        pairs = contradiction.Contradiction.objects.filter(**{side: row})
        affected |= set(pairs.order_by().values_list(f"{other}__exhibit", flat=True))
    return affected - {None}


# Each takes the saved instance and says which exhibits may now stand under other values.
AFFECTED = {
    Exhibit: lambda row: [row.pk],
    acquisition.Acquisition: lambda row: _ids(Q(acquisition=row)),
    acquisition.AcquisitionDonor: lambda row: _ids(Q(acquisition=row.acquisition_id)),
    counter_gift.CounterGift: lambda row: _ids(Q(acquisition=row.acquisition_id)),
    participation.Participation: lambda row: [row.exhibit_id],
    restriction.Restriction: lambda row: [row.exhibit_id],
    provenance.ProvenanceNote: _of_note,
    source.Source: lambda row: _ids(Q(notes__source=row)),
    contradiction.Contradiction: lambda row: _ids(Q(notes__in=[row.first_id, row.second_id])),
    party.Party: lambda row: {
        *_ids(Q(acquisition__donor_links__party=row)),
        *_ids(Q(acquisition__recipient=row)),
        *_ids(Q(participations__party=row)),
        *_ids(Q(acquisition__counter_gifts__giver=row)),
        *_ids(Q(acquisition__counter_gifts__receiver=row)),
    },
    showroom.Showroom: lambda row: _ids(Q(showroom=row)),
}
# Newly created, these touch no exhibit yet.
FIRST_ALONE = {acquisition.Acquisition, party.Party, source.Source, showroom.Showroom}
# These can be moved from one acquisition or exhibit to another: then both change.
MOVABLE = (acquisition.AcquisitionDonor, counter_gift.CounterGift, participation.Participation)


def _to_be_saved(sender, instance, raw=False, **kwargs):
    model = sender._meta.concrete_model
    if model in MOVABLE and not raw and instance.pk is not None:
        before = model._base_manager.filter(pk=instance.pk).first()
        instance._listed_before = set(AFFECTED[model](before)) if before else set()


def _saved(sender, instance, using, raw=False, created=False, **kwargs):
    model = sender._meta.concrete_model
    if raw or model not in AFFECTED or (created and model in FIRST_ALONE):
        return
    mark({*AFFECTED[model](instance), *instance.__dict__.pop("_listed_before", ())}, using)


def _terms_changed(sender, instance, action, using, **kwargs):
    if action in {"post_add", "post_remove", "post_clear"} and isinstance(instance, Exhibit):
        mark([instance.pk], using)


def connect() -> None:
    """Called once when the app is ready."""
    pre_save.connect(_to_be_saved, dispatch_uid="listing")
    post_save.connect(_saved, dispatch_uid="listing")
    post_delete.connect(_saved, dispatch_uid="listing")
    m2m_changed.connect(_terms_changed, dispatch_uid="listing")
