"""``report data look``: an entry that reads the file, as it is printed."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.app.conftest import Run
from tests.load.declaring import frame
from tests.load.test_exports import EXPORTS
from yanbao.load.exports import EXPORTS as KNOWN
from yanbao.load.findings import Findings
from yanbao.load.looking import look
from yanbao.load.yaml import parse

RECOGNISED = {
    "Wind EDB": "Wind EDB",
    "Wind quotes": "Wind quotes",
    "同花顺 Table.xls": "同花顺",
    "通达信 days": "通达信",
    "国家统计局 years": "国家统计局",
    "CSMAR": "CSMAR",
    "tushare": "tushare",
    "baostock": "baostock",
    "yfinance, three rows of heads": "yfinance",
    "FRED": "FRED",
}


@pytest.mark.parametrize("name", [name for name in EXPORTS if name != "region of a sheet"])
def test_every_export_gets_an_entry_that_reads_it(name: str) -> None:
    export = EXPORTS[name]
    data = export.data if isinstance(export.data, bytes) else export.data.encode()
    seen = look(data, export.file, Findings())
    assert seen is not None
    assert list(seen.problems) == []
    assert seen.rows > 0
    assert seen.export == RECOGNISED.get(name, seen.export)


def test_what_a_file_cannot_say_is_known_of_its_writer() -> None:
    heads = {
        "akshare": "日期,涨跌幅,换手率\n2024-01-02,1.1,0.5\n",
        "World Bank": "Country Name,Indicator Code,2022,2023\nA,B,1,2\n",
    }
    entries = {}
    for name, text in heads.items():
        seen = look(text.encode(), "x.csv", Findings())
        assert seen is not None
        assert seen.export == name
        entries[name] = seen.entry
    assert "涨跌幅: {type: percent, cells: points}" in entries["akshare"]
    assert "long: {names: year, values: value}" in entries["World Bank"]
    assert {export.name for export in KNOWN} == {*RECOGNISED.values(), *heads}


def test_an_entry_is_printed_to_be_copied(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "m2.csv"
    file.write_bytes(str(EXPORTS["Wind EDB"].data.decode("gb18030")).encode("gb18030"))  # type: ignore[union-attr]
    result = run(tmp_path, "data", "look", str(file))
    assert result.exit_code == 0
    assert result.stdout == (
        "# recognised: Wind EDB\n"
        "m2:\n"
        "  source: wind  # an id of content/ledger/sources.yaml\n"
        "  as_of: 1986-12-31\n"
        "  file: m2.csv\n"
        "  read: {encoding: gb18030, skip: 4, footer: 数据来源}\n"
        "  columns:\n"
        "    指标名称: date\n"
        '    "中国:M2": {type: number, unit: 亿元}\n'
    )
    assert "Tried on the whole file: 2 rows, every cell fits." in result.stderr
    found = Findings()
    node = parse(result.stdout, "data/catalog.yaml", found)
    assert node is not None
    entry = node.value["m2"]
    read, said = frame(file.read_bytes(), "m2.csv", entry["columns"], read=entry["read"])
    assert said == []
    assert read["中国:M2"] == [5198.9, 6720.9]


def test_what_does_not_fit_is_told(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "x.csv"
    rows = "".join(f"2024-01-{day:02},{day}\n" for day in range(1, 29))
    file.write_text(f"date,a\n{rows}2024-02-01,未知\n", encoding="utf-8")
    result = run(tmp_path, "data", "look", str(file))
    assert result.exit_code == 1
    assert "    a: number\n" in result.stdout
    assert "expected a number, found '未知'" in result.stderr


@pytest.mark.parametrize(("name", "code"), [("no.csv", 2), ("x.pdf", 2), ("empty.csv", 1), ("bad.xlsx", 1)])
def test_files_that_cannot_be_read(run: Run, tmp_path: Path, name: str, code: int) -> None:
    (tmp_path / "empty.csv").write_bytes(b"")
    (tmp_path / "bad.xlsx").write_bytes(b"x")
    (tmp_path / "x.pdf").write_bytes(b"%PDF")
    result = run(tmp_path, "data", "look", str(tmp_path / name))
    assert result.exit_code == code
    assert result.stdout == ""
    assert "Traceback" not in result.stderr
