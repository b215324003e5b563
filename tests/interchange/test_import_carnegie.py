"""Real data through the shipped mapping: some hundreds of records of Carnegie Museum of Art, oddities first."""

import json
import lzma
from importlib import resources
from itertools import islice

import pytest

from collection.models import Exhibit, ImportRow, Movement, Party, Showroom, Stale
from tests.interchange.importing import counts, load, state, undo
from tests.shared import shared

pytestmark = pytest.mark.django_db
MAPPING = resources.files("collection.interchange").joinpath("mappings", "carnegie.toml").read_text(encoding="utf-8")
PLACES = {"Not on View", "Off-site", "Museum Grounds"}


def is_odd(record):
    first, last = record["creation_date_earliest"] or "", record["creation_date_latest"] or ""
    return (
        record["title"] is None
        or first.startswith("-")
        or (last and first > last)
        or record["date_acquired"] is None
        or len(record["title"]) > 400
        or len(record["provenance_text"] or "") > 4_000
    )


@pytest.fixture(scope="module")
def records():
    """Every oddity of a kind up to a few dozen, and every four hundredth record."""
    found = []
    for name in ("cmoa", "teenie"):
        with lzma.open(shared(f"data/cmoa/{name}.jsonl.xz"), "rt", encoding="utf-8") as lines:
            every = [json.loads(line) for line in islice(lines, 30_000)]
        found += [*islice(filter(is_odd, every), 150), *every[::400]]
    return list({record["accession_number"]: record for record in found}.values())


@pytest.fixture
def file(records, tmp_path):
    path = tmp_path / "carnegie.jsonl"
    path.write_text("".join(json.dumps(record) + "\n" for record in records), encoding="utf-8")
    return path


def test_all_of_it_comes_in_and_goes_again(records, file):
    before = state()
    run = load(file, MAPPING)
    assert (run.status, counts(run)) == ("done", (len(records), 0, 0, 0)), run.message
    exhibits = {exhibit.accession_number: exhibit for exhibit in Exhibit.objects.select_related("showroom", "location")}
    for record in records:
        exhibit = exhibits[record["accession_number"]]
        assert exhibit.provenance_text == (record["provenance_text"] or "")
        assert exhibit.title == " ".join((record["title"] or "[Untitled]").split())
        place = record["physical_location"]
        assert (exhibit.showroom and exhibit.showroom.name) == (None if place in PLACES else place)
        assert exhibit.location is None or exhibit.location.name == place
        makers = {part["full_name"] for part in record["creator"] or [] if part["full_name"]}
        assert exhibit.participations.count() >= len(makers)
    assert Showroom.objects.count() == len({r["physical_location"] for r in records} - PLACES - {None})
    assert Movement.objects.count() == sum(record["physical_location"] is not None for record in records)
    assert not Stale.objects.exists()
    assert Party.objects.exclude(birth_edtf="").exists()

    named = {
        cause: {
            row["number"]
            for row in run.rows.filter(problems__isnull=False).values("number", "problems")
            if cause in {p["cause"] for p in row["problems"]}
        }
        for cause in ("reversed-range", "bce-stand-in", "no-acquisition-date")
    }
    numbers = dict(ImportRow.objects.values_list("number", "key"))
    assert {numbers[n] for n in named["no-acquisition-date"]} == {
        record["accession_number"].lower() for record in records if record["date_acquired"] is None
    }
    assert named["bce-stand-in"]
    assert named["reversed-range"]

    again = load(file, MAPPING)
    assert counts(again) == (0, 0, len(records), 0)
    assert again.changeset is None

    undo(run)
    assert (run.status, run.left_alone) == ("done", [])
    assert state() == before
