"""What was measured, in Markdown."""

from .contest import CROWDS, JUDGED, Cell
from .load import generator
from .museums import Museum
from .promises import Verdict
from .servers import WORKERS, described


def contest(museum: Museum, cells: list[Cell], memory: dict[tuple[str, str], dict[str, float]]) -> str:
    """Every page and peer of one museum."""
    crowds = " | ".join(f"at {crowd}" for crowd in CROWDS)
    lines = [
        f"# {museum}",
        "",
        f"{described()}. {WORKERS} workers each; load by {generator()}.",
        "Everybody is asked for one page in turn, then for the next; medians over the rounds. p50, p95 and server CPU",
        f"are those at {JUDGED} connections; on PostgreSQL the CPU time includes the database's. The CPU time of an",
        "answer drifts least: trust it first.",
        "",
        f"| page | by | answers/s {crowds} | p50 ms | p95 ms | CPU ms | kB |",
        "|---|---|" + "--:|" * (len(CROWDS) + 4),
        *map(_row, cells),
        "",
        "| memory of the largest worker after all this | resident MB | shared pages divided, MB |",
        "|---|--:|--:|",
        *(
            f"| {server} | {size['rss']:.0f} | {size['pss']:.0f} |"
            for (name, server), size in memory.items()
            if name == museum.name
        ),
        "",
        f"On disk: {museum.megabytes():,.0f} MB.",
    ]
    return "\n".join(lines) + "\n"


def _row(cell: Cell) -> str:
    if cell.failed:
        return f"| {cell.page} | {cell.peer} | not answered: {cell.failed} |" + " |" * (len(CROWDS) + 3)
    rates = [_number(cell.median("rate", crowd)) for crowd in CROWDS]
    times = [_number(cell.median(what)) for what in ("p50", "p95", "cpu")]
    return f"| {cell.page} | {cell.peer} | {' | '.join([*rates, *times, _number(cell.bytes / 1000)])} |"


def _number(value: float | None) -> str:
    """Three digits are as many as mean something."""
    if value is None:
        return "–"
    return f"{value:,.0f}" if value >= 100 else f"{value:.1f}" if value >= 10 else f"{value:.2f}"


def must_show(verdicts: list[Verdict]) -> str:
    """The promises, each kept or not."""
    broken = sum(not verdict.kept for verdict in verdicts)
    lines = [
        "# Must show",
        "",
        f"In one run, at {JUDGED} connections. {described()}. Load by {generator()}.",
        "",
        "| page | against | demanded | measured | the same by CPU time | kept |",
        "|---|---|--:|--:|--:|---|",
        *(
            f"| {v.page} | {v.against} | {v.demanded} | {v.measured} | {v.witness} | {'yes' if v.kept else '**no**'} |"
            for v in verdicts
        ),
        "",
        f"{broken} of {len(verdicts)} promises broken." if broken else f"All {len(verdicts)} promises kept.",
    ]
    return "\n".join(lines) + "\n"
