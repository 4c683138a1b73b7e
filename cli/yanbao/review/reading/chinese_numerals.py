"""Chinese numerals: 一 to 九十九."""

from __future__ import annotations

DIGITS = "一二三四五六七八九"
_VALUES = {digit: value for value, digit in enumerate(DIGITS, 1)} | {"两": 2}
HAN = "[一二三四五六七八九十]{1,3}"
"""Pattern of a numeral."""


def value(numeral: str) -> int:
    """Parses a number in Chinese or Arabic digits; 0 if it is not one."""
    if numeral.isascii():
        return int(numeral)
    tens, ten, ones = numeral.rpartition("十")
    if len(tens) > 1 or len(ones) > 1 or "十" in tens:
        return 0
    return (10 * _VALUES.get(tens, 1) if ten else 0) + _VALUES.get(ones, 0)


def chinese(number: int) -> str:
    """A number below 100 in Chinese digits."""
    tens, ones = divmod(number, 10)
    ten = ("" if tens == 1 else DIGITS[tens - 1]) + "十" if tens else ""
    return ten + (DIGITS[ones - 1] if ones else "")
