"""Rows that are made of the other rows of a table, such as 合计: nothing may be counted or added up with them. Pure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping

from yanbao.model.dataset import Column, ColumnType

_SUM = "合计|总计|小计|共计"
_MEAN = "平均[值数]?|均值|中位[数值]"
_WHOLE = "总和|累计|汇总|中值|整体法|(?:算术|加权|简单|整体)?平均法?"
_MADE = re.compile(
    rf"(?:(?!前|其[他它余]).*(?:{_SUM})|.*(?:{_MEAN})|{_WHOLE})"
    "[数值]?(?:[0-9A-Z一二三四五六七八九十]{1,2})?(?:[ :,;、/_—-].*)?",
    re.DOTALL,
)
_ENGLISH = re.compile(
    r"(?:.*[ -])?(?:(?:grand|sub)?total|sum|average|avg|mean|median)s?\.?(?: ?[0-9])?(?:[:,;].*)?",
    re.IGNORECASE | re.DOTALL,
)
_REMARK = re.compile(r"[(\[【〔][^()\[\]【】〔〕]*[)\]】〕]|[*†‡#]+$")
_SPACES = re.compile(r"(?<=[^\x00-\x7f]) +(?=[^\x00-\x7f])")


def is_made_of_others(name: str) -> bool:
    """True if a name says that its row is made of others: 行业合计（亿元）, 小计1, Total (CNY mn).

    A unit, a remark or a number may follow. 前五合计 and 其他合计 are parts.
    """
    plain = unicodedata.normalize("NFKC", name)
    plain = " ".join(_REMARK.sub("", plain).split()).rstrip(" :*")
    return bool(_MADE.fullmatch(_SPACES.sub("", plain)) or _ENGLISH.fullmatch(plain))


def made_of_others(names: Iterable[object]) -> str:
    """The first of the names of some rows that says that its row is made of the others; empty if none does."""
    told = [name for name in names if isinstance(name, str)]
    found = [name for name in told if is_made_of_others(name)]
    return found[0] if found and len(found) < len(told) else ""


def naming_column(columns: Mapping[str, Column]) -> str:
    """The column that names the rows: the first with text; empty if there is none."""
    return next((name for name, column in columns.items() if column.type is ColumnType.TEXT), "")
