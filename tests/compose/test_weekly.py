"""The weekly that ``report new --kind weekly`` makes: its files grow by five rows, one date is moved, and all is right.

What it should say is computed here with pandas, from the files as they are.
"""

from __future__ import annotations

import shutil
from datetime import date
from typing import Any

import pandas as pd
import pytest

from yanbao import pipeline
from yanbao.compose.prose import plain_text
from yanbao.model.document import ChartBlock, TableBlock, walk
from yanbao.pipeline import silent
from yanbao.pipeline.gathering import Composed, gather
from yanbao.resources import starter

INDEX, STOCKS, REPORT = "data/index_daily.csv", "data/stocks_daily.csv", "content/weekly/report.yaml"
ISSUES = ("2024-04-19", "2024-04-26")
FIRMS = {
    "300418.SZ": "昆仑万维",
    "601595.SH": "上海电影",
    "300133.SZ": "华策影视",
    "002517.SZ": "恺英网络",
    "002555.SZ": "三七互娱",
    "300058.SZ": "蓝色光标",
}


@pytest.fixture(scope="module")
def issues(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Composed]:
    """Both issues. The second has five more rows in each file, and another date: nothing else is edited."""
    root = tmp_path_factory.mktemp("weekly") / "project"
    shutil.copytree(starter("weekly"), root)
    whole = {name: (root / name).read_text("utf-8") for name in (INDEX, STOCKS)}
    report = (root / REPORT).read_text("utf-8")
    made = {}
    for day in ISSUES:
        for name, text in whole.items():
            head, *rows = text.splitlines(keepends=True)
            (root / name).write_text(head + "".join(row for row in rows if row[:10] <= day), "utf-8")
        (root / REPORT).write_text(report.replace("date: 2024-04-26", f"date: {day}"), "utf-8")
        assert pipeline.check(root, on=date.fromisoformat(day)) == ()
        [made[day]] = gather(root, (), silent).composed
    assert len((root / INDEX).read_text("utf-8").splitlines()) == len(whole[INDEX].splitlines())
    return made


class Facts:
    """What the raw files say of an issue."""

    def __init__(self, day: str) -> None:
        self.day = pd.Timestamp(day)
        self.monday, self.sunday = self.day - pd.Timedelta(days=4), self.day + pd.Timedelta(days=2)
        index = pd.read_csv(starter("weekly") / INDEX, parse_dates=["date"], index_col="date")
        stocks = pd.read_csv(starter("weekly") / STOCKS, parse_dates=["date"], index_col="date")
        self.all = index.join(stocks).loc[: self.day]
        self.week = self.all.loc[self.monday :]

    def before(self, column: str, day: pd.Timestamp | None = None) -> float:
        return float(self.all.loc[self.all.index < (day or self.monday), column].iloc[-1])

    def change(self, column: str, since: pd.Timestamp | None = None) -> float:
        return float(self.all[column].iloc[-1] / self.before(column, since) - 1)

    def year(self, column: str) -> float:
        return self.change(column, pd.Timestamp("2024-01-01"))

    def last(self, column: str) -> str:
        return f"{self.all[column].iloc[-1]:.2f}"

    @property
    def period(self) -> str:
        return f"{spoken(self.monday)}—{spoken(self.sunday)}"


def spoken(day: pd.Timestamp) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def moved(value: float, decimals: int) -> str:
    text = f"{abs(value) * 100:.{decimals}f}%"
    if float(text.rstrip("%")) == 0:
        return "持平"
    return f"上涨{text}" if value > 0 else f"下跌{text}"


def beats(one: float, other: float) -> str:
    return "跑赢" if one > other else "跑输"


def texts(item: Composed) -> list[str]:
    return [passage.text.replace("\n", "") for passage in item.manuscript.passages]


