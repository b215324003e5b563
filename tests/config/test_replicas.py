"""A primary, a standby that streams from it, and the museum's server before both: nobody notices which one answers,
or that one is gone."""

import json
import signal
import threading
import time
from contextlib import contextmanager
from urllib.parse import urlsplit

import psycopg
import pytest

from tests import postgres
from tests.config import museum

pytestmark = pytest.mark.only_on("postgresql")

PAGES = ("/", "/exhibits/", "/donors/", "/showrooms/", "/sources/", "/api/v1/exhibits/", "/api/v1/parties/",
         "/api/v1/provenance-notes/", "/exhibits/?country=RU", "/api/v1/exhibits/?made=1950s")
PATIENT, STRICT = 600, 2  # seconds that a standby may be behind


class Cluster:
    def __init__(self, primary, standby, token):
        self.primary, self.standby = primary, standby
        self.editor = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}
        self.ask = None  # while it is served

    @contextmanager
    def served(self, max_lag):
        with museum.served(
            DATABASE_URL=self.primary.url,
            DATABASE_REPLICA_URLS=self.standby.url,
            DATABASE_REPLICA_MAX_LAG=str(max_lag),
        ) as self.ask:
            self.wait_for_standby()
            yield

    def exhibit(self, path, **headers):
        """(title, ETag) as this reader sees them."""
        status, body, answered = self.ask(path, **headers)
        assert status == 200, body
        return json.loads(body)["title"], answered["ETag"]

    def asked(self, server, since) -> list[str]:
        """What `server` was asked for of the records after `since`, which `now()` gave."""
        with psycopg.connect(server.url, autocommit=True) as connection:
            return connection.execute(
                "SELECT query FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND query_start > %s"
                " AND query LIKE '%%collection_%%'",
                [since],
            ).fetchall()

    def now(self):
        with psycopg.connect(self.primary.url) as connection:
            return connection.execute("SELECT clock_timestamp()").fetchone()[0]

    def wait_for_standby(self, seconds=20):
        """Until visitors are answered by the standby alone, whichever process they come to."""
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            since = self.now()
            assert {self.ask("/api/v1/parties/?page_size=1")[0] for _ in range(10)} == {200}
            if self.asked(self.standby, since) and not self.asked(self.primary, since):
                return
            time.sleep(0.2)
        pytest.fail("the standby is not asked")

    @contextmanager
    def standing_still(self):
        """The standby plays nothing back."""
        with psycopg.connect(self.standby.url, autocommit=True) as connection:
            connection.execute("SELECT pg_wal_replay_pause()")
            try:
                yield
            finally:
                connection.execute("SELECT pg_wal_replay_resume()")


@pytest.fixture(scope="module")
def cluster(founded):
    primary, token = founded
    standby = postgres.Server(primary.programs)
    try:
        standby.follow(primary)
        standby.start()
        yield Cluster(primary, standby, token)
    finally:
        standby.remove()


def test_visitors_read_from_the_standby_alone(cluster):
    with cluster.served(PATIENT):
        since = cluster.now()

        answers = [cluster.ask(page)[0] for page in PAGES]

        assert answers == [200] * len(PAGES)
        assert cluster.asked(cluster.standby, since)
        assert not cluster.asked(cluster.primary, since)


def test_editor_reads_what_he_wrote_and_visitors_what_is_not_too_old(cluster):
    with cluster.served(STRICT):
        listed = json.loads(cluster.ask("/api/v1/exhibits/?page_size=1")[1])
        path = urlsplit(listed["results"][0]["url"]).path
        before, version = cluster.exhibit(path, **cluster.editor)

        with cluster.standing_still():
            status, body, _ = cluster.ask(
                path, "PATCH", json.dumps({"title": "Seen anew"}), **cluster.editor, **{"If-Match": version}
            )

            assert status == 200, body
            assert cluster.exhibit(path)[0] == before
            assert cluster.exhibit(path, **cluster.editor)[0] == "Seen anew"
            until = time.monotonic() + STRICT + 8
            while cluster.exhibit(path)[0] == before:
                assert time.monotonic() < until, "visitors still read from a standby that is behind"
                time.sleep(0.2)

        cluster.wait_for_standby()
        assert cluster.exhibit(path)[0] == "Seen anew"


@pytest.fixture
def visitors(cluster):
    """Four visitors who ask without a pause; yields the statuses they got. Anything but 200 fails the test."""
    got, leave = [], threading.Event()

    def visit(turn):
        while not leave.is_set():
            turn += 1
            try:
                got.append(cluster.ask(PAGES[turn % len(PAGES)])[0])
            except OSError as error:
                got.append(repr(error))

    threads = [threading.Thread(target=visit, args=(turn,)) for turn in range(0, 8, 2)]
    with cluster.served(PATIENT):
        for thread in threads:
            thread.start()
        yield got
        leave.set()
        for thread in threads:
            thread.join()
    assert set(got) == {200}


def test_standby_comes_and_goes_under_load_and_no_request_fails(cluster, visitors):
    for how in (signal.SIGQUIT, signal.SIGINT):
        cluster.standby.stop(how)
        answered = len(visitors)
        time.sleep(2)
        assert len(visitors) > answered
        cluster.standby.start()
        cluster.wait_for_standby()


def test_visitors_are_served_while_the_primary_is_away(cluster, visitors):
    cluster.primary.stop(signal.SIGQUIT)
    answered = len(visitors)
    time.sleep(2)
    assert len(visitors) > answered
    cluster.primary.start()
    cluster.wait_for_standby()


def test_check_tells_a_replica_from_what_is_none(cluster):
    checked = [
        museum.complaints(
            "manage.py", "check", "--database", "replica1",
            DATABASE_URL=cluster.primary.url, DATABASE_REPLICA_URLS=server.url,
        )
        for server in (cluster.standby, cluster.primary)
    ]

    assert [("vitrine.E003" in complaints) for complaints in checked] == [False, True]
