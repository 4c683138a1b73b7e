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
        ("销量(万台)", "台", "万台"),
        ("营业收入 万元", "亿元", "万元"),
        ("营业收入-万元", "亿元", "万元"),
        ("成交额_亿元", "万元", "亿元"),
        ("成交额(亿元) 2023", "万元", "亿元"),
        ("每股收益[元]", "分", "元"),
        ("市值（USD mn）", "亿元", "百万美元"),
        ("市值($bn)", "亿美元", "十亿美元"),
        ("Revenue (mn)", "亿元", "百万元"),
        ("营业收入(万元)", "亿", "万元"),
        ("房价(万元)", "元/平方米", "万元"),
        ("产量(吨)", "亿元", "吨"),
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
        ("每股收益[元]", {"unit": "元/股"}),
        ("汇率 USD/CNY", {"unit": "元"}),
        ("USD-CNY", {"unit": "元"}),
        ("营业收入(1)", {"unit": "亿元"}),
        ("A-股 成交额", {"unit": "亿元"}),
        ("市盈率(x)", {"unit": "倍"}),
        ("得分(分)", {"unit": "分"}),
        ("价差_％", {"unit": "个百分点"}),
        ("净利率(%)", {"type": "percent", "cells": "points"}),
        ("净利率(％)", {"type": "percent", "cells": "ratio", "from": 2}),
        ("成交额(亿元)", {"unit": "万元", "from": 2}),
        ("成交额(亿元)", {"unit": "万元", "cells": "units"}),
    ],
)
def test_other_heads_are_not(head: str, column: dict[str, object]) -> None:
    """Nor where the author has said by number which column it is."""
    declared = {"type": "number", "from": head, **column}
    _, said = frame(f"name,{head}\n甲,1.5\n".encode(), "x.csv", {"name": "text", "what": declared})
    assert not any("the head says" in message for message in said)


@pytest.mark.parametrize("head", ["净利率(%)", "净利率（％）", "率 %", "ROE-%"])
def test_a_head_in_percent_is_no_ratio(head: str) -> None:
    """5 was printed as 500%."""
    column = {"type": "percent", "from": head, "cells": "ratio"}
    _, said = frame(f"name,{head}\n甲,5\n".encode(), "x.csv", {"name": "text", "what": column})
    [message] = said
    assert "the head says %, the catalog `cells: ratio`" in message
    assert "`cells: points`" in message


def test_a_unit_in_the_second_row_of_a_head_is_compared() -> None:
    columns = {
        "name": {"type": "text", "from": "名称"},
        "what": {"type": "number", "from": "收入 万元", "unit": "亿元"},
    }
    _, said = frame("名称,收入\n,万元\n甲,100\n".encode(), "x.csv", columns, read={"head": [1, 2]})
    assert ["the head says 万元, the catalog 亿元" in message for message in said] == [True]


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
