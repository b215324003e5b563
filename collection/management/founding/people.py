"""Sources, parties, terms and occasions: what the gifts and the notes refer to."""

from django.utils.text import slugify

from collection.models import Occasion, OccasionStop, Party, Source, Term
from collection.models.fields import natural

from .register import Register


def add_people(register: Register) -> None:
    _add_terms(register)
    _add_sources(register)
    _add_parties(register)
    _add_occasions(register)


def same_name(name: str) -> dict:
    """Finds a record by the slug its first name gave it, which later renaming leaves alone."""
    return {"slug": slugify(name)[:70].strip("-")}


def _add_terms(register):
    document = register.book.document("terms.toml")
    for vocabulary in ("classification", "material", "theme"):
        for name in document.take(vocabulary, []):
            present = {"vocabulary": vocabulary, "name_sort": natural(name)}
            term, _ = register.add(document, Term, present, {"vocabulary": vocabulary, "name": name})
            register.remember(document, vocabulary, name, term)
    document.finish()


def _add_sources(register):
    for entry in register.book.entries("sources.toml", "source"):
        key, title = entry.need("key"), entry.need("title")
        source, _ = register.add(entry, Source, same_name(title), {"title": title, **entry.fields(Source)})
        register.remember(entry, "source", key, source)


def _add_parties(register):
    for entry in register.book.entries("parties.toml", "party"):
        key, name = entry.need("key"), entry.need("name")
        country = register.refer(entry, "country", "country")
        values = {"name": name, "country": country, **entry.fields(Party)}
        party, _ = register.add(entry, Party, same_name(name), values)
        register.remember(entry, "party", key, party)


def _add_occasions(register):
    for entry in register.book.entries("occasions.toml", "occasion"):
        key, name, stops = entry.need("key"), entry.need("name"), list(entry.entries("stop"))
        occasion, _ = register.add(entry, Occasion, same_name(name), {"name": name, **entry.fields(Occasion)})
        register.remember(entry, "occasion", key, occasion)
        for position, stop in enumerate(stops, start=1):
            stop_key = stop.need("key")
            country = register.refer(stop, "country", "country")
            values = {"occasion": occasion, "position": position, "country": country, **stop.fields(OccasionStop)}
            record, _ = register.add(stop, OccasionStop, {"occasion": occasion, "position": position}, values)
            register.remember(stop, "stop", stop_key, record)
