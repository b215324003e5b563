"""The ratios that must hold, each by what was measured in one run at 8 connections."""

from dataclasses import dataclass
from itertools import pairwise

from . import GROWTH, MEMORY, ON_POSTGRESQL
from .addresses import BOTH_DATASETTES
from .contest import Cell
from .museums import Museum

LIST = "API list of 50"


@dataclass(frozen=True)
class Demand:
    """Ours answers `page` at least `times` as often as the best of `peers`, on SQLite."""

    page: str
    peers: tuple[str, ...]
    times: float


DEMANDS = (
    Demand(LIST, ("plain DRF",), 12),
    Demand(LIST, ("plain DRF joined",), 3.5),
    Demand(LIST, BOTH_DATASETTES, 1.2),
    Demand("API far page", BOTH_DATASETTES, 8),
    Demand(LIST, ("raw SQL in a bare view",), 0.35),
    Demand("API search, common word", BOTH_DATASETTES, 15),
    Demand("API search, rare word", BOTH_DATASETTES, 2),
    Demand("API facets with a filter", BOTH_DATASETTES, 8),
    Demand("HTML detail", BOTH_DATASETTES, 1),
    Demand("admin change list", ("plain admin",), 15),
    Demand("admin search", ("plain admin",), 50),
)


@dataclass(frozen=True)
class Verdict:
    """One promise as it was kept or not; `witness` is the same ratio by server CPU time an answer, where it has one."""

    page: str
    against: str
    demanded: str
    measured: str
    kept: bool
    witness: str = ""


def verdicts(cells: list[Cell], museums: list[Museum], memory: dict) -> list[Verdict]:
    """Of everything in the run that a promise is about. `museums` of one database go from small to large."""
    found = {(cell.page, cell.peer, cell.museum): cell for cell in cells}
    said = []
    for museum in museums:
        if museum.database == "sqlite":
            said += [v for demand in DEMANDS if (v := _demanded(demand, found, museum))]
    for small, large in pairwise(museums):
        said += _grown(found, small, large)
    for museum in museums:
        if megabytes := memory.get((museum.name, "ours")):
            most = megabytes["rss"]
            said.append(Verdict("memory of a worker", str(museum), f"≤ {MEMORY} MB", f"{most:.0f} MB", most <= MEMORY))
    return said


def on_both(cells: list[Cell]) -> list[Verdict]:
    """Whether the list keeps its rate on PostgreSQL; `cells` are that page of ours on SQLite and on PostgreSQL."""
    on_sqlite, on_postgresql = cells
    return [_ratio(on_postgresql, [on_sqlite], ON_POSTGRESQL, "itself on SQLite")]


def _demanded(demand: Demand, found: dict, museum: Museum) -> Verdict | None:
    ours = found.get((demand.page, "ours", museum.name))
    peers = [found[key] for peer in demand.peers if (key := (demand.page, peer, museum.name)) in found]
    if not ours or not peers:
        return None  # not asked for in this run
    return _ratio(ours, peers, demand.times, f"{demand.peers[0]}, {museum.size:,}")


def _ratio(ours: Cell, peers: list[Cell], times: float, against: str) -> Verdict:
    answering = [peer for peer in peers if not peer.failed]
    if ours.failed or not answering:
        failed = ours.failed or f"the peer: {peers[0].failed}"
        return Verdict(ours.page, against, f"≥ {times:g} ×", failed, kept=False)
    best = max(answering, key=lambda peer: peer.median("rate"))
    if len(peers) > 1:
        against = against.replace(peers[0].peer, best.peer)
    ratio, by_cpu = ours.median("rate") / best.median("rate"), best.median("cpu") / ours.median("cpu")
    return Verdict(ours.page, against, f"≥ {times:g} ×", f"{ratio:.2f} ×", ratio >= times, f"{by_cpu:.2f} ×")


def _grown(found: dict, small: Museum, large: Museum) -> list[Verdict]:
    said = []
    for (page, peer, name), cell in found.items():
        if peer != "ours" or name != small.name:
            continue
        other = found[page, peer, large.name]
        against, demanded = f"itself at {small.size:,}, {small.database}", f"p95 ≤ {GROWTH:g} ×"
        if cell.failed or other.failed:
            said.append(Verdict(page, against, demanded, cell.failed or other.failed, kept=False))
            continue
        ratio, by_cpu = (other.median(what) / cell.median(what) for what in ("p95", "cpu"))
        said.append(Verdict(page, against, demanded, f"{ratio:.2f} ×", ratio <= GROWTH, f"{by_cpu:.2f} ×"))
    return said
