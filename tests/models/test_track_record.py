"""How often a source was right: the counts that the index keeps are those that a recount finds, for either reader."""

from collections import Counter
from random import Random

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from collection.models import Bitmap, Exhibit, ProvenanceNote
from collection.models.index import Facet
from collection.models.provenance import PositionKind
from collection.models.reindexing import rebuild
from collection.models.track_record import TrackRecord, track_record
from tests import factories as make

pytestmark = pytest.mark.django_db


def recount(source, user):
    notes = ProvenanceNote.objects.visible_to(user).filter(source=source, withdrawn_at__isnull=True)
    return TrackRecord(**Counter(notes.values_list("position", flat=True)))


def assert_counted(source, staff):
    for user in (AnonymousUser(), staff):
        assert track_record(source, user) == recount(source, user)


def test_the_counts_follow_every_kind_of_change():
    rng, staff = Random(1938), make.make_user("curator")
    source, other = make.make_source(), make.make_source()
    exhibits = [make.make_exhibit(published=n % 2 == 0) for n in range(5)]
    places = [{"occasion": make.make_occasion(), "exhibit": None}, {"location": make.make_location(), "exhibit": None}]
    places += [{"exhibit": exhibit} for exhibit in exhibits]
    notes = [
        make.make_note(source=rng.choice([source, source, other]), is_public=rng.random() < 0.7, **rng.choice(places))
        for _ in range(30)
    ]
    assert_counted(source, staff)
    for note in rng.sample(notes, 18):
        position = rng.choice(PositionKind.values)
        ProvenanceNote.objects.assess(note=note, position=position, reason="Read again.", by=staff)
    assert_counted(source, staff)
    for note in rng.sample(notes, 6):
        ProvenanceNote.objects.withdraw(note=note, reason="Misread.", by=staff)
    assert_counted(source, staff)
    Exhibit.objects.filter(pk=exhibits[0].pk).update(status="withdrawn")
    Exhibit.objects.filter(pk=exhibits[1].pk).update(status="published", published_at=timezone.now())
    assert_counted(source, staff)
    counted = track_record(source, staff)
    assert counted.claims > 10
    assert min(counted.accepted, counted.disputed, counted.rejected, counted.unassessed) > 0
    rebuild()
    assert_counted(source, staff)
    assert_counted(other, staff)


def test_a_hidden_source_has_said_nothing_in_public():
    source = make.make_source(is_public=False)
    make.make_note(source=source, exhibit=make.make_exhibit(published=True))
    assert track_record(source, AnonymousUser()) == TrackRecord()
    assert track_record(source, make.make_user("researcher")).unassessed == 1


def test_several_claims_on_one_exhibit_count_as_several():
    source, exhibit = make.make_source(), make.make_exhibit(published=True)
    for n in range(4):
        make.make_note(source=source, exhibit=exhibit, is_public=n < 2)
    assert track_record(source, AnonymousUser()).claims == 2
    assert track_record(source, make.make_user("curator")).claims == 4
    assert Bitmap.objects.filter(facet=Facet.CLAIMS, size__gt=0).count() == 4


def test_the_share_is_of_what_was_assessed():
    assert TrackRecord(unassessed=5).share is None
    assert TrackRecord(accepted=2, rejected=1, unassessed=7).share == 67
