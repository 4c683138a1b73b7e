"""Parses quantities in Chinese text: 近14%, 超过100万, 1,234.5亿元, 128K, 10%-15%, 三成, 2.3pct.

Dates, versions (GPT-4, Gemini 1.5), tickers, ordinals and numbers of lists are no quantities.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal

from yanbao.addresses import without_addresses
from yanbao.model.manuscript import Passage
from yanbao.review.reading.chinese_numerals import value
from yanbao.review.reading.patterns import blanked
from yanbao.review.reading.units import PER, UNIT, family, written
from yanbao.units import POWER, POWERS

Bound = Literal["", "about", "near", "below", "above"]


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its unit, at ``start`` to ``end`` of a text; an approximator before it is not part of that.

    ``value`` is in the unit of its ``family`` (57% is 0.57), and so is ``step``, one of the last digit written.
    ``bound`` is what 约, 近, 不足 or 超过 says of it. ``is_bound`` tells whether the ledger has printed it.
    """

    start: int
    end: int
    value: float
    step: float
    decimals: int
    power: str
    family: str
    unit: str
    bound: Bound = ""
    in_range: bool = False
    is_bound: bool = False

    @property
    def is_plain(self) -> bool:
        """Whether it is a single number without approximator."""
        return not self.bound and not self.in_range

    @property
    def is_count(self) -> bool:
        """Whether it is a small count, which no one keeps in a ledger: 2个版本, 3家."""
        is_small = not self.power and not self.decimals and abs(self.value) < 100
        return is_small and self.family in {"个", "家", "款", "项", "次", "人", "条"}

    @property
    def digits(self) -> int:
        """Significant digits."""
        shown = f"{abs(self.value) / self.step:.0f}"
        return max(1, len(shown.rstrip("0")) if self.decimals == 0 else len(shown))

    @property
    def room(self) -> tuple[float, float]:
        """What it may be that it rounds."""
        return self.value - self.step / 2, self.value + self.step / 2

    def like(self, last: Quantity) -> Quantity:
        """What it is in a list of numbers that leave their unit to the last one."""
        if self.power or self.family == last.family:
            return self
        scale = last.step * 10**last.decimals
        return replace(self, value=self.value * scale, step=self.step * scale, family=last.family)

    def agrees(self, value: float) -> bool:
        """Whether it is consistent with ``value``, given its precision and approximator."""
        room = max(self.step, 0.005 * abs(self.value))
        match self.bound:
            case "about":
                return abs(value - self.value) <= max(room, 0.1 * abs(self.value))
            case "near":
                return -max(room, 0.1 * abs(self.value)) <= value - self.value <= max(room, 0.03 * abs(self.value))
            case "below":
                return value <= self.value + room
            case "above":
                return value >= self.value - room
        if not self.in_range and self.digits > 1 and _is_whole(value / self.step):
            room = 0.5 * self.step  # both have the same decimals
        sizes = (1.0, 1.024) if self.power in {"K", "k"} else (1.0,)
        return any(abs(value - self.value * size) <= room * (1 + 1e-9) for size in sizes)

    def is_rounded(self, value: float) -> bool:
        """Whether ``value`` rounds to it."""
        sizes = (1.0, 1.024) if self.power in {"K", "k"} else (1.0,)
        return any(abs(value - self.value * size) <= 0.5 * self.step * (1 + 1e-6) for size in sizes)


def _is_whole(number: float) -> bool:
    return math.isclose(number, round(number), rel_tol=1e-9, abs_tol=1e-6)


_WIDE = str.maketrans("０１２３４５６７８９％．－＋−–—～", "0123456789%.-+---~")
"""Full-width characters and dashes, one for one."""

_APPROXIMATORS: dict[Bound, str] = {
    "about": "约为 大约 约 大概 左右 上下",
    "near": "接近 将近 近",
    "below": "不足 不到 低于 少于 小于 不超过 不高于 至多 最多 以内 以下",
    "above": "超过 超出 超 逾 突破 首破 破 高于 大于 多于 至少 不低于 不少于 以上 余 多 +",
}
_BOUNDS = {word: bound for bound, words in _APPROXIMATORS.items() for word in words.split()}

_BEFORE = "|".join(
    sorted(
        _BOUNDS.keys() - {"左右", "上下", "以内", "以下", "以上", "余", "多", "+"}, key=lambda word: (len(word), word)
    )[::-1]
)
_AFTER = "左右|上下(?![文游行半月级])|以内|以下|以上"

