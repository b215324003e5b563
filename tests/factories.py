"""Records for tests: `make_*(**kwargs)` saves one valid record, and whatever you name replaces what it would choose.

Everything a factory makes passes its own `full_clean()`, so a test that needs an invalid record has to break it itself.
"""

import itertools
from contextlib import contextmanager

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.utils import timezone

from collection.models import (
    Acquisition,
    Contradiction,
    CounterGift,
    Country,
    Deaccession,
    DonorContact,
    Exhibit,
    ImportRun,
    Instrument,
    Location,
    Movement,
    Occasion,
    OccasionStop,
    Participation,
    Party,
    ProvenanceEvent,
    ProvenanceNote,
    Restriction,
    RestrictionCandidate,
    SavedMapping,
    Showroom,
    Source,
    Term,
)
from collection.models.audience import settle_now
from collection.models.indexing import put_off

PASSWORD = "a long enough pass-phrase"
_count = itertools.count(1)


def _saved(record):
    # The database holds the constraints and refuses on its own; to ask it about each beforehand takes thrice as long.
    record.full_clean(validate_constraints=False)
    record.save()
    return record


def _given(kwargs, /, **defaults):
    """`kwargs` over `defaults`; a default that is a function is called only where nothing was given."""
    made = {name: make() if callable(make) else make for name, make in defaults.items() if name not in kwargs}
    return made | kwargs


# --- people who sign in ---------------------------------------------------------------------------------------------


def make_user(role=None, **kwargs):
    """A member of staff in `role` (registrar, curator, cataloguer, researcher), or in none. Signs in with PASSWORD."""
    values = {"username": f"{role or 'person'}-{next(_count)}", "is_staff": True, "password": PASSWORD, **kwargs}
    user = get_user_model().objects.create_user(**values)
    if role:
        user.groups.add(Group.objects.get(name=role))
    return user


def make_superuser(**kwargs):
    return make_user(**{"is_superuser": True, **kwargs})


# --- people and places in the records -------------------------------------------------------------------------------


def make_country(code="FR", **kwargs):
    """The seeded country of that code; a new one only where ISO knows none."""
    country = Country.objects.filter(code=code).first() or Country(code=code, name=f"Country {code}")
    for name, value in kwargs.items():
        setattr(country, name, value)
    return _saved(country) if kwargs or country.pk is None else country


def make_party(**kwargs):
    return _saved(Party(**{"name": f"Giver {next(_count)}", **kwargs}))


def make_donor(exhibit=None, **kwargs):
    """A party that gave an acquisition: of `exhibit`, where one is named, which is then listed under it."""
    party = make_party(**kwargs)
    acquisition = make_acquisition(donors=[party])
    if exhibit is not None:
        exhibit.acquisition = acquisition
        exhibit.save()
    return party


def make_contact(party=None, **kwargs):
    return _saved(DonorContact(**{"party": party or make_party(), "email": f"c{next(_count)}@donor.example", **kwargs}))


def make_location(**kwargs):
    """A store unless `kind` says otherwise."""
    return _saved(Location(**{"kind": "store", "name": f"Store {next(_count)}", **kwargs}))


def make_showroom(**kwargs):
    """A room on a floor of a building, each new unless `location` is given."""
    number = next(_count)
    if "location" not in kwargs:
        building = make_location(kind="building", name=f"Building {number}")
        floor = make_location(kind="floor", name="Ground floor", parent=building)
        kwargs["location"] = make_location(kind="showroom", name=f"Room {number}", parent=floor)
    return _saved(Showroom(**{"number": str(number), "name": f"Room {number}", **kwargs}))


def make_term(**kwargs):
    return _saved(Term(**{"vocabulary": "material", "name": f"Material {next(_count)}", **kwargs}))


# --- exhibits and how they came in ----------------------------------------------------------------------------------


def make_occasion(stops=(), **kwargs):
    """An occasion, with one stop for each place named in `stops`."""
    occasion = _saved(Occasion(**{"name": f"Visit {next(_count)}", "kind": "visit", "date": "2023-09-13", **kwargs}))
    for position, place in enumerate(stops, start=1):
        _saved(OccasionStop(occasion=occasion, position=position, place=place))
    return occasion


def make_acquisition(donors=(), exhibits=(), **kwargs):
    """`donors` are parties, or (party, role) pairs."""
    values = {"number": f"ACQ-{next(_count):05d}", "date": "2023-09-13", **kwargs}
    return Acquisition.objects.receive(donors=donors, exhibits=exhibits, **values)


