"""The numbers that stand for sides, facets and orders in the tables of the index."""

from django.db import models


class Side(models.IntegerChoices):
    """PUBLIC: what a visitor may find. PRIVATE: what only staff find beyond that."""

    PUBLIC = 0
    PRIVATE = 1


class Facet(models.IntegerChoices):
    """What an exhibit is found under. `value` is a record's id but where said otherwise."""

    ALL = 0, "all"  # value 0: every published exhibit; on the private side every other
    PARTY = 1, "person or body named"
    DONOR = 2, "given by"
    COUNTRY = 3, "giver's country"
    RECIPIENT = 4, "given to"
    OCCASION = 5, "occasion"
    SHOWROOM = 6, "showroom"
    BUILDING = 7, "building"
    CLASSIFICATION = 8, "classification"
    MADE = 9, "decade made"  # value: first year, 1950; negative before the year 0
    RECEIVED = 10, "decade received"  # the same
    RESTRICTION = 11, "restriction"  # value: place in RESTRICTION_KINDS, from 1
    CONTRADICTION = 12, "sources contradict each other"  # value: OPEN or DECIDED
    SOURCE = 13, "source"
    MATERIAL = 14, "material"
    TECHNIQUE = 15, "technique"
    THEME = 16, "theme"
    STATUS = 17, "status"  # private side only; value: place in Exhibit.Status, from 1
    PRIOR = 18, "worth showing first"  # value: 0 (best) to 31; see `facts.prior`
    OWNER_UNKNOWN = 19, "nobody is known to have had it"  # value: year, from 1500 on
    PROVENANCE = 20, "to look into in its provenance"  # value: place in PROVENANCE_KINDS, from 1
    CLAIMS = 21, "claims of a source"  # value: see `track_record.claims_value`
    WORD = 100, "word"  # value: `Word.id`


class Order(models.IntegerChoices):
    """The orders that lists page in. Each is a column of `IndexEntry`, whose name is the label."""

    NUMBER = 1, "number"
    TITLE = 2, "title"
    MADE = 3, "made"
    RECEIVED = 4, "received"
    PUBLISHED = 5, "published"
    MADE_LATEST = 6, "made_latest"
    RECEIVED_LATEST = 7, "received_latest"


TEXT_ORDERS = (Order.NUMBER, Order.TITLE)  # the keys of the others are whole numbers
