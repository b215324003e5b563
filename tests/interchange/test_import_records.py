"""What an import makes of drafts: records created, changed, left alone."""

import pytest

from collection.interchange.draft import AcquisitionDraft, NoteDraft, PartyDraft, PlaceDraft
from collection.models import Acquisition, Exhibit, Location, Movement, Participation, Party, Showroom, Source, Term
from tests import factories as make
from tests.interchange.importing import bring_in, counts, draft, maker

pytestmark = pytest.mark.django_db

PRINTED = "  Artist; sold 1951\nGallery.\t \r\n"


def full(number="86.20.1"):
    """A draft of everything."""
    donor = PartyDraft("giver", "Ailsa Mellon Bruce")
    return draft(
        number,
        fields={"object_name": "bowl", "made": "c. 1860", "quantity": 2, "provenance_text": PRINTED},
        parties=[maker("Paul Revere", birth="1735", death="1818", country="US", note="attributed to")],
        acquisition=AcquisitionDraft("gift", on="1986", donors=[("giver", donor)], recipient=PartyDraft("x", "Museum")),
        place=PlaceDraft(showroom="Gallery 7", building="Main"),
        terms={"classification": ["Metals"], "materials": ["Silver", "Gold"]},
        notes=[NoteDraft("made_by", "Marked by Revere.", "Register", "p. 3")],
    )


def test_all_of_it_comes_in():
    run = bring_in([full()])
    assert (run.status, counts(run)) == ("done", (1, 0, 0, 0)), run.message
    exhibit = Exhibit.objects.get()
    assert (exhibit.accession_number, exhibit.status, exhibit.made_edtf, exhibit.quantity) == (
        "86.20.1",
        "draft",
        "1860~",
        2,
    )
    assert exhibit.provenance_text == PRINTED
    part = exhibit.participations.get()
    assert (part.party.name, part.party.birth_edtf, part.party.country.code, part.note) == (
        "Paul Revere",
        "1735",
        "US",
        "attributed to",
    )
    came = exhibit.acquisition
    assert (came.number, came.method, came.date_edtf, came.recipient.name) == ("86.20.1", "gift", "1986", "Museum")
    assert [link.party.name for link in came.donor_links.all()] == ["Ailsa Mellon Bruce"]
    assert (exhibit.showroom.name, exhibit.showroom.number, exhibit.showroom.building.name) == (
        "Gallery 7",
        "7",
        "Main",
    )
    assert exhibit.movements.get().to_location == exhibit.location
    assert exhibit.classification.name == "Metals"
    assert sorted(term.name for term in exhibit.materials.all()) == ["Gold", "Silver"]
    note = exhibit.notes.get()
    assert (note.statement, note.source.title, note.locator) == ("Marked by Revere.", "Register", "p. 3")


def test_it_is_found_at_once(client):
    bring_in([full()], publish=True)
    found = client.get("/api/v1/exhibits/", {"q": "revere metals"}).json()
    assert found["total"] == 1


@pytest.mark.parametrize("count", [1, 3])
def test_the_second_run_changes_nothing(count):
    drafts = [full(f"86.20.{n}") for n in range(count)]
    bring_in(drafts)
    again = bring_in([full(f"86.20.{n}") for n in range(count)])
    assert counts(again) == (0, 0, count, 0)
    assert again.changeset is None


def test_only_what_is_mapped_is_touched():
    exhibit = make.make_exhibit(accession_number="1.1", title="Old", description="Kept", medium="Kept")
    run = bring_in([draft("1.1", fields={"title": "New", "inscriptions": None})])
    exhibit.refresh_from_db()
    assert (exhibit.title, exhibit.description, exhibit.medium, exhibit.slug) == ("New", "Kept", "Kept", "new")
    assert (counts(run), run.fields) == ((0, 1, 0, 0), {"title": 1})
    assert exhibit.version == 2


def test_nothing_said_clears_a_mapped_field():
    exhibit = make.make_exhibit(accession_number="1.1", description="Old")
    bring_in([draft("1.1", fields={"title": exhibit.title, "description": None})])
    exhibit.refresh_from_db()
    assert exhibit.description == ""


def test_numbers_are_matched_in_any_spelling():
    make.make_exhibit(accession_number="Ab 1")
    bring_in([draft("aB  1", fields={"title": "New"})])
    assert Exhibit.objects.get().title == "New"


def test_a_chosen_key_finds_the_record():
    make.make_exhibit(accession_number="1.1", internal_note="TMS 77", title="Old")
    one = draft("1.1", fields={"title": "New", "internal_note": "TMS 77"})
    one.key = "TMS 77"
    run = bring_in([one], match="internal_note")
    assert counts(run) == (0, 1, 0, 0)
    assert Exhibit.objects.get().title == "New"


def test_a_name_is_one_party():
    known = make.make_party(name="Paul Revere", birth="1735", death="1818", biography="Kept")
    revere = {"birth": "1735", "death": "1818"}
    drafts = [
        draft(parties=[maker("Paul Revere", **revere)]),
        draft(parties=[maker("paul  revere")]),
        draft(parties=[maker("Paul Revere", birth="1900")]),
        draft(parties=[maker("Nobody Known"), maker("Nobody Known")]),
    ]
    bring_in(drafts)
    assert Party.objects.filter(name__iexact="paul revere").count() == 2
    assert known.participations.count() == 2
    assert Party.objects.filter(name="Nobody Known").count() == 1
    assert Participation.objects.count() == 4


