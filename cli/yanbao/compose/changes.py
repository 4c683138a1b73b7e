"""A column of a table as changes from the row above: growth of a company's years, quarter on quarter. Pure."""

from __future__ import annotations

import math
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from yanbao.model.theme import Turns


@dataclass(frozen=True)
class Change:
    """From one row to the next: a ratio, or NaN and perhaps the word that stands in its place.

    ``is_gain`` tells how the word is coloured.
    """

    ratio: float = math.nan
    word: str = ""
    is_gain: bool = False


def changes(values: Sequence[float], groups: Sequence[Hashable], turns: Turns) -> list[Change]:
    """The change of each value from the one above it, in its group; values may be missing (NaN).

    No ratio tells how a loss has changed: a word does. The first row of a group has neither.
    """
    rows = list(zip(values, groups, strict=True))
    return [Change()] * bool(rows) + [
        _change(before, now, turns) if group == above else Change() for (before, above), (now, group) in pairwise(rows)
    ]


def _change(before: float, now: float, turns: Turns) -> Change:
    if math.isnan(before) or math.isnan(now) or before == 0:
        return Change()
    if before > 0:
        return Change(now / before - 1) if now >= 0 else Change(word=turns.to_loss)
    if now >= 0:
        return Change(word=turns.to_profit, is_gain=True)
    is_gain = now > before
    return Change(word=turns.smaller_loss if is_gain else turns.greater_loss, is_gain=is_gain)
