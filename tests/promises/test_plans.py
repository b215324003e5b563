"""No public page costs more in a larger museum: the database itself says how it answers each query of each page, with
twenty thousand rows in every large table."""

from contextlib import contextmanager

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.test import Client

from collection.filters.keyset import paginate
from collection.models import (
    Acquisition,
    Donor,
    Exhibit,
    Occasion,
    OccasionStop,
    Party,
    ProvenanceNote,
    Restriction,
    Weighing,
)
from tests import factories as make
from tests.promises import ballast, plans
from tests.promises.addresses import PATHS, Scene

SCENES, ROWS = 8, 20_000
LISTS = ("/exhibits/", "/api/v1/exhibits/")
SEARCHES = (
    "q=exhibit", "q=nothing-like-it", 'q="exhibit+1"', "q=exhi*", "q=exhibit+OR+gift", "q=exhibit+-gift",
    "q=title:exhibit", "q=country:FR", "q=made:1950..1970", "q=exhibti", "number=1", "title=e", "country=FR",
    "made=1950s", "received=1970s", "restriction=firearms", "contradiction=open", "country=FR&made=1950s&q=exhibit",
)
COSTLY = (  # what no page may ask
    'SELECT COUNT(*) AS "__count" FROM "collection_exhibit"',
    "SELECT COUNT(*) FROM collection_provenancenote WHERE is_public",
    "SELECT id FROM collection_exhibit ORDER BY description, id LIMIT 50",
    "SELECT id FROM collection_exhibit ORDER BY id LIMIT 50 OFFSET 15000",
    "SELECT id FROM collection_party WHERE office LIKE '%president%' LIMIT 50",
)
ORDERS = ("number", "-number", "title", "-title", "made", "-made", "received", "-received", "published", "-published")


FAR = (
    (Party, "name", "name_sort", ["/api/v1/parties/"]),
    (Donor, "name", "name_sort", ["/api/v1/donors/", "/donors/"]),
    (Acquisition, "number", "number_sort", ["/api/v1/acquisitions/"]),
    (Occasion, "date", "date_order", ["/api/v1/occasions/", "/occasions/"]),
    (ProvenanceNote, "recorded", "id", ["/api/v1/provenance-notes/"]),
    (Restriction, "recorded", "id", ["/api/v1/restrictions/"]),
)


@pytest.fixture
def swept(django_db_setup, django_db_blocker):
    """Asked for before `db`, it sweeps up dead rows: before it those of other tests, which would blur what the planner
    knows of the tables; after it its own, which the other tests would walk past."""

    def sweep():
        if connection.vendor == "postgresql":
            with django_db_blocker.unblock(), connection.cursor() as cursor:
                cursor.execute("VACUUM")
                connection.close()

    sweep()
    yield
    sweep()


@contextmanager
def watched(asked):
    """Each query that is asked inside is kept in `asked` as (sql, params)."""

    def keep(execute, sql, params, many, context):
        asked.append((sql, params))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(keep):
        yield


def costly(address: str, large: set[str]) -> list[str]:
    """What the queries of a visitor's page do that a larger museum would feel."""
    asked = []
    visitor = Client(raise_request_exception=False)
    visitor.get(address)  # what a process remembers from then on
    with watched(asked):
        answer = visitor.get(address)
    if answer.status_code >= 400:
        return [f"{address}: {answer.status_code}: {answer.content[:200]}"]
    return sorted({
        f"{address}: {fault}: {sql[:700]}"
        for sql, params in asked
        if sql.lstrip().upper().startswith(("SELECT", "WITH"))
        for fault in plans.faults(connection, sql, params, large)
    })


def addresses(handles) -> list[str]:
    """Of every public page and list, and of searches and orders, forward and back."""
    changes = ("submit", "publish", "withdraw", "move", "assess", "decide", "open", "dismiss", "weigh")
    for_staff = ("api:disagreements-detail", "api:restriction-candidates-detail", "api:exhibits-provenance-link")
    found = [
        path.format(**handles)
        for name, path in PATHS.items()
        if name.startswith(("public:", "api:")) and name != "api:nowhere" and not name.endswith((*changes, *for_staff))
    ]
    for path in LISTS:
        order = "ordering" if path.startswith("/api") else "order"
        found += [f"{path}?{asked}" for asked in SEARCHES] + [f"{path}?{order}={name}" for name in ORDERS]
    return found


def furnished(scene: Scene):
    """The scene with what else a gift can come with, so that each large table has a row of it."""
    exhibit = Exhibit.objects.get(public_id=scene.handles["exhibit"])
    one, other = make.make_note(exhibit=exhibit), make.make_note(exhibit=exhibit, answer="Somebody else")
    make.make_contradiction(one, other)
    ProvenanceNote.objects.assess(note=one, position="accepted", reason="It was there.", by=make.make_user("curator"))
    make.make_note(exhibit=exhibit, supersedes=other)
    weighed = {"about": {"exhibit_id": exhibit.pk}, "claim": "made_by", "outcome": "left_open", "reason": "Unexamined."}
    Weighing.objects.weigh(**weighed, by=None)
    make.make_participation(exhibit=exhibit, party=make.make_party())
    make.make_counter_gift(acquisition=exhibit.acquisition)
    OccasionStop.objects.create(occasion=exhibit.acquisition.occasion, position=1, place="Khasan")
    exhibit.materials.add(make.make_term())
    return scene


def far_pages() -> list[str]:
    """Of each list that pages over a large table, the page half way to its end."""
    found = []
    for model, order, column, paths in FAR:
        rows = model.objects.visible_to(AnonymousUser()).only(column)
        cursor = paginate(rows, order=order, orders={order: column}, size=ROWS // 2).next
        assert cursor, f"{model} has too few rows to page through"
        found += [f"{path}?cursor={cursor}" for path in paths]
    return found


def test_no_page_costs_more_in_a_larger_museum(swept, db):
    first, *_ = [furnished(Scene("published")) for _ in range(SCENES)]
    large = ballast.load(connection, ROWS // SCENES)

    unseen = [sql for sql in COSTLY if not plans.faults(connection, sql, None, large)]
    assert not unseen
    if found := [fault for address in addresses(first.handles) + far_pages() for fault in costly(address, large)]:
        pytest.fail("\n\n".join(found), pytrace=False)
