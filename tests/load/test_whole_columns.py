"""Columns are read whole where that is plain: values and findings are those of row by row, cell by cell."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal
from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.fuzzing import many
from tests.load.declaring import declared, frame, said
from yanbao.load import columns as columns_module
from yanbao.load import delimited
from yanbao.load.bodies import Body
from yanbao.load.cells import CellReader
from yanbao.load.findings import Findings
from yanbao.load.formats import is_known
from yanbao.load.tables import read_table
from yanbao.model.dataset import Column, ColumnType

PLAIN = {
    "ticker": ["600088.SH", "000001.SZ", "00700.HK"],
    "date": ["2024-04-26", "2024-02-29", "20240426", "2024/4/6"],
    "number": ["0", "1", "-0.5", "12.30", "99999999999999999999", "0.1", "1e3", "1,234.5", "007", "-1"],
    "percent": ["5%", "-0.3%", "12.345%", "100%", "0.07%"],
    "text": ["中视传媒", "a b", "x"],
}
ODD = [
    "",
    "",
    "-",
    "--",
    ".5",
    "5.",
    "1-2",
    "--1",
    "-.5",
    "1,23",
    "１２",
    " 7",
    "　",
    " ",
    "\t",
    "\u2003",
    "2024-02-30",
    "5%",
    "5 %",
    "0.5",
]
ODD += [
    "来源：Wind",
    "数据来源",
    "1.2.3",
    "{{ x }}",
    "=1+1",
    "#N/A",
    "12.3²",
    "\u200b1",
    "x" * 3001,
    "9" * 22,
    "1" * 21 + ".5",
    '"',
    'a"b',
    '""',
]
WORDS = st.one_of([st.sampled_from(cells) for cells in PLAIN.values()] + [st.sampled_from(ODD)] * 2)


@contextmanager
def one_by_one() -> Iterator[None]:
    """Nothing is read in bulk."""
    with (
        patch.object(delimited._TextRows, "columns", lambda *_: None),
        patch.object(columns_module, "read_numbers", lambda *_: None),
        patch.object(Body, "_all_belong", lambda *_, **__: False),
    ):
        yield


def loaded(data: bytes, columns: dict[str, object], read: dict[str, object]) -> tuple[object, ...]:
    """Values to the bit, where each cell stands, and what is said."""
    found = Findings()
    item = declared("x.csv", columns, found, **({"read": read} if read else {}))
    assert item is not None
    made = read_table(item, "data/x.csv", data, found) if is_known("x.csv", item, found) else None
    if made is None:
        return (sorted(said(found)),)
    frame, grid = made
    values = {str(name): frame[name].tolist() for name in frame}
    places = [(str(grid.place(row, 0)), grid.title(row, 0)) for row in range(len(frame))]
    return repr(values), {str(name): str(frame[name].dtype) for name in frame}, places, sorted(said(found))


@st.composite
def tables(draw: st.DrawFn) -> tuple[bytes, dict[str, object], dict[str, object]]:
    """A text file, mostly of cells that fit, its columns and its dialect."""
    kinds = draw(st.lists(st.sampled_from(list(PLAIN)), min_size=1, max_size=5))
    separator = draw(st.sampled_from([",", ",", "\t", ";", " "]))
    quotes = draw(st.sampled_from([0, 0, 1, 2]))
    end = draw(st.sampled_from(["\n", "\r\n"]))

    def cell(kind: str, stray: int) -> str:
        text = draw(WORDS) if draw(st.integers(0, 20)) < stray else draw(st.sampled_from(PLAIN[kind]))
        needs = draw(st.integers(0, 9)) and (separator in text or '"' in text)
        return '"' + text.replace('"', '""') + '"' if quotes == 2 or needs or (quotes and draw(st.booleans())) else text

    stray = draw(st.sampled_from([0, 0, 1, 5]))
    rows = [[cell(kind, stray) for kind in kinds] for _ in range(draw(st.integers(0, 8)))]
    if stray and rows and draw(st.booleans()):
        row = draw(st.sampled_from(rows))
        row[draw(st.sampled_from([0, len(row) - 1, len(row)])) :] = draw(st.sampled_from([[], [""], ["x"], ["", "y"]]))
    names = [f"c{at}" for at in range(len(kinds))]
    lines = [separator.join(row) for row in [names, *rows]]
    if stray:
        lines += draw(st.lists(st.sampled_from(["", "  ", ",,", "来源：Wind", '"']), max_size=2))
    text = end.join(lines) + end * draw(st.integers(0, 2))
    word = {",": "comma", "\t": "tab", ";": "semicolon", " ": "space"}[separator]
    read: dict[str, object] = {"separator": word} if separator != "," else {}
    if draw(st.integers(0, 3)) == 0:
        read |= draw(st.sampled_from([{"footer": "来源"}, {"missing": ["1", "x"]}, {"decimal": "comma"}, {"skip": 1}]))
    if draw(st.integers(0, 3)) == 0:
        read["decimal"] = "point"
    declared_as: dict[str, object] = {}
    for name, kind in zip(names, kinds, strict=True):
        cells = draw(st.sampled_from(["", "ratio", "points"])) if kind == "percent" else ""
        declared_as[name] = {"type": kind, "cells": cells} if cells else kind
    return text.encode(), declared_as, read


@many
@given(tables(), st.sampled_from([1, 40, 1 << 16]))
def test_both_ways_give_the_same(table: tuple[bytes, dict[str, object], dict[str, object]], at_once: int) -> None:
    with patch.object(delimited, "_AT_ONCE", at_once):
        whole = loaded(*table)
    with one_by_one():
        assert whole == loaded(*table)


@many
@given(
    st.decimals(allow_nan=False, allow_infinity=False, places=None), st.sampled_from(["number", "percent", "points"])
)
def test_a_number_is_the_nearest_to_its_decimal(value: Decimal, how: str) -> None:
    text = f"{value:f}" + "%" * (how == "percent")
    column = (
        Column(type=ColumnType.NUMBER)
        if how == "number"
        else Column(type=ColumnType.PERCENT, cells=None if how == "percent" else "points")
    )
    maker = columns_module.ColumnMaker(CellReader(column))
    maker.add([text, text])
    if len(text) < 20:
        exact = value if how == "number" else value.scaleb(-2)
        assert maker.errors == []
        assert maker.series().tolist() == [float(exact)] * 2


def test_a_plain_file_is_read_whole() -> None:
    """Or else all of this would prove nothing."""
    data = "code,close\r\n" + '"600088.SH",1.5\r\n' * 3
    records = delimited.TextRecords(data, "x.csv", ",", Findings())
    rows = records.rows()
    assert next(rows) == (1, ["code", "close"])
    batch = records.batch(rows, 10, 2)
    assert batch.columns == [["600088.SH"] * 3, ["1.5"] * 3]
    assert list(batch.numbers) == [2, 3, 4]


def test_a_mark_of_missing_values_that_is_a_number() -> None:
    read, said_now = frame(b"a,b\n1,-9999\n2,5\n", "x.csv", {"a": "number", "b": "number"}, read={"missing": "-9999"})
    assert (read["b"], said_now) == ([None, 5.0], [])


@pytest.mark.parametrize("text", ["sep=\n\na,b\n1,2\n", 'sep="\na,b\n1,2\n', "sep=;\na;b\n1;2\n"])
def test_an_announced_separator(text: str) -> None:
    whole = loaded(text.encode(), {"a": "number", "b": "number"}, {})
    assert ("[1.0]" in str(whole[0])) is (";" in text)
