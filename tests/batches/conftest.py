"""A project with a pattern for a note of one page, over a table of stocks."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import WriteProject
from tests.pipeline.test_editions import CATALOG

REPORT = """\
title: "{{ stock }}：年初至今{{ stock.ytd | moved }}"
kind: 公司点评
rating: "{{ '买入' if stock.ytd > 0 else '减持' }}"
date: 2024-04-26
theme: note
institution: 示例证券研究所
params: {level: 强}
file: "{{ stock.code }}-{{ report.date }}"
for_each: {as: stock, data: stocks}
outline: [note.yaml]
"""
BY_PARAMETERS = """\
title: "{{ params.code }}：年初至今{{ params.ytd | signed }}"
kind: 公司点评
date: 2024-04-26
theme: note
institution: 示例证券研究所
params: {code: 600519.SH, ytd: {type: percent, default: 1%}, cap: {type: number, unit: 亿元, default: 1}, level: 强}
file: "{{ params.code }}-note"
outline: [note.yaml]
"""
NOTE = """\
section: 点评
numbered: false
pages:
  - title: "{{ stock }}"
    blocks:
      - text: 收于{{ last(data.daily, "close", code=stock.code) }}，市值{{ stock.cap }}，信号{{ params.level }}。
"""
NOTE_BY_PARAMETERS = """\
section: 点评
numbered: false
pages:
  - title: "{{ params.code }}"
    blocks:
      - text: 收于{{ last(data.daily, "close", code=params.code) }}，市值{{ params.cap }}，信号{{ params.level }}。
"""
STOCKS = (
    "code,name,theme,cap,ytd\n600519.SH,贵州茅台,白酒,20000,-2%\n300133.SZ,华策影视,影视,152.5,36%\n"
    "002027.SZ,分众传媒,营销,900,3.25%\n"
)
DAILY = "date,code,close\n2024-04-26,600519.SH,1710\n2024-04-26,300133.SZ,8.5\n2024-04-26,002027.SZ,6.4\n"
NAMES = ["600519.SH-2024-04-26", "300133.SZ-2024-04-26", "002027.SZ-2024-04-26"]
BROKEN = "000001.SZ,平安银行,银行,2000,1%\n"
"""A row of a stock that has no prices."""

Make = Callable[..., Path]


@pytest.fixture
def make(write_project: WriteProject) -> Make:
    def project(stocks: str = STOCKS, report: str = REPORT, note: str = NOTE, **files: str) -> Path:
        return write_project(
            {
                "content/demo/report.yaml": report,
                "content/demo/intro.yaml": "",
                "content/demo/note.yaml": note,
                "data/catalog.yaml": CATALOG,
                "data/stocks.csv": stocks,
                "data/daily.csv": DAILY,
                **files,
            }
        )

    return project


def write_pattern(root: Path) -> None:
    """Make a small project the pattern."""
    files = {"content/demo/report.yaml": REPORT, "content/demo/intro.yaml": "", "content/demo/note.yaml": NOTE}
    files |= {"data/catalog.yaml": CATALOG, "data/stocks.csv": STOCKS, "data/daily.csv": DAILY}
    for name, text in files.items():
        (root / name).write_text(text, encoding="utf-8")


def bytes_of(folder: Path) -> dict[str, bytes]:
    """The files of notes in a folder."""
    return {file.name: file.read_bytes() for file in folder.iterdir() if file.suffix in {".pdf", ".html"}}


def leftovers(folder: Path) -> list[str]:
    """Files that a process has left half written."""
    return [file.name for file in folder.iterdir() if file.name.startswith(".yanbao-")]
