"""Two museums of different size, each in a database of its own, gone when the benchmark ends."""

import os
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

ROOT = Path(__file__).resolve().parent.parent.parent
SETTINGS = {"DJANGO_SETTINGS_MODULE": "config.settings.dev", "DEBUG": "0"}


def environment(url: str) -> dict[str, str]:
    """The environment of a process that serves the museum at `url`."""
    return os.environ | SETTINGS | {"DATABASE_URL": url}


def manage(url: str, *command: str) -> None:
    subprocess.run(
        [sys.executable, "manage.py", *command], cwd=ROOT, env=environment(url), check=True, stdout=subprocess.DEVNULL
    )


@contextmanager
def databases(*names: str):
    """Empty databases, as DATABASE_URLs: files in a temporary folder, or beside DATABASE_URL's on its PostgreSQL."""
    server = os.environ.get("DATABASE_URL", "")
    if not server.startswith("postgres"):
        with tempfile.TemporaryDirectory(prefix="vitrine-bench-") as folder:
            yield [f"sqlite:///{folder}/{name}.sqlite3" for name in names]
        return
    import psycopg

    with psycopg.connect(server, autocommit=True) as connection:
        full = [f"vitrine_bench_{os.getpid()}_{name}" for name in names]
        for name in full:
            connection.execute(f"CREATE DATABASE {name} TEMPLATE template0")
        try:
            yield [urlunsplit(urlsplit(server)._replace(path=f"/{name}")) for name in full]
        finally:
            for name in full:
                connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


def build(url: str, exhibits: int) -> float:
    """Make the museum with the founding collection, fill it, and say how many seconds filling took."""
    manage(url, "migrate", "-v0")
    manage(url, "load_founding", "-v0")
    started = time.perf_counter()
    manage(url, "fill", f"--exhibits={exhibits}")
    return time.perf_counter() - started


def size(url: str) -> float:
    """Megabytes on disk."""
    parts = urlsplit(url)
    if parts.scheme == "sqlite":
        name = url.removeprefix("sqlite:///")
        return sum(file.stat().st_size for file in Path(name).parent.glob(Path(name).name + "*")) / 1e6
    import psycopg

    with psycopg.connect(url) as connection:
        return connection.execute("SELECT pg_database_size(current_database())").fetchone()[0] / 1e6
