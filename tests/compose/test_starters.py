"""The company notes and the macro monthly of ``report new``: grown by a month and moved by one date, all is right.

What they should say is computed here with pandas, from the files as they are.
"""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from yanbao import pipeline
from yanbao.compose.prose import plain_text
from yanbao.model.document import TableBlock, walk
from yanbao.pipeline import silent
from yanbao.pipeline.gathering import Composed, gather
from yanbao.resources import starter
from yanbao.rolling import roll

SHARES = {"300418.SZ": 12.15, "300133.SZ": 19.0, "002555.SZ": 22.18}


def _issues(root: Path, kind: str, before: str, day: str) -> tuple[list[Composed], list[Composed]]:
    """An issue without the rows of its last month, and the next one with them: of ``before`` and of ``day``."""
    shutil.copytree(starter(kind), root)
    whole = {path: path.read_text("utf-8") for path in root.glob("data/*.csv")}
    for path, text in whole.items():
        head, *rows = text.splitlines(keepends=True)
        path.write_text(head + "".join(row for row in rows if not "2024-04" <= row[:7] < "2024-05"), "utf-8")
        if kind == "macro":
            path.write_text(text[: text.rindex("2023-12")], "utf-8")
    report = root / f"content/{kind}/report.yaml"
    report.write_text(report.read_text("utf-8").replace(f"date: {day}", f"date: {before}"), "utf-8")
    assert pipeline.check(root, on=date.fromisoformat(before)) == ()
    first = gather(root, (), silent).composed
    roll(root, kind, day)
    for path, text in whole.items():
        path.write_text(text, "utf-8")
    assert pipeline.check(root, on=date.fromisoformat(day)) == ()
    return list(first), list(gather(root, (), silent).composed)


def _moved(value: float, up: str = "上涨", down: str = "下跌") -> str:
    return f"{up if value > 0 else down}{abs(value) * 100:.1f}%"


def _texts(item: Composed) -> list[str]:
    return [passage.text.replace("\n", "") for passage in item.manuscript.passages]


@pytest.fixture(scope="module")
def notes(tmp_path_factory: pytest.TempPathFactory) -> tuple[list[Composed], list[Composed]]:
    return _issues(tmp_path_factory.mktemp("notes") / "project", "company-note", "2024-03-29", "2024-04-30")


@pytest.mark.parametrize(("issue", "day"), [(0, "2024-03-29"), (1, "2024-04-30")])
def test_each_company_has_its_note(notes: tuple[list[Composed], list[Composed]], issue: int, day: str) -> None:
    daily: Any = pd.read_csv(starter("company-note") / "data/company_daily.csv", index_col="date").loc[:day]
    index: Any = pd.read_csv(starter("company-note") / "data/benchmarks.csv", index_col="date").loc[:day, "csi300"]
    results: Any = pd.read_csv(starter("company-note") / "data/company_results.csv", index_col=["code", "year"])
    made = {item.report.slug: _texts(item) for item in notes[issue]}
    assert set(made) == {f"{code}-{day}" for code in SHARES}
    start = daily[daily.index < day[:7]].index[-1]
    market = index.iloc[-1] / index[start] - 1
    for code, shares in SHARES.items():
        said, close = "".join(made[f"{code}-{day}"]), daily[code].iloc[-1]
        month, year = close / daily.loc[start, code] - 1, close / daily.loc["2023-12-29", code] - 1
        own = results.loc[code]
        expected = [
            f"月内{_moved(month)}，{'跑赢' if month > market else '跑输'}沪深300",
            f"股价{_moved(month)}，收于{close:.2f}元；同期沪深300{_moved(market)}",
            f"股价年初以来{_moved(year)}",
            f"营业收入{own.loc[2023, 'revenue']:.2f}亿元，同比"
            + _moved(own.loc[2023, "revenue"] / own.loc[2022, "revenue"] - 1, "增长", "下降"),
            f"总市值{close * shares:.0f}亿元，市盈率{close * shares / own.loc[2023, 'profit']:.1f}倍",
        ]
        assert [text for text in expected if text not in said] == [], said


def test_what_the_list_and_the_results_have_is_the_same(notes: tuple[list[Composed], list[Composed]]) -> None:
    """Revenue and profit of the last year are in both: in the list for multiples, in the results for changes."""
    project = notes[1][0].manuscript.project
    listed = project.datasets["coverage"].frame.set_index("code")[["revenue", "profit"]]
    results = project.datasets["company_results"].frame.sort_values("year").groupby("code").last()
    assert results.loc[listed.index, ["revenue", "profit"]].values.tolist() == listed.values.tolist()


@pytest.fixture(scope="module")
def months(tmp_path_factory: pytest.TempPathFactory) -> tuple[list[Composed], list[Composed]]:
    return _issues(tmp_path_factory.mktemp("months") / "project", "macro", "2023-12-12", "2024-01-12")


@pytest.mark.parametrize(("issue", "month"), [(0, "2023-11"), (1, "2023-12")])
def test_the_words_of_the_monthly_follow_its_numbers(
    months: tuple[list[Composed], list[Composed]], issue: int, month: str
) -> None:
    data: Any = pd.read_csv(starter("macro") / "data/us_monthly.csv", index_col="month").loc[:month]
    [item] = months[issue]
    said, yoy = "".join(_texts(item)), data["cpi"] / data["cpi_year_ago"] - 1
    spoken = f"{month[:4]}年{int(month[5:])}月"
    slower = yoy.iloc[-1] - yoy.iloc[-2]
    rate = data["yield_10y"].iloc[-1] - data["yield_10y"].iloc[-2]
    oil = data["brent"].iloc[-1] / data["brent"].iloc[-2] - 1
    expected = [
        f"美国物价与利率月报：{spoken}CPI同比{_moved(yoy.iloc[-1])}",
        f"涨幅较前一个月{'扩大' if slower > 0 else '收窄'}{abs(slower) * 100:.2f}个百分点",
        f"较前一个月{'上升' if rate > 0 else '下降'}{abs(rate):.2f}个百分点",
        f"比前一个月{_moved(oil)}，同比{_moved(data['brent'].iloc[-1] / data['brent'].iloc[-13] - 1)}",
    ]
    assert [text for text in expected if text not in said] == [], said
    assert ("油价一个月下跌超过5%" in said, "油价一个月波动超过5%" in said) == (oil < -0.05, oil > 0.05)
    [table] = [one for page in item.document.pages for one in walk(page.blocks) if isinstance(one, TableBlock)]
    rows = [[plain_text(cell.html) for cell in row.cells] for group in table.groups for row in group]
    assert [row[0] for row in rows] == list(data.index[-6:])
