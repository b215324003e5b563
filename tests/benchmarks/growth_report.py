"""What growth costs, as a table; and which promises it breaks."""

from dataclasses import asdict, dataclass, field

from . import FILL, RATIO


@dataclass
class Line:
    """One page at both sizes: queries, and milliseconds a request (median)."""

    page: str
    queries: tuple[int, int]
    cpu: tuple[float, float]
    wall: tuple[float, float]
    bytes: tuple[float, float]
    judged_by: str  # "cpu" where the database works in the same process, else "wall"

    @property
    def ratio(self) -> float:
        small, large = getattr(self, self.judged_by)
        return large / small

    @property
    def is_watched(self) -> bool:
        """Staff's searches for a word read more as the museum grows: measured and shown, and not yet promised."""
        return self.page.startswith("admin") and ("search" in self.page or "autocomplete" in self.page)

    def broken(self) -> list[str]:
        said = []
        if self.queries[1] > self.queries[0]:
            said.append(f"{self.page}: {self.queries[1]} queries at the larger size, {self.queries[0]} at the smaller")
        if self.ratio > RATIO and not self.is_watched:
            said.append(f"{self.page}: takes {self.ratio:.2f} times as long, {RATIO} is promised")
        return said


@dataclass
class Report:
    database: str
    sizes: tuple[int, int]
    fill: float  # seconds, without the index
    indexing: float  # seconds
    raw: float  # seconds, executemany of the catalogue's rows
    raw_derived: float  # seconds, of history and index rows
    rows: int
    megabytes: tuple[float, float]
    lines: list[Line] = field(default_factory=list)

    def broken(self) -> list[str]:
        said = [sentence for line in self.lines for sentence in line.broken()]
        if self.fill > FILL * self.raw:
            said.append(f"filling: {self.fill / self.raw:.1f} times executemany, {FILL} is promised")
        return said

    def as_dict(self) -> dict:
        return asdict(self) | {"broken": self.broken(), "ratios": {line.page: line.ratio for line in self.lines}}

    def __str__(self) -> str:
        small, large = (f"{size:,}" for size in self.sizes)
        title = f"# {self.database}: {small} and {large} exhibits, one request at a time"
        return "\n".join([title, *self._size(), *self._pages(), *self._promises()])

    def _size(self):
        whole, everything = self.fill + self.indexing, self.raw + self.raw_derived
        yield ""
        yield f"Filling to {self.sizes[1]:,} exhibits took {self.fill:.1f} s, its index {self.indexing:.1f} s more."
        yield (
            f"executemany of the same {self.rows:,} catalogue rows takes {self.raw:.1f} s: "
            f"**{self.fill / self.raw:.1f} times** (at most {FILL} promised)."
        )
        yield (
            "That writes the history of each row as well, and the index. "
            f"executemany of those rows too takes {everything:.1f} s: {whole / everything:.1f} times."
        )
        yield f"On disk: {self.megabytes[0]:.0f} MB and {self.megabytes[1]:.0f} MB."

    def _pages(self):
        small, large = (f"{size:,}" for size in self.sizes)
        judged = self.lines[0].judged_by if self.lines else "cpu"
        yield ""
        yield f"Median milliseconds of a request. The ratio is that of {judged} time, at most {RATIO} promised."
        yield ""
        sizes = " | ".join(f"{what} {small} | {large}" for what in ("queries", "kB", "CPU ms", "ms"))
        yield f"| page | {sizes} | ratio |"
        yield "|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|"
        for line in self.lines:
            name = f"{line.page} (watched, not promised)" if line.is_watched else line.page
            times = (f"{value:.1f}" for value in (line.bytes[0] / 1000, line.bytes[1] / 1000, *line.cpu, *line.wall))
            yield f"| {name} | {line.queries[0]} | {line.queries[1]} | {' | '.join(times)} | {line.ratio:.2f} |"

    def _promises(self):
        yield ""
        broken = self.broken()
        yield from (
            ["Broken promises:", "", *(f"- {sentence}" for sentence in broken)] if broken else ["All promises kept."]
        )
        yield ""