_NUMBER = re.compile(
    rf"(?:(?P<before>{_BEFORE})(?:了|至|到)?\s?)?"
    r"(?P<number>(?P<sign>(?<![A-Za-z0-9%)）])[+-])?(?<![0-9.,])(?P<digits>[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?|[0-9]+(?:\.[0-9]+)?)"
    rf"(?P<more>[余多](?=[{'万亿千百十'}个家人次元名款倍]))?\s?(?P<power>{POWER})?(?P<more2>[余多+](?![A-Za-z0-9]))?"
    rf"(?:\s?(?P<unit>{UNIT}))?(?P<per>/(?:{POWER}?(?:{UNIT}|{PER})|[A-Za-z]{{1,4}}))?)"
    rf"(?P<after>{_AFTER})?"
)

_HAN_NUMBER = re.compile(
    r"(?P<digit>[一二两三四五六七八九])(?:成(?P<half>半)?(?![为功本长立果员都就品交型份人熟效])(?P<above>以上|多)?|倍)"
)
_FRACTION = re.compile(
    "(?P<under>[二三四五六七八九]|十[一二三四五六七八九]?|[二三四五]十)分之(?P<over>[一二三四五六七八九])"
)
_HALF = re.compile(
    r"(?P<below>不足|不到|不及|未过|未到)?(?P<half>(?P<above>超过|过|逾|超)?(?P<near>将近|接近|近)?(?:一半|半数|(?<=[过逾超近])半(?![年导数夜]))(?:以上)?)"
)
_POWER_ONLY = re.compile(
    rf"(?:突破|首破|超过|跨过|迈过|站上|破|超|逾|近|不足)(?P<amount>(?P<digit>[一二两三四五六七八九])?"
    rf"(?P<power>万亿|千亿|百亿|十亿|千万|百万|十万)(?P<unit>{UNIT}))"
)
"""A round amount that something passes: 突破百亿元."""

_HAN_DIGITS = {digit: value for value, digit in enumerate("一二三四五六七八九", 1)} | {"两": 2}

_NAME_BEFORE = re.compile(r"(?:[A-Za-z_@#&/:]|[A-Za-z][ \-.]|[A-Za-z][ \-]?[0-9][0-9.]*[ \-]|[第图表]\s?|[0-9.]:)$")
_MEASURE_BEFORE = re.compile(r"(?:EPS|BPS|DPS|PE|PB|PS|ROE|ROA|GMV|ASP|ARPU|DAU|MAU|NIM)(?:[（(]TTM[）)])?\s?$")
_LISTED = re.compile(
    rf"(?:[、/和及与][+-]?[0-9.,]{{2,12}}){{0,6}}[、/和及与][+-]?[0-9.,]{{2,12}}(?:{POWER})?(?:{UNIT})"
)
_NO_UNIT = re.compile(r"[A-Za-z_]|年|月|日|号|季|周(?!转)|时|旬|岁|世纪|代|期|届|\.[0-9]|\.[A-Z]{1,2}\b|[:：][0-9]")
_RANGE_BEFORE = re.compile(r"[0-9][0-9.,]*\s?(?:[-~]|至|到)\s?$")
_JOINT = re.compile(r"\s?(?:[-~]|至|到|—)\s?")
_BLANK = "\0"
_DATE = re.compile(
    r"(?<![0-9])(?:(?:19|20)[0-9][0-9][-/.](?:0?[1-9]|1[0-2])(?:[-/.][0-9]{1,2})?(?![0-9]*[%万亿千元倍点件吨人辆])|(?:19|20)[0-9]{6})(?![0-9])"
    r"|(?<![0-9.])(?:19|20)?[0-9][0-9](?:[EeAFQH][0-9]?|[-~至到/](?:19|20)?[0-9][0-9](?=[年EeA]))(?![A-Za-z0-9])"
    r"|(?<![0-9.])[0-9]{1,4}(?:[-~至到、和](?:[0-9]{1,4}))*(?=年|月|日|季度|Q[1-4]|世纪)"
    r"|(?<![0-9.])[0-9]{4,6}\.[A-Z]{1,3}\b"
    r"|[（(][0-9]{4,6}(?:\.[A-Z]{1,3})?[）)]"
)


@lru_cache(maxsize=8192)
def quantities(text: str) -> tuple[Quantity, ...]:
    """The quantities of a text, in its order. Without a unit and a power it takes three digits and a decimal point."""
    plain = blanked(_DATE, without_addresses(text).translate(_WIDE), _BLANK)
    found = [quantity for match in _NUMBER.finditer(plain) if (quantity := _quantity(plain, match))]
    found += [_in_han(match) for match in _HAN_NUMBER.finditer(plain)]
    found += [_fraction(match) for match in _FRACTION.finditer(plain)]
    found += [_half(match) for match in _HALF.finditer(plain)]
    found += [_round(match) for match in _POWER_ONLY.finditer(plain)]
    return tuple(_ranges(plain, sorted(found, key=lambda quantity: quantity.start)))


def quantities_of(passage: Passage) -> list[Quantity]:
    """The quantities of a passage; those that are bound have the value of the ledger."""
    return [_bound(passage, quantity) for quantity in quantities(passage.text)]


