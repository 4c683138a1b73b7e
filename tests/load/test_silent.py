"""What a file says of itself, and a loader that believed its catalog alone would print wrongly."""

from __future__ import annotations

import pytest

from tests.load.declaring import frame
from tests.load.excel_files import xlsx

TEXTS = {"name": "text", "what": "text"}


@pytest.mark.parametrize("joined", ["name,what\n甲,一\nname,what\n乙,二\n", "name,what\n甲,一\n name , what \n乙,二\n"])
def test_a_header_that_is_repeated_is_no_row(joined: str) -> None:
    """As where files were joined: in columns of text nothing else would be wrong with it."""
    _, said = frame(joined.encode(), "x.csv", TEXTS)
    assert said == ["3:1 bad-row: row 2 repeats the header [take it out]"]


def test_a_cell_like_the_name_of_its_column_is_a_cell() -> None:
    found, said = frame("name,what\nname,一\n乙,what\n".encode(), "x.csv", TEXTS)
    assert (found["name"], said) == (["name", "乙"], [])


@pytest.mark.parametrize("file", ["x.json", "x.jsonl"])
def test_a_key_that_is_there_twice_is_told(file: str) -> None:
    row = '{"name": "甲", "what": "一", "what": "二"}'
    _, said = frame((f"[{row}]" if file == "x.json" else row).encode(), file, TEXTS)
    assert said == ["1:1 bad-row: an object has 'what' twice [leave the one that counts]"]


@pytest.mark.parametrize(
    ("head", "unit", "right"),
    [
        ("成交额(亿元)", "万元", "亿元"),
        ("成交额（单位：亿元）", "元", "亿元"),
        ("成交额 [百万]", "亿元", "百万元"),
        ("销量(吨)", "公斤", "吨"),
    ],
)
def test_a_head_with_another_power_of_ten_is_told(head: str, unit: str, right: str) -> None:
    column = {"type": "number", "from": head, "unit": unit}
    _, said = frame(f"name,{head}\n甲,1.5\n".encode(), "x.csv", {"name": "text", "what": column})
    [message] = said
    assert f"declare `unit: {right}`" in message


@pytest.mark.parametrize(
    ("head", "column"),
    [
        ("成交额(亿元)", {"unit": "亿元"}),
        ("成交额(RMB)", {"unit": "元"}),
        ("成交额(亿元)", {}),
        ("成交额(前复权)", {"unit": "元"}),
        ("成交额(元)", {"unit": "美元"}),
        ("成交额(亿元)", {"unit": "万元", "from": 2}),
        ("成交额(亿元)", {"unit": "万元", "cells": "units"}),
    ],
)
def test_other_heads_are_not(head: str, column: dict[str, object]) -> None:
    """Nor where the author has said by number which column it is."""
    declared = {"type": "number", "from": head, **column}
    _, said = frame(f"name,{head}\n甲,1.5\n".encode(), "x.csv", {"name": "text", "what": declared})
    assert not any("the head says" in message for message in said)


def test_the_sheet_is_the_first_that_is_shown() -> None:
    book = xlsx({"旧": [["name", "what"], ["乙", "old"]], "新": [["name", "what"], ["甲", "new"]]}, hidden=["旧"])
    assert frame(book, "x.xlsx", TEXTS)[0] == {"name": ["甲"], "what": ["new"]}
    assert frame(book, "x.xlsx", TEXTS, sheet="旧")[0] == {"name": ["乙"], "what": ["old"]}


def test_a_sheet_of_notes_names_the_others() -> None:
    book = xlsx({"说明": [["更新说明"]], "数据": [["name", "what"], ["甲", "new"]]})
    _, said = frame(book, "x.xlsx", TEXTS)
    assert ["declare `sheet: 数据`" in message for message in said] == [True]


def test_a_head_that_is_there_twice_is_not_read_long() -> None:
    columns = {"name": "text", "m": "month", "v": "number"}
    wide = "name,2024-01,2024-02,2024-01\n甲,1,2,3\n"
    found, said = frame(wide.encode(), "x.csv", columns, long={"names": "m", "values": "v"})
    assert found == {}
    assert said == [
        "1:22 bad-header: column '2024-01' is there twice, and both would be read long [mend the head, or delete one]"
    ]
