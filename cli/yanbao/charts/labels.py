"""Label placement: pushes labels apart, and tests for collisions. Lengths in pt."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

from yanbao.charts.shapes import Box


def spread(centers: Sequence[float], heights: Sequence[float], low: float, high: float) -> list[float] | None:
    """Centres as close as possible to the wanted ones, so that blocks of these heights do not overlap within the
    bounds.

    The order of centres is kept. None if the blocks do not fit.
    """
    if math.fsum(heights) > high - low + 1e-6:
        return None
    order = sorted(range(len(centers)), key=lambda index: centers[index])
    # Blocks that touch move as one: (members, total height, wanted bottom edge of the whole).
    stacks: list[tuple[list[int], float, float]] = []
    for index in order:
        stack = ([index], heights[index], centers[index] - heights[index] / 2)
        while True:
            members, height, bottom = stack
            bottom = min(max(bottom, low), high - height)
            stack = (members, height, bottom)
            if not stacks or stacks[-1][2] + stacks[-1][1] <= bottom + 1e-9:
                break
            below, below_height, below_bottom = stacks.pop()
            share = len(below) / (len(below) + len(members))
            wanted = below_bottom * share + (bottom - below_height) * (1 - share)
            stack = (below + members, below_height + height, wanted)
        stacks.append(stack)
    placed = [0.0] * len(centers)
    for members, _, bottom in stacks:
        for index in members:
            placed[index] = bottom + heights[index] / 2
            bottom += heights[index]
    return placed


def clear(labels: Iterable[Box], obstacles: Iterable[Box] = (), gap: float = 1.6) -> bool:
    """True if no label is closer than ``gap`` to another, and none touches an obstacle."""
    boxes = sorted(labels, key=lambda box: box.left)
    for index, one in enumerate(boxes):
        for other in boxes[index + 1 :]:
            if other.left >= one.right + gap:
                break
            if one.meets(other, gap):
                return False
    return not any(one.meets(other) for other in obstacles for one in boxes)
