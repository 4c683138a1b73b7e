"""Units as Chinese reports write them: words for powers of ten, and what is measured.

亿元/股 is a power of ten, 8, and parts: 元 and, as a denominator, 股. Spellings of one unit, such as USD and 美元, are
the same, and units that differ by a power of ten, such as 吨 and 公斤, are converted. A unit that is not known measures
something of its own.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property, lru_cache

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

POWER = "(?:万亿|千亿|百亿|十亿|亿|千万|百万|十万|万|千(?![克米瓦卡帕伏赫兆])|百(?![分帕])|[KkMBT](?![A-Za-z]))"
"""Regex for a power of ten in front of a unit; 千克 and 百分点 are units of their own."""

PERCENT = "%"
"""The unit of percentages, which are held as ratios: 57% is 0.57."""

POINTS = "个百分点"
"""The unit of differences of percentages: 2个百分点 are held as 2."""

TIMES = "倍"
"""A ratio that says so."""

MULTIPLE = "倍"
"""The unit of multiples."""

_WORD = re.compile("[^A-Za-z]+")
_SPOKEN = {12: "万亿", 8: "亿", 6: "百万", 4: "万", 3: "千", 0: ""}
"""The powers that units are given which arithmetic makes."""

_SPELLINGS = {
    "元": (0, "元人民币 人民币 人民币元 RMB CNY"),
    "美元": (0, "美金 USD"),
    "港元": (0, "港币 HKD"),
    "欧元": (0, "EUR"),
    "英镑": (0, "GBP"),
    "日元": (0, "日圆 JPY"),
    "tokens": (0, "token Tokens Token"),
    "单词": (0, "词"),
    "公斤": (0, "千克 kg"),
    "吨": (3, "公斤"),
    "克": (-3, "公斤"),
    "平方米": (0, "平米 ㎡"),
    "nm": (0, "纳米"),
    "公里": (0, "千米 km"),
    "kWh": (0, "千瓦时"),
    "MWh": (3, "kWh"),
    "GWh": (6, "kWh"),
    "TWh": (9, "kWh"),
    "kW": (0, "千瓦"),
    "MW": (3, "kW"),
    "GW": (6, "kW"),
    "吉瓦": (6, "kW"),
    "个百分点": (0, "百分点 pct pcts pp ppt"),
    "个基点": (-2, "个百分点"),
    "基点": (-2, "个百分点"),
    "bp": (-2, "个百分点"),
    "bps": (-2, "个百分点"),
    "%": (0, "％"),
    "": (0, "倍 x X 1"),
}
"""By unit: its other spellings or, with a power of ten, the unit that it is converted to."""

KNOWN: Mapping[str, tuple[int, str]] = {
    **{word: (0, unit) for unit, (power, words) in _SPELLINGS.items() for word in (unit, *words.split()) if not power},
    **{unit: (power, base) for unit, (power, base) in _SPELLINGS.items() if power},
}
"""By spelling: the power of ten and the unit that it is converted to."""

AMOUNT = re.compile(r"([-+−]?[0-9][0-9,]*(?:\.[0-9]+)?)\s*([^\s0-9.,].*)?", re.ASCII)
"""A number that may have a unit: 10, 10%, 1,000亿元."""

CURRENCIES = frozenset(
    ["元", "美元", "港元", "欧元", "日元", "英镑", "韩元", "新台币", "澳元", "加元", "新加坡元", "瑞士法郎"]
)
SHARES = frozenset({"股", "份"})


def _base(word: str) -> tuple[int, str]:
    """The power of ten and the unit that a word is converted to; the measure word 个 before another says nothing."""
    if word in KNOWN:
        return KNOWN[word]
    bare = word.removeprefix("个")
    return KNOWN.get(bare, (0, bare)) if bare and bare != "月" else (0, word)


@dataclass(frozen=True)
class Unit:
    """A unit: ``power`` is that of its word, 8 in 亿元; ``parts`` are words with exponents: 元 1, 股 -1."""

    power: int
    parts: tuple[tuple[str, int], ...]

    @cached_property
    def dimension(self) -> Mapping[str, int]:
        """What is measured: exponents by unit; empty for a ratio. Percentages and points are of their own."""
        found: dict[str, int] = {}
        for word, exponent in self.parts:
            _, base = _base(word)
            found[base] = found.get(base, 0) + exponent
        return {base: exponent for base, exponent in found.items() if base and exponent}

    @cached_property
    def exponent(self) -> int:
        """One is so many powers of ten of its dimension."""
        return self.power + sum(_base(word)[0] * exponent for word, exponent in self.parts)

    def per(self, other: Unit) -> Unit:
        """This unit divided by another, in words of this one, then of the other."""
        parts: dict[str, tuple[str, int]] = {}
        for word, exponent in (*self.parts, *((word, -exponent) for word, exponent in other.parts)):
            base = _base(word)[1]
            first, before = parts.get(base, (word, 0))
            parts[base] = (first, before + exponent)
        left = tuple((word, exponent) for base, (word, exponent) in parts.items() if base and exponent)
        rest = sum(_base(word)[0] * exponent for word, exponent in left)
        return Unit(self.exponent - other.exponent - rest, left)

    def times(self, other: Unit) -> Unit:
        """This unit multiplied by another."""
        return self.per(Unit(-other.power, tuple((word, -exponent) for word, exponent in other.parts)))

    def spoken(self) -> Unit:
        """The same with a power that reports have a word for, at most its own; a ratio and 元/股 have none."""
        has_word = self.parts and all(exponent > 0 for _, exponent in self.parts)
        return Unit(next((power for power in _SPOKEN if power <= self.power and has_word), 0), self.parts)

    @property
    def name(self) -> str:
        """How it is written; only of a ``spoken`` one."""
        over = [word for word, exponent in self.parts for _ in range(exponent)]
        under = [word.removeprefix("个") or word for word, exponent in self.parts for _ in range(-exponent)]
        return "/".join([_SPOKEN[self.power] + ("·".join(over) or ("1" if under else "")), *under])


@lru_cache(maxsize=1000)
def read(unit: str) -> Unit:
    """A unit as written: 亿元, 元/股, 美元/百万tokens."""
    power = 0
    parts: dict[str, int] = {}
    for at, factor in enumerate(unit.split("/")):
        ten, rest = split(factor.strip())
        sign = -1 if at else 1
        power += sign * _tens(ten)
        for word in filter(None, rest.split("·")):
            parts[word] = parts.get(word, 0) + sign
    return Unit(power, tuple(parts.items()))


def _tens(power: float) -> int:
    return len(str(int(power))) - 1


def split(unit: str) -> tuple[float, str]:
    """The power of ten and the rest of a unit: 亿元 is (1e8, 元), 分 is (1, 分)."""
    found = re.match(POWER, unit)
    if not found or not _WORD.fullmatch(found[0]):
        return 1.0, unit
    return POWERS[found[0]], unit[found.end() :]


def is_known(unit: str) -> bool:
    """True if all of a unit is known, and none of it an own word."""
    words = [word for word, _ in read(unit).parts]
    return bool(words) and " " not in unit and all(word in KNOWN or word in CURRENCIES | SHARES for word in words)


def ratio(unit: str, other: str) -> Fraction | None:
    """What numbers in ``unit`` are multiplied by to be in ``other``; None if these measure different things."""
    one, wanted = read(unit), read(other)
    return Fraction(10) ** (one.exponent - wanted.exponent) if one.dimension == wanted.dimension else None


def factor(unit: str, other: str) -> float | None:
    """``ratio`` for numbers that are not exact."""
    found = ratio(unit, other)
    return None if found is None else float(found)


def named(caption: str | None) -> tuple[str, ...]:
    """What a caption's muted end names, unit or not: 2023年 and 亿元 in 2023年，亿元."""
    return tuple(filter(None, re.split(r"[\s，,；;、（）()]+", caption or "")))
