"""The listing always equals what a rebuild would make, and names nothing a visitor may not see."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from collection.models import Donor, Exhibit, Listing, Occasion, Party, ProvenanceNote, Source
from collection.models.history import recording
from collection.models.listing import RESTRICTION_KINDS, Facet
from collection.models.restriction import Restriction
from tests import factories as make

pytestmark = pytest.mark.django_db


def rows():
    return sorted(Listing.objects.values_list("facet", "value", "key", "exhibit_id"))


def assert_current():
    kept = rows()
    Listing.objects.rebuild()
    assert kept == rows()


def under(facet, value):
    return list(Exhibit.objects.public().listed(facet, value).order_by("listing_key", "listing_id"))


def test_one_exhibit_stands_under_all_its_values():
    party, recipient = make.make_party(country=make.make_country("SUHH")), make.make_party()
    occasion, term, room = make.make_occasion(), make.make_term(), make.make_showroom()
    acquisition = make.make_acquisition(donors=[party], recipient=recipient, occasion=occasion, date="1984")
    exhibit = make.make_exhibit(
        published=True, acquisition=acquisition, made="1948/1962", materials=[term], location=room.location
    )
    note = make.make_note(exhibit=exhibit)
    make.make_contradiction(note, make.make_note(exhibit=exhibit))
    make.make_restriction(exhibit=exhibit, public_statement="Under assessment.")
    expected = {
        (Facet.PARTY, party.pk),
        (Facet.PARTY, recipient.pk),
        (Facet.DONOR, party.pk),
        (Facet.COUNTRY, party.country_id),
        (Facet.RECIPIENT, recipient.pk),
        (Facet.OCCASION, occasion.pk),
        (Facet.SHOWROOM, room.pk),
        (Facet.BUILDING, room.building_id),
        (Facet.TERM, term.pk),
        (Facet.MADE, 1940),
        (Facet.MADE, 1950),
        (Facet.MADE, 1960),
        (Facet.RECEIVED, 1980),
        (Facet.RESTRICTION, 1),
        (Facet.CONTRADICTION, 1),
        (Facet.SOURCE, note.source_id),
    }
    found = {(facet, value) for facet, value, *_ in rows()}
    assert expected <= found
    assert {facet for facet, _ in expected} == set(Facet)
    assert_current()


def test_two_givers_from_two_countries_are_both_found():
    one, two = make.make_party(country=make.make_country("FR")), make.make_party(country=make.make_country("DE"))
    exhibit = make.make_exhibit(published=True, acquisition=make.make_acquisition(donors=[one, two]))
    for party in (one, two):
        assert under(Facet.COUNTRY, party.country_id) == [exhibit]
        assert under(Facet.DONOR, party.pk) == [exhibit]


def test_a_draft_is_listed_nowhere():
    make.make_donor(exhibit=make.make_exhibit())
    assert rows() == []


def test_one_who_asks_to_stay_unnamed_leaves_the_listing():
    exhibit = make.make_exhibit(published=True)
    party = make.make_donor(exhibit, country=make.make_country("FR"))
    assert list(Donor.objects.visible_to(None)) == [party]
    make.make_contact(party=party, anonymity_wish=True)
    assert not list(Donor.objects.visible_to(None))
    assert not list(Party.objects.visible_to(None))
    assert not Listing.objects.filter(facet__in=[Facet.DONOR, Facet.PARTY, Facet.COUNTRY]).exists()


def test_inside_recording_it_is_made_once_at_the_end():
    with recording(None, via="command"):
        exhibit = make.make_exhibit(published=True)
        party = make.make_donor(exhibit)
        assert rows() == []
    assert under(Facet.DONOR, party.pk) == [exhibit]


def test_two_filters_meet():
    both, one = make.make_exhibit(published=True), make.make_exhibit(published=True)
    party, term = make.make_party(), make.make_term()
    acquisition = make.make_acquisition(donors=[party], exhibits=[both, one])
    both.materials.add(term)
    found = Exhibit.objects.public().listed(Facet.DONOR, party.pk).listed(Facet.TERM, term.pk)
    assert list(found) == [both]
    assert acquisition.exhibits.count() == 2


def test_restriction_kinds_keep_their_values():
    assert set(RESTRICTION_KINDS) == set(Restriction.Kind.values)


def _edit(draw, exhibits, parties, notes):
    """One random act of cataloguing, by the calls that forms and API use."""
    exhibit, party = draw(st.sampled_from(exhibits)), draw(st.sampled_from(parties))
    exhibit.refresh_from_db()
    party.refresh_from_db()
    act = draw(
        st.sampled_from(["status", "made", "give", "name", "country", "note", "withdraw", "move", "join", "hide"])
    )
    if act == "status":
        exhibit.status = draw(st.sampled_from(["draft", "published", "withdrawn"]))
        exhibit.save()
    elif act == "made":
        exhibit.made = draw(st.sampled_from(["", "1950", "c. 1960", "18XX", "500 BCE"]))
        exhibit.save()
    elif act == "give":
        make.make_acquisition(donors=[party], exhibits=[exhibit], date=draw(st.sampled_from(["", "1999"])))
    elif act == "name":
        party.is_anonymous = draw(st.booleans())
        party.save()
    elif act == "country":
        party.country = draw(st.sampled_from([None, make.make_country("FR"), make.make_country("KP")]))
        party.save()
    elif act == "note":
        notes.append(make.make_note(exhibit=exhibit, is_public=draw(st.booleans())))
        if len(notes) > 1:
            make.make_contradiction(notes[-2], notes[-1])
    elif act == "withdraw" and notes and notes[-1].withdrawn_at is None:
        ProvenanceNote.objects.withdraw(note=notes[-1], reason="Wrong object.", by=None)
    elif act == "move":
        make.make_movement(exhibit=exhibit, to_location=make.make_showroom().location)
    elif act == "join" and not exhibit.participations.filter(party=party).exists():
        make.make_participation(exhibit=exhibit, party=party)
    elif act == "hide" and notes:
        source = Source.objects.get(pk=notes[-1].source_id)
        source.is_public = not source.is_public
        source.save()


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_after_random_edits_it_equals_a_rebuild(data):
    exhibits = [make.make_exhibit(published=True) for _ in range(3)]
    parties = [make.make_party() for _ in range(3)]
    notes = []
    for _ in range(data.draw(st.integers(1, 8))):
        _edit(data.draw, exhibits, parties, notes)
    assert_current()


def test_occasion_is_public_with_its_first_published_exhibit():
    occasion, exhibit = make.make_occasion(), make.make_exhibit()
    make.make_acquisition(occasion=occasion, exhibits=[exhibit])
    assert not Occasion.objects.visible_to(None).exists()
    exhibit.status, exhibit.published_at = "published", exhibit.created_at
    exhibit.save()
    assert list(Occasion.objects.visible_to(None)) == [occasion]


def test_a_counter_gift_put_under_another_acquisition_leaves_the_first():
    shown, hidden, party = make.make_acquisition(), make.make_acquisition(), make.make_party()
    make.make_exhibit(published=True, acquisition=shown)
    gift = make.make_counter_gift(acquisition=shown, giver=party)
    assert party in Party.objects.public()
    gift.acquisition = hidden
    gift.save()
    assert party not in Party.objects.public()
    assert_current()
