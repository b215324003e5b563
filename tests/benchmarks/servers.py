"""Servers of a museum: ours and the peers', two workers each; the CPU time and the memory they take."""

import os
import socket
import subprocess
import sys
import time
from contextlib import closing, contextmanager
from dataclasses import dataclass

import psutil

from .museums import ROOT, Museum, environment

WORKERS = 2
PEERS = "tests.benchmarks.peers"


@dataclass(frozen=True)
class Server:
    """What serves one or more peers: a command of Python's, and what its environment adds."""

    command: tuple[str, ...] = ("-m", "config.server")  # as `make demo` serves the museum
    settings: str = "config.settings.dev"
    environment: tuple[tuple[str, str], ...] = ()
    databases: tuple[str, ...] = ("sqlite", "postgresql")


_DATASETTE = ("-m", f"{PEERS}.datasette_app")
# The same server with the same options, for an application that has no Django.
_GRANIAN = ("-m", "granian", "--interface=wsgi", "--http=1", "--no-ws", "--log-level=error", f"--workers={WORKERS}")
SERVERS = {
    "ours": Server(),
    "plain": Server(settings=f"{PEERS}.plain_settings"),
    "bare view": Server(settings=f"{PEERS}.bare_settings"),
    "bare WSGI": Server((*_GRANIAN, "--blocking-threads=4", f"{PEERS}.bare_wsgi:application")),
    "Datasette": Server(_DATASETTE, databases=("sqlite",)),
    "Datasette -i": Server(_DATASETTE, environment=(("DATASETTE_IMMUTABLE", "1"),), databases=("sqlite",)),
}


class Running:
    """A server that answers on `port`."""

    def __init__(self, port: int, process: subprocess.Popen, museum: Museum):
        self.port, self._process, self._museum = port, psutil.Process(process.pid), museum

    def cpu_seconds(self) -> float:
        """Of all its processes so far, and of PostgreSQL's where the museum is in one on this machine."""
        return _tree_seconds(self._process) + sum(map(_tree_seconds, _postgresql(self._museum)))

    def memory(self) -> dict[str, float]:
        """Megabytes of its largest worker: resident, and with what it shares divided among the sharers."""
        # The workers' helpers, such as a tracker of shared resources, are small.
        workers = [child.memory_full_info() for child in self._process.children(recursive=True)]
        shared = [getattr(worker, "pss", worker.uss) for worker in workers]
        return {"rss": max(worker.rss for worker in workers) / 1e6, "pss": max(shared) / 1e6}


def _tree_seconds(process: psutil.Process) -> float:
    """CPU seconds of a process and its children; those that have ended count with their parent."""
    seconds = 0.0
    for member in [process, *process.children(recursive=True)]:
        try:
            seconds += sum(member.cpu_times()[:4])  # user, system, and both of ended children
        except psutil.NoSuchProcess:
            continue
    return seconds


def _postgresql(museum: Museum) -> list[psutil.Process]:
    """The main process of the PostgreSQL that holds the museum, if it runs here."""
    if museum.database == "sqlite":
        return []
    found = psutil.process_iter(["name"])
    servers = [process for process in found if process.info["name"] in {"postgres", "postgres.exe"}]
    return [process for process in servers if process.parent() is None or process.parent() not in servers]


@contextmanager
def serving(name: str, museum: Museum):
    """The server `name` of SERVERS on `museum`, once it answers."""
    server = SERVERS[name]
    with closing(socket.socket()) as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    settings = {
        "DJANGO_SETTINGS_MODULE": server.settings,
        "PORT": str(port),
        "GRANIAN_PORT": str(port),
        "WEB_CONCURRENCY": str(WORKERS),
        **dict(server.environment),
    }
    process = subprocess.Popen([sys.executable, *server.command], cwd=ROOT, env=environment(museum.url, **settings))
    try:
        _wait(name, port, process)
        yield Running(port, process, museum)
    finally:
        process.terminate()
        process.wait(timeout=30)


def _wait(name: str, port: int, process: subprocess.Popen) -> None:
    for _ in range(600):
        if process.poll() is not None:
            break
        with closing(socket.socket()) as attempt:
            if attempt.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise RuntimeError(f"the server of {name} did not start")


def described() -> str:
    """The machine, in a line."""
    import platform

    cores = os.cpu_count()
    return f"{platform.system()} {platform.machine()}, {cores} cores, Python {platform.python_version()}"
