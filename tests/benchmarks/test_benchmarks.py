"""The benchmark runs, and no page costs more queries in a museum twice as large. Times are `make bench`'s affair."""

import pytest
from django.core.management import call_command

from tests.benchmarks import pages
from tests.benchmarks.growth_report import Line, Report
from tests.benchmarks.worker import Visitor


@pytest.mark.django_db
def test_no_page_costs_more_queries_when_the_museum_has_doubled(monkeypatch):
    for name, rows in {"ROWS": 5, "SOME": 2, "FEW": 1, "PAIR": 1, "SAMPLES": 2}.items():
        monkeypatch.setattr(pages, name, rows)
    looks = []
    call_command("load_founding", verbosity=0)
    for size in (300, 600):
        call_command("fill", exhibits=size, verbosity=0)
        visitor = Visitor()
        looks.append({page: visitor.look(page)["queries"] for page in visitor.pages})
    before, after = looks
    assert {page: n for page, n in after.items() if n > most(page, before)} == {}


def most(page: str, before: dict[str, int]) -> int:
    """What a page may cost. A list so short that it lacks a relation saves the query for it: the full list is the
    measure, with one query more for each filter."""
    kind, *filters = page.split(", ")
    full = before.get(f"{kind}, first page", 0) + 2 if filters else 0
    return max(before[page], full)


def line(**changed):
    usual = {
        "page": "home",
        "queries": (5, 5),
        "cpu": (10.0, 11.0),
        "wall": (12.0, 40.0),
        "bytes": (900, 950),
        "judged_by": "cpu",
    }
    return Line(**usual | changed)


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"queries": (5, 6)}, "6 queries"),
        ({"cpu": (10.0, 16.0)}, "1.60 times as long"),
        ({"judged_by": "wall"}, "3.33 times as long"),
    ],
)
def test_a_broken_promise_is_said(changed, said):
    assert line().broken() == []
    (sentence,) = line(**changed).broken()
    assert said in sentence


def test_a_search_of_staffs_is_watched():
    assert line(page="admin exhibits, search title", cpu=(10.0, 20.0)).broken() == []
    assert line(page="admin exhibits", cpu=(10.0, 20.0)).broken()


def report(**changed):
    usual = {
        "database": "SQLite",
        "sizes": (1000, 115000),
        "fill": 50.0,
        "indexing": 20.0,
        "raw": 10.0,
        "raw_derived": 15.0,
        "rows": 918249,
        "megabytes": (9.0, 900.0),
        "lines": [line()],
    }
    return Report(**usual | changed)


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"fill": 61.0}, "6.1 times executemany"),
        ({"lines": [line(queries=(1, 2))]}, "home"),
    ],
)
def test_the_report_ends_with_what_is_broken(changed, said):
    assert "All promises kept." in str(report())
    assert said in str(report(**changed)).split("Broken promises:")[1]
