"""The listing: for every published exhibit, one row for each public value it can be listed under.

A page of exhibits of one donor, country, room or decade is then a range read in catalogue order, whatever the size of
the museum. Rows exist for what the public may see only: never for an unpublished exhibit or an anonymous giver, so
`public()` querysets of other records lean on it too. Kept current by `settle()`, called for every save, and rebuilt by
`Listing.objects.rebuild()`.
"""

from django.db import connections, models, router, transaction

from .fields import UNDATED, SortKeyField
from .history import current_changeset


class Facet(models.IntegerChoices):
    """What an exhibit is listed under. `value` is a record's id, but for the decades (1950) and the flags."""

    PARTY = 1, "person or body named"
    DONOR = 2, "given by"
    COUNTRY = 3, "giver's country"
    RECIPIENT = 4, "given to"
    OCCASION = 5, "occasion"
    SHOWROOM = 6, "showroom"
    BUILDING = 7, "building"
    TERM = 8, "classification, material, technique or theme"
    MADE = 9, "decade made"
    RECEIVED = 10, "decade received"
    RESTRICTION = 11, "restriction"
    CONTRADICTION = 12, "sources contradict each other"
    SOURCE = 13, "source"


OPEN, DECIDED = 1, 2  # values of CONTRADICTION
SPAN = 31  # decades: an exhibit dated to more than three centuries is listed under its first three

_GIVERS = """
    JOIN collection_acquisitiondonor d ON d.acquisition_id = e.acquisition_id
    JOIN collection_party p ON p.id = d.party_id AND NOT p.is_anonymous
"""
# Restriction.Kind in the order of its values in the listing; new kinds go to the end.
RESTRICTION_KINDS = (
    "un_sanctions",
    "cites",
    "firearms",
    "hazard",
    "cultural_sensitivity",
    "restitution_claim",
    "donor_embargo",
)
_KIND_VALUE = (
    "CASE r.kind " + " ".join(f"WHEN '{kind}' THEN {n}" for n, kind in enumerate(RESTRICTION_KINDS, start=1)) + " END"
)
_NOTE_IS_PUBLIC = "n.is_public AND n.withdrawn_at IS NULL"
_NUMBERS = " UNION ALL ".join(f"SELECT {n} AS n" for n in range(SPAN))


def _decades(first: str, last: str) -> str:
    """A join that repeats the row for each decade from day `first` to day `last` (year × 10000 + …, years CE)."""
    start, end = f"({first} / 100000)", f"(COALESCE({last}, {first}) / 100000)"
    return f"JOIN ({_NUMBERS}) AS decade ON {first} >= 0 AND {start} + decade.n <= {end}"


# One SELECT a row source: facet, value expression, and the joins from exhibit `e` to it.
_SOURCES = [
    (Facet.PARTY, "d.party_id", _GIVERS),
    (
        Facet.PARTY,
        "p.id",
        "JOIN collection_acquisition a ON a.id = e.acquisition_id "
        "JOIN collection_party p ON p.id = a.recipient_id AND NOT p.is_anonymous",
    ),
    (
        Facet.PARTY,
        "p.id",
        "JOIN collection_acquisition a ON a.id = e.acquisition_id "
        "JOIN collection_countergift g ON g.acquisition_id = a.id AND g.is_public "
        "JOIN collection_party p ON (p.id = g.giver_id OR p.id = g.receiver_id) "
        "AND NOT p.is_anonymous",
    ),
    (
        Facet.PARTY,
        "p.id",
        "JOIN collection_participation q ON q.exhibit_id = e.id AND q.is_public "
        "JOIN collection_party p ON p.id = q.party_id AND NOT p.is_anonymous",
    ),
    (Facet.DONOR, "d.party_id", _GIVERS),
    (Facet.COUNTRY, "p.country_id", _GIVERS + " AND p.country_id IS NOT NULL"),
    (
        Facet.RECIPIENT,
        "p.id",
        "JOIN collection_acquisition a ON a.id = e.acquisition_id "
        "JOIN collection_party p ON p.id = a.recipient_id AND NOT p.is_anonymous",
    ),
    (
        Facet.OCCASION,
        "a.occasion_id",
        "JOIN collection_acquisition a ON a.id = e.acquisition_id AND a.occasion_id IS NOT NULL",
    ),
    (Facet.SHOWROOM, "s.id", "JOIN collection_showroom s ON s.id = e.showroom_id"),
    (
        Facet.BUILDING,
        "s.building_id",
        "JOIN collection_showroom s ON s.id = e.showroom_id AND s.building_id IS NOT NULL",
    ),
    (Facet.TERM, "t.id", "JOIN collection_term t ON t.id = e.classification_id"),
    (Facet.TERM, "t.term_id", "JOIN collection_exhibit_materials t ON t.exhibit_id = e.id"),
    (Facet.TERM, "t.term_id", "JOIN collection_exhibit_techniques t ON t.exhibit_id = e.id"),
    (Facet.TERM, "t.term_id", "JOIN collection_exhibit_themes t ON t.exhibit_id = e.id"),
    (Facet.MADE, "(e.made_earliest / 100000 + decade.n) * 10", _decades("e.made_earliest", "e.made_latest")),
    (
        Facet.RECEIVED,
        "(a.date_earliest / 100000 + decade.n) * 10",
        "JOIN collection_acquisition a ON a.id = e.acquisition_id " + _decades("a.date_earliest", "a.date_latest"),
    ),
    (
        Facet.RESTRICTION,
        _KIND_VALUE,
        "JOIN collection_restriction r ON r.exhibit_id = e.id AND r.public_statement <> '' "
        "AND NOT EXISTS (SELECT 1 FROM collection_restriction x WHERE x.supersedes_id = r.id)",
    ),
    (
        Facet.CONTRADICTION,
        f"CASE WHEN c.finding = '' THEN {OPEN} ELSE {DECIDED} END",
        f"JOIN collection_provenancenote n ON n.exhibit_id = e.id AND {_NOTE_IS_PUBLIC} "
        "JOIN collection_contradiction c ON c.first_id = n.id OR c.second_id = n.id "
        "JOIN collection_provenancenote m ON m.id IN (c.first_id, c.second_id) AND m.id <> n.id "
        "AND m.is_public AND m.withdrawn_at IS NULL",
    ),
    (
        Facet.SOURCE,
        "n.source_id",
        f"JOIN collection_provenancenote n ON n.exhibit_id = e.id AND {_NOTE_IS_PUBLIC} "
        "JOIN collection_source o ON o.id = n.source_id AND o.is_public",
    ),
]


