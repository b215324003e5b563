"""Rooms and the places they are: where visitors find an exhibit changes by a movement and by nothing else."""

import pytest
from django.core.exceptions import ValidationError

from collection.models import Bitmap, Exhibit, Showroom
from collection.models.index import Facet
from tests import factories as make

pytestmark = pytest.mark.django_db


def refused(record, field, **changes):
    for name, value in changes.items():
        setattr(record, name, value)
    with pytest.raises(ValidationError) as error:
        record.full_clean()
    assert field in error.value.error_dict


def test_a_room_in_which_exhibits_stand_is_not_put_elsewhere():
    room, empty = make.make_showroom(), make.make_showroom()
    make.make_exhibit(location=make.make_location(kind="case", parent=room.location))
    elsewhere = make.make_location(kind="showroom", name="Elsewhere")
    refused(room, "location", location=elsewhere)
    empty.location = elsewhere
    empty.full_clean()


def test_what_stands_in_a_room_before_it_has_a_number_is_shown_in_it():
    place = make.make_location(kind="showroom", name="New wing")
    case = make.make_location(kind="case", name="Case", parent=place)
    exhibit = make.make_exhibit(published=True, location=case)
    room = make.make_showroom(location=place)
    exhibit.refresh_from_db()
    assert exhibit.showroom == room
    assert exhibit.movements.count() == 1
    assert Bitmap.objects.of(Facet.SHOWROOM, room.pk).exists()


def test_a_showroom_stays_a_place_that_visitors_walk_into():
    room = make.make_showroom()
    refused(room.location, "kind", kind="store")
    refused(room.floor, "kind", kind="store")
    case = make.make_location(kind="case", parent=room.location)
    case.kind = "shelf"
    case.full_clean()


def test_a_room_moves_with_its_floor():
    room, other = make.make_showroom(), make.make_location(kind="building", name="Other")
    floor = room.floor
    floor.parent = other
    floor.full_clean()
    floor.save()
    assert Showroom.objects.get(pk=room.pk).building == other


def test_a_building_that_turns_out_to_be_a_floor_is_no_longer_the_building():
    room = make.make_showroom()
    top = room.building
    top.kind = "site"
    top.save()
    assert Showroom.objects.get(pk=room.pk).building is None


@pytest.mark.parametrize("number", ["B/7", "/", ".", ".."])
def test_a_number_that_no_address_can_hold(number):
    refused(make.make_showroom(), "number", number=number)


@pytest.mark.parametrize(
    "outline",
    [
        [],
        "x",
        {"a": 1},
        [[0, 0], [1, 1]],
        [[0, 0], [1, float("nan")], [2, 3]],
        [[0, 0], [10**400, 1], [2, 2]],
        [[0, True]] * 3,
    ],
)
def test_an_outline_that_is_none(outline):
    refused(make.make_showroom(), "outline", outline=outline)


def test_an_exhibit_that_moves_out_leaves_the_room_free_to_be_put_elsewhere():
    room = make.make_showroom()
    exhibit = make.make_exhibit(location=room.location)
    make.make_movement(exhibit=exhibit, to_location=make.make_location())
    room.location = make.make_location(kind="showroom", name="Elsewhere")
    room.full_clean()
    room.save()
    assert Exhibit.objects.get(pk=exhibit.pk).showroom is None
