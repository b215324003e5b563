"""The real server on one museum: requests a second over the loopback, and the memory of a worker after them."""

import http.client
import os
import socket
import subprocess
import sys
import threading
import time
from contextlib import closing, contextmanager
from pathlib import Path

from .museums import ROOT, environment

CLIENTS, WORKERS = 8, 2


@contextmanager
def serving(url: str):
    """The museum's server as `make demo` starts it; yields its port and its process."""
    with closing(socket.socket()) as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "config.server"]
    settings = {"PORT": str(port), "WEB_CONCURRENCY": str(WORKERS)}
    process = subprocess.Popen(command, cwd=ROOT, env=environment(url) | settings)
    try:
        _wait(port, process)
        yield port, process
    finally:
        process.terminate()
        process.wait(timeout=30)


def _wait(port: int, process) -> None:
    for _ in range(300):
        if process.poll() is not None:
            break
        with closing(socket.socket()) as attempt:
            if attempt.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise RuntimeError("the server did not start")


def rate(port: int, addresses: list[str], seconds: float) -> float:
    """Requests a second that `CLIENTS` at once get answered."""
    done, until = [], time.perf_counter() + seconds

    def visit():
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        count = 0
        while time.perf_counter() < until:
            connection.request("GET", addresses[count % len(addresses)], headers={"Host": "localhost"})
            response = connection.getresponse()
            response.read()
            assert response.status == 200, response.status
            count += 1
        done.append(count)
        connection.close()

    started = time.perf_counter()
    visitors = [threading.Thread(target=visit) for _ in range(CLIENTS)]
    for visitor in visitors:
        visitor.start()
    for visitor in visitors:
        visitor.join()
    if len(done) < CLIENTS:
        raise RuntimeError("the server failed to answer a request")
    return sum(done) / (time.perf_counter() - started)


def memory(process) -> float | None:
    """Megabytes of the largest worker; None where the system does not tell."""
    if not Path("/proc/self/statm").exists():
        return None
    children = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()
    pages = [int(Path(f"/proc/{child}/statm").read_text().split()[1]) for child in children]
    return max(pages) * os.sysconf("SC_PAGE_SIZE") / 1e6
