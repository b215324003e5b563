"""`load_founding`: whole or not at all, once, beside what the museum has, and with errors that say what to mend."""

import shutil
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from collection.management.commands import load_founding
from collection.management.founding import FoundingError, load
from collection.management.founding.places import outline
from collection.management.founding.reading import FOLDER
from collection.models import Bitmap, Change, ChangeSet, Exhibit, Location, Party, Source
from collection.models.history import Via, recording
from tests import factories as make

pytestmark = pytest.mark.django_db


def run():
    out = StringIO()
    call_command("load_founding", stdout=out)
    return out.getvalue()


def test_the_first_run_says_what_it_did_in_one_change_set():
    said = run()

    assert "13 exhibits" in said
    assert "5 sources" in said
    assert "120 showrooms" in said
    changeset = ChangeSet.objects.get(reason__startswith="Founding collection")
    assert (changeset.via, changeset.user) == (Via.COMMAND, None)
    assert set(Change.objects.filter(table="collection_exhibit").values_list("changeset", flat=True)) == {changeset.pk}
    assert Bitmap.objects.exists()


def test_a_second_run_changes_nothing_even_what_the_museum_changed_since():
    run()
    party = Party.objects.get(slug="jimmy-carter")
    party.name = "James Earl Carter"
    party.save()
    Location.objects.filter(name="Secure store").update(name="Strongroom")
    before = Change.objects.count(), ChangeSet.objects.count()

    assert "Nothing was changed" in run()

    assert (Change.objects.count(), ChangeSet.objects.count()) == before


def test_loading_over_itself_adds_nothing_without_the_change_set_to_go_by():
    with make.indexed_once():
        load()
    before = Change.objects.count()

    assert not load()

    assert Change.objects.count() == before
    assert "Nothing was changed" in run()
    assert not ChangeSet.objects.exists()


def test_what_the_museum_has_already_is_used_as_it_stands():
    carter = make.make_party(name="Jimmy Carter", biography="Ours.")

    run()

    assert Party.objects.filter(name="Jimmy Carter").count() == 1
    assert list(carter.gave.values_list("number", flat=True)) == ["ACQ-ND-001"]
    carter.refresh_from_db()
    assert (carter.biography, carter.version) == ("Ours.", 1)


FAULTS = {
    "a name that is nearly one": (
        "acquisitions.toml",
        'party = "putin"',
        'party = "puttin"',
        ["donors 1 (puttin)", "Did you mean “putin”?"],
    ),
    "a field that does not exist": (
        "parties.toml",
        'biography = "Host',
        'biograpy = "Host',
        ["party 4 (putin)", "Did you mean “biography”?"],
    ),
    "a field left out": ("sources.toml", 'key = "003"\n', "", ["sources.toml, source 4", "“key” is missing"]),
    "an impossible date": (
        "parties.toml",
        "1955-05-21",
        "1955-05-32",
        ["party 6 (shoigu)", "birth:", "not a date in the calendar"],
    ),
    "a choice that is none": (
        "occasions.toml",
        'kind = "summit"',
        'kind = "parley"',
        ["occasion 3 (summit-2000)", "kind:", "parley"],
    ),
    "a role that is none": (
        "acquisitions.toml",
        'role = "giver"',
        'role = "gifter"',
        ["donors 1", "Use one of: giver"],
    ),
    "a country that is none": ("parties.toml", '"SUHH"', '"SUHX"', ["party 8 (gagarin)", "“SUHH”"]),
    "one key for two": ("notes/hat.toml", '"hat-haste-003"', '"hat-haste-002"', ["used twice"]),
    "a position without a reason": (
        "notes/tea_cups.toml",
        'reason = "The same slip',
        'reason = ""\n# "The same',
        ["tea-recipient-000", "reason:"],
    ),
    "a grade beyond the scale": (
        "notes/crystal.toml",
        "credibility = 5",
        "credibility = 7",
        ["note 1 (crystal-000)", "credibility:"],
    ),
    "two notes linked twice": (
        "notes/glove.toml",
        '["glove-what-002", "glove-what-001"]',
        '["glove-what-002", "glove-what-002"]',
        ["linked before"],
    ),
    "a contradiction of one": (
        "notes/crystal.toml",
        ', ["crystal-002"',
        ', "crystal-002", ["crystal-002"',
        ["“between”"],
    ),
    "a file about two things": (
        "notes/glove.toml",
        'exhibit = "2',
        'occasion = "visit-2023"\nexhibit = "2',
        ["glove.toml", "about one thing"],
    ),
    "a showroom passed off as a store": ("museum.toml", 'kind = "store"', 'kind = "showroom"', ["Use store, case"]),
    "a room without a theme": ("museum.toml", ', "The museum at a glance"]', "]", ["room 1", "number, name and theme"]),
    "an exhibit nobody can publish": ("exhibits.toml", 'object_name = "hat"\n', "", ["2023.0917.5", "object_name"]),
    "a line that is not TOML": ("terms.toml", "material = [", "material = ", ["terms.toml is not TOML", "line"]),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_names_file_entry_and_mend_and_nothing_is_loaded(fault, tmp_path, monkeypatch):
    file, right, wrong, expected = FAULTS[fault]
    folder = shutil.copytree(FOLDER, tmp_path / "founding")
    text = (folder / file).read_text(encoding="utf-8")
    assert right in text
    (folder / file).write_text(text.replace(right, wrong, 1), encoding="utf-8")
    for other in folder.glob("notes/*.toml"):  # each fault shows without them, and sooner
        if f"notes/{other.name}" != file:
            other.unlink()
    monkeypatch.setattr(load_founding, "load", lambda: load(folder))
    before = Change.objects.count()

    with pytest.raises(CommandError) as refusal:
        run()

    message = str(refusal.value)
    assert file in message
    for part in expected:
        assert part in message
    assert message.endswith("Nothing was loaded.")
    assert not Source.objects.exists()
    assert not Exhibit.objects.exists()
    assert Change.objects.count() == before


def test_a_missing_file_is_named(tmp_path):
    folder = shutil.copytree(FOLDER, tmp_path / "founding")
    (folder / "restrictions.toml").unlink()

    with pytest.raises(FoundingError, match=r"restrictions\.toml is not in founding/"), recording(via="command"):
        load(folder)


def test_rooms_of_a_floor_do_not_overlap():
    rooms = [outline(index) for index in range(24)]
    boxes = [(room[0], room[2]) for room in rooms]
    for i, ((left, near), (right, far)) in enumerate(boxes):
        for (other_left, other_near), (other_right, other_far) in boxes[i + 1 :]:
            assert right <= other_left or other_right <= left or far <= other_near or other_far <= near
