"""The standbys that may answer visitors: those that are up and not too far behind.

For each a thread asks every second how far the primary has written its log, and how far the standby has played it
back. A request finds the verdict ready, so that a standby costs it nothing but being read from. The thread begins with
the first visitor, in the process that serves, and keeps connections of its own, whatever pool the requests share.
"""

import functools
import os
import threading
import time
from collections import deque

from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, connections

INTERVAL = 1.0  # seconds between two rounds of questions
MOMENTS = (0, 0.02, 0.05, 0.1, 0.3)  # seconds in which a standby may come to where the primary has just stood
VALID = 5.0  # seconds that a verdict holds: a standby that hangs does not say that it does
WRITTEN = "SELECT pg_current_wal_lsn() - '0/0'"
# One that was made a primary goes its own way: it has no answer.
REPLAYED = "SELECT CASE WHEN pg_is_in_recovery() THEN pg_last_wal_replay_lsn() - '0/0' END"


class Lag:
    """How many seconds a standby is behind, told from places in the log (bytes from its beginning).

    A standby has all that was written by the time at which the primary stood where the standby stands now. That holds
    too where the stream between them is cut: the clocks and reports of the standby would not tell.
    """

    def __init__(self):
        self._ahead = deque(maxlen=3600)  # (time, place) of the primary that the standby has not come to
        self._caught_up = float("-inf")

    def note(self, now: float, written, replayed) -> float:
        """Seconds behind at `now`. `written` is None where the primary does not answer: nothing new is known then."""
        if written is not None:
            if self._ahead and written < self._ahead[-1][1]:
                self._ahead.clear()  # another primary, whose log is shorter
            self._ahead.append((now, written))
        while self._ahead and self._ahead[0][1] <= replayed:
            self._caught_up, _ = self._ahead.popleft()
        return now - self._caught_up if self._ahead else 0.0


class Replica:
    """One standby, by its alias in DATABASES, and whether it may be read from now."""

    def __init__(self, alias: str, max_lag: float):
        self.alias = alias
        self._max_lag, self._lag = max_lag, Lag()
        self._usable_until = 0.0
        self._open = {}  # alias → connection of the watching thread
        self._thread, self._starting = None, threading.Lock()

    @property
    def usable(self) -> bool:
        if self._thread is None or not self._thread.is_alive():  # threads do not follow a process that forks
            self._start()
        return time.monotonic() < self._usable_until

    def mark_down(self) -> None:
        """Not to be read from until it has answered the watching thread again."""
        self._usable_until = 0.0

    def _start(self) -> None:
        with self._starting:
            if self._thread is None or not self._thread.is_alive():
                self._thread = threading.Thread(target=self._watch, name=f"watch {self.alias}", daemon=True)
                self._thread.start()

    def _watch(self) -> None:
        while True:
            self._usable_until = time.monotonic() + VALID if self._is_fresh() else 0.0
            time.sleep(INTERVAL)

    def _is_fresh(self) -> bool:
        now, written = time.monotonic(), self._ask(DEFAULT_DB_ALIAS, WRITTEN)
        for moment in MOMENTS:
            time.sleep(moment)
            replayed = self._ask(self.alias, REPLAYED)
            if replayed is None:
                return False
            if written is None or replayed >= written:
                break
        return self._lag.note(now, written, replayed) <= self._max_lag

    def _ask(self, alias: str, question: str):
        """The answer of that server, or None where it does not answer."""
        django = connections[alias]
        try:
            if alias not in self._open:
                parameters = django.get_connection_params() | {"connect_timeout": 2}
                self._open[alias] = django.Database.connect(**parameters, autocommit=True)
            return self._open[alias].execute(question).fetchone()[0]
        except django.Database.Error:
            if broken := self._open.pop(alias, None):
                broken.close()
            return None


@functools.cache
def replicas() -> list[Replica]:
    """All of them, in an order that differs from process to process."""
    found = [Replica(alias, settings.REPLICA_MAX_LAG) for alias in settings.DATABASES if alias != DEFAULT_DB_ALIAS]
    first = os.getpid() % len(found)
    return found[first:] + found[:first]


def pick() -> Replica | None:
    """The first that is usable. A process keeps to one while it can, for what it has read once it remembers."""
    return next((replica for replica in replicas() if replica.usable), None)
