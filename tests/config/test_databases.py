"""What DATABASE_URL and its companions make of DATABASES; what cannot be meant is refused by name."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from config import databases

SERVER = "postgres://museum@localhost/museum"


@pytest.fixture(autouse=True)
def nothing_set(monkeypatch):
    for name in ("DATABASE_URL", "DATABASE_REPLICA_URLS", "DATABASE_PGBOUNCER", "DATABASE_POOL_MIN",
                 "DATABASE_POOL_MAX", "WEB_THREADS"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def read(monkeypatch, tmp_path):
    """DATABASES with these variables set."""

    def read(**variables):
        for name, value in variables.items():
            monkeypatch.setenv(name, value)
        return databases.databases(tmp_path)

    return read


@pytest.mark.parametrize(
    ("variables", "name"),
    [
        ({"DATABASE_URL": "museum"}, "DATABASE_URL"),
        ({"DATABASE_URL": "oracle://localhost/museum"}, "DATABASE_URL"),
        ({"DATABASE_URL": "postgres://user:pass@host:port/museum"}, "DATABASE_URL"),
        ({"DATABASE_URL": f"{SERVER}?pool=4"}, "DATABASE_URL"),
        ({"DATABASE_URL": SERVER, "DATABASE_POOL_MAX": "many"}, "DATABASE_POOL_MAX"),
        ({"DATABASE_URL": SERVER, "DATABASE_POOL_MAX": "0"}, "DATABASE_POOL_MAX"),
        ({"DATABASE_URL": SERVER, "DATABASE_POOL_MAX": "2", "DATABASE_POOL_MIN": "3"}, "DATABASE_POOL_MIN"),
        ({"DATABASE_URL": SERVER, "DATABASE_PGBOUNCER": "perhaps"}, "DATABASE_PGBOUNCER"),
        ({"DATABASE_URL": f"{SERVER}?pool=true", "DATABASE_PGBOUNCER": "1"}, "DATABASE_PGBOUNCER"),
        ({"DATABASE_URL": f"{SERVER}?prepare_threshold=5", "DATABASE_PGBOUNCER": "1"}, "DATABASE_URL"),
        ({"DATABASE_URL": f"{SERVER}?assume_role=museum", "DATABASE_PGBOUNCER": "1"}, "DATABASE_URL"),
        ({"DATABASE_URL": f"{SERVER}?options=-c%20search_path=museum", "DATABASE_PGBOUNCER": "1"}, "DATABASE_URL"),
        ({"DATABASE_REPLICA_URLS": SERVER}, "DATABASE_URL"),  # of a museum in SQLite
        ({"DATABASE_URL": SERVER, "DATABASE_REPLICA_URLS": f"{SERVER},sqlite:///copy"}, "DATABASE_REPLICA_URLS"),
        ({"DATABASE_URL": SERVER, "DATABASE_REPLICA_URLS": "localhost"}, "DATABASE_REPLICA_URLS"),
    ],
)
def test_what_cannot_be_meant_is_refused_by_name_with_what_would_do(read, variables, name):
    with pytest.raises(ImproperlyConfigured, match=rf"{name} .*An accepted value: {name}=\S+"):
        read(**variables)


def test_refusal_does_not_repeat_a_password(read):
    with pytest.raises(ImproperlyConfigured) as refusal:
        read(DATABASE_URL="postgres://museum:very-secret@host:port/museum")

    assert "very-secret" not in str(refusal.value)


def test_relative_sqlite_file_lies_beside_the_project(read, tmp_path):
    assert read(DATABASE_URL="sqlite:///museum.sqlite3")["default"]["NAME"] == str(tmp_path / "museum.sqlite3")


@pytest.mark.parametrize("url", ["sqlite:///museum.sqlite3", SERVER])
def test_connections_are_kept(read, url):
    assert read(DATABASE_URL=url)["default"]["CONN_MAX_AGE"] == 600


@pytest.mark.parametrize(
    ("variables", "sizes"),
    [
        ({"DATABASE_URL": SERVER + "?pool=true"}, (1, 4)),
        ({"DATABASE_URL": SERVER + "?pool=true", "WEB_THREADS": "8"}, (1, 8)),
        ({"DATABASE_URL": SERVER, "DATABASE_POOL_MAX": "3", "DATABASE_POOL_MIN": "2"}, (2, 3)),
    ],
)
def test_pool_has_a_connection_for_each_thread_unless_told_otherwise(read, variables, sizes):
    entry = read(**variables)["default"]

    pool = entry["OPTIONS"]["pool"]
    assert (pool["min_size"], pool["max_size"]) == sizes
    assert (entry["CONN_MAX_AGE"], entry["CONN_HEALTH_CHECKS"]) == (0, True)


def test_unpooled_when_the_address_says_so(read):
    assert "pool" not in read(DATABASE_URL=SERVER + "?pool=false")["default"]["OPTIONS"]


def test_behind_pgbouncer_nothing_is_left_in_a_session(read):
    for entry in read(DATABASE_URL=SERVER, DATABASE_REPLICA_URLS=SERVER, DATABASE_PGBOUNCER="1").values():
        assert entry["DISABLE_SERVER_SIDE_CURSORS"]
        assert entry["OPTIONS"]["prepare_threshold"] is None


def test_replicas_follow_the_primary_and_give_up_early(read):
    found = read(DATABASE_URL=SERVER, DATABASE_REPLICA_URLS=f"{SERVER}1, {SERVER}2")

    assert [entry["NAME"] for entry in found.values()] == ["museum", "museum1", "museum2"]
    assert list(found) == ["default", "replica1", "replica2"]
    assert found["replica1"]["OPTIONS"]["connect_timeout"] == 2
    assert found["replica1"]["TEST"]["MIRROR"] == "default"
