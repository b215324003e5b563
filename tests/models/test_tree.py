"""The tree of places and of terms: paths follow parents, and a place never lies in itself."""

import pytest
from django.core.exceptions import ValidationError

from collection.models import Location
from tests import factories as make

pytestmark = pytest.mark.django_db


def test_moving_a_branch_moves_its_paths():
    one, two = make.make_location(kind="site"), make.make_location(kind="site")
    building = make.make_location(kind="building", parent=one)
    room = make.make_location(kind="showroom", parent=building)
    building.parent = two
    building.save()
    room.refresh_from_db()
    assert room.path == f"/{two.pk}/{building.pk}/{room.pk}/"
    assert room.ancestor_ids() == [two.pk, building.pk]


def test_a_place_cannot_lie_inside_itself():
    building = make.make_location(kind="building")
    room = make.make_location(kind="showroom", parent=building)
    building.parent = Location.objects.get(pk=room.pk)
    with pytest.raises(ValidationError):
        building.full_clean()
    with pytest.raises(ValidationError):
        building.save()


def test_the_public_sees_rooms_and_no_stores():
    site = make.make_location(kind="site")
    for kind in Location.Kind.values:
        make.make_location(kind=kind, parent=site, name=f"a {kind}")
    seen = set(Location.objects.visible_to(None).values_list("kind", flat=True))
    assert seen == {"site", "building", "floor", "showroom"}


def test_a_showroom_knows_its_building_and_floor():
    room = make.make_showroom()
    assert (room.building.kind, room.floor.kind) == ("building", "floor")
