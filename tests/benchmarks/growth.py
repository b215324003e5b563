"""What growth costs: every page asked for in a small and in a large museum, in turn, one request at a time.

Queries and time of a request inside Django, without a server around it; and what filling costs beside executemany.
"""

import json
import statistics
import subprocess
import sys
import time
from contextlib import contextmanager

from . import museums
from .growth_report import Line, Report
from .museums import Museum


def measure(small: Museum, large: Museum, *, rounds: int, seconds: float) -> Report:
    """Ask both for each page for `seconds`, `rounds` times in turn."""
    rows = _executemany(large)
    indexing = _indexing(large)
    report = Report(
        database=museums.TITLES[large.database],
        sizes=(small.size, large.size),
        fill=large.known["fill"] - indexing,
        indexing=indexing,
        raw=rows["catalogue"],
        raw_derived=rows["derived"],
        rows=rows["rows"],
        megabytes=(small.megabytes(), large.megabytes()),
    )
    judged_by = "cpu" if large.database == "sqlite" else "wall"
    with _worker(small.url) as (ask_small, pages), _worker(large.url) as (ask_large, _):
        for page in pages:
            report.lines.append(_line(page, (ask_small, ask_large), rounds, seconds, judged_by))
            print(f"  {page}: {report.lines[-1].ratio:.2f}", flush=True)
    return report


def _line(page: str, museums, rounds: int, seconds: float, judged_by: str) -> Line:
    looks = [ask(page=page) for ask in museums]
    times = [], []
    for _ in range(rounds):
        for ask, found in zip(museums, times, strict=True):
            found += ask(page=page, seconds=seconds)
    cpu, wall = (tuple(statistics.median(t[kind] for t in found) for found in times) for kind in (0, 1))
    queries, sizes = (tuple(look[what] for look in looks) for what in ("queries", "bytes"))
    return Line(page, queries, cpu, wall, sizes, judged_by)


def _executemany(museum: Museum) -> dict:
    """What plain executemany of the museum's rows takes; measured once and remembered."""
    if "executemany" not in museum.known:
        with museums.empty(museum) as url:
            museums.run(url, "manage.py", "migrate", "-v0")
            measured = json.loads(museums.run(url, "-m", "tests.benchmarks.executemany", museum.url))
        museum.remember(executemany=measured)
    return museum.known["executemany"]


def _indexing(museum: Museum) -> float:
    """Seconds that making the search index anew takes, as filling does at its end; measured once and remembered."""
    if "indexing" not in museum.known:
        started = time.perf_counter()
        museums.run(museum.url, "manage.py", "reindex", "-v0")
        museum.remember(indexing=time.perf_counter() - started)
    return museum.known["indexing"]


@contextmanager
def _worker(url: str):
    """A worker process: a function to ask it with, and the names of its pages."""
    with subprocess.Popen(
        [sys.executable, "-m", "tests.benchmarks.worker"],
        cwd=museums.ROOT,
        env=museums.environment(url),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:

        def ask(**order):
            process.stdin.write(json.dumps(order) + "\n")
            process.stdin.flush()
            return answer()

        def answer():
            line = process.stdout.readline()
            if not line:
                raise RuntimeError("the worker failed, see above")
            return json.loads(line)

        yield ask, answer()
        process.stdin.close()