class ListingQuerySet(models.QuerySet):
    def of(self, facet: Facet, value):
        return self.filter(facet=facet, value=value)

    def rebuild(self, first: int = 0, last: int = 2**62) -> None:
        """Make the rows of the exhibits with ids `first` to `last` anew, in one transaction."""
        self._write(f"e.id BETWEEN {int(first)} AND {int(last)}")

    def refresh(self, exhibit_ids) -> None:
        """The same for these exhibits."""
        ids = sorted({int(pk) for pk in exhibit_ids})
        for start in range(0, len(ids), 500):
            self._write(f"e.id IN ({', '.join(map(str, ids[start : start + 500]))})")

    def _write(self, scope: str) -> None:
        using = router.db_for_write(Listing)
        with transaction.atomic(using=using), connections[using].cursor() as cursor:
            cursor.execute(f"DELETE FROM collection_listing WHERE {scope.replace('e.id', 'exhibit_id')}")
            # What an exhibit is dated by when received follows its acquisition; kept on the exhibit as a page key.
            cursor.execute(
                f"UPDATE collection_exhibit AS e SET received_order = {_RECEIVED_ORDER} "
                f"WHERE {scope} AND received_order <> {_RECEIVED_ORDER}"
            )
            cursor.execute(
                "INSERT INTO collection_listing (facet, value, key, exhibit_id) "
                + " UNION ".join(
                    f"SELECT {facet.value}, {value}, e.accession_sort, e.id FROM collection_exhibit e {joins} "
                    f"WHERE e.status = 'published' AND {scope}"
                    for facet, value, joins in _SOURCES
                )
            )


_RECEIVED_ORDER = (
    f"COALESCE((SELECT a.date_order FROM collection_acquisition a WHERE a.id = e.acquisition_id), {UNDATED})"
)


class Listing(models.Model):
    """A published exhibit stands under `value` of `facet`; `key` repeats its place in catalogue order."""

    recorded = False  # derived: the records it is made from leave the history

    pk = models.CompositePrimaryKey("facet", "value", "key", "exhibit_id")
    facet = models.PositiveSmallIntegerField(choices=Facet)
    value = models.BigIntegerField()
    key = SortKeyField(source="key")
    exhibit = models.ForeignKey("collection.Exhibit", on_delete=models.CASCADE, related_name="listings")

    objects = ListingQuerySet.as_manager()

    def __str__(self):
        return f"{Facet(self.facet).label} {self.value}"


def mark(exhibit_ids, using: str | None = None) -> None:
    """These exhibits changed: list them anew, at the end of the open `recording()` block, else now."""
    connection = connections[using or router.db_for_write(Listing)]
    if current_changeset(using) is None:
        Listing.objects.refresh(exhibit_ids)
    else:
        waiting = getattr(connection, "vitrine_unlisted", None) or set()
        connection.vitrine_unlisted = waiting | set(exhibit_ids)


def settle(using: str) -> None:
    """List what `mark()` put off. Runs inside the transaction that changed it."""
    connection = connections[using]
    waiting, connection.vitrine_unlisted = getattr(connection, "vitrine_unlisted", None) or set(), set()
    if waiting:
        Listing.objects.refresh(waiting)
