"""Each page costs a fixed number of queries: those of `tests/query_counts.json`, however much the museum holds.

After a change that is meant to cost more or less, write the new figures: UPDATE_QUERY_COUNTS=1 pytest tests/public
"""

import json
import os
from pathlib import Path

from django.db import connection
from django.test.utils import CaptureQueriesContext

from collection.models import Exhibit
from tests import factories as make

from .scene import addresses

BASELINE = Path(__file__).parent.parent / "query_counts.json"


def queries(client, address):
    client.cookies["messages"] = "seen"  # whoever may have a message waiting gets a page that is made for them
    client.get(address)  # a process reads the parts of the index that it needs once
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200, address
    return [query["sql"] for query in captured]


def enlarge(scene):
    """More of everything that the pages show."""
    for n in range(20):
        donor = make.make_party(name=f"Envoy {n}", country=make.make_country(["FR", "CU", "DDDE", "US"][n % 4]))
        exhibits = make.make_exhibits(3, published=True, showroom=scene.room, location=scene.room.location)
        make.make_acquisition(
            donors=[donor, scene.putin],
            exhibits=exhibits,
            recipient=scene.kim,
            occasion=scene.visit,
            stop=scene.visit.stops.first(),
        )
        make.make_occasion(name=f"Fair {n}", stops=["Here", "There"])
        make.make_showroom()
        one = make.make_note(exhibit=scene.rifle, source=scene.source, answer=f"Workshop {n}")
        make.make_contradiction(one, make.make_note(exhibit=scene.rifle), question=f"Question {n}?")
        make.make_note(location=scene.room.location, source=scene.source)
        make.make_note(occasion=scene.visit, source=scene.source)
        make.make_counter_gift(acquisition=scene.rifle.acquisition, receiver=donor, giver=scene.kim)
        make.make_participation(exhibit=scene.rifle, party=donor, role="depicted")
        make.make_participation(exhibit=exhibits[0], party=scene.putin, role="signatory")
        scene.rifle.themes.add(make.make_term(vocabulary="theme", name=f"Theme {n}"))
    assert Exhibit.objects.public().count() > 60


def test_pages_cost_what_they_did_and_the_same_in_a_larger_museum(client, scene):
    make.make_acquisition(donors=[scene.putin], exhibits=[make.make_exhibit(published=True)])
    pages = addresses(scene)
    before = {name: queries(client, address) for name, address in pages.items()}
    enlarge(scene)
    after = {name: queries(client, address) for name, address in pages.items()}
    for name in pages:
        assert len(after[name]) == len(before[name]), (name, after[name])
        for sql in after[name]:
            assert "OFFSET" not in sql, name
            assert "COUNT(" not in sql, name
    counts = {name: len(found) for name, found in after.items()}
    known = json.loads(BASELINE.read_text()) if BASELINE.exists() else {}
    if os.environ.get("UPDATE_QUERY_COUNTS"):
        BASELINE.write_text(json.dumps({**known, "public": counts}, indent=2, sort_keys=True) + "\n")
    else:
        assert counts == known["public"]
