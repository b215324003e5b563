"""The catalogue's desk: the stock Django admin, one module a model. Importing registers them."""

from . import (
    acquisition,
    contradiction,
    counter_gift,
    country,
    deaccession,
    donor_contact,
    exhibit,
    history,
    location,
    movement,
    occasion,
    party,
    provenance,
    restriction,
    showroom,
    source,
    term,
)

__all__ = [
    "acquisition", "contradiction", "counter_gift", "country", "deaccession", "donor_contact", "exhibit", "history",
    "location", "movement", "occasion", "party", "provenance", "restriction", "showroom", "source", "term",
]
