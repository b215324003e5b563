"""The table that the peers are asked over: what a list shows, flat, with every index and full-text search they can use.

Made in the museum's own database by `python -m tests.benchmarks.peers.flat`. It is the best that can be done for
them: no joins, one column a facet. Ours never reads it.
"""

import django
from django.db import connection

TABLE = "peer_exhibit"
FACETS = (
    "country",
    "donor",
    "recipient",
    "occasion",
    "showroom",
    "building",
    "classification",
    "decade_made",
    "decade_received",
)
LISTED = (
    "id",
    "public_id",
    "accession_number",
    "accession_sort",
    "title",
    "object_name",
    "description",
    "quantity",
    "medium",
    "made",
    "credit_line",
    "published_at",
    *FACETS,
)
_KINDS = {"id": "bigint", "quantity": "integer", "decade_made": "integer", "decade_received": "integer"}

_ROWS = """
    SELECT e.id, e.public_id, e.accession_number, e.accession_sort, e.title, e.object_name, e.description, e.quantity,
        e.medium, e.made, e.credit_line, CAST(e.published_at AS varchar), country.code, giver.name, recipient.name,
        occasion.name, room.number, building.name, kind.name,
        e.made_earliest / 100000 * 10, a.date_earliest / 100000 * 10
    FROM collection_exhibit e
    LEFT JOIN collection_acquisition a ON a.id = e.acquisition_id
    LEFT JOIN collection_acquisitiondonor link ON link.id =
        (SELECT min(id) FROM collection_acquisitiondonor WHERE acquisition_id = a.id)
    LEFT JOIN collection_party giver ON giver.id = link.party_id AND NOT giver.is_anonymous
    LEFT JOIN collection_country country ON country.id = giver.country_id
    LEFT JOIN collection_party recipient ON recipient.id = a.recipient_id AND NOT recipient.is_anonymous
    LEFT JOIN collection_occasion occasion ON occasion.id = a.occasion_id
    LEFT JOIN collection_showroom room ON room.id = e.showroom_id
    LEFT JOIN collection_location building ON building.id = room.building_id
    LEFT JOIN collection_term kind ON kind.id = e.classification_id
    WHERE e.status = 'published' ORDER BY e.id
"""
_SEARCH = {
    # As `sqlite-utils enable-fts` writes it, which Datasette recognises by itself.
    "sqlite": [
        f"CREATE VIRTUAL TABLE {TABLE}_fts USING FTS5 (title, description, content=[{TABLE}])",
        f"INSERT INTO {TABLE}_fts ({TABLE}_fts) VALUES ('rebuild')",
    ],
    "postgresql": [
        f"ALTER TABLE {TABLE} ADD COLUMN words tsvector "
        "GENERATED ALWAYS AS (to_tsvector('simple', title || ' ' || description)) STORED",
        f"CREATE INDEX {TABLE}_words ON {TABLE} USING gin (words)",
    ],
}


def build() -> None:
    """Make the table anew."""
    columns = ", ".join(f"{name} {_KINDS.get(name, 'text')}" for name in LISTED if name != "id")
    identity = "integer PRIMARY KEY" if connection.vendor == "sqlite" else "bigint PRIMARY KEY"
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TABLE IF EXISTS {TABLE}")
        cursor.execute(f"CREATE TABLE {TABLE} (id {identity}, {columns})")
        cursor.execute(f"INSERT INTO {TABLE} {_ROWS}")
        for name in FACETS:
            cursor.execute(f"CREATE INDEX {TABLE}_by_{name} ON {TABLE} ({name})")
        cursor.execute(f"CREATE INDEX {TABLE}_by_number ON {TABLE} (accession_sort, id)")
        for statement in _SEARCH[connection.vendor]:
            cursor.execute(statement)


def take_stock() -> None:
    """Let the database know all its tables, so that everybody's queries are planned well."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE" if connection.vendor == "sqlite" else "VACUUM ANALYZE")


if __name__ == "__main__":
    django.setup()
    build()
    take_stock()
