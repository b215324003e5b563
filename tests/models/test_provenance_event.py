"""The chain of an exhibit follows its provenance text and keeps what a curator decided."""

import pytest
from django.core.exceptions import ValidationError

from collection.models import Change, Exhibit, IndexEntry, ProvenanceEvent
from collection.models.chain import merged
from collection.models.index import PROVENANCE_KINDS, Facet
from collection.models.indexing import unpacked
from tests import factories as make

pytestmark = pytest.mark.django_db

TEXT = (
    "Possibly John Smith [1850-1912], Paris, France, by 1905 until at least 1910; by descent to his son, James Smith "
    "[1880-1950], London, 1912. (Knoedler, New York, 1948) [1]; purchased by the Museum, 1950.\n\nNOTES:\n1. A letter."
)


def test_each_period_becomes_an_event_with_its_place_in_the_text():
    exhibit = make.make_exhibit(provenance_text=TEXT)
    chain = ProvenanceEvent.objects.read(exhibit=exhibit)
    assert [event.position for event in chain] == [1, 2, 3, 4]
    assert all(TEXT[event.start : event.end] == event.written for event in chain)
    first, second, third, _ = chain
    assert (first.party_name, first.certainty, first.born, first.died) == ("John Smith", "possibly", "1850", "1912")
    assert (first.latest_begin_day, first.earliest_end_day) == (19051231, 19100101)
    assert (second.method, second.method_label, second.is_direct) == ("by_descent", "Descent", False)
    assert third.is_dealer
    assert "A letter." in third.notes


def test_what_a_curator_confirmed_outlives_another_reading():
    exhibit = make.make_exhibit(provenance_text=TEXT)
    _, second, third, _ = ProvenanceEvent.objects.read(exhibit=exhibit)
    second.party = party = make.make_party(name="James Smith")
    second.save()
    third.method, third.is_edited = "on_loan", True
    third.save()
    exhibit.provenance_text = "The artist; " + TEXT.replace("by 1905", "by 1906")
    exhibit.save()
    chain = ProvenanceEvent.objects.read(exhibit=exhibit)
    assert [event.party_id for event in chain] == [None, None, party.pk, None, None]
    assert [event.pk for event in chain[2:4]] == [second.pk, third.pk]
    assert chain[3].method == "on_loan"
    assert chain[1].latest_begin == "1906"
    assert all(exhibit.provenance_text[event.start : event.end] == event.written for event in chain)


@pytest.mark.parametrize(
    "values", [{"earliest_begin": "1911"}, {"latest_begin": "1904", "earliest_begin": "1905"}, {"latest_end": "1909"}]
)
def test_bounds_that_cannot_all_be_true_are_refused(values):
    exhibit = make.make_exhibit(provenance_text="John Smith, Paris, by 1905 until at least 1910.")
    (event,) = ProvenanceEvent.objects.read(exhibit=exhibit)
    with pytest.raises(ValidationError, match="is over before"):
        event.edit(values)
    event.refresh_from_db()
    assert (event.latest_begin, event.earliest_end, event.is_edited) == ("1905", "1910", False)


def test_a_text_that_is_wrong_keeps_nobody_from_saying_whom_it_means():
    exhibit = make.make_exhibit(provenance_text="John Smith, Paris.")
    (event,) = ProvenanceEvent.objects.read(exhibit=exhibit)
    ProvenanceEvent.objects.filter(pk=event.pk).update(earliest_end="1910", latest_end="1909")
    event.refresh_from_db()
    event.edit({"party": make.make_party(name="John Smith")})
    assert event.party.name == "John Smith"


def test_reading_an_unchanged_text_again_writes_nothing():
    exhibit = make.make_exhibit(provenance_text=TEXT)
    ProvenanceEvent.objects.read(exhibit=exhibit)
    written = Change.objects.count()
    ProvenanceEvent.objects.read(exhibit=exhibit)
    assert Change.objects.count() == written > 0


def test_without_a_text_there_is_no_chain():
    exhibit = make.make_exhibit(provenance_text=TEXT)
    ProvenanceEvent.objects.read(exhibit=exhibit)
    assert ProvenanceEvent.objects.read(exhibit=exhibit, text="") == []
    assert merged("") == []


def test_words_without_meaning_stay_marked():
    event = merged("zzyzx qwfp glub 12 // ,, ; James Smith, 1912")[0]
    assert event.written.startswith("zzyzx")
    assert event.party_name or event.unread


def test_visitors_see_the_chains_of_published_exhibits():
    for published in (True, False):
        ProvenanceEvent.objects.read(exhibit=make.make_exhibit(published=published, provenance_text=TEXT))
    assert ProvenanceEvent.objects.visible_to(None).values_list("exhibit__status", flat=True).distinct().get() == (
        Exhibit.Status.PUBLISHED
    )
    assert ProvenanceEvent.objects.visible_to(make.make_user("curator")).count() == 8


def _values(exhibit, side="public_values"):
    return unpacked(getattr(IndexEntry.objects.get(pk=exhibit.pk), side))


def test_the_index_knows_the_years_without_an_owner_however_the_text_came_in():
    exhibit = make.make_exhibit(published=True)
    Exhibit.objects.filter(pk=exhibit.pk).update(provenance_text=TEXT)
    years = {value for facet, value in _values(exhibit) if facet == Facet.OWNER_UNKNOWN}
    assert years == set(range(1912, 1949))
    kinds = {PROVENANCE_KINDS[value - 1] for facet, value in _values(exhibit) if facet == Facet.PROVENANCE}
    assert kinds == {"gap", "indirect", "unresolved_1933_1945"}


def test_a_confirmed_party_who_was_dead_is_found_when_its_dates_change():
    exhibit = make.make_exhibit(published=True, provenance_text="Anna Weber, Bern, after 1920.")
    (event,) = ProvenanceEvent.objects.read(exhibit=exhibit)
    event.party = party = make.make_party(name="Anna Weber")
    event.save()
    impossible = (Facet.PROVENANCE, PROVENANCE_KINDS.index("impossible") + 1)
    assert impossible not in _values(exhibit)
    party.death = "1911"
    party.save()
    assert impossible in _values(exhibit)
    assert (Facet.PARTY, party.pk) in _values(exhibit)


def test_visitors_learn_nothing_of_a_party_kept_unnamed():
    exhibit = make.make_exhibit(published=True, provenance_text="Anna Weber, Bern, after 1920.")
    (event,) = ProvenanceEvent.objects.read(exhibit=exhibit)
    event.party = make.make_party(name="Anna Weber", death="1911", is_anonymous=True)
    event.save()
    impossible = (Facet.PROVENANCE, PROVENANCE_KINDS.index("impossible") + 1)
    assert impossible not in _values(exhibit)
    assert impossible in _values(exhibit, "private_values")
