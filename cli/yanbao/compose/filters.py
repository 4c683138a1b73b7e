"""Filters of expressions: they change how a value is formatted, never the value."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from typing import Any

from yanbao import formatting, units
from yanbao.compose.arithmetic import converted
from yanbao.compose.mixed import said
from yanbao.compose.values import ExpressionError, Quantity, Words
from yanbao.model.messages import Messages

_ISO = re.compile(r"[0-9]{4}(-[0-9]{2}){0,2}")


_QUARTER = re.compile(r"[0-9]{4}Q[1-4]")

MAX_DECIMALS = 8


def _quantity(item: Any, name: str) -> Quantity:
    """What a filter takes: a number that no other one has made a text of, which would be lost. Else ExpressionError."""
    if not isinstance(item, Quantity):
        raise ExpressionError(f"filter '{name}' needs a number")
    if item.text is not None:
        message = f"filter '{name}' stands behind one that has made '{item.text}' of the number"
        raise ExpressionError(message, remedy="one filter says how a number prints; only moved stands behind it")
    return item


def _places(decimals: int | None) -> int | None:
    """Validate the author's number of decimals, or None. Raises ExpressionError."""
    if decimals is None or (type(decimals) is int and 0 <= decimals <= MAX_DECIMALS):
        return decimals
    raise ExpressionError(f"decimals are a whole number from 0 to {MAX_DECIMALS}, not {_said(decimals)}")


def _said(item: Any) -> str:
    """A wrong argument as it was written."""
    if isinstance(item, Quantity):
        return said(item)
    if isinstance(item, Words):
        return f"'{item.text}'"
    if isinstance(item, Fraction | float):
        return formatting.number(float(item))
    return repr(item) if isinstance(item, str | int) else "this"


def _suffix(suffix: str) -> str:
    if not isinstance(suffix, str):
        raise ExpressionError(f"a suffix is text in quotes, not {_said(suffix)}")
    return suffix


def num(item: Any, decimals: int | None = None) -> Quantity:
    """The number without its unit: 2199.50."""
    quantity = _quantity(item, "num")
    places = quantity.decimals if decimals is None else _places(decimals)
    if quantity.unit == "%":
        return quantity.printed(formatting.percent(float(quantity.value), places).removesuffix("%"))
    return quantity.printed(formatting.number(float(quantity.value), places))


def pct(item: Any, decimals: int | None = None) -> Quantity:
    """A ratio as a percentage with the given decimals: 28.1%. By default 0, or more where that would print 0%."""
    quantity = _quantity(item, "pct")
    if quantity.unit not in ("", "%", units.TIMES):
        message = f"filter 'pct' needs a ratio; {said(quantity)} is none"
        raise ExpressionError(message, remedy="a calculation stands in brackets: (a / b) | pct")
    places = _places(decimals)
    if places is None:
        places = formatting.telling_decimals([float(quantity.value * 100)], 0)
    return quantity.printed(formatting.percent(float(quantity.value), places))


def magnitude(item: Any) -> Quantity:
    """Without its sign, for prose that says 下跌 itself."""
    quantity = _quantity(item, "abs")
    sign = (quantity.value > 0) - (quantity.value < 0)
    return replace(quantity, value=abs(quantity.value), sign=quantity.sign or sign)


def kilo(item: Any, suffix: str = "K") -> Quantity:
    """In thousands, as context windows are written: 128K."""
    quantity = _quantity(item, "kilo")
    return quantity.printed(formatting.kilo(_whole(quantity), _suffix(suffix)))


def billion(item: Any, suffix: str = "B") -> Quantity:
    """In billions, as model sizes are written: 70B."""
    quantity = _quantity(item, "billion")
    return quantity.printed(formatting.number(_whole(quantity) / 1e9) + _suffix(suffix))


def in_unit(item: Any, unit: str, decimals: int | None = None) -> Quantity:
    """In another unit of the same kind: 49937.5百万元 is 499.375亿元."""
    if not isinstance(unit, str) or not unit.strip():
        raise ExpressionError(f'a unit is text in quotes, such as "亿元", not {_said(unit)}')
    quantity = converted(_quantity(item, "unit"), unit.strip())
    return replace(quantity, decimals=quantity.decimals if decimals is None else _places(decimals), text=None)


