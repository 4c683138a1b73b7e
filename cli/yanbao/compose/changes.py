"""A column of a table as changes from period to period: growth of a company's years, quarter on quarter. Pure."""

from __future__ import annotations

import math
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from yanbao.model.messages import Turns


@dataclass(frozen=True)
class Change:
    """From one row to the next: a ratio, or NaN and perhaps the word that stands in its place.

    ``is_gain`` tells how the word is coloured.
    """

    ratio: float = math.nan
    word: str = ""
    is_gain: bool = False


def changes(values: Sequence[float], times: Sequence[Any], groups: Sequence[Hashable], turns: Turns) -> list[Change]:
    """The change of each value from the one before it in time, in its group; values may be missing (NaN).

    Rows may be in any order; their ``times`` can be compared, or are None. No ratio tells how a loss has
    changed: a word does. The earliest row of a group has neither.
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
