"""What stands before the first made-up gift comes: buildings and rooms, terms, sources, recipients, occasions."""

from dataclasses import dataclass

from django.db import transaction
from django.utils.text import slugify

from collection.models import Location, Occasion, OccasionStop, Party, Showroom, Source, Term

from . import MARK, words

FIRST_YEAR, LAST_YEAR = 1946, 2023
FLOORS = ("Ground floor", "First floor", "Second floor")
ROOM_THEMES = (
    "Gifts of states",
    "Carving and lacquer",
    "Porcelain and glass",
    "Textiles",
    "Arms",
    "Music",
    "Models of industry",
    "Paintings and scrolls",
    "Gifts of trade unions",
    "Gifts of friendship societies",
    "Natural history",
    "Letters",
)
OCCASIONS = (  # name, kind, day and month, place
    ("New Year reception of {}", Occasion.Kind.CEREMONY, "3 January {}", "Reception hall"),
    ("Spring visit of delegations, {}", Occasion.Kind.VISIT, "15 April {}", "Guest house"),
    ("National day of {}", Occasion.Kind.ANNIVERSARY, "9 September {}", "Great hall"),
    ("Friendship meeting of {}", Occasion.Kind.SUMMIT, "October {}", "Meeting hall"),
)
SOURCES = (  # what follows the mark in the title, kind, reliability
    ("", Source.Kind.REGISTER, "A"),
    (": register of gifts, first volume", Source.Kind.REGISTER, "A"),
    (": register of gifts, second volume", Source.Kind.REGISTER, "B"),
    (": cards from the showcases", Source.Kind.LABEL, "B"),
    (": digest of the press", Source.Kind.ARTICLE, "C"),
    (": letters that came with the gifts", Source.Kind.ARCHIVE, "B"),
    (": what guides tell", Source.Kind.ORAL, "D"),
    (": a visitor’s book of travels", Source.Kind.BOOK, "D"),
)


@dataclass
class Frame:
    """The ids that gifts refer to."""

    rooms: list[tuple[int, int]]  # showroom, its location
    terms: dict[tuple[str, str], int]  # (vocabulary, name) → term
    sources: list[int]  # in the order of SOURCES
    recipients: list[tuple[int, str]]
    occasions: dict[int, list[tuple[int, str]]]  # year → (occasion, date as written)


@transaction.atomic
def build(showrooms: int) -> Frame:
    """Find or make all of it; a museum that has rooms keeps them, and gets more up to `showrooms`."""
    _build_rooms(showrooms)
    return Frame(
        rooms=list(Showroom.objects.order_by("id").values_list("id", "location_id")),
        terms=_terms(),
        sources=[_source(*row) for row in SOURCES],
        recipients=[(_recipient(name), name) for name in words.RECIPIENTS],
        occasions={year: [_occasion(year, *row) for row in OCCASIONS] for year in range(FIRST_YEAR, LAST_YEAR + 1)},
    )


def _build_rooms(wanted: int) -> None:
    missing = wanted - Showroom.objects.count()
    if missing <= 0:
        return
    floors = [floor for building in _buildings() for floor in _floors(building)]
    numbers = {number.casefold() for number in Showroom.objects.values_list("number", flat=True)}
    free = (f"G{n:03}" for n in range(1, wanted + len(numbers) + 1) if f"g{n:03}" not in numbers)
    for order, number in zip(range(missing), free, strict=False):
        theme = ROOM_THEMES[order % len(ROOM_THEMES)]
        text = f"{MARK}: a room added to bring the museum to its size."
        place = Location.objects.create(
            parent=floors[order % len(floors)], kind=Location.Kind.SHOWROOM, name=f"Showroom {number}", description=text
        )
        Showroom.objects.create(location=place, number=number, name=theme, theme=theme, description=text)


def _buildings() -> list[Location]:
    """The museum's buildings, at least two."""
    buildings = list(Location.objects.filter(kind=Location.Kind.BUILDING).order_by("path"))
    if len(buildings) < 2:
        site = Location.objects.filter(kind=Location.Kind.SITE).first() or _place(
            None, Location.Kind.SITE, "Museum grounds"
        )
        buildings += [
            _place(site, Location.Kind.BUILDING, name) for name in ("East building", "West building")[len(buildings) :]
        ]
    return buildings


def _floors(building: Location) -> list[Location]:
    floors = list(building.children.filter(kind=Location.Kind.FLOOR).order_by("path"))
    return floors or [_place(building, Location.Kind.FLOOR, name) for name in FLOORS]


def _place(parent, kind, name: str) -> Location:
    return Location.objects.create(parent=parent, kind=kind, name=name, description=f"{MARK}.")


def _terms() -> dict[tuple[str, str], int]:
    Vocabulary = Term.Vocabulary
    wanted = {
        **{(Vocabulary.CLASSIFICATION, kind.classification): None for kind in words.KINDS},
        **{(Vocabulary.THEME, kind.theme): None for kind in words.KINDS},
        **{(Vocabulary.MATERIAL, name): None for kind in words.KINDS for name in kind.materials},
        **{(Vocabulary.TECHNIQUE, name): None for name in words.TECHNIQUES},
    }
    key = Term._meta.get_field("name_sort").compute
    have = {
        (vocabulary, name): pk for pk, vocabulary, name in Term.objects.values_list("id", "vocabulary", "name_sort")
    }
    return {
        (vocabulary, name): have.get((vocabulary, key(name)))
        or Term.objects.create(vocabulary=vocabulary, name=name, scope_note=f"{MARK}.").pk
        for vocabulary, name in wanted
    }


def _source(suffix: str, kind: str, reliability: str) -> int:
    title = MARK + suffix
    found = Source.objects.filter(title=title).values_list("pk", flat=True).first()
    return (
        found
        or Source.objects.create(
            title=title,
            kind=kind,
            reliability=reliability,
            language="en",
            published=str(LAST_YEAR),
            description=f"{MARK}: no such source exists. Made-up notes cite it so that nobody takes them for evidence.",
        ).pk
    )


def _recipient(name: str) -> int:
    slug = f"{slugify(name)}-g"
    found = Party.objects.filter(slug=slug).values_list("pk", flat=True).first()
    return (
        found
        or Party.objects.create(
            name=name,
            slug=slug,
            kind=Party.Kind.ORGANISATION,
            biography=f"{MARK}: it receives the made-up gifts.",
        ).pk
    )


def _occasion(year: int, name: str, kind: str, date: str, place: str) -> tuple[int, str]:
    name, date = name.format(year), date.format(year)
    slug = f"{slugify(name)}-g"
    found = Occasion.objects.filter(slug=slug).values_list("pk", flat=True).first()
    if found is None:
        text = f"{MARK}: no such occasion took place."
        occasion = Occasion.objects.create(name=name, slug=slug, kind=kind, date=date, place=place, description=text)
        OccasionStop.objects.create(occasion=occasion, place=place, date=date, description=text)
        found = occasion.pk
    return found, date
