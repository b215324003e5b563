"""An exhibit's place changes by a movement, and by nothing else."""

import pytest
from django.core.exceptions import ValidationError

from collection.models import Exhibit, Movement
from tests import factories as make

pytestmark = pytest.mark.django_db


def move(exhibit, place, **kwargs):
    given = {"reason": "Display", "authorised_by": "The registrar"} | kwargs
    return Movement.objects.record(exhibit=exhibit, to_location=place, **given)


def test_a_case_in_a_room_puts_it_in_the_showroom():
    room, exhibit = make.make_showroom(), make.make_exhibit()
    case = make.make_location(kind="case", parent=room.location)
    movement = move(exhibit, case)
    exhibit.refresh_from_db()
    assert (exhibit.location, exhibit.showroom) == (case, room)
    assert (movement.from_location, movement.to_location) == (None, case)


def test_a_store_takes_it_off_display():
    room, exhibit = make.make_showroom(), make.make_exhibit()
    move(exhibit, room.location)
    second = move(exhibit, make.make_location())
    exhibit.refresh_from_db()
    assert exhibit.showroom is None
    assert second.from_location == room.location


@pytest.mark.parametrize(
    ("change", "field"), [({"reason": ""}, "reason"), ({"authorised_by": ""}, "authorised_by"), ({}, "to_location")]
)
def test_refused_with_the_field_and_nothing_changed(change, field):
    place, exhibit = make.make_location(), make.make_exhibit()
    move(exhibit, place)
    target = place if field == "to_location" else make.make_location()
    with pytest.raises(ValidationError) as refusal:
        move(exhibit, target, **change)
    assert field in refusal.value.message_dict
    assert Movement.objects.count() == 1
    exhibit.refresh_from_db()
    assert exhibit.location == place


def test_where_it_stands_is_in_no_form():
    for name in ("location", "showroom", "status", "published_at"):
        assert not Exhibit._meta.get_field(name).editable


def test_a_case_that_holds_exhibits_is_not_carried_off():
    room, other = make.make_showroom(), make.make_showroom()
    case = make.make_location(kind="case", parent=room.location)
    move(make.make_exhibit(), case)
    case.parent = other.location
    with pytest.raises(ValidationError) as refusal:
        case.full_clean()
    assert "parent" in refusal.value.message_dict


def test_the_deaccessioned_stay_where_they_went():
    exhibit = make.make_exhibit()
    make.make_deaccession(exhibit=exhibit)
    with pytest.raises(ValidationError):
        move(exhibit, make.make_location())
