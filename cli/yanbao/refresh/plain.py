"""Proves, while it comes in, that an answer is a canonical snapshot already, as that of PostgreSQL's COPY mostly is.

What is proved needs no second look by the loader. What is not may be right all the same: the loader decides.
"""

from __future__ import annotations

import re
from calendar import isleap
from codecs import getincrementaldecoder
from collections.abc import Sequence
from decimal import Decimal
from itertools import accumulate, islice
from operator import itemgetter, lt
from typing import Any

from yanbao.load.cells import CellError, CellReader
from yanbao.load.declared import Declared
from yanbao.load.files import MAX_ROWS
from yanbao.load.together import bound
from yanbao.model.dataset import CODES, NUMERIC, TIME, Column, ColumnType
from yanbao.model.reading import Reading
from yanbao.refresh.canonical import own_columns, time_column

_NUMBER = r"(?:-?\d{1,20}+(?:\.\d{1,20}+)?+)?+"
_31, _30, _29 = r"(?:0[1-9]|[12]\d|3[01])", r"(?:0[1-9]|[12]\d|30)", r"(?:0[1-9]|[12]\d)"
_DAY = rf"[12]\d{{3}}-(?:(?:0[13578]|1[02])-{_31}|(?:0[469]|11)-{_30}|02-{_29})"
_MOMENTS = {
    ColumnType.DATE: _DAY,
    ColumnType.MONTH: r"[12]\d{3}-(?:0[1-9]|1[0-2])",
    ColumnType.QUARTER: r"(?:19|20)\d\dQ[1-4]",
    ColumnType.YEAR: r"(?:19|20)\d\d",
}
"""Canonical moments, but for the 29th of February, which is looked at besides."""

_FORMS = {
    ColumnType.NUMBER: _NUMBER,
    ColumnType.PERCENT: _NUMBER,
    ColumnType.DATE: r"(?:\d{4}-\d\d-\d\d)?+",
    ColumnType.MONTH: r"(?:\d{4}-\d\d)?+",
    ColumnType.QUARTER: r"(?:\d{4}Q\d)?+",
    ColumnType.YEAR: r"(?:\d{4})?+",
    ColumnType.TEXT: r"(?:[0-9A-Za-z一-龥][0-9A-Za-z一-龥_.()（）/&+-]{0,200}+)?+",
    ColumnType.TICKER: r"(?:\d{6}\.[A-Z]{2})?+",
    ColumnType.SECURITY: r"(?:[0-9A-Z]{1,10}\.[A-Z]{2,4})?+",
}
"""Forms of cells that are canonical for sure, but for moments and codes, which are looked at besides. To a form, all
digits are the same."""

_ZEROS = bytes.maketrans(b"123456789", b"000000000")

_WIDTHS = {
    ColumnType.DATE: 10,
    ColumnType.MONTH: 7,
    ColumnType.QUARTER: 6,
    ColumnType.YEAR: 4,
    ColumnType.TICKER: 9,
}
"""Characters of cells that are not empty, as those of a key."""