_MOST_DIGITS = 30
"""Longer digit strings are not quantities."""


def _bound(passage: Passage, quantity: Quantity) -> Quantity:
    span = next((s for s in passage.spans if s.start < quantity.end and quantity.start < s.end), None)
    if span is None:
        return quantity
    size, name = family(span.unit)
    exact = abs(span.value * size) if span.value is not None else None
    if exact is None or name != quantity.family or not quantity.is_rounded(exact):
        return replace(quantity, is_bound=True)
    return replace(quantity, is_bound=True, value=exact if quantity.value >= 0 else -exact)


def _quantity(text: str, match: re.Match[str]) -> Quantity | None:
    start, end = match.start("number"), match.end("number")
    before, after = text[max(0, match.start("number") - 12) : start], text[end : end + 3]
    digits, power, unit = match["digits"], match["power"] or "", match["unit"] or ""
    is_amount = unit and (unit in {"%", "元", "美元", "港元"} or power or _MEASURE_BEFORE.search(before))
    is_measured = bool(unit and _MEASURE_BEFORE.search(before))  # PE29.2倍
    if (_NAME_BEFORE.search(before) and not (is_measured or (is_amount and before[-1:] == " "))) or (
        before.endswith("-") and re.search(r"[A-Za-z][0-9]*-$", before)
    ):
        return None
    if (not unit or unit.isascii()) and re.match(r"[A-Za-z]", after) and unit != "%":
        return None
    if not unit and not power and _NO_UNIT.match(after):
        return None
    is_listed = len(digits) > 1 and bool(_LISTED.match(text, end))
    if not unit and not power and not is_listed and ("." not in digits or len(digits) < 4):
        return None  # a year, a version, an index, an item
    if len(digits) > _MOST_DIGITS:
        return None
    base, name = written(unit)
    scale = POWERS[power] * base
    decimals = len(digits.partition(".")[2])
    bound = _BOUNDS.get(match["after"] or match["more"] or match["more2"] or match["before"] or "", "")
    size = float(digits.replace(",", "")) * scale
    return Quantity(
        start=start,
        end=end,
        value=-size if match["sign"] == "-" else size,
        step=scale * 10.0**-decimals,
        decimals=decimals,
        power=power,
        family=name + (match["per"] or ""),
        unit=unit + (match["per"] or ""),
        bound=bound,
        in_range=bool(_RANGE_BEFORE.search(before)),
    )


def _in_han(match: re.Match[str]) -> Quantity:
    digit = value(match["digit"])
    if match[0].endswith("倍"):
        return Quantity(match.start(), match.end(), float(digit), 1.0, 0, "", "倍", "倍")
    share = (digit + (0.5 if match["half"] else 0)) / 10
    bound: Bound = "above" if match["above"] else "about"
    return Quantity(match.start(), match.end(), share, 0.01 if match["above"] else 0.1, 0, "", "%", "成", bound)


def _half(match: re.Match[str]) -> Quantity:
    bound: Bound = "above" if match["above"] else "near" if match["near"] else "about"
    if match["below"]:
        bound = "below"
    return Quantity(match.start("half"), match.end(), 0.5, 0.1, 0, "", "%", "成", bound)


def _round(match: re.Match[str]) -> Quantity:
    scale, family_ = written(match["unit"])
    value = _HAN_DIGITS.get(match["digit"], 1) * POWERS[match["power"]] * scale
    bound = _BOUNDS.get(match[0].removesuffix(match["amount"]), "above")
    power, unit = match["power"], match["unit"]
    return Quantity(match.start("amount"), match.end(), value, value / 100, 0, power, family_, unit, bound)


def _fraction(match: re.Match[str]) -> Quantity:
    share = value(match["over"]) / value(match["under"])
    return Quantity(match.start(), match.end(), share, share * 0.1, 0, "", "%", "分之", "about")


def _ranges(text: str, found: list[Quantity]) -> Iterator[Quantity]:
    """Numbers joined by a dash are ends of a range, and the first may have left its unit to the second."""
    previous: Quantity | None = None
    for quantity in found:
        if previous and _is_range(text, previous, quantity):
            previous, quantity = replace(previous, in_range=True), _end_of_range(quantity, text)
        if previous:
            yield previous
        previous = quantity
    if previous:
        yield previous


def _end_of_range(quantity: Quantity, text: str) -> Quantity:
    """The second end of a range; what stands before it is a dash, no minus."""
    dashed = text[quantity.start] == "-"
    return replace(quantity, start=quantity.start + dashed, value=abs(quantity.value), in_range=True)


def _is_range(text: str, first: Quantity, second: Quantity) -> bool:
    if first.family not in {second.family, ""}:
        return False
    between = text[first.end : second.start]
    return bool(_JOINT.fullmatch(between)) or (not between and text[second.start] == "-")
