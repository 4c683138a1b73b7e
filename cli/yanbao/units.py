"""Splits units into a power of ten and a base unit: 百万元 is a million 元."""

from __future__ import annotations

import re

POWERS = {
    "万亿": 1e12,
    "千亿": 1e11,
    "百亿": 1e10,
    "十亿": 1e9,
    "亿": 1e8,
    "千万": 1e7,
    "百万": 1e6,
    "十万": 1e5,
    "万": 1e4,
    "千": 1e3,
    "百": 1e2,
    "K": 1e3,
    "k": 1e3,
    "M": 1e6,
    "B": 1e9,
    "T": 1e12,
    "": 1.0,
}
"""Words and letters for powers of ten, longest first."""

POWER = "(?:万亿|千亿|百亿|十亿|亿|千万|百万|十万|万|千(?![克米瓦])|百(?!分)|[KkMBT](?![A-Za-z]))"
"""Regex for a power of ten in front of a unit; 千克 and 百分点 are units of their own."""

POINTS = "个百分点"
"""The unit of differences of percentages."""

MULTIPLE = "倍"
"""The unit of multiples."""

_WORD = re.compile("[^A-Za-z]+")


def split(unit: str) -> tuple[float, str]:
    """The power of ten and the base unit: 亿元 is (1e8, 元), 分 is (1, 分)."""
    found = re.match(POWER, unit)
    if not found or not _WORD.fullmatch(found[0]):
        return 1.0, unit
    return POWERS[found[0]], unit[found.end() :]


def factor(unit: str, other: str) -> float | None:
    """Factor that converts numbers from ``unit`` to ``other``; None if their base units differ."""
    (power, base), (wanted, wanted_base) = split(unit), split(other)
    return power / wanted if base == wanted_base else None
