"""Finds units of facts and columns that are a misspelling of a known one, with which they would not meet."""

from __future__ import annotations

import re
import unicodedata

from yanbao import rules, units
from yanbao.diagnostics import Marked
from yanbao.load.findings import Findings, shorten
from yanbao.load.yaml import Node

_VARIANTS = str.maketrans("億萬圓圆", "亿万元元")
_AROUND = re.compile(r"^单位[:：]?|[\s()（）\[\]]")
_WORD = re.compile("[A-Za-z]+")
_LATIN = {
    word.lower(): word
    for word in ["kWh", "MWh", "GWh", "TWh", "tokens", "USD", "HKD", "RMB", "CNY", "EUR", "GBP", "JPY"]
}
"""Words that have no other meaning in other letters; but mWh is a unit of its own, and nM is not nm."""

_SYMBOLS = {"US$": "USD", "HK$": "HKD", "$": "USD", "€": "EUR", "£": "GBP", "¥": "元"}
_POWERS = {
    "千": "thousand k '000 000s",
    "百万": "million millions mn mln m mm",
    "十亿": "billion billions bn b",
    "万亿": "trillion tn",
}
_ENGLISH = {word: power for power, words in _POWERS.items() for word in words.split()}
_LETTERS = frozenset(["k", "m", "mm", "b"])  # powers of ten only beside a currency


def check_unit(node: Node, found: Findings) -> None:
    """Warn of the ``unit`` of a fact or column that is meant as a known one."""
    at = node.children.get("unit")
    if at and isinstance(at.value, str) and (likely := meant(at.value)):
        message = f"'{shorten(at.value)}' is no unit that is known, so it cannot be calculated with {likely}"
        edits = at.value.edit(0, len(at.value), likely) if isinstance(at.value, Marked) else ()
        found.warning(rules.UNIT_SPELLING, message, at.mark, f"write {likely}", at.width, *edits)


def meant(unit: str) -> str:
    """The known unit that a spelling of none was meant as, 万元 for 万圆; empty if it is known, or an own unit."""
    plain = _AROUND.sub("", unicodedata.normalize("NFKC", unit.translate(_VARIANTS)))
    plain = _WORD.sub(lambda word: _in_case(word[0]), plain)
    return plain if plain != unit and not units.is_known(unit) and units.is_known(plain) else ""


def _in_case(word: str) -> str:
    return _LATIN.get(word.lower(), word) if word.islower() or word.isupper() or word.istitle() else word


def spelled(unit: str) -> str:
    """A unit as heads of files write it, as this program does: 百万美元 for USD mn and $m, % for ％."""
    plain = unicodedata.normalize("NFKC", unit.translate(_VARIANTS)).strip()
    if units.is_known(unit):
        return "%" if plain == "%" else unit
    for symbol, word in _SYMBOLS.items():
        plain = plain.replace(symbol, f"{word} ")
    words = [_in_case(word) for word in plain.replace(".", " ").split()]
    money = [units.KNOWN[word][1] for word in words if units.KNOWN.get(word, (0, ""))[1] in units.CURRENCIES]
    powers = [word.lower() for word in words if word.lower() in _ENGLISH]
    if len(words) == len(money) + len(powers) and len(money) < 2 and len(powers) < 2:
        power = "".join(_ENGLISH[word] for word in powers if money or word not in _LETTERS)
        return power + "".join(money) or unit
    return meant(unit) or unit
