"""What a number or date that cannot be read was probably meant to be: remedies for its author. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal

from yanbao import units
from yanbao.model.dataset import ColumnType

_AMOUNT = r"[-+]?\d[\d,]*(?:\.\d+)?"
_CURRENCY = r"[¥￥$€£]|(?:US|HK)\$|RMB|CNY|USD|HKD|EUR"
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def number_remedy(text: str, unit: str = "") -> str:
    """How to write a number; nothing if that is not plain."""
    return _first(text, _NUMBERS) or _with_unit(text, unit)


def percent_remedy(text: str) -> str:
    return _first(text, _PERCENTAGES)


def moment_remedy(text: str, kind: ColumnType) -> str:
    return _first(text, _MOMENTS.get(kind, {}))


def _first(text: str, forms: dict[re.Pattern[str], Callable[[re.Match[str]], str]]) -> str:
    return next((say(found) for form, say in forms.items() if (found := form.fullmatch(text))), "")


def _form(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.ASCII | re.IGNORECASE)


def _with_unit(text: str, unit: str) -> str:
    found = re.fullmatch(r"([-+]?\d+(?:\.\d+)?)\s*([^\s\d.,%‰()-][^\d]{0,7})", text, re.ASCII)
    if found is None or not (units.is_known(found[2]) or found[2] == units.TIMES):
        return ""
    if unit and found[2] == unit:
        return f"write {found[1]}: the column has its unit already"
    return f"write {found[1]}, and declare '{found[2]}' as the unit of the column, if it is"


def _grouped(found: re.Match[str]) -> str:
    digits = re.sub(r"[^\d.+-]", "", found[0])
    if found[0].count(",") == 1 and "." not in found[0]:
        return f"write {digits}, or {found[0].replace(',', '.')} if the comma is the decimal sign"
    return f"write {digits}"


def _plain(amount: str) -> str:
    return amount.replace(",", "")


def _share(amount: str, of: int) -> str:
    return f"write {(Decimal(_plain(amount)) / of).normalize():f}%"


def _month(found: re.Match[str]) -> str:
    month = MONTHS.index(found["month"].lower()) + 1
    return f"write {_year(found['year'])}-{month:02d}"


def _year(digits: str) -> str:
    return digits if len(digits) == 4 else f"{20 if int(digits) < 70 else 19}{digits}"


_NUMBERS: dict[re.Pattern[str], Callable[[re.Match[str]], str]] = {
    _form(rf"({_AMOUNT})\s?-"): lambda found: f"write -{_plain(found[1])}",
    _form(rf"(-?)(?:{_CURRENCY})\s?({_AMOUNT})|({_AMOUNT})\s?(?:{_CURRENCY})"): lambda found: (
        f"write {found[1] or ''}{found[2] or found[3]}: the currency belongs to the column, such as `unit: 元`"
    ),
    _form(r"[-+]?\d{1,3}(?:[ '’\u00a0\u2009\u202f]\d{3})+(?:\.\d+)?"): _grouped,
    _form(r"[-+]?\d+(?:,\d+)+(?:\.\d+)?"): _grouped,
    _form(rf"(?:约|近|超|逾|[~≈<>≤≥＞＜])\s?({_AMOUNT})|({_AMOUNT})\s?(?:\+|以上|以下|左右)"): lambda found: (
        f"a cell is one number: write {found[1] or found[2]}, or declare the column as 'text'"
    ),
    _form(rf"{_AMOUNT}\s?(?:-|~|–|—|至)\s?{_AMOUNT}"): lambda _: (
        "a cell is one number: make two columns of a range, or declare the column as 'text'"
    ),
}

_PERCENTAGES: dict[re.Pattern[str], Callable[[re.Match[str]], str]] = {
    _form(rf"({_AMOUNT})\s?‰"): lambda found: _share(found[1], 10),
    _form(rf"({_AMOUNT})\s?(?:bps?|个?基点)"): lambda found: _share(found[1], 100),
    _form(rf"({_AMOUNT})\s?(?:pct|ppts?|pp|个?百分点)"): lambda found: (
        f"write {found[1]}%, or declare a number with `unit: 个百分点`"
    ),
    _form(rf"\(({_AMOUNT})\s?%?\)\s?%?"): lambda found: f"write -{found[1]}%",
}

_MOMENTS: dict[ColumnType, dict[re.Pattern[str], Callable[[re.Match[str]], str]]] = {
    ColumnType.DATE: {
        _form(r"\d{1,2}([-/.])\d{1,2}\1\d{1,2}"): lambda _: "write the year with four digits, first: 2024-04-26",
    },
    ColumnType.MONTH: {
        _form(rf"(?P<month>{'|'.join(MONTHS)})[a-z]*[-/ .']+(?P<year>\d{{4}}|\d\d)"): _month,
        _form(rf"(?P<year>\d{{4}}|\d\d)[-/ .]?(?P<month>{'|'.join(MONTHS)})[a-z]*"): _month,
    },
    ColumnType.QUARTER: {
        _form(r"(\d\d)Q([1-4])"): lambda found: f"write {_year(found[1])}Q{found[2]}",
        _form(r"([1-4])Q(\d\d)"): lambda found: f"write {_year(found[2])}Q{found[1]}",
        _form(r"\d{4}H[12]|H[12][-/ ]?\d{4}|[12]H\d{2,4}"): lambda _: (
            "a half year has no type: declare the column as 'text'"
        ),
    },
    ColumnType.YEAR: {
        _form(r"((?:19|20)\d\d)[EF]"): lambda found: (
            f"write {found[1]}: where forecasts begin, `forecast` of a chart says"
        ),
        _form(r"(?:FY)?((?:19|20)\d\d)A?"): lambda found: f"write {found[1]}",
    },
}
