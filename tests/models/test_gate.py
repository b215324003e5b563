"""The gate of every model, asked as the public, as staff, and as somebody signed in without a role."""

import pytest
from django.apps import apps
from django.contrib.auth.models import AnonymousUser

from collection.models import (
    Acquisition,
    AcquisitionDonor,
    Contradiction,
    CounterGift,
    DonorContact,
    Exhibit,
    Movement,
    Participation,
    ProvenanceNote,
    Restriction,
    Source,
)
from tests import factories as make

pytestmark = pytest.mark.django_db
# History is the admin's; the index is read through `search.index.Index`, which takes the sides that a reader may see.
UNGATED = {
    "Bitmap",
    "Change",
    "ChangeContext",
    "ChangeSet",
    "Generation",
    "ImportRow",
    "IndexEntry",
    "PartyName",
    "Run",
    "Seal",
    "Stale",
    "Word",
}


def outsiders():
    return [None, AnonymousUser(), make.make_user(role=None), make.make_user("curator", is_active=False)]


def test_every_model_has_the_gate():
    missing = {
        model.__name__
        for model in apps.get_app_config("collection").get_models()
        if not hasattr(model.objects if hasattr(model, "objects") else None, "visible_to")
    }
    assert missing == UNGATED


@make.indexed_once()
def everything_about_a_draft():
    exhibit = make.make_exhibit()
    donor = make.make_donor(exhibit)
    make.make_counter_gift(acquisition=exhibit.acquisition)
    make.make_participation(exhibit=exhibit)
    note = make.make_note(exhibit=exhibit)
    make.make_contradiction(note, make.make_note(exhibit=exhibit))
    make.make_restriction(exhibit=exhibit, public_statement="x")
    make.make_movement(exhibit=exhibit)
    make.make_contact(party=donor)
    return exhibit


GATED = [
    Exhibit,
    Acquisition,
    AcquisitionDonor,
    CounterGift,
    Participation,
    ProvenanceNote,
    Contradiction,
    Restriction,
    Source,
    Movement,
    DonorContact,
]


@pytest.mark.parametrize("model", GATED, ids=lambda model: model.__name__)
def test_nothing_of_a_draft_is_seen_from_outside(model):
    everything_about_a_draft()
    for user in outsiders():
        assert not model.objects.visible_to(user).exists()


@pytest.mark.parametrize("model", GATED, ids=lambda model: model.__name__)
@pytest.mark.parametrize("role", ["registrar", "curator", "cataloguer", "researcher"])
def test_each_role_reads_what_is_private(model, role):
    everything_about_a_draft()
    seen = model.objects.visible_to(make.make_user(role)).exists()
    assert seen == (model is not DonorContact or role in {"registrar", "curator"})


@pytest.mark.parametrize(
    "hide",
    [
        lambda note: note.exhibit.__class__.objects.filter(pk=note.exhibit_id).update(status="withdrawn"),
        lambda note: ProvenanceNote.objects.filter(pk=note.pk).update(is_public=False),
        lambda note: Source.objects.filter(pk=note.source_id).update(is_public=False),
        lambda note: ProvenanceNote.objects.withdraw(note=note, reason="Names a private person.", by=None),
    ],
)
def test_a_note_is_public_only_with_exhibit_source_and_itself(hide):
    note = make.make_note(exhibit=make.make_exhibit(published=True))
    assert list(ProvenanceNote.objects.visible_to(None)) == [note]
    assert list(Source.objects.visible_to(None)) == [note.source]
    hide(note)
    assert not ProvenanceNote.objects.visible_to(None).exists()
    assert not Source.objects.visible_to(None).exists()


def test_half_a_contradiction_is_not_shown():
    exhibit = make.make_exhibit(published=True)
    make.make_contradiction(make.make_note(exhibit=exhibit), make.make_note(exhibit=exhibit, is_public=False))
    assert not Contradiction.objects.visible_to(None).exists()


def test_only_the_standing_assessment_is_shown():
    first = make.make_restriction(exhibit=make.make_exhibit(published=True), public_statement="Under assessment.")
    decision = Restriction.objects.decide(
        restriction=first, conclusion="applies", assessor="x", assessed_on="2024-01-01", evidence="x",
        review_by="2034-01-01",
    )  # fmt: skip
    assert list(Restriction.objects.visible_to(None)) == [decision]