def _whole(quantity: Quantity) -> float:
    """The number without the power of ten in its unit: of 3亿 it is 300,000,000."""
    return float(quantity.value * Fraction(10) ** units.read(quantity.unit).power)


def _signed(quantity: Quantity, decimals: int | None, powers: formatting.Powers) -> Quantity:
    value, unit, is_asked = float(quantity.value), quantity.unit, decimals is not None
    places = _places(decimals) if is_asked else quantity.decimals
    return quantity.printed(formatting.quantity(value, unit, places, powers, sign=True, as_printed=is_asked))


def make_filters(messages: Messages) -> dict[str, Callable[..., Any]]:
    """The filters by name; their words come from the theme."""
    powers = dict(messages.powers)

    def plain(item: Any) -> Quantity:
        """The number with its power of ten but without its unit: 100万, of 12.5亿元 12.5亿."""
        quantity = _quantity(item, "plain")
        word = quantity.unit[: len(quantity.unit) - len(units.split(quantity.unit)[1])]
        return quantity.printed(replace(quantity, unit=word).format(list(powers.items())))

    def signed(item: Any, decimals: int | None = None) -> Quantity:
        """With an explicit + or −: +551%."""
        return _signed(_quantity(item, "signed"), decimals, list(powers.items()))

    def date(item: Any) -> Words:
        """An ISO date in words: 2024年2月15日; a quarter stays 2024Q1."""
        if isinstance(item, Words) and _QUARTER.fullmatch(item.text):
            return item
        if not isinstance(item, Words) or not _ISO.fullmatch(item.text):
            raise ExpressionError("filter 'date' needs a date such as 2024-02-15")
        return replace(item, text=formatting.period(item.text, (messages.year, messages.month, messages.day)))

    def moved(item: Any, up: str = "", down: str = "", level: str = "") -> Quantity:
        """With the verb that its sign wants, 上涨8.9% or 下跌44.3%; own verbs: moved("增长", "下降")."""
        quantity = item if isinstance(item, Quantity) else _quantity(item, "moved")
        if quantity.is_level and not up:
            message = f"{said(quantity)} is a level, and no change: it has not moved by itself"
            remedy = 'take its change: change(data.NAME, …) or difference(…), or say the verbs: moved("增加", "减少")'
            raise ExpressionError(message, remedy=remedy)
        text = quantity.format(list(powers.items())).lstrip("+-" + formatting.MINUS)
        if not any(digit in text for digit in "123456789"):
            return quantity.printed(_suffix(level) or messages.moves.level)
        if quantity.value > 0:
            return quantity.printed((_suffix(up) or messages.moves.up) + text)
        return quantity.printed((_suffix(down) or messages.moves.down) + text)

    words = {power: word for word, power in powers.items()}
    in_powers = {name: _in_power(words[power], power) for name, power in _PINYIN.items() if power in words}
    return _FILTERS | {"signed": signed, "plain": plain, "date": date, "moved": moved} | in_powers


_FILTERS: dict[str, Callable[..., Any]] = {
    "num": num,
    "pct": pct,
    "unit": in_unit,
    "abs": magnitude,
    "kilo": kilo,
    "billion": billion,
}

_PINYIN = {"wan": 1e4, "yi": 1e8}


def _in_power(word: str, power: float) -> Callable[..., Quantity]:
    def convert(item: Any, decimals: int | None = None) -> Quantity:
        quantity = _quantity(item, word)
        if quantity.unit == units.PERCENT:
            raise ExpressionError(f"{said(quantity)} is no number that is written in {word}")
        own, unit = units.split(quantity.unit)
        scaled = quantity.value * Fraction(own) / Fraction(power)
        return quantity.printed(formatting.number(float(scaled), _places(decimals)) + word + unit)

    convert.__doc__ = f"In {word}, with so many decimals."
    return convert
