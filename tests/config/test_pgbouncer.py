"""The museum behind a real PgBouncer that gives each transaction another session: nothing is lost or mixed up."""

import json
import os
import shutil
import subprocess
import time
from pathlib import Path

import psycopg
import pytest

from tests.config import museum

pytestmark = pytest.mark.only_on("postgresql")

PAGES = ("/", "/exhibits/", "/donors/", "/sources/", "/api/v1/exhibits/", "/api/v1/provenance-notes/")


@pytest.fixture(scope="module")
def bouncer(founded):
    """The address of the museum's database by way of PgBouncer, which has two sessions for all who come."""
    program = shutil.which("pgbouncer") or shutil.which("pgbouncer", path="/usr/sbin")
    if program is None:
        pytest.skip("no pgbouncer; mend: apt-get install pgbouncer")
    primary, _ = founded
    home = Path(primary.home, "pgbouncer")
    home.mkdir()
    Path(home, "ini").write_text(
        f"[databases]\n* = host={primary.home} user=postgres\n[pgbouncer]\nlisten_addr =\nlisten_port = 6432\n"
        f"unix_socket_dir = {home}\nauth_type = any\npool_mode = transaction\ndefault_pool_size = 2\n"
    )
    owner = {}
    if os.geteuid() == 0:  # it refuses to run as root
        owner = {"user": "nobody"}
        shutil.chown(home, "nobody")
    with psycopg.connect(primary.url, autocommit=True) as connection:
        connection.execute("ALTER DATABASE postgres SET TimeZone = 'Asia/Pyongyang'")
    process = subprocess.Popen([program, "-q", home / "ini"], stderr=subprocess.DEVNULL, **owner)
    try:
        until = time.monotonic() + 10
        while not Path(home, ".s.PGSQL.6432").exists():
            assert time.monotonic() < until, "pgbouncer did not start"
            time.sleep(0.05)
        yield f"postgres://postgres@:6432/postgres?host={home}"
    finally:
        process.kill()
        process.wait()


def worked(url, **settings):
    return json.loads(museum.run("-m", "tests.config.pooled", DATABASE_URL=url, **settings))


def test_writes_carry_their_own_reason_and_reads_are_whole(bouncer):
    done = worked(bouncer, DATABASE_PGBOUNCER="1")

    assert done == [{"faults": [], "reasons": [f"thread {number}"]} for number in range(len(done))]


def test_without_the_setting_the_same_goes_wrong(bouncer):
    """Or else the test above would prove nothing."""
    with pytest.raises(subprocess.CalledProcessError):
        worked(bouncer)


def test_pages_are_served(bouncer):
    with museum.served(DATABASE_URL=bouncer, DATABASE_PGBOUNCER="1") as ask:
        assert [ask(page)[0] for page in PAGES * 3] == [200] * len(PAGES) * 3
