"""Computes period-on-period changes of a table column, such as growth by year or quarter. Pure."""

from __future__ import annotations

import math
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from yanbao.compose.values import exact
from yanbao.model.messages import Turns
from yanbao.periods import Span, months_between, months_of, usual_step


@dataclass(frozen=True)
class Change:
    """A change from one row to the next: a ratio, or NaN with an optional word to print instead.

    ``is_gain`` decides the colour of the word.
    """

    ratio: float = math.nan
    word: str = ""
    is_gain: bool = False


def changes(
    values: Sequence[float], times: Sequence[Span | None], groups: Sequence[Hashable], turns: Turns
) -> list[Change]:
    """The change of each value from the previous one in time within its group; values may be missing (NaN).

    Rows may be in any order; ``times`` are the days of their periods. Those of months, quarters and years follow one
    another if they are equally long and no period between them is missing; others have no change. From or to a loss a
    ratio is meaningless, so a word is used instead. The earliest row of a group has neither.
    """
    found = [Change()] * len(values)
    series: dict[tuple[int, Hashable], list[tuple[date, int]]] = {}
    for at, (days, group) in enumerate(zip(times, groups, strict=True)):
        if days is not None:
            series.setdefault((months_of(days), group), []).append((days[1], at))
    steps: dict[int, int] = {}
    for (months, _), rows in series.items():
        step = usual_step(sorted(end for end, _ in rows))
        steps[months] = min(steps.get(months, step), step)
    for (months, _), rows in series.items():
        for (before, first), (now, last) in pairwise(sorted(rows)):
            if not months or months_between(before, now) == steps[months]:
                found[last] = _change(values[first], values[last], turns)
    return found


def _change(before: float, now: float, turns: Turns) -> Change:
    if math.isnan(before) or math.isnan(now) or before == 0:
        return Change()
    if before > 0:
        return Change(float(exact(now) / exact(before) - 1)) if now >= 0 else Change(word=turns.to_loss)
    if now >= 0:
        return Change(word=turns.to_profit, is_gain=True)
    is_gain = now > before
    return Change(word=turns.smaller_loss if is_gain else turns.greater_loss, is_gain=is_gain)
