"""What a look ahead says would be made besides exhibits, and that the run makes just that."""

import json
from io import StringIO

import pytest
from django.core.management import call_command
from hypothesis import given, settings
from hypothesis import strategies as st

from collection.interchange.draft import AcquisitionDraft, NoteDraft, PlaceDraft
from collection.interchange.importing import made, running
from collection.interchange.importing.made import Tally, in_words
from collection.interchange.importing.preview import preview
from collection.interchange.importing.reporting import report
from collection.interchange.importing.running import Runner
from collection.interchange.importing.source import described
from collection.models import ImportRun, Location, Occasion, Party, Showroom, Source, Term
from tests import factories as make
from tests.interchange.files import written
from tests.interchange.importing import Drafts, bring_in, carry_out, draft, load, maker

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def unindexed(monkeypatch):
    monkeypatch.setattr(Runner, "_index", lambda self: None)


def counted(run):
    return {kind: (group["count"], group["names"]) for kind, group in run.made.items()}


def full(number, **life):
    return draft(
        number,
        parties=[maker("Ann Cup", **life)],
        acquisition=AcquisitionDraft("gift", occasion="State visit", donors=[("giver", maker("Ben Plate"))]),
        place=PlaceDraft(showroom="Gallery 7", building="Main building"),
        terms={"classification": ["Metals"], "materials": ["Silver"]},
        notes=[NoteDraft("made_by", "Marked.", "Register")],
    )


EVERYTHING = {
    "room": (1, ["Gallery 7 (Main building)"]),
    "place": (1, ["Main building"]),
    "party": (2, ["Ann Cup (1840–)", "Ben Plate"]),
    "term": (2, ["Metals (classification)", "Silver (material)"]),
    "occasion": (1, ["State visit"]),
    "source": (1, ["Register"]),
}


@pytest.mark.parametrize("batch", [1, 100])
def test_each_is_counted_once_however_the_rows_are_batched(monkeypatch, batch):
    monkeypatch.setattr(running, "BATCH", batch)
    drafts = [full(str(n), birth="1840") for n in range(4)]
    assert counted(bring_in(drafts, check=True)) == EVERYTHING
    assert not Party.objects.exists()
    assert not Location.objects.exists()

    assert counted(bring_in(drafts)) == EVERYTHING
    assert (Showroom.objects.count(), Party.objects.count(), Term.objects.count()) == (1, 2, 2)
    assert (Occasion.objects.count(), Source.objects.count()) == (1, 1)
    assert counted(bring_in(drafts)) == counted(bring_in(drafts, check=True)) == {}


def test_a_mistyped_room_stands_out():
    room = make.make_showroom(name="Gallery 7", number="7")
    drafts = [draft(str(n), place=PlaceDraft(showroom="Gallery 7" if n else "A-99")) for n in range(3)]
    run = bring_in(drafts, check=True)
    assert in_words(run.made, 5) == ["1 room: A-99"]
    assert list(Showroom.objects.all()) == [room]


def test_who_may_add_no_room_is_told_of_none():
    run = bring_in([draft("1", place=PlaceDraft(showroom="A-99"))], check=True, user=make.make_user("cataloguer"))
    assert counted(run) == {}
    assert "no-room" in {group["cause"] for group in run.causes.values()}


def test_two_of_one_name_are_told_apart_by_their_lives(monkeypatch):
    monkeypatch.setattr(running, "BATCH", 1)
    drafts = [
        draft("1", parties=[maker("Ann", birth="1840", death="1905")]),
        draft("2", parties=[maker("ANN")]),
        draft("3", parties=[maker("Ann", birth="1950")]),
    ]
    assert counted(bring_in(drafts, check=True)) == {"party": (2, ["Ann (1840–1905)", "Ann (1950–)"])}
    assert counted(bring_in(drafts)) == {"party": (2, ["Ann (1840–1905)", "Ann (1950–)"])}


def test_a_refused_row_makes_nothing():
    drafts = [draft("1"), draft("1", parties=[maker("Ann")])]
    assert counted(bring_in(drafts, check=True)) == {}


def test_a_check_that_was_handed_on_counts_from_the_first_row(monkeypatch):
    monkeypatch.setattr(running, "BATCH", 2)
    run = ImportRun.objects.create(
        files=[{"name": "objects.csv", "path": "", "size": 0, "fingerprint": ""}], task="check", status="waiting"
    )
    source = Drafts([draft(str(n), parties=[maker(f"Maker {n % 3}")]) for n in range(6)])
    assert run.claim()

    def hand_back(run):
        if run.done == 4 and run.status == "working":
            raise running.HandedBack

    Runner(run, hand_back, source=source).carry_out()
    assert (run.status, run.done) == ("waiting", 4)
    carry_out(run, source)
    assert (run.status, run.done, run.counts, run.rows.count()) == ("done", 6, {"created": 6}, 6)
    assert counted(run) == {"party": (3, ["Maker 0", "Maker 1", "Maker 2"])}


MAPPING = (
    '[fields]\naccession_number = "number"\ntitle = "title"\n[[parties]]\nname = "maker"\n[place]\nshowroom = "room"\n'
)
ROWS = "number,title,maker,room\n1,Bowl,Ann,A-99\n2,Cup,Ann,A-99\n3,Dish,Ben,\n"


def test_the_first_rows_say_it_at_once_and_the_report_for_all(tmp_path):
    file = written(tmp_path, "objects.csv", ROWS)
    run = ImportRun(files=[described(file)], mapping=MAPPING)
    assert in_words(preview(run).made, 5) == ["1 room: A-99", "2 parties: Ann; Ben"]
    assert in_words(preview(run, 1).made, 5) == ["1 room: A-99", "1 party: Ann"]
    assert list(report(load(file, MAPPING))["made"].items()) == [
        ("room", {"count": 1, "names": ["A-99"]}),
        ("party", {"count": 2, "names": ["Ann", "Ben"]}),
    ]


def test_a_dry_run_says_it_and_so_does_its_report(tmp_path):
    file, mapping = written(tmp_path, "objects.csv", ROWS), written(tmp_path, "museum.toml", MAPPING)
    call_command(
        "import_collection",
        file,
        mapping=str(mapping),
        dry_run=True,
        report=tmp_path / "r.json",
        stdout=(said := StringIO()),
    )
    assert "would also make 1 room: A-99" in said.getvalue()
    assert json.loads((tmp_path / "r.json").read_text())["made"]["party"] == {"count": 2, "names": ["Ann", "Ben"]}


@pytest.mark.without_database
def test_names_and_what_is_remembered_are_bounded(monkeypatch):
    monkeypatch.setattr(made, "REMEMBERED", 50)
    found = Tally(pretended=True).add({}, [("party", f"Maker {n} {'x' * 900}", "") for n in range(200)])
    assert (found["party"]["count"], found["party"]["at_least"]) == (50, True)
    assert len(found["party"]["names"]) == made.NAMED
    assert max(map(len, found["party"]["names"])) < 300
    assert in_words(found, 1)[0].startswith("more than 50 parties: Maker 0")
    assert in_words(found, 1)[0].endswith(" …")


@pytest.mark.without_database
@settings(max_examples=50)
@given(st.lists(st.tuples(st.sampled_from(list(made.KINDS)), st.sampled_from("aAbc"), st.sampled_from(["", "x", "y"]))))
def test_batches_count_as_one_does(each):
    tally, found = Tally(pretended=True), {}
    for one in each:
        found = tally.add(found, [one])
    assert found == Tally(pretended=True).add({}, each)
    assert sum(group["count"] for group in found.values()) <= len({(k, n.lower(), a) for k, n, a in each})
