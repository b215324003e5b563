"""The site with its buildings, floors and showrooms, and the stores and cases that no visitor is told of."""

from collection.models import Location, Showroom
from collection.models.fields import natural

from .register import Register

WIDTH, DEPTH, CORRIDOR = 12, 9, 4  # metres: every floor is one corridor with rooms on both sides


def add_places(register: Register) -> None:
    document = register.book.document("museum.toml")
    plan_note = document.need("plan_note")
    site = _add_site(register, document)
    for building_entry in document.entries("building"):
        floors = list(building_entry.entries("floor"))
        building = _add_location(register, building_entry, site, Location.Kind.BUILDING)
        register.remember(building_entry, "place", building.name, building)
        for floor_entry in floors:
            rooms = floor_entry.need("rooms")
            floor = _add_location(register, floor_entry, building, Location.Kind.FLOOR)
            for index, room in enumerate(rooms):
                _add_room(register, floor_entry, floor, index, room, plan_note)
    for entry in document.entries("private"):
        key, kind = entry.need("key"), entry.need("kind")
        if kind in Location.PUBLIC_KINDS:
            raise entry.fault(f"“{kind}” is a kind of place that visitors know. Use store, case or shelf.")
        parent = register.look_up(entry, "place", entry.need("inside"))
        register.remember(entry, "place", key, _add_location(register, entry, parent, kind))
    document.finish()


def outline(index: int) -> list[list[int]]:
    """The corners in metres of a floor's room: even ones this side of the corridor, odd ones across it."""
    left, near = index // 2 * WIDTH, index % 2 * (DEPTH + CORRIDOR)
    return [[left, near], [left + WIDTH, near], [left + WIDTH, near + DEPTH], [left, near + DEPTH]]


def _add_site(register, document):
    (entry,) = document.entries("site")
    site = _add_location(register, entry, None, Location.Kind.SITE)
    register.remember(entry, "place", site.name, site)
    return site


def _add_location(register, entry, parent, kind):
    name = entry.need("name")
    values = {"parent": parent, "kind": kind, "name": name, **entry.fields(Location)}
    location, _ = register.add(entry, Location, {"parent": parent, "name_sort": natural(name)}, values)
    return location


def _add_room(register, entry, floor, index, room, plan_note):
    try:
        number, name, theme = room
    except ValueError:
        raise entry.fault(f"room {index + 1} is {room}. Write number, name and theme.") from None
    showroom = Showroom.objects.filter(number_key=number.casefold()).select_related("location").first()
    if showroom is None:
        label = f"{number} {name}"
        place, _ = register.add(
            entry,
            Location,
            {"parent": floor, "name_sort": natural(label)},
            {"parent": floor, "kind": Location.Kind.SHOWROOM, "name": label},
        )
        showroom, _ = register.add(
            entry,
            Showroom,
            {"location": place},
            {
                "location": place,
                "number": number,
                "name": name,
                "theme": theme,
                "description": plan_note,
                "outline": outline(index),
            },
        )
    register.remember(entry, "place", number, showroom.location)
