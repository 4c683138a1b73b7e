"""Proves, while it comes in, that an answer is a canonical snapshot already, as that of PostgreSQL's COPY mostly is.

What is proved needs no second look by the loader. What is not may be right all the same: the loader decides.
"""

from __future__ import annotations

import re
from codecs import getincrementaldecoder
from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise

from yanbao.load.cells import CellError, CellReader
from yanbao.load.declared import Declared
from yanbao.load.files import MAX_ROWS
from yanbao.load.together import bound
from yanbao.model.dataset import CODES, NUMERIC, Column, ColumnType
from yanbao.model.reading import Reading
from yanbao.refresh.canonical import own_columns, time_column

_NUMBER = r"(?:-?\d{1,20}(?:\.\d{1,20})?)?+"
_31, _30, _28 = r"(?:0[1-9]|[12]\d|3[01])", r"(?:0[1-9]|[12]\d|30)", r"(?:0[1-9]|1\d|2[0-8])"
_DAY = rf"[12]\d{{3}}-(?:(?:0[13578]|1[02])-{_31}|(?:0[469]|11)-{_30}|02-{_28})"
_FORMS = {
    ColumnType.NUMBER: _NUMBER,
    ColumnType.PERCENT: _NUMBER,
    ColumnType.DATE: f"(?:{_DAY})?+",
    ColumnType.MONTH: r"(?:[12]\d{3}-(?:0[1-9]|1[0-2]))?+",
    ColumnType.QUARTER: r"(?:(?:19|20)\d\dQ[1-4])?+",
    ColumnType.YEAR: r"(?:(?:19|20)\d\d)?+",
    ColumnType.TEXT: r"(?:[0-9A-Za-z一-龥][0-9A-Za-z一-龥_.()（）/&+-]{0,200}+)?+",
    ColumnType.TICKER: r"(?:\d{6}\.[A-Z]{2})?+",
    ColumnType.SECURITY: r"(?:[0-9A-Z]{1,10}\.[A-Z]{2,4})?+",
}
"""Forms of cells that are canonical for sure; of the 29th of February, the loader is asked."""


class PlainProof:
    """Is fed with an answer piece by piece; ``holds`` tells whether all so far is canonical."""

    def __init__(self, item: Declared, file: str) -> None:
        spec, own = item.spec, own_columns(item)
        self._columns = list(own.values())
        self._head = ",".join(own)
        self.holds = (
            file.endswith(".csv")
            and spec.read == Reading()
            and spec.long is None
            and all(re.fullmatch(r"\w+", name) for name in own)
            and not any(isinstance(one.from_, int) or one.market or one.dates or one.zone for one in self._columns)
            and not any(one.type is ColumnType.PERCENT and one.cells is None for one in self._columns)
            and not any(one.cells == "units" for one in self._columns)
        )
        self._lines = re.compile("(?:" + ",".join(_FORMS[one.type] for one in self._columns) + "\n)*+", re.ASCII)
        names = list(own)
        self._key = [(names.index(str(name)), own[str(name)].type in NUMERIC) for name in spec.key]
        self._time = time_column(item)
        self._codes = {at: CellReader(one) for at, one in enumerate(self._columns) if one.type in CODES}
        self._ranges = {at: _bounds(one) for at, one in enumerate(self._columns) if one.range is not None}
        self._last: tuple[object, ...] | None = None
        self._rest = ""
        self._decode = getincrementaldecoder("utf-8")().decode
        self._begun = False
        self.rows = 0
        self.newest = ""

    def feed(self, chunk: bytes) -> None:
        if not self.holds:
            return
        try:
            text = self._rest + self._decode(chunk)
        except UnicodeDecodeError:
            self.holds = False
            return
        if not self._begun:
            head, end, text = text.partition("\n")
            self.holds = head == self._head and bool(end)
            self._begun = True
        whole, _, self._rest = text.rpartition("\n")
        if self.holds and whole:
            self.holds = self._proved(whole + "\n")

    def finish(self) -> bool:
        """Whether all of it is canonical."""
        return self.holds and self._begun and not self._rest and self.rows > 0

    def _proved(self, text: str) -> bool:
        if not self._lines.fullmatch(text):
            return False
        columns = list(zip(*[line.split(",") for line in text.splitlines()], strict=True))
        self.rows += len(columns[0])
        if self._time is not None:
            self.newest = max(self.newest, max(columns[self._time]))
        return self.rows <= MAX_ROWS and self._is_sorted(columns) and self._are_codes(columns) and self._fits(columns)

    def _is_sorted(self, columns: Sequence[Sequence[str]]) -> bool:
        """Whether each row has a key, above that of the row before."""
        parts = [columns[at] for at, _ in self._key]
        if not all(map(all, parts)):
            return False
        made = [
            map(Decimal, part) if is_number else part for part, (_, is_number) in zip(parts, self._key, strict=True)
        ]
        keys: list[tuple[object, ...]] = list(zip(*made, strict=True))
        before = self._last
        self._last = keys[-1]
        rising = all(first < second for first, second in pairwise(keys))
        return rising and (before is None or before < keys[0])

    def _are_codes(self, columns: Sequence[Sequence[str]]) -> bool:
        try:
            return all(reader(code) == code for at, reader in self._codes.items() for code in set(columns[at]) if code)
        except CellError:
            return False

    def _fits(self, columns: Sequence[Sequence[str]]) -> bool:
        for at, (least, most) in self._ranges.items():
            numbers = list(map(float, filter(None, columns[at])))
            if self._columns[at].cells == "points":
                numbers = [number / 100 for number in numbers]
            if numbers and not (least <= min(numbers) and max(numbers) <= most):
                return False
        return True


def _bounds(column: Column) -> tuple[float, float]:
    low, high = column.range or (None, None)
    least, most = bound(column, low), bound(column, high)
    return (-1e308 if least is None else least, 1e308 if most is None else most)