class PlainProof:
    """Consumes an answer chunk by chunk; ``holds`` is True while everything so far is canonical."""

    def __init__(self, item: Declared, file: str) -> None:
        spec, own = item.spec, own_columns(item)
        names, self._columns = list(own), list(own.values())
        self._head = ",".join(own)
        self.holds = _may_be_plain(item, file)
        keys = set(map(str, spec.key))
        forms = [_FORMS[one.type].removesuffix("?+" * (name in keys)) for name, one in own.items()]
        self._lines = re.compile("(?:" + ",".join(forms) + "\n)*+", re.ASCII)
        self._key = [(names.index(str(name)), own[str(name)].type in NUMERIC) for name in spec.key]
        self._time = time_column(item)
        self._codes = {at: CellReader(one) for at, one in enumerate(self._columns) if one.type in CODES}
        self._ranges = {at: _bounds(one) for at, one in enumerate(self._columns) if one.range is not None}
        self._moments = {
            at: re.compile(_MOMENTS[one.type], re.ASCII).fullmatch
            for at, one in enumerate(self._columns)
            if one.type in TIME
        }
        self._known: dict[int, set[str]] = {at: {""} for at in self._moments}
        self._slices = self._fixed()
        self._last: Any = None
        self._rest = ""
        self._decode = getincrementaldecoder("utf-8")().decode
        self._begun = False
        self.rows = 0
        self.newest = ""

    def _fixed(self) -> list[slice]:
        """Where the first columns stand in every line, if they are the key, of one width, and all that is looked at."""
        key = [at for at, _ in self._key]
        besides = {*self._ranges, *self._codes, *self._moments}
        widths = [_WIDTHS.get(one.type, 0) for one in self._columns[: len(key)]]
        if key != list(range(len(key))) or not besides <= {*key} or not all(widths):
            return []
        ends = accumulate(width + 1 for width in widths)
        return [slice(end - 1 - width, end - 1) for end, width in zip(ends, widths, strict=True)]

    def feed(self, chunk: bytes) -> None:
        if not self.holds:
            return
        try:
            text = self._rest + self._decode(chunk)
        except UnicodeDecodeError:
            self.holds = False
            return
        if not self._begun:
            if "\n" not in text:
                self._rest = text
                return
            head, _, text = text.partition("\n")
            self.holds, self._begun = head == self._head, True
        whole, end, self._rest = text.rpartition("\n")
        if self.holds and end:
            self.holds = self._proved(whole + end)

    def finish(self) -> bool:
        """Whether all of it is canonical."""
        return self.holds and self._begun and not self._rest and self.rows > 0

    def _proved(self, text: str) -> bool:
        shapes = {*text.encode().translate(_ZEROS).split(b"\n")} - {b""}  # few, of very many lines
        has_blank = text.startswith("\n") or "\n\n" in text  # pieces may end between lines
        if has_blank or not self._lines.fullmatch(b"\n".join([*shapes, b""]).decode()):
            return False
        lines = text.split("\n")[:-1]
        self.rows += len(lines)
        if self._slices:
            key = slice(self._slices[-1].stop)
            keys: list[Any] = list(map(itemgetter(key), lines))
            columns: list[set[str]] = [{*map(itemgetter(part), keys)} for part in self._slices]
        else:
            cells = list(zip(*[line.split(",") for line in lines], strict=True))
            made = [map(Decimal, cells[at]) if is_number else cells[at] for at, is_number in self._key]
            keys, columns = list(zip(*made, strict=True)), list(map(set, cells))
        if self._time is not None:
            self.newest = max(self.newest, max(columns[self._time]))
        is_looked_at = self._are_moments(columns) and self._are_codes(columns) and self._fits(columns)
        return is_looked_at and self.rows <= MAX_ROWS and self._is_sorted(keys)

    def _are_moments(self, columns: Sequence[set[str]]) -> bool:
        for at, matches in self._moments.items():
            new = columns[at] - self._known[at]
            if not all(map(matches, new)):
                return False
            if any(moment.endswith("-02-29") and not isleap(int(moment[:4])) for moment in new):
                return False
            self._known[at] |= new
        return True

    def _is_sorted(self, keys: Sequence[Any]) -> bool:
        """Whether the key of each row is above that of the row before."""
        before, self._last = self._last, keys[-1]
        return (before is None or before < keys[0]) and all(map(lt, keys, islice(keys, 1, None)))

    def _are_codes(self, columns: Sequence[set[str]]) -> bool:
        try:
            return all(reader(code) == code for at, reader in self._codes.items() for code in columns[at] if code)
        except CellError:
            return False

    def _fits(self, columns: Sequence[set[str]]) -> bool:
        for at, (least, most) in self._ranges.items():
            numbers = list(map(float, filter(None, columns[at])))
            if self._columns[at].cells == "points":
                numbers = [number / 100 for number in numbers]
            if numbers and not (least <= min(numbers) and max(numbers) <= most):
                return False
        return True


def _may_be_plain(item: Declared, file: str) -> bool:
    """True if the declaration allows an answer to be canonical as it is."""
    own = own_columns(item)
    return (
        file.endswith(".csv")
        and bool(item.spec.key)
        and item.spec.read == Reading()
        and item.spec.long is None
        and all(re.fullmatch(r"\w+", name) for name in own)
        and not any(one.from_ or one.market or one.dates or one.zone or one.cells == "units" for one in own.values())
        and not any(one.type is ColumnType.PERCENT and one.cells is None for one in own.values())
    )


def _bounds(column: Column) -> tuple[float, float]:
    low, high = column.range or (None, None)
    least, most = bound(column, low), bound(column, high)
    return (-1e308 if least is None else least, 1e308 if most is None else most)
