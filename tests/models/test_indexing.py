"""The index always equals what a rebuild would make, and its public side names nothing a visitor may not see."""

import pytest
from django.db import connection
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from pyroaring import BitMap

from collection.models import (
    Bitmap,
    Donor,
    Exhibit,
    Generation,
    IndexEntry,
    Occasion,
    Party,
    ProvenanceNote,
    Run,
    Source,
    Stale,
    Word,
)
from collection.models.history import recording
from collection.models.index import RESTRICTION_KINDS, Facet, Order, Side
from collection.models.indexing import settle, unpacked
from collection.models.reindexing import rebuild
from collection.models.restriction import Restriction
from collection.models.track_record import claims_value
from collection.search import half
from collection.search.codes import TEXT_ORDERS
from collection.search.index import Index
from tests import factories as make

pytestmark = pytest.mark.django_db


def rows(side=Side.PUBLIC):
    """(facet, value, exhibit) of all bitmaps of a side, words left out."""
    found = Bitmap.objects.filter(side=side, size__gt=0).exclude(facet=Facet.WORD)
    return sorted(
        (facet, value, pk)
        for facet, value, bits in found.values_list("facet", "value", "bits")
        for pk in BitMap.deserialize(bytes(bits))
    )


def ordered(order):
    """The exhibits in the order of its runs."""
    read = str if order in TEXT_ORDERS else int
    runs = sorted(
        Run.objects.filter(order=order).exclude(exhibit_id=0), key=lambda run: (read(run.key), run.exhibit_id)
    )
    return [pk for run in runs for pk in memoryview(bytes(run.ids)).cast("I")]


def index():
    """All that the index holds, without its generations."""
    ids = list(Exhibit.objects.values_list("pk", flat=True))
    words = sorted(Word.objects.values_list("text", flat=True))
    own = half.half(connection)
    columns = "exhibit_id digest card record public_texts private_texts public_values private_values".split()
    columns += "number title made received published made_latest received_latest".split()
    return {
        "entries": sorted(
            tuple(bytes(v) if isinstance(v, memoryview) else v for v in row)
            for row in IndexEntry.objects.values_list(*columns)
        ),
        "values": [rows(side) for side in Side],
        "words": sorted(Word.objects.exclude(public=0, private=0).values_list("text", "public", "private")),
        "lexemes": [own.lexemes_of(connection, side, ids) for side in Side],
        "found": [
            [(word, found) for word in words if (found := sorted(own.phrase(connection, side, [word])))]
            for side in Side
        ],
        "orders": {order.label: ordered(order) for order in Order},
        "waiting": Stale.objects.count(),
        "shown": Generation.objects.values_list("public", "choices").get(),
    }


def assert_current():
    kept = index()
    rebuild()
    assert kept == index()


def under(facet, value):
    return list(
        Exhibit.objects.filter(pk__in=[pk for of, at, pk in rows() if (of, at) == (facet, value)]).order_by("pk")
    )


def test_one_exhibit_stands_under_all_its_values():
    party, recipient = make.make_party(country=make.make_country("SUHH")), make.make_party()
    occasion, term, room = make.make_occasion(), make.make_term(), make.make_showroom()
    acquisition = make.make_acquisition(donors=[party], recipient=recipient, occasion=occasion, date="1984")
    exhibit = make.make_exhibit(
        published=True,
        acquisition=acquisition,
        made="1948/1962",
        materials=[term],
        location=room.location,
        provenance_text="Anna Weber, Bern, 1966. Carl Brandt, Berlin, 1968; to the museum, 1984.",
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
        (Facet.MATERIAL, term.pk),
        (Facet.MADE, 1940),
        (Facet.MADE, 1950),
        (Facet.MADE, 1960),
        (Facet.RECEIVED, 1980),
        (Facet.RESTRICTION, 1),
        (Facet.CONTRADICTION, 1),
        (Facet.SOURCE, note.source_id),
        (Facet.CLAIMS, claims_value(note.source_id, "unassessed")),
        (Facet.OWNER_UNKNOWN, 1967),
        (Facet.PROVENANCE, 1),
    }
    found = {(facet, value) for facet, value, _ in rows()}
    assert expected <= found
    others = {Facet.ALL, Facet.PRIOR, Facet.WORD, Facet.STATUS, Facet.CLASSIFICATION, Facet.TECHNIQUE, Facet.THEME}
    assert {facet for facet, _ in expected} == set(Facet) - others
    assert_current()


def test_two_givers_from_two_countries_are_both_found():
    one, two = make.make_party(country=make.make_country("FR")), make.make_party(country=make.make_country("DE"))
    exhibit = make.make_exhibit(published=True, acquisition=make.make_acquisition(donors=[one, two]))
    for party in (one, two):
        assert under(Facet.COUNTRY, party.country_id) == [exhibit]
        assert under(Facet.DONOR, party.pk) == [exhibit]


def test_a_draft_is_found_by_staff_alone():
    draft = make.make_exhibit(title="Unseen bowl")
    make.make_donor(exhibit=draft)
    assert rows() == []
    assert (Facet.ALL, 0, draft.pk) in rows(Side.PRIVATE)
    assert Word.objects.get(text="unseen").public == 0
    entry = IndexEntry.objects.get(pk=draft.pk)
    assert (bytes(entry.card), entry.digest, entry.public_values) == (b"", "", "")