@pytest.mark.parametrize("day", ISSUES)
def test_every_sentence(issues: dict[str, Composed], day: str) -> None:
    facts, said = Facts(day), texts(issues[day])
    media, csi300, ai = (facts.change(name) for name in ("media", "csi300", "csi_ai"))
    amount, ai_amount = facts.week["media_amount"], facts.week["csi_ai_amount"]
    expected = [
        f"传媒与人工智能周报：申万传媒一周{moved(media, 1)}",
        facts.period,
        f"申万传媒一周{moved(media, 1)}，{beats(media, csi300)}沪深300",
        f"市场。{facts.period}，申万传媒指数{moved(media, 2)}，收于{facts.last('media')}点；"
        f"同期沪深300{moved(csi300, 2)}，中证人工智能主题指数{moved(ai, 2)}，见表1。",
        f"累计。截至{spoken(facts.day)}，申万传媒年初以来{moved(facts.year('media'), 1)}，"
        f"沪深300{moved(facts.year('csi300'), 1)}，见图4。",
        f"成交。申万传媒一周合计成交{amount.sum():.1f}亿元，日均{amount.mean():.1f}亿元，见图2。",
        f"{facts.period}，申万传媒{moved(media, 1)}，沪深300{moved(csi300, 1)}。",
        f"申万传媒收于{facts.last('media')}点，一周{moved(media, 1)}",
        f"申万传媒{moved(media, 2)}，区间高点{facts.week['media'].max():.2f}点，"
        f"低点{facts.week['media'].min():.2f}点；",
        f"沪深300由{facts.before('csi300'):.2f}点到{facts.last('csi300')}点，{moved(csi300, 2)}；",
        f"中证人工智能主题指数{moved(ai, 2)}；",
        f"申万传媒日均成交{amount.mean():.1f}亿元，中证人工智能主题日均成交{ai_amount.mean():.1f}亿元。",
        f"截至{spoken(facts.day)}，申万传媒年初以来{moved(facts.year('media'), 1)}，"
        f"沪深300{moved(facts.year('csi300'), 1)}",
        f"计算机一周{moved(facts.change('computer'), 1)}，通信设备{moved(facts.change('telecom'), 1)}",
        f"截至{spoken(facts.day)}，跟踪6家公司。",
    ]
    for at, (code, name) in enumerate(FIRMS.items()):
        week = facts.change(code)
        expected.append(f"{name}一周{moved(week, 1)}，收于{facts.last(code)}元")
        expected.append(
            f"{facts.period}，{name}（{code}）{moved(week, 2)}，{beats(week, media)}申万传媒；"
            f"年初以来{moved(facts.year(code), 1)}，见图{6 + 2 * at}。"
        )
    assert [text for text in expected if text not in said] == []
    warned = "提示。中证人工智能主题指数一周波动较大，注意短期风险。"
    assert (warned in said) is (ai > 0.05)


@pytest.mark.parametrize("day", ISSUES)
def test_every_table_caption_and_chart(issues: dict[str, Composed], day: str) -> None:
    facts, item = Facts(day), issues[day]
    assert item.report.slug == f"weekly-{day}"
    blocks = [block for page in item.document.pages for block in walk(page.blocks)]
    indices, *closes, watched = (_cells(block) for block in blocks if isinstance(block, TableBlock))
    assert indices == [
        [str(at)[:10], *(f"{row[name]:.2f}" for name in ("media", "csi300", "csi_ai"))]
        for at, row in facts.week.iterrows()
    ]
    for table, code in zip(closes, FIRMS, strict=True):
        prices = facts.all[code].iloc[-len(facts.week) - 1 :]
        moves = [f"{move:+.2%}".replace("-", "−") for move in prices.pct_change().iloc[1:]]
        assert table == [
            [str(at)[:10], f"{close:.2f}", move]
            for at, close, move in zip(prices.index, prices, ["—", *moves], strict=True)
        ]
    assert [row[:2] for row in watched] == [[code, name] for code, name in FIRMS.items()]
    charts = [block for block in blocks if isinstance(block, ChartBlock)]
    assert len(charts) == 5 + 2 * len(FIRMS)
    for chart in charts:
        if chart.plot.type != "performance":  # it names its days in its caption
            assert chart.caption.source.endswith(f"，数据截至{spoken(facts.day)}")
        assert str(chart.plot.x[-1])[:10] == day
    plots: list[Any] = [chart.plot for chart in charts]
    recent, turnover, amounts, rebased, sectors, *firms = plots
    names, start = ("media", "csi_ai", "csi300"), facts.all.iloc[0]
    assert _ends(recent) == pytest.approx([facts.all[name].iloc[-1] / facts.all[name].iloc[-21] - 1 for name in names])
    assert _ends(rebased) == pytest.approx([facts.all[name].iloc[-1] / start[name] - 1 for name in names])
    assert _ends(sectors) == pytest.approx([facts.year("computer"), facts.year("telecom")])
    assert [str(rebased.x[shade.first])[:10] for shade in rebased.shades] == [f"{facts.monday:%Y-%m-%d}"]
    assert turnover.series[0].values == pytest.approx(list(facts.week["media_amount"]))
    assert amounts.series[1].values == pytest.approx(list(facts.all["csi_ai_amount"].iloc[-60:]))
    for close, relative, code in zip(firms[::2], firms[1::2], FIRMS, strict=True):
        assert _ends(close) == [facts.all[code].iloc[-1]]
        assert _ends(relative)[:2] == pytest.approx([facts.year(code), facts.year("media")])


def _ends(plot: Any) -> list[float]:
    return [line.values[-1] for line in plot.series]


def _cells(table: TableBlock) -> list[list[str]]:
    return [[plain_text(cell.html) for cell in row.cells] for group in table.groups for row in group]


def test_nothing_of_the_last_issue_is_left(issues: dict[str, Composed]) -> None:
    before, after = (Facts(day) for day in ISSUES)
    stale = [before.period, spoken(before.day), before.last("media"), moved(before.change("media"), 2)]
    assert [text for text in texts(issues["2024-04-26"]) for old in stale if old in text] == []
    assert after.period in texts(issues["2024-04-26"])
