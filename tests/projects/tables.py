"""Writes the Excel and Parquet files of the cases: ``python -m tests.projects.tables``. Look at what changes."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pyarrow as pa
from pyarrow import parquet

from tests.load.excel_files import Row, error, formula, number, package, xlsx

HERE = Path(__file__).parent

HEAD: Row = ["code", "name", "cap", "ytd", "day", "month"]


def bad_excel() -> None:
    """Cells as analysts leave them: one good row, then what is refused."""
    stocks: list[Row] = [
        ["2024年4月涨幅"],
        HEAD,
        ["600088.SH", "中视传媒", 79, number("0.55", 9), number(45408, 14), number(45383, 57)],
        [600088, "中视传媒", "79亿", 55, "2024/4/26", number(45412, 14)],
        [number(1, "000000"), error("#N/A"), error("#DIV/0!"), 0.55, number(45408.625, 14), "2024年4月"],
        ["600088.SZ", formula("A2&B2"), formula("C2/C3"), "五成", number(-5, 14), 2024],
        [700, "腾讯", number("0.3", 9), formula("D3", 12), "nan", "2024-13"],
    ]
    written = {"涨幅": stocks[1:], "说明": stocks[:1]}
    write("bad-excel", "stocks.xlsx", xlsx(written))
    write("bad-excel", "titled.xlsx", xlsx({"涨幅": stocks[:3]}))
    merged: list[Row] = [["theme", "name"], ["游戏", "甲"], [None, "乙"], ["影视", "丙", "来源：Wind"]]
    write("bad-excel", "merged.xlsx", xlsx({"板块": merged}, merged=["A2:A3"]))


def bad_sheets() -> None:
    """Files that are not what their names say, or that would do harm."""
    old = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504
    write("bad-sheets", "old.xlsx", old)
    write("bad-sheets", "locked.xlsx", old + "EncryptedPackage".encode("utf-16-le"))
    write("bad-sheets", "old.xls", old)
    good = xlsx({"行情": [["close"], [1]], "说明": [["x"]]})
    write("bad-sheets", "good.xlsx", good)
    write("bad-sheets", "cut.xlsx", good[:300])
    write("bad-sheets", "bomb.xlsx", package({"xl/worksheets/sheet1.xml": " " * 3_000_000}))
    entities = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>'
    write("bad-sheets", "entities.xlsx", xlsx({"行情": []}, extra={"xl/worksheets/sheet1.xml": entities}))


def bad_parquet() -> None:
    """Columns of other types, bad cells, and no Parquet at all."""
    types = {"code": [600088], "name": ["甲"], "cap": [date(2024, 4, 26)], "ytd": [55], "day": [45408.0], "month": [1]}
    parquet.write_table(pa.table(types), HERE / "bad-parquet/data/types.parquet")
    cells = {
        "code": ["600088.SH", "600088"],
        "name": ["甲", "#N/A"],
        "cap": ["1,234", "79亿"],
        "ytd": ["55%", "55"],
        "day": [20240426, 45408],
        "month": [date(2024, 4, 1), date(2024, 4, 30)],
    }
    parquet.write_table(pa.table(cells), HERE / "bad-parquet/data/cells.parquet")
    write("bad-parquet", "no.parquet", b"close\n1\n")


def write(case: str, name: str, data: bytes) -> None:
    (HERE / case / "data" / name).write_bytes(data)


if __name__ == "__main__":
    bad_excel()
    bad_sheets()
    bad_parquet()
