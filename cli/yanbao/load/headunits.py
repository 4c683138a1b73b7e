"""Compares the unit that a head in a file names with that of its declared column. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping

from yanbao import rules, units
from yanbao.load.findings import Findings, shorten
from yanbao.load.heads import Head
from yanbao.load.unitnames import spelled
from yanbao.model.dataset import Column, ColumnType

_BRACKETED = re.compile(
    r"(?:[(（\[【](?:单位[:：])?|单位[:：])\s*(?P<unit>[^()（）\[\]【】:：]{1,16}?)\s*[)）\]】]?\s*\Z"
)
"""A unit, or another remark, at the end of a head."""
_BETWEEN = re.compile(r"[\s_|,，:：()（）\[\]【】–—-]+")


def check_units(head: Head, columns: Mapping[str, Column], positions: Mapping[str, int], found: Findings) -> None:
    """An error for each column whose head in the file names another unit, or power of ten, than the catalog."""
    for name, at in positions.items():
        column, written = columns[name], head.names[at]
        declared = _declared(column)
        if not declared or isinstance(column.from_, int):
            continue
        unit, is_sure = _unit_of(written)
        if unit and _differ(unit, "" if declared == "ratio" else declared, is_sure=is_sure):
            said = "`cells: ratio`" if declared == "ratio" else declared
            message = f"the head says {unit}, the catalog {said} of '{shorten(written)}'"
            found.error(rules.BAD_HEADER, message, head.where(at), _advice(unit, column), max(1, len(written)))


def _declared(column: Column) -> str:
    """The unit that numbers in a column's cells have, or ``ratio``; empty if the cells say it, or nobody does."""
    if column.type is ColumnType.PERCENT:
        return {"ratio": "ratio", "points": units.POINTS}.get(column.cells or "", "")
    return "" if column.cells == "units" else column.unit


def _unit_of(head: str) -> tuple[str, bool]:
    """The unit that a head names, and whether its place says that it is one: in brackets at the end, or 营业收入 万元,
    成交额_亿元 and 市值(USD mn) 2023. Empty if it names none.
    """
    if bracketed := _BRACKETED.search(head):
        unit = spelled(bracketed["unit"])
        if _is_unit(unit) or not _BETWEEN.search(head[: bracketed.start()].strip()):
            return unit, True
    parts = [part for part in _BETWEEN.split(head) if part]
    if not parts or _is_unit(spelled(parts[0])):
        return "", False
    for at in range(len(parts) - 1, 0, -1):
        for text in (" ".join(parts[max(1, at - 1) : at + 1]), parts[at]):
            if _is_unit(unit := spelled(text)):
                return unit, False
    return "", False


def _is_unit(unit: str) -> bool:
    """True for a known unit other than a ratio, and for 百万 alone."""
    return _is_power(unit) or (units.is_known(unit) and bool(units.read(unit).dimension))


def _differ(written: str, declared: str, *, is_sure: bool) -> bool:
    """True for units that differ by a power of ten, where one may be that alone, or a denominator short; and for known
    ones that measure different things: 元 may be another currency's.
    """
    written, declared = (units.POINTS if one in (units.PERCENT, "％") else one for one in (written, declared))
    is_quotient = "/" in written
    if not (is_quotient and "/" in declared):
        written, declared = written.split("/")[0], declared.split("/")[0]
    one, other = units.read(written), units.read(declared)
    if _is_power(written) or _is_power(declared):
        return one.power != other.power
    if "分" in (written, declared):
        return {"元": 1} in (one.dimension, other.dimension)
    if one.dimension == other.dimension:
        return bool(one.dimension) and one.exponent != other.exponent
    if (
        is_quotient
        or not one.dimension
        or not units.is_known(written)
        or not (units.is_known(declared) or not declared)
    ):
        return False
    if one.dimension == {"元": 1} and {*other.dimension} <= units.CURRENCIES:
        return one.power != other.power
    return is_sure or {*one.dimension} <= {*units.CURRENCIES, units.POINTS}


def _is_power(unit: str) -> bool:
    """True for 百万 alone."""
    power, rest = units.split(unit)
    return power != 1 and not rest


def _advice(unit: str, column: Column) -> str:
    if unit == units.PERCENT:
        return "declare `type: percent` and `cells: points`"
    if column.type is ColumnType.PERCENT:
        return f"declare `type: number` and `unit: {unit}`"
    right = unit + units.split(column.unit)[1] * (not units.split(unit)[1])
    return f"declare `unit: {right}`; tables and texts may print it in another power of ten"