def make_exhibit(published=False, **kwargs):
    """A draft; with `published=True` complete, published and listed."""
    number = next(_count)
    values = {
        "accession_number": f"2023.{number:04d}",
        "title": f"Bowl {number}",
        "object_name": "bowl",
        "credit_line": "Gift",
        **kwargs,
    }
    many = {name: values.pop(name) for name in ("materials", "techniques", "themes") if name in values}
    if published:
        values = {"status": Exhibit.Status.PUBLISHED, "published_at": timezone.now(), **values}
    location = values.pop("location", None)
    exhibit = _saved(Exhibit(**values))
    for name, terms in many.items():
        getattr(exhibit, name).set(terms)
    if location is not None:
        make_movement(exhibit=exhibit, to_location=location)
    return exhibit


def make_exhibits(count, published=False, **kwargs):
    """Many plain exhibits in one statement, for tests of page sizes and speed."""
    batch = next(_count)
    values = {"object_name": "bowl", "slug": "tea-bowl", **kwargs}
    if published:
        values = {"status": Exhibit.Status.PUBLISHED, "published_at": timezone.now(), **values}
    return Exhibit.objects.bulk_create(
        Exhibit(accession_number=f"B{batch}.{n:06d}", title=f"Tea bowl {n}", **values) for n in range(count)
    )


def make_movement(**kwargs):
    defaults = {"reason": "Put on display", "authorised_by": "The registrar"}
    return Movement.objects.record(**_given(kwargs, exhibit=make_exhibit, to_location=make_location, **defaults))


def make_event(**kwargs):
    """The first link of the chain of an exhibit that has a provenance."""
    exhibit = kwargs.pop("exhibit", None) or make_exhibit(provenance_text="Anna Weber, Bern, 1905.", **kwargs)
    return ProvenanceEvent.objects.read(exhibit=exhibit)[0]


def make_participation(**kwargs):
    return _saved(Participation(**_given(kwargs, exhibit=make_exhibit, party=make_party, role="maker")))


def make_counter_gift(**kwargs):
    parties = {"acquisition": make_acquisition, "giver": make_party, "receiver": make_party}
    return _saved(CounterGift(**_given(kwargs, **parties, description="A set of coins", date="2023-09-13")))


# --- evidence -------------------------------------------------------------------------------------------------------


def make_source(**kwargs):
    return _saved(Source(**{"title": f"Article {next(_count)}", "kind": "article", "reliability": "C", **kwargs}))


def make_note(**kwargs):
    """A note about a new exhibit, unless it is given an exhibit, an occasion or a location."""
    if not {"exhibit", "occasion", "location"} & kwargs.keys():
        kwargs["exhibit"] = make_exhibit()
    claim = {"claim": "made_by", "answer": "Russian craftsmen", "statement": "Craftsmen in Russia made it."}
    return _saved(ProvenanceNote(**_given(kwargs, source=make_source, **claim)))


def make_contradiction(one=None, other=None, **kwargs):
    one = one or make_note()
    other = other or make_note(exhibit=one.exhibit, answer="Korean craftsmen")
    return Contradiction.objects.link(one, other, **_given(kwargs, question="Who made it?"))


def make_restriction(**kwargs):
    rule = {"kind": "un_sanctions", "instrument": "Resolution 1718 (2006)"}
    return _saved(Restriction(**_given(kwargs, exhibit=make_exhibit, **rule)))


def make_instrument(countries=(), **kwargs):
    """A rule on drones supplied to nobody in particular; `countries` are codes."""
    rule = {"kind": "un_sanctions", "name": "Resolution 1718 (2006)", "forbids": "No drones.", "words": "drone*"}
    instrument = _saved(Instrument(**_given(kwargs, key=lambda: f"rule-{next(_count)}", **rule)))
    instrument.countries.set([make_country(code) for code in countries])
    return instrument


def make_candidate(**kwargs):
    """What a rule proposes for a new exhibit, unless it is given one."""
    facts = {"facts": "Described as: drone", "digest": "0" * 32}
    return _saved(RestrictionCandidate(**_given(kwargs, instrument=make_instrument, exhibit=make_exhibit, **facts)))


def make_deaccession(**kwargs):
    reasons = {"method": "return", "reason": "Claimed by its country", "authorised_by": "The board"}
    today = timezone.localdate
    return Deaccession.objects.record(**_given(kwargs, exhibit=make_exhibit, deaccessioned_on=today, **reasons))


def make_import_run(**kwargs):
    """One that has been prepared and not begun; it has no file on disk."""
    file = {"name": "objects.csv", "path": "/nowhere/objects.csv", "size": 1, "fingerprint": ""}
    mapping = 'match = "accession_number"'
    return ImportRun.objects.create(**_given(kwargs, files=[file], mapping=mapping))


def make_saved_mapping(**kwargs):
    text = '[fields]\naccession_number = "number"\n'
    return SavedMapping.objects.keep(**_given(kwargs, name=lambda: f"Mapping {next(_count)}", text=text))


@contextmanager
def indexed_once():
    """What is made inside is indexed together at the end, as a request's changes are; also a decorator."""
    with put_off():
        yield
    settle_now("default")


globals().update({name: indexed_once()(make) for name, make in dict(globals()).items() if name.startswith("make_")})
