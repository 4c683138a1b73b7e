"""Plots of every kind, ordinary and at the edge, at sizes that a page gives them."""

from __future__ import annotations

import math
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from yanbao.model.plot import Candle, Category, Plot, PlotEvent, PlotReference, PlotSeries, PlotShade, Quarters
from yanbao.model.plots import (
    OF_TYPE,
    BarPlot,
    ColumnPlot,
    DonutPlot,
    DumbbellPlot,
    FootballFieldPlot,
    HeatPlot,
    HistogramPlot,
    RadarPlot,
    ScatterPlot,
    ShareBarPlot,
    SlopePlot,
    TreemapPlot,
    WaterfallPlot,
)
from yanbao.model.timeplots import AreaPlot, BandPlot, CandlestickPlot, EventPlot, LinePlot, PerformancePlot


def trading_days(first: date, count: int, closed: frozenset[date] = frozenset()) -> tuple[date, ...]:
    """Days from ``first`` on without weekends and the days in ``closed``."""
    days: list[date] = []
    day = first
    while len(days) < count:
        if day.weekday() < 5 and day not in closed:
            days.append(day)
        day += timedelta(1)
    return tuple(days)


SPRING_FESTIVAL = frozenset(date(2024, 2, day) for day in range(9, 18))
DAYS = trading_days(date(2024, 1, 2), 80, SPRING_FESTIVAL)
LONG = trading_days(date(2022, 11, 14), 360)
MONTHS = tuple(date(2022 + (10 + month) // 12, (10 + month) % 12 + 1, 1) for month in range(17))


def wave(count: int, level: float = 0.0, height: float = 1.0, phase: float = 0.0) -> tuple[float, ...]:
    """A curve with a few ups and downs."""
    return tuple(level + height * (math.sin(at / 9 + phase) + 0.3 * math.sin(at / 2)) for at in range(count))


def of_type(kind: str, x: tuple[Category, ...], series: tuple[PlotSeries, ...], **more: object) -> Any:
    """A plot of a kind that is known by name; of ``more``, what the kind has."""
    made: Any = OF_TYPE[kind]
    return made(x, series, **{key: value for key, value in more.items() if key in made.__dataclass_fields__})


def line(*series: PlotSeries, x: tuple[Category, ...] = DAYS, references: tuple[PlotReference, ...] = ()) -> LinePlot:
    return LinePlot(x, series, references=references)


RETURNS = line(
    PlotSeries("申万传媒", wave(80, -0.05, 0.1), percent=True, decimals=1, role="accent"),
    PlotSeries("沪深300", wave(80, 0.02, 0.03, 1), percent=True, decimals=1),
    PlotSeries("成交额", wave(80, 500, 200), unit="亿元", form="column", axis="right", role="muted"),
)
VISITS = LinePlot(
    MONTHS,
    (PlotSeries("访问量", tuple(1.527e8 + 1e8 * at for at in range(17)), unit="次", form="column", role="accent"),),
    monthly=True,
)
SCORES = ColumnPlot(
    ("MMLU", "GPQA", "HumanEval", "GSM-8K", "MATH"),
    (
        PlotSeries("Llama 3 70B", (82.0, 39.5, 81.7, 93.0, 50.4), unit="分", decimals=1, role="accent"),
        PlotSeries("Gemini Pro 1.5", (81.9, 41.5, 71.9, 91.7, 58.5), unit="分", decimals=1),
        PlotSeries("Claude 3 Sonnet", (79.0, 38.5, 73.0, 92.3, 40.5), unit="分", decimals=1, role="muted"),
    ),
)
STACKED = ColumnPlot(
    ("图像", "视频", "音频"),
    (PlotSeries("感知", (1790.0, 1712.0, 1681.0)), PlotSeries("认知", (643.5, 530.7, 10.0))),
    stacked=True,
)
RANKING = BarPlot(
    ("Qwen-VL-Max", "InternLM-XComposer2-VL", "商汤日日新多模态大模型", "WeMM"),
    (PlotSeries("总分", (2433.61, 2242.71, 2183.39, 2066.66)),),
    highlight=("商汤日日新多模态大模型",),
)
CHANGES = BarPlot(
    ("传媒", "通信", "电子元件与半导体设备制造", "银行"),
    (PlotSeries("涨跌幅", (-0.082, 0.12, -0.031, 0.0), percent=True, decimals=1),),
)
EVENTS = EventPlot(
    LONG,
    (PlotSeries("申万传媒", wave(360, 650, 120), unit="点", role="accent"),),
    events=tuple(
        PlotEvent(number, at, "", "事件")
        for number, at in enumerate(
            (12, 60, 73, 85, 86, 86, 91, 102, 103, 107, 135, 170, 216, 219, 244, 265, 272, 283, 312), 1
        )
    ),
)
DUAL = LinePlot(
    ("2019", "2020", "2021", "2022", "2023", "2024E"),
    (
        PlotSeries("营业收入", (100.0, 120.0, 150.0, 130.0, 170.0, 190.0), unit="亿元", form="column", role="accent"),
        PlotSeries("同比增速", (0.1, 0.2, 0.25, -0.13, 0.3, 0.12), percent=True, axis="right"),
    ),
)
REFERENCES = line(
    PlotSeries("市盈率", wave(80, 30, 4), unit="倍", decimals=1),
    references=(PlotReference(30, "均值30.0倍"), PlotReference(34, "均值加一倍标准差")),
)

POINTS = ScatterPlot(
    ("Qwen-VL-Max", "WeMM", "GPT-4V", "Gemini Pro", "缺一项"),
    (
        PlotSeries("感知得分", (1790.04, 1621.66, 1409.43, 1496.55, 1500.0), unit="分"),
        PlotSeries("认知得分", (643.57, 445.0, 517.14, 436.79, None), unit="分"),
    ),
    highlight=("GPT-4V",),
)
BUBBLES = ScatterPlot(
    ("文心一言", "Kimi", "秘塔AI搜索"),
    (
        PlotSeries("2月", (1007.0, 299.0, 111.0), unit="万次"),
        PlotSeries("环比增速", (0.48, 3.216, 5.5136), percent=True, decimals=1),
        PlotSeries("3月", (1490.0, 1260.0, 721.0), unit="万次"),
    ),
    groups=("聊天", "聊天", "搜索"),
)
AREA = AreaPlot(
    DAYS,
    (
        PlotSeries("传媒", wave(80, 300, 60), unit="亿元", decimals=0),
        PlotSeries("计算机", wave(80, 400, 90, 1), unit="亿元", decimals=0),
        PlotSeries("通信", wave(80, 200, 50, 2), unit="亿元", decimals=0),
    ),
)
DUMBBELL = DumbbellPlot(
    ("MMLU", "MATH", "DROP"),
    (
        PlotSeries("上一代", (83.7, 53.2, 82.4), unit="分", decimals=1, role="muted"),
        PlotSeries("新一代", (81.9, 58.5, 78.9), unit="分", decimals=1, role="accent"),
    ),
)
RADAR = RadarPlot(SCORES.x, SCORES.series)
PROFILE = RadarPlot(
    ("盈利能力", "成长性", "估值吸引力", "现金流质量", "分红回报", "治理水平"),
    (PlotSeries("得分", (8.0, 6.5, 4.0, 7.5, 5.5, 9.0), unit="分", decimals=1, role="accent"),),
)
DONUT = DonutPlot(
    ("广告", "搜索", "海外社交网络", "游戏", "国内社交网络"),
    (
        PlotSeries("收入", (16.53, 11.43, 9.74, 5.34, 4.77), unit="亿元", decimals=2),
        PlotSeries("占比", (0.346, 0.239, 0.204, 0.112, 0.1), percent=True, decimals=1),
    ),
    groups=("广告", "搜索", "海外社交网络", "游戏", "国内社交网络"),
    shows_total=True,
)
OWN_SCALES = RadarPlot(
    ("MME", "MMBench", "OCRBench", "MathVista", "HallusionBench"),
    (
        PlotSeries("甲模型", (2433.6, 77.6, 694.0, 43.3, None), role="accent"),
        PlotSeries("乙模型", (2242.7, 79.6, 511.0, 57.6, 42.4)),
    ),
    full=PlotSeries("满分", (2800.0, 100.0, 1000.0, 100.0, 100.0)),
)
FORECAST = replace(DUAL, forecast=5)
SHADED = replace(
    line(PlotSeries("值", wave(80))),
    shades=(PlotShade(10, 24, "急跌"), PlotShade(25, 40, "反弹"), PlotShade(70, 79, "预测")),
    forecast=70,
)


def columns(names: tuple[str, ...], *series: PlotSeries) -> ColumnPlot:
    return ColumnPlot(names, series)


def rows(names: tuple[str, ...], *values: float | None) -> Plot:
    return BarPlot(names, (PlotSeries("值", values),))


def numbered(name: str, count: int) -> tuple[str, ...]:
    return tuple(f"{name}{number}" for number in range(count))


TWELVE = tuple(PlotSeries(f"第{k}个指数", wave(80, 100 + k, 10, k / 3), unit="点") for k in range(12))
LONG_NAME = "生成式人工智能服务管理暂行办法征求意见稿相关受益公司"
LONG_WORD = "InternLM-XComposer2-VL-Extended-Edition"

WEEKS = tuple(date(2010, 1, 4) + timedelta(7 * week) for week in range(780))
TURNOVER = PlotSeries("成交额", wave(80, 5e10, 1e10), unit="元", form="column", axis="right")
CROWD = tuple(PlotEvent(number, 10 + number // 2, "", "") for number in range(1, 20))
GAP = PlotSeries("值", (*wave(40), None, *wave(39)))

SAME = tuple(PlotSeries(name, (5.0,) * 30) for name in ("横", "纵"))
MESS = (PlotSeries("横", tuple(range(200))), PlotSeries("纵", wave(200)), PlotSeries("大小", tuple(range(200))))
PARTS = tuple(PlotSeries(f"第{k}部分", wave(80, 20, 5, k)) for k in range(30))
HOLES = (
    PlotSeries("甲", (*wave(40, 9), None, *wave(39, 9))),
    PlotSeries("乙", (None,) * 20 + wave(60, 9)),
)


def candles(*closes: float | None, spread: float = 1.0) -> tuple[Candle | None, ...]:
    """A candle for each close; it opens where the day before closed."""
    made: list[Candle | None] = []
    before = next((close for close in closes if close is not None), 0.0)
    for close in closes:
        low, high = sorted((before, close if close is not None else before))
        made.append(None if close is None else Candle(before, high + spread, low - spread, close))
        before = close if close is not None else before
    return tuple(made)


def candlestick(
    *closes: float | None, x: tuple[Category, ...] = DAYS, others: tuple[PlotSeries, ...] = (), spread: float = 1.0
) -> CandlestickPlot:
    return CandlestickPlot(x, (*prices(*candles(*closes, spread=spread)), *others))


def prices(*days: Candle | None) -> tuple[PlotSeries, ...]:
    """The series of a candlestick chart: open, high, low, close."""
    return tuple(
        PlotSeries(
            label,
            tuple(getattr(day, name) if day else None for day in days),
            unit="点",
            decimals=2,
            role="accent" if name == "close" else "muted",
        )
        for label, name in (("开盘", "open"), ("最高", "high"), ("最低", "low"), ("收盘", "close"))
    )


VOLUME = PlotSeries("成交额", wave(80, 5e10, 1e10), unit="元", form="column", axis="right")
AVERAGES = (PlotSeries("MA5", wave(80, 602, 30, 0.1)), PlotSeries("MA20", wave(80, 600, 18, 0.4)))
CANDLES = candlestick(*wave(80, 600, 40), others=(*AVERAGES, VOLUME), spread=5)
YEAR = candlestick(*wave(250, 600, 40), x=LONG[:250], spread=5)
BAND = BandPlot(
    LONG,
    (
        PlotSeries("收盘价", wave(360, 21, 4), unit="元", decimals=2, role="accent"),
        *(
            PlotSeries(f"{multiple}倍", tuple((1 + at / 1200) * multiple for at in range(360)), unit="元", decimals=2)
            for multiple in (15, 18, 21, 24, 27)
        ),
    ),
)
BRIDGE = WaterfallPlot(
    ("2023年净利润", "毛利增加", "费用上升", "投资收益", "所得税", "2024年净利润"),
    (PlotSeries("净利润", (12.4, 3.1, -1.2, 0.6, -0.5, 14.4), unit="亿元", decimals=1),),
    totals=(0, 5),
)
LOSSES = WaterfallPlot(
    ("甲", "乙", "丙", "丁"), (PlotSeries("值", (2.0, -6.0, 3.0, -1.0), unit="亿元"),), totals=(0, 3)
)
FIELD = FootballFieldPlot(
    ("近52周股价", "可比公司PE", "可比公司PB", "现金流折现", "分部估值"),
    (
        PlotSeries("下限", (12.3, 16.0, 15.2, None, 17.1), unit="元", decimals=1),
        PlotSeries("上限", (21.5, 24.0, 19.8, None, 26.4), unit="元", decimals=1),
        PlotSeries("中值", (None, 20.1, 17.0, None, 21.0), unit="元", decimals=1),
    ),
    references=(PlotReference(18.6, "现价"), PlotReference(22.0, "目标价")),
)


PERFORMANCE = PerformancePlot(
    DAYS,
    (
        PlotSeries("甲公司", (0.0, *wave(79, 0.2, 0.15)), percent=True, decimals=1, role="accent", signed=True),
        PlotSeries("沪深300", (0.0, *wave(79, 0.02, 0.03, 1)), percent=True, decimals=1, signed=True),
        PlotSeries(
            "相对沪深300超额收益",
            (0.0, *wave(79, 18, 12)),
            unit="个百分点",
            decimals=1,
            role="accent",
            form="column",
            axis="right",
            signed=True,
        ),
    ),
)


def ranges(names: tuple[str, ...], *ends: tuple[float | None, float | None]) -> Plot:
    low, high = (PlotSeries(label, tuple(end[at] for end in ends)) for at, label in enumerate(("下限", "上限")))
    return FootballFieldPlot(names, (low, high))


FINANCE_EDGES: dict[str, tuple[Plot, float, float]] = {
    "a candle alone": (candlestick(600.0, x=DAYS[:1]), 95, 45),
    "candles that never move": (candlestick(*(5.0,) * 80, spread=0), 95, 45),
    "candles around a gap": (candlestick(*wave(40, 600, 40), None, *wave(39, 600, 40), spread=3), 95, 60),
    "three candles": (candlestick(600.0, 610.0, 605.0, x=DAYS[:3], others=(PlotSeries("MA5", (None,) * 3),)), 95, 45),
    "a thousand candles": (
        candlestick(*wave(1000, 600, 40), x=trading_days(date(2020, 1, 2), 1000), spread=5),
        150,
        70,
    ),
    "candles in a low chart": (CANDLES, 95, 45),
    "candles with a large volume": (
        candlestick(*wave(80, 6e5, 4e4), others=(replace(VOLUME, values=wave(80, 5e15, 1e15)),), spread=5e3),
        95,
        60,
    ),
    "a band of one day": (BandPlot(DAYS[:1], (PlotSeries("价", (3.0,)), PlotSeries("10倍", (2.0,)))), 95, 45),
    "a band with gaps": (
        BandPlot(DAYS, (PlotSeries("价", wave(80, 3)), PlotSeries("10倍", (None,) * 30 + (2.0,) * 50))),
        95,
        45,
    ),
    "a band in a low chart": (BAND, 95, 45),
    "losses": (LOSSES, 95, 45),
    "a step alone": (WaterfallPlot(("甲",), (PlotSeries("值", (2.0,)),)), 95, 45),
    "thirty steps": (WaterfallPlot(numbered("第", 30), (PlotSeries("值", (1.25, -0.5) * 15),)), 95, 45),
    "steps of nothing": (WaterfallPlot(("甲", "乙"), (PlotSeries("值", (0.0, 0.0)),), totals=(0,)), 95, 45),
    "long names of steps": (
        WaterfallPlot((LONG_NAME, LONG_WORD, "短"), (PlotSeries("值", (1e8, -2e7, 8e7)),), totals=(0, 2)),
        95,
        60,
    ),
    "a field in a low chart": (FIELD, 95, 45),
    "one range": (ranges(("甲",), (1.0, 2.0)), 95, 45),
    "a range of one price": (ranges(("甲", "乙"), (2.0, 2.0), (2.0, 2.0)), 95, 45),
    "thirty ranges": (ranges(numbered("方法", 30), *((float(k), k + 2.0) for k in range(30))), 95, 45),
    "ranges below zero": (ranges((LONG_NAME, LONG_WORD), (-3e8, 2e8), (-1e8, 5e8)), 95, 60),
    "lines that crowd": (
        replace(FIELD, references=tuple(PlotReference(18.6 + k / 10, f"第{k}个目标价") for k in range(4))),
        150,
        70,
    ),
}

EDGES: dict[str, tuple[Plot, float, float]] = {
    "one point": (line(PlotSeries("一点", (630.5,), unit="点"), x=DAYS[:1]), 95, 45),
    "one value among gaps": (line(PlotSeries("一点", (None,) * 40 + (5.0,) + (None,) * 39)), 95, 45),
    "all equal": (line(PlotSeries("不变", (5.0,) * 80)), 95, 45),
    "all zero": (line(PlotSeries("不变", (0.0,) * 80)), 95, 45),
    "twelve lines": (line(*TWELVE), 150, 90),
    "twelve lines in a low chart": (line(*TWELVE), 95, 45),
    "twelve columns a group": (columns(("甲", "乙"), *(PlotSeries(f"第{k}", (k, 2.0)) for k in range(12))), 95, 60),
    "long names at lines": (line(PlotSeries(LONG_NAME, wave(80)), PlotSeries(LONG_WORD, wave(80, 0.1))), 95, 60),
    "long names in a legend": (columns(("甲",), PlotSeries(LONG_NAME * 3, (1,)), PlotSeries("乙", (2,))), 95, 60),
    "long categories": (columns((LONG_NAME, LONG_WORD, "短"), PlotSeries("值", (1, -2, 3))), 95, 60),
    "long categories at a line": (line(PlotSeries("值", (1, 2)), x=(LONG_NAME * 3, LONG_NAME)), 95, 45),
    "long rows": (rows((LONG_NAME, LONG_WORD, "短"), 1, None, 30.25), 95, 45),
    "huge": (line(PlotSeries("总市值", wave(80, 5e15, 1e15), unit="元")), 95, 45),
    "tiny": (line(PlotSeries("概率", wave(80, 5e-6, 1e-6))), 95, 45),
    "thirty columns": (columns(numbered("公司名称", 30), PlotSeries("值", tuple(range(30)))), 150, 70),
    "sixty columns": (columns(numbered("公司名称", 60), PlotSeries("值", tuple(range(60)))), 95, 45),
    "thirty rows": (rows(numbered("公司", 30), *range(30)), 120, 105),
    "rows lower than text": (rows(numbered("公司", 40), *range(40)), 95, 45),
    "negative rows": (rows(("甲", "乙"), -5, -3), 95, 45),
    "rows of zero": (rows(("甲", "乙"), 0, 0), 95, 45),
    "one week": (line(PlotSeries("值", wave(5)), x=DAYS[:5]), 95, 45),
    "fifteen years": (line(PlotSeries("值", wave(780)), x=WEEKS), 95, 45),
    "right axis alone": (line(TURNOVER), 95, 45),
    "lines on both axes": (line(PlotSeries("甲", wave(80)), PlotSeries("乙", wave(80, 30), axis="right")), 95, 60),
    "months as categories": (ColumnPlot(MONTHS, (PlotSeries("值", wave(17, 3)),), monthly=True), 95, 45),
    "one point in a plane": (ScatterPlot(("一",), (PlotSeries("横", (3.0,)), PlotSeries("纵", (4.0,)))), 95, 45),
    "all points in one place": (ScatterPlot(numbered("公司", 30), SAME), 95, 45),
    "two hundred bubbles": (ScatterPlot(numbered("公司", 200), MESS), 150, 80),
    "a long name at a point": (
        ScatterPlot((LONG_NAME, "短"), tuple(replace(s, values=(1, -2)) for s in SAME)),
        95,
        45,
    ),
    "long numbers along x": (
        ScatterPlot(("甲", "乙"), (PlotSeries("横", (4e8, 9e8), unit="亿元"), PlotSeries("纵", (1.0, 2.0)))),
        60,
        40,
    ),
    "long numbers under dumbbells": (
        DumbbellPlot(("甲", "乙"), (PlotSeries("前", (3.411e-4, 3.42e-4)), PlotSeries("后", (3.43e-4, 3.4e-4)))),
        60,
        40,
    ),
    "thirty areas": (AreaPlot(DAYS, PARTS), 150, 80),
    "areas with holes": (AreaPlot(DAYS, HOLES), 95, 45),
    "one day of areas": (AreaPlot(DAYS[:1], tuple(replace(s, values=s.values[:1]) for s in AREA.series)), 95, 45),
    "forty dumbbells": (
        DumbbellPlot(numbered("公司名称", 40), (PlotSeries("前", tuple(range(40))), PlotSeries("后", wave(40, 9)))),
        95,
        60,
    ),
    "equal and missing ends": (
        DumbbellPlot(("甲", LONG_NAME, "丙"), (PlotSeries("前", (1, None, None)), PlotSeries("后", (1, -2, None)))),
        95,
        45,
    ),
    "long names of shades": (
        replace(
            columns(("甲", "乙", "丙"), PlotSeries("值", (1, 2, 3))),
            shades=(PlotShade(0, 0, LONG_NAME), PlotShade(0, 1, LONG_NAME), PlotShade(2, 2, LONG_NAME)),
            forecast=0,
        ),
        95,
        45,
    ),
    "three axes": (
        RadarPlot(("甲", LONG_NAME, LONG_WORD), (PlotSeries("值", (0.1, 0.5, 0.9), percent=True),)),
        95,
        45,
    ),
    "eight long axes": (RadarPlot((LONG_NAME,) * 8, (PlotSeries("值", (*range(1, 8), None)),)), 150, 80),
    "thirty axes": (RadarPlot(numbered("指标名称", 30), (PlotSeries("值", wave(30, 3)),)), 95, 60),
    "a profile of zeros": (RadarPlot(("甲", "乙", "丙"), (PlotSeries("值", (0.0,) * 3),)), 95, 45),
    "a profile with one value": (RadarPlot(("甲", "乙", "丙"), (PlotSeries("值", (2.0, None, None)),)), 95, 45),
    "a profile of large numbers": (
        RadarPlot(("甲", "乙", "丙", "丁"), tuple(PlotSeries(n, (2e9, 5e8, 1e9, 4e9), "元") for n in "ABCD")),
        95,
        45,
    ),
    "crowded events": (EventPlot(DAYS, (PlotSeries("值", wave(80)),), events=CROWD), 306, 60),
    "an event on a day without value": (EventPlot(DAYS, (GAP,), events=(PlotEvent(1, 40, "", ""),)), 150, 60),
}

SLOPE = SlopePlot(
    ("申万传媒", "沪深300", "中证人工智能主题", "中证计算机"),
    (
        PlotSeries("1月", (-0.1547, -0.0629, -0.2076, -0.2178), percent=True, decimals=1),
        PlotSeries("2月", (0.1482, 0.0935, 0.2472, None), percent=True, decimals=1),
    ),
    highlight=("申万传媒",),
)
SHARES = ShareBarPlot(
    ("广告", "搜索", "社交", "短剧"),
    (
        PlotSeries("2022年", (10.0, 6.0, 3.0, 1.0), unit="亿元"),
        PlotSeries("2023年", (8.0, 8.0, 3.9, 0.1), unit="亿元"),
        PlotSeries("2022年占比", (0.5, 0.3, 0.15, 0.05), percent=True, decimals=1),
        PlotSeries("2023年占比", (0.4, 0.4, 0.195, 0.005), percent=True, decimals=1),
    ),
    groups=("广告", "搜索", "社交", "短剧"),
)
ONE_BAR = replace(SHARES, series=SHARES.series[::2])
HEAT = HeatPlot(
    ("申万传媒", "沪深300", "中证人工智能主题"),
    (
        PlotSeries("1月", (-0.1547, -0.0629, -0.2076), percent=True, decimals=1),
        PlotSeries("2月", (0.1482, 0.0935, 0.2472), percent=True, decimals=1),
        PlotSeries("3月", (0.0150, None, -0.0057), percent=True, decimals=1),
    ),
    in_market_colors=True,
)
RETURNS_BINNED = HistogramPlot(
    ("−4%—−2%", "−2%—0%", "0%—2%", "2%—4%", "4%—6%"),
    (PlotSeries("个数", (3.0, 21.0, 30.0, 0.0, 1.0), decimals=0),),
    binned=PlotSeries("日涨跌幅", (-0.031, 0.004, 0.052), percent=True, decimals=2),
    edges=(-0.04, -0.02, 0.0, 0.02, 0.04, 0.06),
    references=(PlotReference(0.004, "中位数"),),
    in_market_colors=True,
)
QUARTERED = replace(POINTS, quarters=Quarters(1500.0, 480.0, ("双高", "仅纵轴高", "双低", "仅横轴高")))

BOARD = TreemapPlot(
    ("分众传媒", "三七互娱", "昆仑万维", "光线传媒", "恺英网络", LONG_NAME, "捷成股份", "奥飞娱乐", "小"),
    (
        PlotSeries("总市值", (989.0, 367.2, 483.8, 271.4, 241.7, 136.3, 131.3, 97.2, 4.0), unit="亿元", decimals=0),
        PlotSeries("年内涨幅", (0.08, -0.12, 0.065, 0.135, 0.005, -0.031, None, -0.249, 0.3), percent=True, decimals=1),
    ),
    in_market_colors=True,
)

ALL: dict[str, tuple[Plot, float, float]] = {
    "slope": (SLOPE, 120, 70),
    "slope, small": (replace(SLOPE, highlight=()), 95, 45),
    "share bars": (SHARES, 120, 45),
    "one share bar": (ONE_BAR, 95, 30),
    "heat": (HEAT, 120, 55),
    "heat of sizes, small": (replace(HEAT, in_market_colors=False), 60, 30),
    "treemap": (BOARD, 120, 65),
    "treemap of sizes alone, small": (replace(BOARD, series=BOARD.series[:1], highlight=("昆仑万维",)), 60, 40),
    "histogram": (RETURNS_BINNED, 120, 65),
    "histogram, small": (replace(RETURNS_BINNED, in_market_colors=False), 60, 35),
    "returns with turnover": (RETURNS, 150, 90),
    "returns, small": (RETURNS, 95, 45),
    "monthly columns": (VISITS, 150, 70),
    "monthly columns, small": (VISITS, 95, 45),
    "scores": (SCORES, 171, 80),
    "scores, small": (SCORES, 95, 55),
    "stacked": (STACKED, 120, 70),
    "ranking": (RANKING, 130, 75),
    "changes": (CHANGES, 95, 55),
    "events": (EVENTS, 306, 62),
    "columns and a right line": (DUAL, 120, 65),
    "points": (POINTS, 150, 90),
    "bubbles": (BUBBLES, 95, 60),
    "areas": (AREA, 150, 80),
    "areas, small": (AREA, 95, 45),
    "dumbbells": (DUMBBELL, 120, 65),
    "a forecast": (FORECAST, 120, 65),
    "shades": (SHADED, 120, 65),
    "stacked forecast": (replace(STACKED, forecast=1), 120, 65),
    "references": (REFERENCES, 120, 65),
    "radar": (RADAR, 120, 75),
    "radar, small": (RADAR, 95, 45),
    "donut": (DONUT, 120, 65),
    "donut, small": (replace(DONUT, groups=(), highlight=("搜索",)), 95, 45),
    "donut of long names": (replace(DONUT, x=(LONG_NAME, "甲", LONG_WORD, LONG_NAME * 3, "乙"), groups=()), 60, 30),
    "profile": (PROFILE, 95, 60),
    "own scales": (OWN_SCALES, 120, 75),
    "relative performance": (PERFORMANCE, 150, 80),
    "a long benchmark": (
        replace(PERFORMANCE, series=(*PERFORMANCE.series[:2], replace(PERFORMANCE.series[2], label=LONG_NAME * 2))),
        95,
        45,
    ),
    "relative performance, small": (PERFORMANCE, 95, 45),
    "candles": (CANDLES, 150, 90),
    "a year of candles": (YEAR, 150, 80),
    "valuation band": (BAND, 150, 80),
    "waterfall": (BRIDGE, 150, 75),
    "football field": (FIELD, 150, 75),
    "quarters": (QUARTERED, 120, 80),
    **FINANCE_EDGES,
    **EDGES,
}
