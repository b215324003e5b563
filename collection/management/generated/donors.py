"""Who gives: first an office for each country that can have one, then people, families and bodies."""

import random
from typing import NamedTuple

from django.db.models import Min, Q
from django.utils.text import slugify

from collection.models import Country, Party
from collection.models.history import current_changeset

from . import MARK, words
from .frame import FIRST_YEAR, LAST_YEAR

# Where nobody could give: ice, reefs, a neutral strip of desert, a code that never was a state.
NO_GIVERS = {
    "AQ",
    "BV",
    "GS",
    "HM",
    "IO",
    "TF",
    "UM",
    "BQAQ",
    "CTKI",
    "FQHH",
    "FXFR",
    "JTUM",
    "MIUM",
    "NQAQ",
    "NTHH",
    "PUUM",
    "WKUM",
}
ABSORBED = {"FXFR", "NTHH", "PZPA", "SKIN"}  # taken in by countries that were there before
GIFTS_EACH = 22  # acquisitions, which bring about 35 exhibits
_WORKING_LIFE = range(30, 66)  # the ages at which people give
_NOTE = "Generated donor"


class Donor(NamedTuple):
    """A party with the years in which it can have given."""

    id: int
    name: str
    country: str
    first: int
    last: int


class Donors:
    """The made-up donors so far, in the order they were made, and a way to make more."""

    def __init__(self, seed: int):
        self.seed = seed
        self.countries = _countries()
        self.known = []
        self._load()

    def for_gift(self, gift: int) -> int:
        """How many donors there are when gift number `gift` comes: about one for each `GIFTS_EACH`."""
        return max(len(self.countries), gift // GIFTS_EACH)

    def provide(self, count: int) -> None:
        """Make donors until there are `count`. To be called while recording."""
        assert current_changeset() is not None
        missing = range(len(self.known), count)
        if missing:
            Party.objects.bulk_create([self._make(order) for order in missing], batch_size=500)
            self._load()

    def _make(self, order: int) -> Party:
        rng = random.Random(f"{self.seed} donor {order}")
        country, first, last = self.countries[
            order if order < len(self.countries) else rng.randrange(len(self.countries))
        ]
        year = rng.randint(first, last)
        fields = {"birth": ""}
        if order < len(self.countries):
            kind, name = Party.Kind.STATE, f"Protocol Office of {country.name}"
        elif rng.random() < 0.65:
            kind, name = Party.Kind.PERSON, f"{rng.choice(words.GIVEN_NAMES)} {rng.choice(words.FAMILY_NAMES)}"
            born = year - rng.randint(35, 60)
            fields = {"birth": str(born), "office": rng.choice(words.OFFICES)}
            if born < 1935:
                fields["death"] = f"c. {born + rng.randint(66, 90)}"
        elif rng.random() < 0.3:
            kind, name = Party.Kind.FAMILY, f"{rng.choice(words.FAMILY_NAMES)} family"
        else:
            kind, name = Party.Kind.ORGANISATION, rng.choice(words.BODIES).format(country.name)
        return Party(
            kind=kind,
            name=name,
            slug=f"{slugify(name)[:60].strip('-')}-g{order + 1}",
            country=country,
            **fields,
            biography=f"{MARK}: no such {Party.Kind(kind).label} gave anything.",
            internal_note=_NOTE,
        )

    def _load(self) -> None:
        years = {country.pk: (country.name, first, last) for country, first, last in self.countries}
        rows = Party.objects.filter(internal_note=_NOTE).order_by("id")
        self.known = [
            _donor(pk, name, born, *years[country])
            for pk, name, born, country in rows.values_list("id", "name", "birth_earliest", "country_id")
            if country in years
        ]


def _donor(pk, name, born, country, first, last) -> Donor:
    if born is not None:
        year = born // 10000
        first, last = max(first, year + _WORKING_LIFE[0]), min(last, year + _WORKING_LIFE[-1])
    return Donor(pk, name, country, first, max(first, last))


def _countries() -> list[tuple[Country, int, int]]:
    """(country, first, last year of giving): former states while they lasted, their successors from then on."""
    found = []
    began = Min("predecessors__existed_until", filter=~Q(predecessors__code__in=ABSORBED))
    # By code: names are sorted otherwise by every database, and the same seed must make the same museum on all.
    for country in Country.objects.exclude(code__in=NO_GIVERS).annotate(began=began).order_by("code"):
        first = max(FIRST_YEAR, country.existed_from or country.began or FIRST_YEAR)
        last = min(LAST_YEAR, country.existed_until or LAST_YEAR)
        if first <= last:
            found.append((country, first, last))
    return found
