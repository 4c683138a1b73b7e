"""Labels of points, placed next to them where there is free space. Lengths in pt."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product

from yanbao.charts.axes import HAIR, Frame
from yanbao.charts.canvas import Canvas
from yanbao.charts.shapes import Box, Label, Point
from yanbao.charts.textwidths import MIDDLE, shorten

_AWAY = 2.0  # from a point to its name
_FAR = (9.0,)  # distance of a name with a leader line
_FARTHER = (18.0, 30.0, 45.0, 60.0)  # further distances, for names of the subject only
_GAP = 1.5  # between names
_MOST = 60  # maximum number of names tried
_WIDEST = 0.3  # maximum width of a name, as a share of the canvas


@dataclass(frozen=True, slots=True)
class Spot:
    """A point with a radius and a name; ``strong`` ones are labelled first, in bold."""

    name: str
    x: float
    y: float
    radius: float
    strong: bool

    @property
    def box(self) -> Box:
        return Box(self.x - self.radius, self.y - self.radius, self.x + self.radius, self.y + self.radius)


def label_spots(canvas: Canvas, frame: Frame, spots: Sequence[Spot], lines: Sequence[Box] = ()) -> list[Label]:
    """Labels for points, inside the plot, clear of all points and each other; distant ones get leader lines.

    They also avoid ``lines`` of the plot if possible. The subject's points come first and may be labelled at the
    greatest distance, then isolated points. A label that fits nowhere is left out.
    """
    obstacles = [spot.box for spot in spots]
    labels: list[Label] = []
    leaders: list[tuple[Point, Point]] = []
    for spot in sorted(spots, key=lambda one: (not one.strong, -_loneliness(one, spots)))[:_MOST]:
        others = [box for box in obstacles if box != spot.box]
        taken = [canvas.box(label) for label in labels]
        distances = (_AWAY, *_FAR, *(_FARTHER if spot.strong else ()))
        for crossed, away in product((lines, ()), distances):
            label = next(
                (
                    one
                    for one in _places(canvas, spot, away)
                    if _is_free(canvas.box(one), frame, [*others, *crossed], taken, leaders)
                ),
                None,
            )
            if label:
                labels.append(label)
                if away != _AWAY:
                    leaders.append(_leader(spot, canvas.box(label)))
                break
    canvas.lines(leaders, canvas.style.muted, HAIR)
    return labels


def _loneliness(spot: Spot, spots: Sequence[Spot]) -> float:
    """Distance to the nearest other point."""
    return min((math.dist((spot.x, spot.y), (one.x, one.y)) for one in spots if one is not spot), default=0.0)


def _places(canvas: Canvas, spot: Spot, away: float) -> list[Label]:
    """Candidate labels: right, left, above, below, and at the corners."""
    style = canvas.style
    size = style.size - 1
    text = shorten(spot.name, _WIDEST * canvas.width, size, canvas.font(bold=spot.strong))
    width, half = canvas.measure(text, size, bold=spot.strong), size / 2
    reach, slant = spot.radius + away, (spot.radius + away) * math.sqrt(0.5)
    offsets = [
        (reach, 0.0),
        (-reach - width, 0.0),
        (-width / 2, reach + half),
        (-width / 2, -reach - half),
        (slant, slant + half),
        (slant, -slant - half),
        (-slant - width, slant + half),
        (-slant - width, -slant - half),
    ]
    return [
        Label(text, spot.x + dx, spot.y + dy - MIDDLE * size, style.ink, size, bold=spot.strong) for dx, dy in offsets
    ]


def _is_free(
    box: Box, frame: Frame, spots: Sequence[Box], labels: Sequence[Box], leaders: Sequence[tuple[Point, Point]]
) -> bool:
    inside = frame.left <= box.left and box.right <= frame.right and frame.bottom <= box.bottom and box.top <= frame.top
    crossed = any(_crosses(leader, box) for leader in leaders)
    return (
        inside
        and not crossed
        and not any(box.meets(one) for one in spots)
        and not any(box.meets(one, _GAP) for one in labels)
    )


def _crosses(line: tuple[Point, Point], box: Box) -> bool:
    """True if a short line enters a box, tested at sample points."""
    (x0, y0), (x1, y1) = line
    places = [(x0 + (x1 - x0) * share / 8, y0 + (y1 - y0) * share / 8) for share in range(9)]
    return any(box.left < x < box.right and box.bottom < y < box.top for x, y in places)


def _leader(spot: Spot, box: Box) -> tuple[Point, Point]:
    """The leader line from the rim of a point to the nearest point of its label."""
    x, y = min(max(spot.x, box.left), box.right), min(max(spot.y, box.bottom), box.top)
    share = spot.radius / math.dist((spot.x, spot.y), (x, y))
    return (spot.x + (x - spot.x) * share, spot.y + (y - spot.y) * share), (x, y)
