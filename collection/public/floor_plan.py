"""A room's outline as the numbers of an SVG drawing."""

import math
from dataclasses import dataclass

MARGIN = 0.05  # of the longer side


@dataclass(frozen=True)
class FloorPlan:
    """`points` and `view_box` as SVG attributes; `width` and `depth` in metres."""

    points: str
    view_box: str
    width: str
    depth: str


def floor_plan(outline) -> FloorPlan | None:
    """The plan of `[[x, y], …]` in metres, y upward; None where that is not the outline of a room."""
    if not isinstance(outline, list) or not 3 <= len(outline) <= 500 or not all(map(_is_point, outline)):
        return None
    xs, ys = [float(x) for x, _ in outline], [float(y) for _, y in outline]
    width, depth = max(xs) - min(xs), max(ys) - min(ys)
    if not (0 < width < 10_000 and 0 < depth < 10_000):
        return None
    margin = MARGIN * max(width, depth)
    # SVG counts y downward.
    points = " ".join(f"{x - min(xs) + margin:.2f},{max(ys) - y + margin:.2f}" for x, y in zip(xs, ys, strict=True))
    return FloorPlan(points, f"0 0 {width + 2 * margin:.2f} {depth + 2 * margin:.2f}", f"{width:.4g}", f"{depth:.4g}")


def _is_point(point) -> bool:
    return (
        isinstance(point, list)
        and len(point) == 2
        and all(isinstance(n, (int, float)) and not isinstance(n, bool) and math.isfinite(n) for n in point)
    )
