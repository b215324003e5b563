"""The rule book that comes with Vitrine: instruments.toml is the data. Nobody of a museum has checked it yet.

An entry that a museum has changed is never touched again; one it has left as it came follows the file.
"""

from collections import Counter
from hashlib import blake2b
from pathlib import Path

from django.core.exceptions import ValidationError

from collection.management.founding.reading import Book
from collection.models import Country, Instrument

FOLDER = Path(__file__).parent
FILE = "instruments.toml"


def load_rules(folder: Path = FOLDER) -> Counter:
    """How many entries were "added", "renewed", and "kept" as the museum has them.

    Raises FoundingError, which names the entry and the mend; run it in a transaction.
    """
    counts = Counter()
    countries = {country.code: country for country in Country.objects.all()}
    for entry in Book(folder).entries(FILE, "instrument"):
        key, codes = entry.need("key"), entry.take("countries", [])
        named = [entry.find(countries, code, "country", "the countries of ISO 3166") for code in codes]
        lists = {name: "\n".join(entry.take(name, [])) for name in ("words", "except_words")}
        counts[_load(entry, key, {**lists, **entry.fields(Instrument)}, named)] += 1
    return counts


def _load(entry, key: str, values: dict, countries: list[Country]) -> str:
    digest = digest_of(values, countries)
    instrument = Instrument.objects.filter(key=key).first()
    if instrument and (instrument.shipped == digest or not _as_it_came(instrument)):
        return "kept"
    outcome = "renewed" if instrument else "added"
    instrument = instrument or Instrument(key=key, is_public=True)
    for name, value in values.items():
        setattr(instrument, name, value)
    instrument.shipped = digest
    try:
        instrument.full_clean()
    except ValidationError as error:
        raise entry.fault(" ".join(error.messages)) from error
    instrument.save()
    instrument.countries.set(countries)
    return outcome


def _as_it_came(instrument: Instrument) -> bool:
    """Whether the museum has changed nothing of it since."""
    values = {name: getattr(instrument, name) for name in (*Instrument.STATED, *Instrument.CRITERIA)}
    return instrument.shipped == digest_of(values, list(instrument.countries.all()))


def digest_of(values: dict, countries: list[Country]) -> str:
    """Of what an entry says and looks for. What it leaves out counts as empty."""
    told = [str(values.get(name) or "") for name in (*Instrument.STATED, *Instrument.CRITERIA)]
    return blake2b(repr([told, sorted(country.code for country in countries)]).encode(), digest_size=16).hexdigest()