def test_a_namesake_recorded_later_does_not_unsettle_a_second_run():
    drafts = [
        lambda: draft("1", parties=[maker("Smith", birth="1850")]),
        lambda: draft("2", parties=[maker("Smith")]),
        lambda: draft("3", parties=[maker("Smith", birth="1900")]),
    ]
    bring_in([make_one() for make_one in drafts])
    assert Party.objects.filter(name="Smith").count() == 2
    assert counts(bring_in([make_one() for make_one in drafts])) == (0, 0, 3, 0)


def test_a_life_told_backwards_is_kept_in_words():
    bring_in([draft(parties=[maker("Ada", birth="1900", death="1850")])])
    party = Party.objects.get()
    assert (party.birth, party.death) == ("", "")
    assert "1900 – 1850" in party.internal_note


def test_a_row_says_who_has_the_roles_that_it_names():
    exhibit = make.make_exhibit(accession_number="1.1")
    wrong, kept = make.make_party(name="Wrong"), make.make_party(name="Kept")
    make.make_participation(exhibit=exhibit, party=wrong, role="maker")
    make.make_participation(exhibit=exhibit, party=kept, role="depicted")
    bring_in([draft("1.1", parties=[maker("Right", note="after")])])
    assert sorted((part.party.name, part.role) for part in exhibit.participations.all()) == [
        ("Kept", "depicted"),
        ("Right", "maker"),
    ]


def test_exhibits_of_one_numbered_acquisition_share_it():
    def one(number, donor):
        return draft(number, acquisition=AcquisitionDraft("gift", number="A-1", donors=[("giver", maker(donor))]))

    bring_in([one("1", "Ann"), one("2", "Ann"), one("3", "Bob")])
    came = Acquisition.objects.get()
    assert came.exhibits.count() == 3
    assert [link.party.name for link in came.donor_links.all()] == ["Ann", "Bob"]


def test_a_numbered_acquisition_keeps_what_it_says():
    acquisition = make.make_acquisition(number="A-1", date="1980")
    run = bring_in([draft("1", acquisition=AcquisitionDraft("gift", on="1990", number="A-1"))])
    acquisition.refresh_from_db()
    assert acquisition.date == "1980"
    assert run.causes["acquisition-differs in acquisition date"]["rows"][0]["row"] == 2


def test_an_acquisition_of_its_own_becomes_what_the_row_says():
    bring_in([draft("1", acquisition=AcquisitionDraft("gift", on="1990", donors=[("giver", maker("Ann"))]))])
    bring_in([draft("1", acquisition=AcquisitionDraft("bequest", on="1991", donors=[("giver", maker("Bob"))]))])
    came = Acquisition.objects.get()
    assert (came.method, came.date) == ("bequest", "1991")
    assert [link.party.name for link in came.donor_links.all()] == ["Bob"]


def test_rooms_are_found_by_name_or_number_and_made_where_missing():
    room = make.make_showroom(number="12", name="Impressionists")
    bring_in(
        [
            draft("1", place=PlaceDraft(showroom="impressionists")),
            draft("2", place=PlaceDraft(showroom="12")),
            draft("3", place=PlaceDraft(showroom="Hall of Sculpture")),
            draft("4", place=PlaceDraft(status="Not on View")),
            draft("5", place=PlaceDraft(status="not on view")),
        ]
    )
    assert room.exhibits.count() == 2
    made = Showroom.objects.exclude(pk=room.pk).get()
    assert (made.name, made.number) == ("Hall of Sculpture", "R1")
    store = Location.objects.get(name="Not on View")
    assert (store.kind, store.exhibits.count()) == ("store", 2)
    assert not store.exhibits.exclude(showroom=None).exists()
    assert Movement.objects.count() == 5


def test_what_stands_in_a_case_of_the_room_has_not_moved():
    room = make.make_showroom(number="12")
    case = make.make_location(kind="case", parent=room.location)
    make.make_exhibit(accession_number="1", title="Bowl", location=case)
    run = bring_in([draft("1", place=PlaceDraft(showroom="12"))])
    assert counts(run) == (0, 0, 1, 0)


def test_terms_and_sources_are_used_again():
    Term.objects.create(vocabulary="material", name="Silver")
    drafts = [draft(terms={"materials": ["silver"]}, notes=[NoteDraft("other", "Says.", "Register")]) for _ in range(2)]
    bring_in(drafts)
    assert (Term.objects.count(), Source.objects.count()) == (1, 1)


def test_what_is_complete_is_published_where_the_mapping_says_so():
    whole = {"object_name": "bowl", "credit_line": "Purchase"}
    run = bring_in([draft("1", fields=whole), draft("2")], publish=True)
    assert dict(Exhibit.objects.values_list("accession_number", "status")) == {"1": "published", "2": "draft"}
    assert {group["cause"] for group in run.causes.values()} == {"not-published"}
