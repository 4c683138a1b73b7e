"""Rows that are made of the other rows of a table, such as 合计: nothing may be counted or added up with them. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from yanbao.model.dataset import Column, ColumnType

_MADE = re.compile(
    r"(?:合计|总计|小计|共计|总和)数?|(?:算术|加权|行业|简单)?平均[值数]?|均值|中位数|中值"
    r"|(?:grand|sub)?[ -]?total|sum|average|mean|median",
    re.IGNORECASE,
)
_SPACES = re.compile(r"[\s:：]+")


def made_of_others(names: Iterable[object]) -> str:
    """The first of the names of some rows that says that its row is made of the others; empty if none does."""
    told = [(name, _SPACES.sub("", name)) for name in names if isinstance(name, str)]
    found = [name for name, plain in told if _MADE.fullmatch(plain)]
    return found[0] if found and len(found) < len(told) else ""


def naming_column(columns: Mapping[str, Column]) -> str:
    """The column that names the rows: the first with text; empty if there is none."""
    return next((name for name, column in columns.items() if column.type is ColumnType.TEXT), "")
