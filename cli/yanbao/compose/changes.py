"""Computes period-on-period changes of a table column, such as growth by year or quarter. Pure."""

from __future__ import annotations

import math
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from yanbao.model.messages import Turns


@dataclass(frozen=True)
class Change:
    """A change from one row to the next: a ratio, or NaN with an optional word to print instead.

    ``is_gain`` decides the colour of the word.
    """

    ratio: float = math.nan
    word: str = ""
    is_gain: bool = False


def changes(values: Sequence[float], times: Sequence[Any], groups: Sequence[Hashable], turns: Turns) -> list[Change]:
    """The change of each value from the previous one in time within its group; values may be missing (NaN).

    Rows may be in any order; ``times`` are comparable, or None. From or to a loss a ratio is meaningless, so a word is
    used instead. The earliest row of a group has neither.
    """
    found = [Change()] * len(values)
    by_group: dict[Hashable, list[int]] = {}
    for at, group in enumerate(groups):
        if times[at] is not None:
            by_group.setdefault(group, []).append(at)
    for rows in by_group.values():
        for before, now in pairwise(sorted(rows, key=lambda at: times[at])):
            found[now] = _change(values[before], values[now], turns)
    return found


def _change(before: float, now: float, turns: Turns) -> Change:
    if math.isnan(before) or math.isnan(now) or before == 0:
        return Change()
    if before > 0:
        return Change(now / before - 1) if now >= 0 else Change(word=turns.to_loss)
    if now >= 0:
        return Change(word=turns.to_profit, is_gain=True)
    is_gain = now > before
    return Change(word=turns.smaller_loss if is_gain else turns.greater_loss, is_gain=is_gain)
