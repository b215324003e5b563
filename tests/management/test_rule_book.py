"""`load_rule_book` and `propose_restrictions`: again and again, beside what the museum changed, never deciding."""

import datetime
import shutil
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from collection.management.founding import FoundingError
from collection.management.rules import FILE, FOLDER, load_rules
from collection.models import Change, ChangeSet, Instrument, Restriction, RestrictionCandidate
from tests import factories as make

pytestmark = pytest.mark.django_db


def run(command, *arguments):
    out = StringIO()
    call_command(command, *arguments, stdout=out)
    return out.getvalue()


@pytest.fixture
def edition(tmp_path):
    """Loads the rule book with some words of the file replaced."""

    def load(*replaced):
        folder = shutil.copytree(FOLDER, tmp_path / str(len(list(tmp_path.iterdir()))))
        text = (folder / FILE).read_text()
        for old, new in replaced:
            assert old in text
            text = text.replace(old, new, 1)
        (folder / FILE).write_text(text)
        return load_rules(folder)

    return load


def test_it_comes_unchecked_and_says_so():
    said = run("load_rule_book")
    rules = Instrument.objects.all()
    assert f"{rules.count()} added" in said
    assert f"{rules.count()} of them nobody has compared" in said
    assert not rules.exclude(checked_on=None).exists()
    assert not rules.filter(is_public=False).exists()
    assert {"un_sanctions", "cites", "firearms", "restitution_claim"} == set(rules.values_list("kind", flat=True))
    assert [rule.key for rule in rules.filter(reference="")] == ["firearms-law"]
    for rule in rules.filter(kind="un_sanctions"):
        assert rule.name in {f"UN Security Council resolution {number}" for number in (
            "1718 (2006)", "1874 (2009)", "2094 (2013)", "2270 (2016)", "2321 (2016)", "2375 (2017)", "2397 (2017)"
        )}  # fmt: skip
        assert rule.paragraph
        assert f"({rule.in_force_from.year})" in rule.name
        assert [country.code for country in rule.countries.all()] == ["KP"]


def test_a_second_run_changes_nothing():
    run("load_rule_book")
    before = Change.objects.count(), ChangeSet.objects.count()
    assert "0 added, 0 renewed" in run("load_rule_book")
    assert (Change.objects.count(), ChangeSet.objects.count()) == before


def test_what_the_museum_changed_stays_and_what_it_left_follows_the_next_edition(edition):
    edition()
    ours, theirs = Instrument.objects.get(key="unsc-1874-10"), Instrument.objects.get(key="unsc-1718-8a-i")
    ours.words = "drone*"
    ours.save()
    theirs.checked_by, theirs.checked_on = "The registrar", datetime.date(2024, 1, 1)
    theirs.save()
    changed = edition(
        ('paragraph = "10"', 'paragraph = "10 and 11"'), ('paragraph = "8 (a) (i)"', 'paragraph = "8 (a) (i), (ii)"')
    )
    assert (changed["added"], changed["renewed"]) == (0, 1)
    ours.refresh_from_db()
    theirs.refresh_from_db()
    assert (ours.paragraph, ours.words) == ("10", "drone*")
    assert (theirs.paragraph, theirs.is_checked) == ("8 (a) (i), (ii)", False)


def test_taking_its_country_away_is_a_change_of_the_museum_too(edition):
    edition()
    rule = Instrument.objects.get(key="unsc-1874-10")
    rule.countries.clear()
    assert edition(('paragraph = "10"', 'paragraph = "10 and 11"'))["renewed"] == 0


@pytest.mark.parametrize(
    ("old", "new", "named"),
    [
        ('"KP"', '"XKP"', "“XKP”"),
        ('words = ["ivory"', 'words = ["…"', "cites-elephant-ivory"),
        ("forbids =", "forbid =", "Did you mean “forbids”"),
        ('kind = "cites"', 'kind = "sites"', "sites"),
    ],
)
def test_a_fault_names_the_entry_and_the_mend(edition, old, new, named):
    with pytest.raises(FoundingError, match=named):
        edition((old, new))


def test_candidates_are_proposed_for_the_whole_museum_and_nothing_is_decided():
    drone, shown = make.make_exhibit(object_name="drone"), make.make_exhibit(published=True, object_name="drones")
    one, two = make.make_instrument(), make.make_instrument(words="rifle", key="other")
    assert run("propose_restrictions") == "2 new candidates, 0 proposed again, 0 that no longer match.\n"
    assert set(RestrictionCandidate.objects.values_list("exhibit", "instrument")) == {
        (drone.pk, one.pk), (shown.pk, one.pk),
    }  # fmt: skip
    assert run("propose_restrictions", two.key) == "0 new candidates, 0 proposed again, 0 that no longer match.\n"
    assert not Restriction.objects.exists()
    made = Change.objects.filter(table="collection_restrictioncandidate").select_related("changeset")
    assert {change.changeset.reason for change in made} == {"Candidates of the rule book"}


def test_an_instrument_that_is_none_is_named():
    with pytest.raises(CommandError, match="No instrument has the key unsc-1"):
        call_command("propose_restrictions", "unsc-1")
