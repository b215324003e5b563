"""The answers a second of everybody on every page as a picture: bars on a logarithmic axis, in SVG."""

import math
from html import escape

from .addresses import PEERS
from .contest import JUDGED, Cell

COLOURS = dict(
    zip(
        PEERS,
        ("#0b6e4f", "#e07b39", "#f2b880", "#b5473c", "#4a6fa5", "#9db4d6", "#7a5195", "#c3a5d4", "#ded0e8"),
        strict=True,
    )
)
WIDTH, LEFT, RIGHT = 980, 210, 90
BAR, GAP, GROUP = 11, 2, 14  # heights and distances in pixels
TOP = 96


def plot(title: str, cells: list[Cell]) -> str:
    """An SVG of one museum's cells."""
    pages = list(dict.fromkeys(cell.page for cell in cells))
    rates = [rate for cell in cells if (rate := cell.median("rate"))]
    low, high = (math.floor(math.log10(min(rates))), math.ceil(math.log10(max(rates)))) if rates else (0, 1)
    span = max(1, high - low)

    def x(rate: float) -> float:
        return LEFT + (WIDTH - LEFT - RIGHT) * (math.log10(rate) - low) / span

    parts, y = [], TOP
    for page in pages:
        group = [cell for cell in cells if cell.page == page]
        middle = y + (len(group) * (BAR + GAP)) / 2 + 2
        parts.append(f'<text x="{LEFT - 10}" y="{middle:.0f}" class="page">{escape(page)}</text>')
        for cell in group:
            parts.append(_bar(cell, x, y))
            y += BAR + GAP
        y += GROUP
    ticks = [_tick(x(10.0**power), power, y) for power in range(low, low + span + 1)]
    return "\n".join([_head(title, y + 30), *_legend({cell.peer for cell in cells}), *ticks, *parts, "</svg>", ""])


def _head(title: str, height: float) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height:.0f}" width="{WIDTH}" '
        f'height="{height:.0f}" font-family="sans-serif" font-size="11" role="img" aria-label="{escape(title)}">\n'
        "<style>.page{text-anchor:end;font-size:12px}.rate{font-size:10px;fill:#333}.tick{stroke:#ddd}"
        ".axis{text-anchor:middle;fill:#555}</style>\n"
        f'<rect width="{WIDTH}" height="{height:.0f}" fill="#fff"/>\n'
        f'<text x="16" y="24" font-size="16" font-weight="bold">{escape(title)}</text>\n'
        f'<text x="16" y="42" fill="#555">Answers a second at {JUDGED} connections, two workers each; '
        "logarithmic axis, longer is better</text>"
    )


def _legend(shown: set[str]) -> list[str]:
    parts, x, y = [], 16, 52
    for peer in (peer for peer in PEERS if peer in shown):
        width = 34 + 6 * len(peer)
        if x + width > WIDTH:
            x, y = 16, y + 16
        parts.append(f'<rect x="{x}" y="{y}" width="11" height="11" fill="{COLOURS[peer]}"/>')
        parts.append(f'<text x="{x + 16}" y="{y + 10}">{escape(peer)}</text>')
        x += width
    return parts


def _tick(x: float, power: int, bottom: float) -> str:
    label = f"{10**power:,}" if power >= 0 else f"{10.0**power:g}"
    return (
        f'<line x1="{x:.1f}" x2="{x:.1f}" y1="{TOP - 8}" y2="{bottom:.0f}" class="tick"/>'
        f'<text x="{x:.1f}" y="{bottom + 14:.0f}" class="axis">{label}/s</text>'
    )


def _bar(cell: Cell, x, y: float) -> str:
    rate = cell.median("rate")
    if not rate:
        said = escape(f"not answered: {cell.failed[:60]}")
        return f'<text x="{LEFT + 4}" y="{y + 9}" class="rate" fill="#b5473c">{said}</text>'
    end = max(LEFT + 1, x(rate))
    shown = f"{rate:,.0f}" if rate >= 10 else f"{rate:.2g}"
    return (
        f'<rect x="{LEFT}" y="{y}" width="{end - LEFT:.1f}" height="{BAR}" fill="{COLOURS[cell.peer]}">'
        f"<title>{escape(cell.peer)}: {shown} answers a second</title></rect>"
        f'<text x="{end + 4:.1f}" y="{y + 9}" class="rate">{shown}</text>'
    )
