"""Rooms and places of a batch: what a file calls them, found or made."""

import re
from collections.abc import Iterable

from collection.interchange.draft import PlaceDraft
from collection.models import Location, Showroom

from .numbering import Numbers, identity

# Words of a status → the kind of place they mean; a store where none fits.
_KINDS = (
    (("off-site", "off site", "offsite", "loan", "elsewhere"), Location.Kind.EXTERNAL),
    (("grounds", "garden", "outdoor", "outside"), Location.Kind.SITE),
)
_NUMBER = re.compile(r"\b[A-Z]{0,2}-?[0-9]{1,5}[A-Z]?\b")


class Places:
    """Finds (location, showroom) by what a file calls a room, or by words such as "Not on View", which become a place
    outside the showrooms. What the museum has not is made, where `may_add`."""

    def __init__(self, drafts: Iterable[PlaceDraft], numbers: Numbers, *, may_add: bool):
        self.numbers, self.may_add = numbers, may_add
        self._rooms: dict[tuple[str, str], tuple[int, int | None]] = {}
        self._numbers: set[str] = set()
        self._status: dict[str, tuple[int, int | None]] = {}
        self._buildings: dict[str, int] | None = None  # by name, once a room is to be made
        if any(draft.showroom for draft in drafts):
            self._look_up_rooms()
        words = {draft.status for draft in drafts if draft.status}
        sort = Location._meta.get_field("name_sort").compute
        named = Location.objects.filter(parent=None, name_sort__in={sort(word) for word in words}).order_by("id")
        for pk, name in named.values_list("id", "name") if words else ():
            self._status.setdefault(identity(name), (pk, None))

    def find(self, draft: PlaceDraft) -> tuple[int, int | None] | None:
        """(location, showroom); None where there is no such room and none may be made."""
        if draft.showroom:
            name, building = identity(draft.showroom), identity(draft.building or "")
            found = self._rooms.get((building, name)) or (None if building else self._rooms.get(("", name)))
            if not found and self.may_add:
                found = self._rooms[building, name] = self._new_room(draft)
            return found
        name = identity(draft.status)
        found = self._status.get(name)
        if not found and self.may_add:
            found = self._status[name] = (self._new_place(_kind_of(name), draft.status), None)
        return found

    def _look_up_rooms(self) -> None:
        for room in Showroom.objects.select_related("building").order_by("-id"):
            place = (room.location_id, room.pk)
            self._numbers.add(room.number_key)
            building = identity(room.building.name) if room.building else ""
            for name in (room.name, room.number, str(room)):
                for where in {building, ""}:
                    self._rooms[where, identity(name)] = place

    def _new_place(self, kind, name: str) -> int:
        self.numbers.note("place", name)
        if self.numbers.pretended:
            return self.numbers.next(Location)
        return Location.objects.create(kind=kind, name=" ".join(name.split())).pk

    def _new_room(self, draft: PlaceDraft) -> tuple[int, int]:
        number = self._free_number(draft.showroom)
        self._numbers.add(identity(number))
        self.numbers.note("room", draft.showroom, draft.building or "")
        building = self._building(draft.building)
        if self.numbers.pretended:
            return self.numbers.next(Location), self.numbers.next(Showroom)
        name = " ".join(draft.showroom.split())
        location = Location.objects.filter(parent=building, kind=Location.Kind.SHOWROOM, name=name).first()
        location = location or Location.objects.create(parent_id=building, kind=Location.Kind.SHOWROOM, name=name)
        return location.pk, Showroom.objects.create(location=location, number=number, name=name).pk

    def _building(self, name: str | None) -> int | None:
        """The one of that name, made where there is none; for no name, the museum's only one."""
        if self._buildings is None:
            found = Location.objects.filter(kind=Location.Kind.BUILDING).order_by("-id")
            self._buildings = {identity(building): pk for building, pk in found.values_list("name", "id")}
        if not name:
            return next(iter(self._buildings.values())) if len(self._buildings) == 1 else None
        if identity(name) not in self._buildings:
            self._buildings[identity(name)] = self._new_place(Location.Kind.BUILDING, name)
        return self._buildings[identity(name)]

    def _free_number(self, name: str) -> str:
        """The number in the room's name, else the next free of R1, R2 …"""
        said = _NUMBER.search(name)
        if said and identity(said[0]) not in self._numbers:
            return said[0]
        return next(f"R{n}" for n in range(1, len(self._numbers) + 2) if f"r{n}" not in self._numbers)


def _kind_of(words: str) -> str:
    return next((kind for signs, kind in _KINDS if any(sign in words for sign in signs)), Location.Kind.STORE)
