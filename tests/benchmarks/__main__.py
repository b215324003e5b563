"""`make bench`: measures the museum beside its peers and as it grows, and fails where a promise is broken.

The whole run takes two hours or more on two cores, most of it the building of museums of 1,150,000 exhibits on SQLite
and on PostgreSQL (DATABASE_URL's, or one of its own). They are kept in `.bench/`: interrupted, run it again. `--quick`
measures the museum of 115,000 on SQLite in some minutes.
"""

import argparse
import fcntl
import json
import signal
import sys
from contextlib import ExitStack
from pathlib import Path

from . import contest, growth, museums, parity, plot, profiling, promises, ranking, tables
from .addresses import PEERS
from .museums import CACHE, ROOT, Museum

SMALL = 1_000  # exhibits of the museum that growth is measured from
PARTS = ("contest", "growth", "ranking", "profile", "parity")


def main() -> int:
    options = arguments()
    # A terminated run must stop its servers as an interrupted one does.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    options.results.mkdir(parents=True, exist_ok=True)
    broken, verdicts = [], []
    with ExitStack() as stack:
        stack.enter_context(alone())
        beside = {name: stack.enter_context(museums.server(name)) for name in options.databases}
        for name in [name for name, place in beside.items() if place is None]:
            print(f"!! No {museums.TITLES[name]} on this machine: nothing is measured on it.", file=sys.stderr)
            del beside[name]
        found = {
            name: [museums.museum(name, size, place, as_it_is=options.reuse) for size in options.sizes]
            for name, place in beside.items()
        }
        for name, every in found.items():
            if "contest" in options.parts:
                verdicts += hold(every, options)
            if "growth" in options.parts:
                small = museums.museum(name, SMALL, beside[name], as_it_is=options.reuse)
                broken += grow(small, every[0], options)
            if "ranking" in options.parts:
                write(options, f"ranking-{name}.md", ranking.report(every))
            if "profile" in options.parts:
                write(options, f"profile-{every[0].name}.txt", profiling.report(every[0]))
        if len(found) == 2 and "contest" in options.parts:
            verdicts += on_both([every[0] for every in found.values()], options)
        if len(found) == 2 and "parity" in options.parts:
            text, differ = parity.report(*[every[0] for every in found.values()])
            write(options, "parity.md", text)
            broken += ["parity"] * bool(differ)
    if verdicts:
        write(options, "must-show.md", tables.must_show(verdicts))
        print(tables.must_show(verdicts))
    broken += [verdict.page for verdict in verdicts if not verdict.kept]
    return 1 if broken else 0


def arguments():
    parser = argparse.ArgumentParser(
        prog="python -m tests.benchmarks", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    add = parser.add_argument
    add("--quick", action="store_true", help="115,000 exhibits on SQLite, one short round at 8 connections")
    add("--sizes", type=numbers, help="exhibits of the museums, from small to large (115000,1150000)")
    add("--databases", type=words(museums.TITLES), help="sqlite,postgresql")
    add("--parts", type=words(PARTS), default=list(PARTS), help=f"what to measure ({','.join(PARTS)})")
    add("--rounds", type=int, help="how often everybody is asked in turn (5)")
    add("--seconds", type=float, help="how long at a time (2)")
    add("--pages", default="", help="a regular expression: only pages of the contest whose names match")
    add("--peers", type=words(PEERS), default=list(PEERS), help="only these, and us")
    add("--reuse", action="store_true", help="take the museums as they stand, even if the code that fills them changed")
    add("--results", type=Path, help="the folder for what comes out (tests/benchmarks/results; quick: .bench/results)")
    options = parser.parse_args()
    usual = ([115_000], ["sqlite"], 1, 1, CACHE / "results") if options.quick else None
    usual = usual or ([115_000, 1_150_000], list(museums.TITLES), 5, 2, ROOT / "tests" / "benchmarks" / "results")
    for name, value in zip(("sizes", "databases", "rounds", "seconds", "results"), usual, strict=True):
        if getattr(options, name) is None:
            setattr(options, name, value)
    options.peers = ["ours", *(peer for peer in options.peers if peer != "ours")]
    options.crowds = (contest.JUDGED,) if options.quick else contest.CROWDS
    return options


def numbers(text: str) -> list[int]:
    return sorted(int(number) for number in text.replace("_", "").split(","))


def words(known):
    """A reader of names with commas between, for argparse; a part of a name will do."""

    def read(text: str) -> list[str]:
        chosen = [name for name in known if any(word in name for word in text.split(","))]
        if not chosen:
            raise argparse.ArgumentTypeError(f"one or more of: {', '.join(known)}")
        return chosen

    return read


def alone():
    """A lock that a second benchmark waits for: two at once would measure each other."""
    CACHE.mkdir(exist_ok=True)
    lock = (CACHE / "lock").open("w")
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        sys.exit("Another benchmark is running in this folder.")
    return lock


def hold(every: list[Museum], options) -> list[promises.Verdict]:
    """The contest on one database."""
    print(f"The contest on {', '.join(map(str, every))}", flush=True)
    with ExitStack() as stack:
        held = contest.Contest(stack, every, options.peers, options.pages)
        held.hold(options.rounds, options.seconds, options.crowds)
        memory = held.memory()
    for museum in every:
        cells = [cell for cell in held.cells if cell.museum == museum.name]
        write(options, f"{museum.name}.md", tables.contest(museum, cells, memory))
        write(options, f"{museum.name}.svg", plot.plot(str(museum), cells))
        write(options, f"{museum.name}.json", json.dumps([cell.as_dict() for cell in cells], indent=1) + "\n")
    return promises.verdicts(held.cells, every, memory)


def on_both(every: list[Museum], options) -> list[promises.Verdict]:
    """The list on either database, in turn."""
    print("The list on SQLite and on PostgreSQL", flush=True)
    with ExitStack() as stack:
        held = contest.Contest(stack, every, ["ours"], f"^{promises.LIST}$")
        held.hold(options.rounds, options.seconds, (contest.JUDGED,))
    return promises.on_both(held.cells)


def grow(small: Museum, large: Museum, options) -> list[str]:
    """Growth on one database: the promises that it breaks."""
    print(f"Growth from {small} to {large}", flush=True)
    report = growth.measure(small, large, rounds=7 if options.rounds > 1 else 3, seconds=options.seconds / 8)
    write(options, f"growth-{large.database}.md", str(report))
    write(options, f"growth-{large.database}.json", json.dumps(report.as_dict(), indent=1) + "\n")
    return report.broken()


def write(options, name: str, text: str) -> None:
    (options.results / name).write_text(text)
    print(f"→ {name}", flush=True)


if __name__ == "__main__":
    sys.exit(main())
