"""Datasette over the file that DATABASE_URL names, on PORT; immutable where DATASETTE_IMMUTABLE is set.

Its own command serves one process; this serves WEB_CONCURRENCY of them, as for everybody else. The socket is shared
and says that it is TCP: uvicorn's own way of sharing one leaves that out, and then each answer waits 40 ms for the
acknowledgement of its head. Time limits are lifted: it shall answer, however long that takes.
"""

import os
import signal
import socket
import sys

import uvicorn
from datasette.app import Datasette

LIMIT = 10 * 60 * 1000  # milliseconds


def application():
    file = os.environ["DATABASE_URL"].removeprefix("sqlite:///")
    immutable = bool(os.environ.get("DATASETTE_IMMUTABLE"))
    return Datasette(
        files=[] if immutable else [file],
        immutables=[file] if immutable else [],
        settings={"sql_time_limit_ms": LIMIT, "facet_time_limit_ms": LIMIT},
    ).app()


def main() -> None:
    listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listening.bind(("127.0.0.1", int(os.environ["PORT"])))
    workers = []
    for _ in range(int(os.environ["WEB_CONCURRENCY"])):
        if worker := os.fork():
            workers.append(worker)
        else:
            config = uvicorn.Config(application, factory=True, log_level="warning", access_log=False)
            uvicorn.Server(config).run(sockets=[listening])
            sys.exit()
    signal.signal(signal.SIGTERM, lambda *_: [os.kill(worker, signal.SIGTERM) for worker in workers])
    for worker in workers:
        os.waitpid(worker, 0)


if __name__ == "__main__":
    main()