def test_one_who_asks_to_stay_unnamed_leaves_the_listing():
    exhibit = make.make_exhibit(published=True)
    party = make.make_donor(exhibit, country=make.make_country("FR"))
    assert list(Donor.objects.visible_to(None)) == [party]
    make.make_contact(party=party, anonymity_wish=True)
    assert not list(Donor.objects.visible_to(None))
    assert not list(Party.objects.visible_to(None))
    assert not {Facet.DONOR, Facet.PARTY, Facet.COUNTRY} & {facet for facet, *_ in rows()}
    assert {Facet.DONOR, Facet.PARTY, Facet.COUNTRY} <= {facet for facet, *_ in rows(Side.PRIVATE)}


def test_inside_recording_it_is_made_once_at_the_end():
    with recording(None, via="command"):
        exhibit = make.make_exhibit(published=True)
        party = make.make_donor(exhibit)
        assert rows() == []
        assert Stale.objects.exists()
    assert under(Facet.DONOR, party.pk) == [exhibit]


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


@settings(
    max_examples=15,
    deadline=None,
    phases=(Phase.explicit, Phase.reuse, Phase.generate),  # a failure is told at once: to make it small takes minutes
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
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


def test_every_way_of_writing_is_followed():
    exhibit = make.make_exhibit(published=True, title="Vase")
    other = make.make_exhibit(published=True, title="Vase")
    Exhibit.objects.filter(pk=exhibit.pk).update(title="Samovar", title_sort="samovar")
    Exhibit.objects.bulk_create([Exhibit(accession_number="B.1", title="Kettle", object_name="kettle")])
    other.title = "Teapot"
    Exhibit.objects.bulk_update([other], ["title", "title_sort"])
    found = dict(Word.objects.values_list("text", "public"))
    assert (found["samovar"], found["teapot"], found["vase"]) == (1, 1, 0)
    assert Word.objects.get(text="kettle").private == 1
    assert_current()


def test_what_raw_sql_changes_waits_for_whoever_comes_next():
    exhibit = make.make_exhibit(published=True, title="Vase")
    with connection.cursor() as cursor:
        cursor.execute("UPDATE collection_exhibit SET title = 'Samovar' WHERE id = %s", [exhibit.pk])
    assert Stale.objects.filter(exhibit_id=exhibit.pk).exists()
    settle()
    assert Word.objects.get(text="samovar").public == 1
    assert not Stale.objects.exists()


def test_a_private_change_leaves_the_public_generation_alone():
    exhibit, party = make.make_exhibit(published=True), make.make_party()
    make.make_acquisition(donors=[party], exhibits=[exhibit])
    draft = make.make_exhibit()
    before = Generation.objects.get()
    exhibit.internal_note = exhibit.valuation = "one million"
    exhibit.save()
    party.internal_note = "rude"
    party.save()
    draft.title = "Another title"
    draft.save()
    make.make_note(exhibit=exhibit, is_public=False)
    after = Generation.objects.get()
    assert (before.public, before.epoch, before.choices) == (after.public, after.epoch, after.choices)
    assert after.latest > before.latest
    exhibit.refresh_from_db()
    exhibit.title = "Seen by all"
    exhibit.save()
    assert Generation.objects.get().public != after.public
    exhibit.title = "Bowl again"
    exhibit.save()
    shown = Generation.objects.get().public
    exhibit.title = "Seen by all"
    exhibit.save()
    assert Generation.objects.get().public != shown
    exhibit.title = "Bowl again"
    exhibit.save()
    assert Generation.objects.get().public == shown


def test_a_rolled_back_change_leaves_no_trace():
    exhibit = make.make_exhibit(published=True, title="Vase")
    before = index()

    def breaks_off():
        with recording(None, via="command"):
            exhibit.title = "Samovar"
            exhibit.save()
            raise RuntimeError

    with pytest.raises(RuntimeError):
        breaks_off()
    assert index() == before


def test_private_words_stay_on_the_private_side():
    exhibit = make.make_exhibit(published=True, title="Vase", internal_note="counterfeit")
    own = half.half(connection)
    assert not own.phrase(connection, Side.PUBLIC, ["counterfeit"])
    assert list(own.phrase(connection, Side.PRIVATE, ["counterfeit"])) == [exhibit.pk]
    assert Word.objects.get(text="counterfeit").public == 0
    assert (Facet.STATUS, 3) not in unpacked(IndexEntry.objects.get(pk=exhibit.pk).public_values)


def test_what_waits_is_found_by_nobody(monkeypatch):
    shown = make.make_exhibits(3, published=True)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE collection_exhibit SET status = 'withdrawn' WHERE id > %s", [shown[0].pk])
    monkeypatch.setattr("collection.search.index.on_stale", lambda using: None)
    assert list(Index.current("default", private=False).universe) == [shown[0].pk]


def test_a_reader_indexes_what_waits():
    shown = make.make_exhibits(2, published=True)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE collection_exhibit SET status = 'withdrawn' WHERE id > %s", [shown[0].pk])
    index = Index.current("default", private=False)
    assert (list(index.universe), Stale.objects.count()) == ([shown[0].pk], 0)


def test_what_contradicts_a_note_about_an_occasion_appears_with_the_occasion():
    occasion, exhibit, first = make.make_occasion(), make.make_exhibit(published=True), make.make_exhibit()
    make.make_acquisition(occasion=occasion, exhibits=[first])
    make.make_contradiction(
        make.make_note(exhibit=None, occasion=occasion), make.make_note(exhibit=exhibit), question="Whodunnit?"
    )
    assert Word.objects.get(text="whodunnit").public == 0
    first.status, first.published_at = "published", first.created_at
    first.save()
    assert Word.objects.get(text="whodunnit").public == 1
    assert_current()
