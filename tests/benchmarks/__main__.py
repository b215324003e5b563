"""`make bench`: measures the pages at 1,000 and at 115,000 exhibits, and fails where a promise is broken.

On SQLite, or on the PostgreSQL that DATABASE_URL names, in databases of its own that are gone afterwards. Both museums
are asked in turn, several times over, so that whatever else the machine does falls on both. Results go to `results/`.
"""

import argparse
import json
import statistics
import subprocess
import sys
from contextlib import ExitStack, contextmanager

from . import museums, server
from .report import Line, Report

RATED = ("home", "exhibits, first page", "exhibits, one donor", "exhibit", "api exhibits, first page", "api exhibit")
RESULTS = museums.ROOT / "tests" / "benchmarks" / "results"


def main() -> int:
    options = arguments()
    with museums.databases("small", "large", "raw") as (small, large, empty):
        print(f"Building museums of {options.small:,} and {options.large:,} exhibits …", flush=True)
        museums.build(small, options.small)
        fill = museums.build(large, options.large)
        museums.manage(empty, "migrate", "-v0")
        raw = run("raw", empty, large)
        report = Report(
            database="SQLite" if small.startswith("sqlite") else "PostgreSQL",
            sizes=(options.small, options.large),
            fill=fill,
            raw=raw["catalogue"],
            raw_derived=raw["derived"],
            rows=raw["rows"],
            megabytes=(museums.size(small), museums.size(large)),
        )
        with worker(small) as (one, here), worker(large) as (other, there):
            report.lines = measure(one, other, here, report, options)
        report.rates, report.memory = serve(small, large, here, there, 10 * options.seconds)
    print(report)
    RESULTS.mkdir(exist_ok=True)
    (RESULTS / f"{report.database.lower()}.md").write_text(str(report))
    (RESULTS / f"{report.database.lower()}.json").write_text(json.dumps(report.as_dict(), indent=1) + "\n")
    return 1 if report.broken() else 0


def arguments():
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__.splitlines()[0])
    parser.add_argument("--small", type=int, default=1_000, help="exhibits of the smaller museum")
    parser.add_argument("--large", type=int, default=115_000, help="exhibits of the larger museum")
    parser.add_argument("--rounds", type=int, default=7, help="how often both museums are asked in turn")
    parser.add_argument("--seconds", type=float, default=0.25, help="how long a museum is asked for one page at a time")
    return parser.parse_args()


def run(module: str, url: str, *words: str) -> dict:
    """The JSON that a module of this package prints, run in the museum at `url`."""
    command = [sys.executable, "-m", f"tests.benchmarks.{module}", *words]
    done = subprocess.run(command, cwd=museums.ROOT, env=museums.environment(url), check=True, stdout=subprocess.PIPE)
    return json.loads(done.stdout)


@contextmanager
def worker(url: str):
    """A worker process: a function to ask it with, and the addresses of its pages."""
    command = [sys.executable, "-m", "tests.benchmarks.worker"]
    with subprocess.Popen(
        command,
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

        yield ask, answer()["addresses"]
        process.stdin.close()


def measure(small, large, pages, report: Report, options) -> list[Line]:
    judged_by = "cpu" if report.database == "SQLite" else "wall"
    lines = []
    for page in pages:
        looks = small(page=page), large(page=page)
        times = [], []
        for _ in range(options.rounds):
            for ask, found in zip((small, large), times, strict=True):
                found += ask(page=page, seconds=options.seconds)
        cpu, wall = (tuple(statistics.median(t[kind] for t in found) for found in times) for kind in (0, 1))
        queries, sizes = (tuple(look[what] for look in looks) for what in ("queries", "bytes"))
        lines.append(Line(page, queries, cpu, wall, sizes, judged_by))
        print(f"  {page}: {lines[-1].ratio:.2f}", flush=True)
    return lines


def serve(small: str, large: str, here: dict, there: dict, seconds: float):
    """Requests a second of both, in turn; and the memory of the larger museum's worker."""
    with ExitStack() as stack:
        ports, processes = zip(*(stack.enter_context(server.serving(url)) for url in (small, large)), strict=True)
        for port, pages in zip(ports, (here, there), strict=True):  # a worker's first requests load what it needs
            for page in RATED:
                server.rate(port, pages[page], 0.5)
        rates = {
            page: tuple(
                server.rate(port, pages[page], seconds) for port, pages in zip(ports, (here, there), strict=True)
            )
            for page in RATED
        }
        return rates, server.memory(processes[1])


if __name__ == "__main__":
    sys.exit(main())
