"""The contest: us and the peers, page after page, in turn, so that whatever else the machine does falls on all.

A cell is one page of one peer in one museum. Where it is not answered as it should be, that is kept as its result.
"""

import json
import re
import statistics
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from itertools import cycle, islice

from . import client, load, museums, servers
from .addresses import PEERS, Page, pages
from .museums import Museum

CROWDS = (1, 8, 32)  # connections
JUDGED = 8  # the crowd that promises are about, measured in every round; the others in the first alone
WARM = 0.4  # seconds
PROBES = 4  # requests before anything is measured


@dataclass
class Cell:
    """What was measured: connections → one Load a round. `failed` says why there is nothing."""

    page: str
    peer: str
    museum: str  # its name
    loads: dict[int, list[load.Load]] = field(default_factory=dict)
    bytes: int = 0
    failed: str = ""

    def median(self, what: str, connections: int = JUDGED) -> float | None:
        """The median over the rounds of `rate`, `p50`, `p95` or `cpu`."""
        loads = self.loads.get(connections)
        return statistics.median(getattr(one, what) for one in loads) if loads and not self.failed else None

    def as_dict(self) -> dict:
        figures = {
            str(crowd): {what: self.median(what, crowd) for what in ("rate", "p50", "p95", "cpu")}
            for crowd in self.loads
        }
        known = {"page": self.page, "peer": self.peer, "museum": self.museum, "bytes": self.bytes}
        return known | ({"failed": self.failed} if self.failed else {"connections": figures})


@dataclass
class Entry:
    """A peer ready for one page: its server, and the requests to send.

    `pace` is how many it answers a second; `slow` where one alone takes long.
    """

    cell: Cell
    running: servers.Running
    requests: list[bytes]
    slow: bool = False
    pace: float = 0


class Contest:
    """Servers of the peers on some museums, all of them running, and what was measured."""

    def __init__(self, stack: ExitStack, found: list[Museum], peers: list[str], asked: str = ""):
        self.cells: list[Cell] = []
        self._museums, self._peers, self._asked = found, peers, re.compile(asked)
        self._samples = {museum.name: _samples(museum) for museum in found}
        for museum in found:
            museums.tidy(museum)
        needed = {PEERS[peer] for peer in peers}
        self._running = {
            (museum.name, name): stack.enter_context(servers.serving(name, museum))
            for museum in found
            for name in servers.SERVERS
            if name in needed and museum.database in servers.SERVERS[name].databases
        }

    def hold(self, rounds: int, seconds: float, crowds=CROWDS) -> None:
        """Measure every page, or those whose names match what is asked."""
        per_museum = [(museum, pages(self._samples[museum.name])) for museum in self._museums]
        for turn, (name, *_) in enumerate(zip(*(names for _, names in per_museum), strict=True)):
            if self._asked.search(name.name):
                entries = [entry for museum, every in per_museum for entry in self._entries(museum, every[turn])]
                measure(entries, rounds, seconds, crowds)
                self.cells += [entry.cell for entry in entries]

    def memory(self) -> dict[tuple[str, str], dict[str, float]]:
        """(museum, server) → megabytes of its largest worker by now."""
        return {key: running.memory() for key, running in self._running.items()}

    def _entries(self, museum: Museum, page: Page) -> Iterator[Entry]:
        for peer in self._peers:
            running = self._running.get((museum.name, PEERS[peer]))
            if running and (addresses := page.addresses.get(peer)):
                headers = {"Cookie": self._samples[museum.name]["session"]} if page.kind == "admin" else {}
                yield ready(Cell(page.name, peer, museum.name), running, addresses, headers, page.kind)


def ready(cell: Cell, running: servers.Running, addresses: list[str], headers: dict, kind: str) -> Entry:
    """Ask for some of the addresses, and for the ETag where the answer shall be that nothing changed."""
    entry = Entry(cell, running, [load.request(address, headers) for address in addresses])
    for address, request in islice(cycle(zip(addresses, entry.requests, strict=True)), PROBES):
        status, answer, seconds = client.fetch(running.port, request)
        entry.slow = seconds > load.SLOW  # the last one counts: the first of a worker loads what it needs
        cell.bytes = len(answer)
        if status != 200:
            cell.failed = f"{status} at {address}"
            return entry
        if seconds > 10 * load.SLOW:
            break
    if kind == "known":
        etag = re.search(rb"(?i)\r\netag: *([^\r]+)", answer)
        if not etag:
            cell.failed = "no ETag"
            return entry
        entry.requests = [load.request(addresses[0], headers | {"If-None-Match": etag[1].decode("ascii")})]
        status, answer, _ = client.fetch(running.port, entry.requests[0])
        cell.bytes = len(answer)
        cell.failed = "" if status == 304 else f"{status} instead of 304"
    return entry


def measure(entries: list[Entry], rounds: int, seconds: float, crowds) -> None:
    """Load each in turn, `rounds` times. What is slow is measured once, by one answer to each connection."""
    answering = [entry for entry in entries if not entry.cell.failed]
    for entry in answering:
        if not entry.slow:
            warm = client.ask(entry.running.port, entry.requests, JUDGED, WARM, load.LONGEST)
            entry.pace = warm["answers"] / warm["seconds"]
    for turn in range(rounds):
        for crowd in crowds if turn == 0 else (JUDGED,):
            for entry in answering:
                if entry.cell.failed or (entry.slow and (turn or crowd != JUDGED)):
                    continue
                try:
                    seen = load.measure(
                        entry.running, entry.requests, crowd, 0 if entry.slow else seconds, pace=entry.pace
                    )
                except client.Refused as refused:
                    entry.cell.failed = str(refused)
                else:
                    entry.cell.loads.setdefault(crowd, []).append(seen)
    for entry in entries:
        cell = entry.cell
        rate = cell.failed or f"{cell.median('rate'):,.1f}/s, {cell.median('cpu'):.2f} ms CPU"
        print(f"  {cell.page} · {cell.peer} · {cell.museum}: {rate}", flush=True)


def _samples(museum: Museum) -> dict:
    return json.loads(museums.run(museum.url, "-m", "tests.benchmarks.samples"))
