"""The museums that are measured: databases of several sizes, kept in `.bench/` until what fills them changes."""

import hashlib
import json
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

from tests import postgres

ROOT = Path(__file__).resolve().parent.parent.parent
CACHE = ROOT / ".bench"
SETTINGS = {"DJANGO_SETTINGS_MODULE": "config.settings.dev", "DEBUG": "0"}
# What decides which rows a museum holds.
FILLING = (
    "accounts/migrations",
    "collection/management",
    "collection/migrations",
    "collection/models",
    "collection/notation",
    "collection/search",
    "tests/benchmarks/peers/flat.py",
)
TITLES = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}
POSTGRESQL = (*postgres.QUICK, "shared_buffers=1GB", "max_connections=300")


@dataclass(frozen=True)
class Museum:
    """A filled museum. `url` is its DATABASE_URL; `folder` holds what is known of it, and the file of SQLite."""

    database: str  # sqlite or postgresql
    size: int  # published exhibits
    url: str
    folder: Path

    @property
    def name(self) -> str:
        return f"{self.database}-{self.size}"

    def __str__(self):
        return f"{TITLES[self.database]}, {self.size:,} exhibits"

    @property
    def known(self) -> dict:
        """What was measured when it was built: seconds of filling, and what `remember()` added."""
        try:
            return json.loads((self.folder / "known.json").read_text())
        except FileNotFoundError:
            return {}

    def remember(self, **facts) -> None:
        (self.folder / "known.json").write_text(json.dumps(self.known | facts, indent=1))

    def megabytes(self) -> float:
        """On disk, the peers' table included."""
        if self.database == "sqlite":
            return sum(file.stat().st_size for file in self.folder.glob("museum.sqlite3*")) / 1e6
        import psycopg

        with psycopg.connect(self.url) as connection:
            return connection.execute("SELECT pg_database_size(current_database())").fetchone()[0] / 1e6


def environment(url: str, **settings: str) -> dict[str, str]:
    """The environment of a process that works in the museum at `url`."""
    return os.environ | SETTINGS | {"DATABASE_URL": url} | settings


def run(url: str, *command: str) -> str:
    """What Python prints when run with `command` in the museum at `url`."""
    return subprocess.run(
        [sys.executable, *command], cwd=ROOT, env=environment(url), check=True, stdout=subprocess.PIPE, text=True
    ).stdout


@contextmanager
def server(database: str):
    """The address beside which museums of `database` are made: a folder, or a PostgreSQL (DATABASE_URL's or our own).

    None where this machine has no such database.
    """
    CACHE.mkdir(exist_ok=True)
    given = os.environ.get("DATABASE_URL", "")
    if database == "sqlite":
        yield f"sqlite:///{CACHE}"
    elif given.startswith("postgres"):
        yield given
    elif folder := postgres.programs():
        with postgres.server(folder, home=_home(), settings=POSTGRESQL) as url:
            yield url
    else:
        yield None


def _home() -> Path:
    """Where PostgreSQL keeps its files: beside the rest, unless its own user cannot get there or the path is long."""
    home = CACHE / "postgresql"
    reached = os.geteuid() != 0 or all(parent.stat().st_mode & 0o001 for parent in home.parents)
    if reached and len(str(home)) < 80:  # a socket's path holds about a hundred characters
        return home
    return Path(tempfile.gettempdir()) / "vitrine-bench-postgresql"


def museum(database: str, size: int, beside: str, *, as_it_is: bool = False) -> Museum:
    """The museum of `size` exhibits, built unless it stands already; `as_it_is`: even if the code has changed since."""
    folder = CACHE / f"{database}-{size}"
    if database == "sqlite":
        url = f"{beside}/{folder.name}/museum.sqlite3"
    else:
        url = urlunsplit(urlsplit(beside)._replace(path=f"/vitrine_bench_{size}"))
    found = Museum(database, size, url, folder)
    if found.known and _exists(found, beside) and (as_it_is or found.known["code"] == code()):
        return found
    print(f"Building {found} …", flush=True)
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    _empty(found, beside)
    _build(found)
    return found


@contextmanager
def empty(beside: Museum):
    """The DATABASE_URL of a museum without exhibits on the same server, gone afterwards."""
    if beside.database == "sqlite":
        path = beside.folder / "empty.sqlite3"
        try:
            yield f"sqlite:///{path}"
        finally:
            for file in beside.folder.glob("empty.sqlite3*"):
                file.unlink()
        return
    name = "vitrine_bench_empty"
    _sql(beside.url, f"DROP DATABASE IF EXISTS {name} WITH (FORCE)", f"CREATE DATABASE {name} TEMPLATE template0")
    try:
        yield urlunsplit(urlsplit(beside.url)._replace(path=f"/{name}"))
    finally:
        _sql(beside.url, f"DROP DATABASE {name} WITH (FORCE)")


def code() -> str:
    """A digest of the files that fill a museum."""
    digest = hashlib.sha256()
    for place in map(ROOT.joinpath, FILLING):
        for file in sorted(place.rglob("*")) if place.is_dir() else [place]:
            if file.suffix in {".py", ".toml"}:
                digest.update(f"{file.relative_to(ROOT)}\0".encode() + file.read_bytes())
    return digest.hexdigest()[:16]


def _build(museum: Museum) -> None:
    """Fill it, and give the peers the table they are asked over. Known once all is there, so half a museum is none."""
    run(museum.url, "manage.py", "migrate", "-v0")
    run(museum.url, "manage.py", "load_founding", "-v0")
    started = time.perf_counter()
    run(museum.url, "manage.py", "fill", f"--exhibits={museum.size}")
    filling = time.perf_counter() - started
    run(museum.url, "-m", "tests.benchmarks.peers.flat")
    museum.remember(code=code(), fill=filling)


def _exists(museum: Museum, beside: str) -> bool:
    if museum.database == "sqlite":
        return (museum.folder / "museum.sqlite3").exists()
    import psycopg

    with psycopg.connect(beside) as connection:
        name = urlsplit(museum.url).path.removeprefix("/")
        return bool(connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone())


def _empty(museum: Museum, beside: str) -> None:
    """An empty database; SQLite makes its file itself."""
    if museum.database == "postgresql":
        name = urlsplit(museum.url).path.removeprefix("/")
        _sql(beside, f"DROP DATABASE IF EXISTS {name} WITH (FORCE)", f"CREATE DATABASE {name} TEMPLATE template0")


def _sql(url: str, *statements: str) -> None:
    import psycopg

    with psycopg.connect(url, autocommit=True) as connection:
        for statement in statements:
            connection.execute(statement)


def tidy(museum: Museum) -> None:
    """Empty SQLite's log into its file: Datasette's immutable mode reads the file alone."""
    if museum.database == "sqlite":
        connection = sqlite3.connect(museum.url.removeprefix("sqlite:///"))
        busy, *_ = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        connection.close()
        if busy:
            raise RuntimeError(f"{museum}: somebody else has the file open")
