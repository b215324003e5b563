"""Load: how many requests a second a server answers, and how long they take, at a number of connections.

By `wrk` where it is installed and the server is fast, else by `client.py`: they agree but for what the generator itself
takes of the machine. Either asks for each of many requests in turn.
"""

import json
import shutil
import subprocess
import tempfile
from dataclasses import dataclass

from . import client

FAST = 100  # requests a second from which on the generator's own cost matters
SLOW = 0.5  # seconds: where one request alone takes as long, each connection asks once
LONGEST = 90  # seconds for a measurement of slow requests


@dataclass(frozen=True)
class Load:
    """`answers` in `seconds`; milliseconds below which half and 95 in 100 of them were; server CPU ms an answer."""

    answers: int
    seconds: float
    p50: float
    p95: float
    cpu: float

    @property
    def rate(self) -> float:
        return self.answers / self.seconds


def generator() -> str:
    return "wrk" if shutil.which("wrk") else "tests/benchmarks/client.py"


def request(path: str, headers: dict[str, str]) -> bytes:
    """The bytes that ask for `path`."""
    lines = [f"GET {path} HTTP/1.1", "Host: localhost", *(f"{name}: {value}" for name, value in headers.items())]
    return ("\r\n".join(lines) + "\r\n\r\n").encode("ascii")


def measure(running, requests: list[bytes], connections: int, seconds: float, *, pace: float) -> Load:
    """What `running` makes of `requests`, of which it answered `pace` a second when it was warmed up.

    Raises client.Refused where one is not answered as expected.
    """
    before = running.cpu_seconds()
    if pace >= FAST and generator() == "wrk":
        seen = _wrk(running.port, requests, connections, seconds)
    else:  # it also waits for what is under way at the end, which is much where few are answered
        seen = client.ask(running.port, requests, connections, seconds, LONGEST)
    spent = running.cpu_seconds() - before
    return Load(seen["answers"], seen["seconds"], seen["p50"], seen["p95"], 1000 * spent / max(1, seen["answers"]))


# One thread, so that one counter walks through the requests.
_SCRIPT = """
local requests, next = {%s}, 0
request = function()
  next = next %% #requests + 1
  return requests[next]
end
done = function(summary, latency)
  local e = summary.errors
  io.write(string.format('\\n{"answers": %%d, "seconds": %%f, "p50": %%f, "p95": %%f, "refused": %%d}\\n',
    summary.requests, summary.duration / 1e6, latency:percentile(50) / 1e3, latency:percentile(95) / 1e3,
    e.status + e.connect + e.read + e.write + e.timeout))
end
"""


def _wrk(port: int, requests: list[bytes], connections: int, seconds: float) -> dict:
    with tempfile.NamedTemporaryFile("w", suffix=".lua") as script:
        # A JSON string of ASCII without a slash escaped is a string in Lua as well.
        script.write(_SCRIPT % ", ".join(json.dumps(request.decode("ascii")) for request in requests))
        script.flush()
        command = ["wrk", "-t1", f"-c{connections}", f"-d{max(1, round(seconds))}s", "--timeout=60s", "-s", script.name]
        printed = subprocess.run(
            [*command, f"http://127.0.0.1:{port}/"], check=True, stdout=subprocess.PIPE, text=True
        ).stdout
    seen = json.loads(printed.strip().splitlines()[-1])
    if seen.pop("refused"):
        raise client.Refused("errors")
    return seen
