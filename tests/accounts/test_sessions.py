"""Sessions work as Django's do, though their row is found by a hash."""

from datetime import timedelta

import pytest
from asgiref.sync import async_to_sync
from django.contrib.sessions.models import Session
from django.utils import timezone

from accounts.sessions import SessionStore, stored

pytestmark = pytest.mark.django_db


def kept(**values):
    session = SessionStore()
    session.update(values)
    session.save()
    return session


def test_session_is_read_back_by_its_key():
    assert SessionStore(kept(room=7).session_key)["room"] == 7


def test_row_holds_the_hash_of_the_key():
    key = kept().session_key

    assert [row.session_key for row in Session.objects.all()] == [stored(key)]


def test_change_is_saved_to_the_same_row():
    session = SessionStore(kept(room=7).session_key)
    session["room"] = 8
    session.save()

    assert Session.objects.count() == 1
    assert SessionStore(session.session_key)["room"] == 8


def test_unknown_key_makes_a_new_session_under_another_key():
    session = SessionStore("k" * 32)

    assert session.get("room") is None
    assert session.session_key is None


def test_expired_session_is_empty():
    key = kept(room=7).session_key
    Session.objects.update(expire_date=timezone.now() - timedelta(seconds=1))

    assert SessionStore(key).get("room") is None


def test_cycled_key_keeps_the_contents_and_forgets_the_old_key():
    session = kept(room=7)
    old = session.session_key
    session.cycle_key()

    assert SessionStore(session.session_key)["room"] == 7
    assert not SessionStore().exists(old)


def test_flushed_session_is_gone():
    session = kept(room=7)
    session.flush()

    assert not Session.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_asynchronous_half_does_the_same():
    @async_to_sync
    async def life():
        session = SessionStore()
        await session.aset("room", 7)
        await session.asave()
        again = SessionStore(session.session_key)
        assert await again.aget("room") == 7
        assert await again.aexists(session.session_key)
        await again.acycle_key()
        assert not await again.aexists(session.session_key)
        await again.aflush()

    life()

    assert not Session.objects.exists()
