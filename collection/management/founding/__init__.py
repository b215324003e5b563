"""The founding collection: what five press accounts say of gifts to North Korea's leaders, as the museum records it.

The TOML files are the data: sources, parties, terms, museum (buildings, rooms, stores), occasions, acquisitions with
their counter-gifts, exhibits, restrictions, and in notes/ one file a subject with what the sources claim of it and
where they contradict each other. reading.py reads them; register.py makes records, of which people.py, places.py,
gifts.py and evidence.py say what each kind needs.
"""

from collections import Counter
from pathlib import Path

from collection.models import Instrument

from .evidence import add_evidence
from .gifts import add_gifts
from .people import add_people
from .places import add_places
from .reading import FOLDER, Book, FoundingError
from .register import Register

__all__ = ["FoundingError", "load"]


def load(folder: Path = FOLDER) -> Counter:
    """Add what the museum does not have yet and count it by model. Raises FoundingError; run it in a transaction."""
    from collection.management.rules import load_rules  # which reads its file as this package reads its own

    register = Register(Book(folder))
    register.added.update({Instrument: added} if (added := load_rules()["added"]) else {})
    for add in (add_people, add_places, add_gifts, add_evidence):  # each leans on those before it
        add(register)
    return register.added
