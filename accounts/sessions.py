"""Sessions in the database, found by the hash of their key.

Django keeps the key itself, which is the cookie: whoever read a backup could
walk in as anyone signed in at the time. Here the row holds a one-way hash, so
the key lives in the visitor's browser only. No salt: the key is random.
"""

from hashlib import blake2b

from django.contrib.sessions.backends import db
from django.utils import timezone


def stored(session_key):
    """The form in which a key is kept: 40 hexadecimal digits, as the column holds."""
    return blake2b((session_key or "").encode(), digest_size=20).hexdigest()


class SessionStore(db.SessionStore):
    """Django's database store, with the hash in place of the key wherever it meets the table."""

    def _kept(self):
        return self.model.objects.filter(
            session_key=stored(self.session_key), expire_date__gt=timezone.now()
        )

    def _get_session_from_db(self):
        session = self._kept().first()
        if session is None:
            self._session_key = None
        return session

    async def _aget_session_from_db(self):
        session = await self._kept().afirst()
        if session is None:
            self._session_key = None
        return session

    def exists(self, session_key):
        return super().exists(stored(session_key))

    async def aexists(self, session_key):
        return await super().aexists(stored(session_key))

    def create_model_instance(self, data):
        session = super().create_model_instance(data)
        session.session_key = stored(session.session_key)
        return session

    async def acreate_model_instance(self, data):
        session = await super().acreate_model_instance(data)
        session.session_key = stored(session.session_key)
        return session

    def delete(self, session_key=None):
        if key := session_key or self.session_key:
            super().delete(stored(key))

    async def adelete(self, session_key=None):
        if key := session_key or self.session_key:
            await super().adelete(stored(key))
