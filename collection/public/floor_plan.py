"""A room's outline as the numbers of an SVG drawing."""

from dataclasses import dataclass

from collection.models.showroom import is_outline

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
    if not is_outline(outline):
        return None
    xs, ys = [float(x) for x, _ in outline], [float(y) for _, y in outline]
    width, depth = max(xs) - min(xs), max(ys) - min(ys)
    if not (width and depth):
        return None
    margin = MARGIN * max(width, depth)
    # SVG counts y downward.
    points = " ".join(f"{x - min(xs) + margin:.2f},{max(ys) - y + margin:.2f}" for x, y in zip(xs, ys, strict=True))
    return FloorPlan(points, f"0 0 {width + 2 * margin:.2f} {depth + 2 * margin:.2f}", f"{width:.4g}", f"{depth:.4g}")
