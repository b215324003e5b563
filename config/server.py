"""Serves the museum: `python -m config.server`, with Granian.

WEB_CONCURRENCY processes of WEB_THREADS threads each listen on HOST and PORT, or on the Unix socket SOCKET. A hangup
(SIGHUP) replaces the processes one after the other; a process that died is replaced, and where WEB_MEMORY is set one
that has grown past it.

Measured on two cores with eight visitors and two processes, in runs that took turns, as milliseconds of CPU a request
and requests a second: an answer that lay ready cost Granian 0.25 (4,200), gunicorn with four threads 0.45 (2,400),
gunicorn without threads 0.44 (2,200); the root of the API 0.61, 0.80 and 0.76. A page of tens of milliseconds costs the
same everywhere. A worker with the founding collection holds 89 MB, gunicorn's 82.

One thread a process is a few percent quicker, but whoever waits then holds up everybody behind him: four slow requests
left the museum silent for eight seconds. With four threads nobody noticed them. A thread keeps its connection to the
database (see `config.databases`) and ends, idle, when that would.

Reloading at full load cost one request of 21,000 over kept connections, and one of 65,000 that each opened their own;
gunicorn lost none. Proxies ask again. Over TCP each process has a queue of its own, and what waits in it when the
process goes is cut off; a Unix socket has one queue for all.
"""

import os
from pathlib import Path

from config import databases, env


def options() -> dict:
    """What Granian is told. Imports nothing of it, so that a bad value is refused before anything starts."""
    return {
        "address": env.text("HOST", "127.0.0.1").strip("[]"),
        "port": env.integer("PORT", 8000, 1, 65535),
        "uds": Path(socket) if (socket := env.text("SOCKET")) else None,
        "uds_permissions": 0o660,  # the proxy's group
        "workers": env.integer("WEB_CONCURRENCY", 2, 1, 64),
        "blocking_threads": env.threads(),
        "blocking_threads_idle_timeout": databases.KEPT,
        "workers_max_rss": env.integer("WEB_MEMORY", None, 100, 100_000),  # MiB
    }


def main() -> None:
    from granian import Granian
    from granian.constants import HTTPModes, Interfaces
    from granian.log import LogLevels

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.production")
    Granian(
        "config.wsgi:application",
        interface=Interfaces.WSGI,
        http=HTTPModes.http1,  # the proxy in front speaks the newer ones
        websockets=False,
        log_level=LogLevels.warning,
        respawn_failed_workers=True,
        respawn_interval=10,  # seconds that the old process serves on while its successor starts
        workers_kill_timeout=10,
        **options(),
    ).serve()


if __name__ == "__main__":
    main()
