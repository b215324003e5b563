"""What comes in: gifts of one to six exhibits, each with its giver, day, occasion and room."""

import functools
from datetime import UTC, datetime
from random import Random

from django.db import connections, router
from django.utils import timezone
from django.utils.text import slugify

from collection.models import Acquisition, AcquisitionDonor, Exhibit, Movement
from collection.models.bulk import Table
from collection.models.rights import RightsStatement

from . import MARK, things
from .donors import Donor, Donors
from .evidence import Evidence
from .frame import Frame
from .stock import take_stock

_LABEL_SAFE = "0123456789abcdefghjkmnpqrstvwxyz"  # of which public ids are made
_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_RECEPTION_DAYS = (9, 21)
_PIECES = {"set of six cups": 6, "pair of boots": 2}
_PROMINENT = 1 / 400
_PREFIX = "GEN-"


class Gifts:
    """Writes made-up gifts to the database, from a running number on."""

    def __init__(self, frame: Frame, donors: Donors, seed: int):
        self.frame, self.donors, self.seed, self.next = frame, donors, seed, _last_number() + 1
        adapt = connections[router.db_for_write(Exhibit)].ops.adapt_datetimefield_value
        self._now = adapt(timezone.now())
        self._received = functools.cache(functools.partial(_received, adapt))
        self.acquisitions = Table(
            Acquisition, "id", "number", "date", "place", "recipient_id", "occasion_id", "public_note"
        )
        self.givers = Table(AcquisitionDonor, "acquisition_id", "party_id")
        self.exhibits = Table(
            Exhibit,
            "id",
            "public_id",
            "slug",
            "accession_number",
            "title",
            "object_name",
            "description",
            "quantity",
            "classification_id",
            "medium",
            "measurements",
            "made",
            "made_place",
            "credit_line",
            "rights_statement",
            "prominence",
            "prominence_reason",
            "acquisition_id",
            "location_id",
            "showroom_id",
            "status",
            "published_at",
        )
        self.movements = Table(Movement, "exhibit_id", "to_location_id", "moved_at", "reason", "authorised_by")
        self.materials, self.techniques, self.themes = (
            Table(getattr(Exhibit, name).through, "exhibit_id", "term_id")
            for name in ("materials", "techniques", "themes")
        )
        self.evidence = Evidence(frame, self._now)
        self._written = self._stock_taken = 0

    def write(self, count: int) -> None:
        """Write the gifts that bring the next `count` exhibits, and list them. To be called while recording."""
        plan = self._plan(count)
        self.donors.provide(self.donors.for_gift(self.next + len(plan)))
        exhibits = self.exhibits.reserve(count)
        place = 0
        for acquisition, (rng, size) in zip(self.acquisitions.reserve(len(plan)), plan, strict=True):
            self._add(rng, acquisition, exhibits[place : place + size])
            place += size
            self.next += 1
        for part in (
            self.acquisitions,
            self.givers,
            self.exhibits,
            self.movements,
            self.materials,
            self.techniques,
            self.themes,
            self.evidence,
        ):
            part.flush()
        self._written += count
        if self._written >= 2 * self._stock_taken:  # the listing is one great query
            take_stock()
            self._stock_taken = self._written

    def _plan(self, count: int) -> list[tuple[Random, int]]:
        """The chance that decides about each of the next gifts, always the same, and how many exhibits it brings.

        The last is cut to fit.
        """
        plan = []
        while count > 0:
            rng = Random(self.seed << 32 | self.next + len(plan))
            size = min(count, 1 if rng.random() < 0.8 else rng.randint(2, 6))
            plan.append((rng, size))
            count -= size
        return plan

    def _add(self, rng: Random, acquisition: int, exhibits: list[int]) -> None:
        number = self.next
        giver = self.donors.known[rng.randrange(self.donors.for_gift(number))]
        year = rng.randint(giver.first, giver.last)
        recipient, recipient_name = rng.choice(self.frame.recipients)
        occasion, date = rng.choice(self.frame.occasions[year]) if rng.random() < 0.35 else (None, _date(rng, year))
        self.acquisitions.add(
            acquisition,
            f"{_PREFIX}{number:06}",
            date,
            giver.country,
            recipient,
            occasion,
            f"{MARK}: nothing was given.",
        )
        self.givers.add(acquisition, giver.id)
        moved_at = self._received(date)
        for part, exhibit in enumerate(exhibits, start=1):
            suffix = f".{part}" if len(exhibits) > 1 else ""
            thing = things.make(rng, year, giver.country)
            self._add_exhibit(
                rng, exhibit, thing, giver, f"GEN.{year}.{number:06}{suffix}", year, acquisition, moved_at
            )
            self.evidence.add(rng, exhibit, thing, giver, recipient_name, date, page=number)

    def _add_exhibit(
        self,
        rng: Random,
        exhibit: int,
        thing: things.Thing,
        giver: Donor,
        number: str,
        year: int,
        acquisition: int,
        moved_at,
    ) -> None:
        room, location = rng.choice(self.frame.rooms)
        prominent = rng.random() < _PROMINENT
        term = self.frame.terms
        self.exhibits.add(
            exhibit,
            "".join(rng.choices(_LABEL_SAFE, k=10)),
            slugify(thing.title)[:80].strip("-"),
            number,
            thing.title,
            thing.kind.name,
            thing.description,
            _PIECES.get(thing.kind.name, 1),
            term["classification", thing.kind.classification],
            thing.medium,
            thing.measurements,
            thing.made,
            giver.country if rng.random() < 0.7 else "",
            f"Gift of {giver.name}, {year}",
            RightsStatement.NOT_EVALUATED.value,
            Exhibit.Prominence.PROMINENT.value if prominent else Exhibit.Prominence.NORMAL.value,
            f"{MARK}: it stands where visitors come in." if prominent else "",
            acquisition,
            location,
            room,
            Exhibit.Status.PUBLISHED.value,
            self._now,
        )
        self.movements.add(
            exhibit, location, moved_at, f"{MARK}: placed on display when received.", f"Registrar ({MARK})"
        )
        for name in thing.materials:
            self.materials.add(exhibit, term["material", name])
        self.techniques.add(exhibit, term["technique", thing.technique])
        self.themes.add(exhibit, term["theme", thing.kind.theme])


def _date(rng: Random, year: int) -> str:
    """A day of reception as a register gives it."""
    chance = rng.random()
    if chance < 0.45:
        return f"{rng.choice(_RECEPTION_DAYS)} {rng.choice(_MONTHS)} {year}"
    if chance < 0.7:
        return f"{rng.choice(_MONTHS)} {year}"
    return str(year) if chance < 0.93 else f"c. {year}"


def _received(adapt, date: str):
    """Noon of the day of reception."""
    order = Acquisition._meta.get_field("date_order").compute(date)
    day = datetime(order // 10000, order // 100 % 100, order % 100, 12, tzinfo=UTC)
    return adapt(day)


def _last_number() -> int:
    """The number of the last made-up gift, 0 where there is none."""
    last = (
        Acquisition.objects.filter(number__startswith=_PREFIX, public_note__startswith=MARK)
        .order_by("-number_sort")
        .first()
    )
    return int(last.number.removeprefix(_PREFIX)) if last else 0
