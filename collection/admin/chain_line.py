"""The chain of an exhibit as a line in time: where each bar of the drawing begins and ends, in pixels."""

from dataclasses import dataclass
from datetime import date

from collection.models.chain import bounds_in_words
from collection.models.provenance_event import ProvenanceEvent
from collection.notation.provenance.analysis import ERA, year

WIDTH, LABELS, ROW, TOP = 960, 240, 24, 30  # of the drawing, of the names at its left, of a row, above the first row
STEPS = (1, 2, 5, 10, 20, 25, 50, 100, 200, 500, 1000)
TICKS = 8
MOST = 200  # rows


@dataclass
class Bar:
    """One link. `sure` is the stretch in which it is known to have had it, `unsure` those in which it may have."""

    label: str
    y: int
    sure: tuple[float, float] | None
    unsure: list[tuple[float, float]]
    words: str

    @property
    def text_y(self) -> int:
        return self.y + ROW - 8


@dataclass
class ChainLine:
    """`ticks` are (x, year); `era` is (x, width) of 1933 to 1945, None where the line does not reach it."""

    bars: list[Bar]
    ticks: list[tuple[float, int]]
    era: tuple[float, float] | None
    more: int  # links beyond MOST

    width = WIDTH
    left = LABELS
    top = TOP

    @property
    def height(self) -> int:
        return TOP + ROW * len(self.bars) + 8

    @property
    def below(self) -> int:
        return self.height - 8


def chain_line(events: list[ProvenanceEvent]) -> ChainLine | None:
    """The drawing; None where no link has a date."""
    days = [day for event in events for day in _days(event) if day is not None]
    if not days:
        return None
    first, last = year(min(days)), max(year(max(days)), min(date.today().year, year(max(days)) + 5))
    span = max(1, last - first + 1)

    def x(day: int, *, closing: bool = False) -> float:
        at = min(max(year(day) + closing, first), last + 1)
        return round(LABELS + (at - first) / span * (WIDTH - LABELS - 20), 1)

    bars = [
        _bar(event, later, TOP + ROW * row, x)
        for row, (event, later) in enumerate(zip(events[:MOST], [*events[1:], None], strict=False))
    ]
    step = next((step for step in STEPS if span / step <= TICKS), span)
    ticks = [(x(at * 10_000), at) for at in range(-(-first // step) * step, last + 1, step)]
    reached = first <= ERA[1] and last >= ERA[0]
    era = (x(ERA[0] * 10_000), x(ERA[1] * 10_000, closing=True)) if reached else None
    return ChainLine(bars, ticks, era and (era[0], round(era[1] - era[0], 1)), max(0, len(events) - MOST))


def _days(event: ProvenanceEvent) -> tuple:
    return event.earliest_begin_day, event.latest_begin_day, event.earliest_end_day, event.latest_end_day


def _bar(event: ProvenanceEvent, later: ProvenanceEvent | None, y: int, x) -> Bar:
    after, by, until, before = _days(event)
    if until is None and event.is_direct and later and later.earliest_begin_day:
        until = later.earliest_begin_day  # it passed directly, so it was there until then
    since = next((day for day in (by, until) if day is not None), None)
    unsure = []
    if after is not None:
        if since is None:
            unsure.append((after, before if before is not None else after))
        elif year(since) > year(after):
            unsure.append((after, since))
    known = until if until is not None and since is not None and until >= since else since
    if known is not None and before is not None and year(before) > year(known):
        unsure.append((known, before))
    if event.certainty and since is not None:
        unsure, since = [*unsure, (since, known)], None
    sure = _stretch(x, since, known) if since is not None else None
    words = f"{event.party_name or event.written[:80]}: {bounds_in_words(event) or 'no date'}"
    return Bar((event.party_name or event.written)[:32], y, sure, [_stretch(x, *days) for days in unsure], words)


def _stretch(x, first: int, last: int) -> tuple[float, float]:
    """Where it begins and how long it is."""
    begin = x(first)
    return begin, round(max(4, x(last, closing=True) - begin), 1)
