"""A page that is kept for visitors is the page that would be made for them now, whatever was edited since."""

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, models, transaction
from django.test import Client
from django.utils import timezone

from collection.models import (
    Acquisition,
    CounterGift,
    Country,
    Exhibit,
    Location,
    Occasion,
    OccasionStop,
    Participation,
    Party,
    ProvenanceNote,
    Showroom,
    Source,
    Term,
)
from collection.models.acquisition import AcquisitionDonor
from collection.public.base import HTML
from collection.public.exhibit import ExhibitPage
from collection.public.search import ExhibitFacet, ExhibitList
from tests import factories as make

EDITED = [
    Acquisition,
    AcquisitionDonor,
    CounterGift,
    Country,
    Exhibit,
    Location,
    Occasion,
    OccasionStop,
    Participation,
    Party,
    Showroom,
    Source,
    Term,
]


@pytest.fixture
def kept(scene):
    """The addresses of pages that are kept."""
    return [
        "/exhibits/",
        "/exhibits/?q=rifle&country=RU",
        f"/exhibits/?source={scene.source.slug}",
        "/exhibits/by/donor/",
        "/exhibits/by/showroom/",
        scene.rifle.get_absolute_url(),
        scene.drones.get_absolute_url(),
        scene.bowl.get_absolute_url(),
    ]


def test_these_pages_are_kept(client, kept):
    assert {page.follows_index for page in (ExhibitList, ExhibitFacet, ExhibitPage)} == {HTML}
    for address in kept:
        etag = client.get(address)["ETag"]
        assert client.get(address, headers={"If-None-Match": etag}).status_code == 304, address


def assert_as_made_now(kept, what):
    made_now = Client()
    made_now.cookies["messages"] = "seen"  # whoever may have a message waiting gets a page that is made for them
    for address in kept:
        visitors, made = Client().get(address), made_now.get(address)
        assert (visitors.status_code, visitors.content) == (made.status_code, made.content), (what, address)


def another(row, field):
    """Another value for a field; None where there is none to try."""
    value = getattr(row, field.attname)
    if field.choices:
        return next((choice for choice, _ in field.choices if choice != value), None)
    if isinstance(field, models.BooleanField):
        return not value
    if isinstance(field, (models.PositiveIntegerField, models.PositiveSmallIntegerField)):
        return (value or 0) + 1
    if isinstance(field, models.URLField):
        return "https://other.example/"
    if isinstance(field, (models.CharField, models.TextField)):
        return "1931" if field.name in DATES else f"Other {row.pk}"[: field.max_length or 99]
    return None


DATES = {"made", "date", "birth", "death", "published"}


def edit(row, field) -> bool:
    """Save another value, if the record takes one."""
    value = another(row, field)
    if value is None:
        return False
    setattr(row, field.attname, value)
    try:
        with transaction.atomic():
            row.save()
    except (ValidationError, DatabaseError):
        return False
    return True


@pytest.mark.parametrize("model", EDITED, ids=lambda model: model.__name__)
def test_no_edit_leaves_a_page_out_of_date(scene, kept, model):
    assert_as_made_now(kept, "before")
    edits = 0
    for field in model._meta.concrete_fields:
        if field.editable and not field.is_relation and not field.primary_key:
            for pk in list(model.objects.order_by("pk").values_list("pk", flat=True)[:2]):
                if edit(model.objects.get(pk=pk), field):
                    edits += 1
                    assert_as_made_now(kept, field.name)
    assert edits > 1


def test_nor_does_what_is_only_ever_added(scene, kept):
    assert_as_made_now(kept, "before")
    notes = ProvenanceNote.objects
    curator = make.make_user("curator")
    for what, act in {
        "note": lambda: make.make_note(exhibit=scene.rifle, source=scene.source, answer="Tula"),
        "position": lambda: notes.assess(note=scene.says_korean, position="disputed", reason="Perhaps.", by=curator),
        "restriction": lambda: make.make_restriction(exhibit=scene.rifle, public_statement="A rule touches it."),
        "contradiction": lambda: make.make_contradiction(
            make.make_note(exhibit=scene.bowl), make.make_note(exhibit=scene.rifle), question="Which of the two?"
        ),
        "participation": lambda: make.make_participation(exhibit=scene.bowl, party=scene.kim, role="depicted"),
        "tombstone": lambda: make.make_deaccession(exhibit=scene.bowl, deaccessioned_on=timezone.localdate()),
    }.items():
        act()
        assert_as_made_now(kept, what)
