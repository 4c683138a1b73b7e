"""Expressions in prose: what they print, and what is said where they are wrong."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pandas as pd
import pytest

from yanbao.compose.expressions import Evaluator
from yanbao.compose.filters import make_filters
from yanbao.compose.prose import Prose
from yanbao.compose.scope import names_in_scope
from yanbao.compose.values import Link
from yanbao.diagnostics import Mark, Marked
from yanbao.load.theme import load_theme
from yanbao.model.dataset import TIME, Dataset, DatasetSpec
from yanbao.model.ledger import Entity, Fact, Ledger, LocatedFact, Source, SourceKind

HERE = Mark("content/ledger/x.yaml")


def _entity(path: str, name: str, **facts: Fact) -> Entity:
    located = {key: LocatedFact(f"{path}.{key}", fact, HERE) for key, fact in facts.items()}
    return Entity(path, Marked(name, HERE, name), (), located, HERE)


def _place(_row: int, _column: str) -> tuple[Mark, int]:
    return HERE, 1


def _table(name: str, columns: dict[str, object], rows: Sequence[tuple[object, ...]]) -> Dataset:
    spec = DatasetSpec(source=["wind"], as_of="2024-12-31", columns=columns)
    frame = pd.DataFrame(rows, columns=list(columns))
    for column, one in spec.columns.items():
        if one.type in TIME:
            frame[column] = pd.to_datetime(frame[column])
    return Dataset(name, spec, frame, HERE, _place)


_WEEKS = [
    *(("2023-03-20", 8.0), ("2023-12-29", 9.0), ("2024-02-29", 9.5)),
    *(("2024-03-14", 10.5), ("2024-03-15", 10.0), ("2024-03-18", 11.0), ("2024-03-22", 12.0)),
]
"""Closes of the days before a year, a month and a week begin, and of a week; out of order they are in the file."""


def _unordered() -> dict[str, Dataset]:
    """Tables whose rows do not stand in the order of time."""
    price = {"type": "number", "unit": "元"}
    days = [("2024-12-30", 11.95, 0.12), ("2024-12-31", 11.70, -0.25), ("2024-12-26", 11.86, None)]
    firms = [("2024-12-31", "甲", 5.0), ("2024-12-31", "乙", 7.0), ("2024-12-30", "甲", 4.0)]
    quarters = [("1Q24", 6.0), ("4Q23", 5.0), ("2Q23", 4.0), ("3Q23", -1.0)]
    return {
        "daily": _table("daily", {"day": "date", "close": price, "move": "number"}, days),
        "gap": _table(
            "gap", {"day": "month", "close": price, "move": "number"}, [("2024-02", 2, None), ("2024-01", 1, 1)]
        ),
        "panel": _table("panel", {"day": "date", "name": "text", "close": price}, firms),
        "changed": _table(
            "changed",
            {"day": "date", "move": {"type": "number", "unit": "点"}},
            [("2024-01-02", -1.0), ("2024-01-03", 2.0), ("2024-01-04", 3.0)],
        ),
        "rates": _table("rates", {"day": "date", "r": "percent"}, [("2024-02-01", 0.01), ("2024-02-02", -0.003)]),
        "same": _table("same", {"day": "date", "name": "text", "close": price}, [firms[0], firms[0]]),
        "coded": _table("coded", {"code": "ticker", "v": "number"}, [("601900.SH", 1.0), ("600088.SH", 2.0)]),
        "quarters": _table("quarters", {"period": "text", "profit": price}, quarters),
        "week": _table("week", {"day": "date", "close": price}, _WEEKS),
        "yearly": _table(
            "yearly",
            {"period": "text", "profit": price},
            [("2024Q1", 6.0), ("2023Q1", 4.0), ("2023A", 9.0), ("2023Q4", 5.0)],
        ),
        "mixed": _table(
            "mixed",
            {"period": "text", "v": price},
            [("2021A", 6.0), ("2023A", 8.0), ("2024Q1", 2.0), ("2024E", 10.0), ("2025E", -5.0)],
        ),
        "gaps": _table(
            "gaps",
            {
                "name": "text",
                "v": "number",
                "w": {"type": "number", "unit": "亿元"},
                "half": {"type": "number", "unit": "元/股", "expr": "v / 3"},
                "pe": {"type": "number", "unit": "倍"},
            },
            [("甲", 2, 1.2345, 2 / 3, 5.0), ("乙", 1, 4.0, 1 / 3, -4.0), ("丙", None, 4.7655, None, 5.0)],
        ),
        "nothing": _table("nothing", {"name": "text", "close": price}, [("甲", 0.0), ("乙", 5.0)]),
        "twice": _table("twice", {"day": "date", "told": "date", "close": price}, [("2024-01-02", "2024-03-01", 1.0)]),
    }


@pytest.fixture(scope="module")
def prose_of() -> Callable[[], Prose]:
    google = Source(publisher="谷歌", kind=SourceKind.COMPANY)
    window = Fact(value=1_000_000, unit="个tokens", source=["google"], as_of="2024-02-15")
    gemini = _entity("models.gemini", "Gemini 1.5", context_window=window, released=Fact(value="2024-02-15"))
    llama = _entity("models.llama", "Llama 3", parameters=Fact(value=70e9), context_window=Fact(value=8192))
    firm = _entity(
        "models.firm",
        "公司",
        price=Fact(value=39.77, unit="元", source=["google"], as_of="2024-04-26"),
        shares=Fact(value=12.15, unit="亿股", source=["wind"], as_of="2024-03-31"),
        profit=Fact(value=12.58, unit="亿元", source=["wind"]),
        loss=Fact(value=-1.87, unit="亿元"),
        paid=Fact(value=50, unit="万元"),
        named=Fact(value=2),
        quarter=Fact(value="2024Q3"),
        abroad=Fact(value=40, unit="港元"),
        eps=Fact(value=1.04, unit="元/股"),
        worth=Fact(value=89460.1, unit="百万元"),
    )
    social = _entity(
        "markets.social", "AI社交", y2023=Fact(value=16.4, unit="亿美元"), y2028=Fact(value=56.6, unit="亿美元")
    )
    index = DatasetSpec(source=["wind"], as_of="2024-04-26", columns={"date": "date", "close": {"type": "number"}})
    stocks = DatasetSpec(
        source=["wind"], as_of="2024-04-26", columns={"name": "text", "theme": "text", "ytd": "percent"}
    )
    dates = pd.to_datetime(["2024-02-06", "2024-03-22", "2024-04-26"])
    datasets = {
        "index": Dataset(
            "index", index, pd.DataFrame({"date": dates, "close": [100.0, 135.63, float("nan")]}), HERE, _place
        ),
        "stocks": Dataset(
            "stocks",
            stocks,
            pd.DataFrame({"name": ["甲", "乙", "丙"], "theme": ["a", "a", "b"], "ytd": [0.1, 0.3, 0.2]}),
            HERE,
            _place,
        ),
    }
    datasets |= _unordered()
    namespaces = {"models": {"gemini": gemini, "llama": llama, "firm": firm}, "markets": {"social": social}}
    sources = {"google": google, "wind": Source(publisher="Wind", kind=SourceKind.TERMINAL)}
    ledger = Ledger(namespaces, sources)
    scope = names_in_scope(ledger, datasets, {"win-rate": Link("图5", "win-rate")})
    messages = load_theme("deck").messages

    def make() -> Prose:
        return Prose(Evaluator(scope, make_filters(messages)), messages, sources)

    return make


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("models.gemini.context_window", "100万个tokens"),
        ("models.gemini", "Gemini 1.5"),
        ("models.gemini.released | date", "2024年2月15日"),
        ("models.firm.quarter | date", "2024Q3"),
        ("last(data.week, 'close') | num(1)", "12.0"),
        ("last(data.changed, 'move') | moved('升', '降')", "升3点"),
        ("change(data.week, 'close', 'week') | pct(1) | moved", "上涨20.0%"),
        ("count(data.stocks, ytd='> 0')", "3"),
        ("models.llama.parameters", "700亿"),
        ("models.llama.parameters | billion", "70B"),
        ("models.llama.context_window | kilo('k')", "8k"),
        ("models.gemini.context_window | plain", "100万"),
        ("models.llama.parameters | yi", "700亿"),
        ("markets.social.y2023 | wan", "164000万美元"),
        ("change(data.index, 'close', '2024-02-06', '2024-03-22')", "35.63%"),
        ("change(data.index, 'close', '2024-02-06', '2024-03-22') | pct", "36%"),
        ("change(data.index, 'close', '2024-03-22', '2024-02-06') | abs | pct(1)", "26.3%"),
        ("change(data.index, 'close', '2024-03-22', '2024-02-06') | signed(1)", "−26.3%"),
        ("cagr(markets.social.y2023, markets.social.y2028, years=5) | pct(1)", "28.1%"),
        ("share(markets.social.y2023, markets.social.y2028) | pct", "29%"),
        ("multiple(market_value(models.firm.price, models.firm.shares), models.firm.profit)", "38.4"),
        ("market_value(models.firm.price, models.firm.shares)", "483.21亿元"),
        ("highest(data.stocks, 'ytd')", "30%"),
        ("lowest(data.index, 'close')", "100"),
        ("names(data.stocks)", "甲、乙、丙"),
        ("names(data.stocks, theme='a')", "甲、乙"),
        ("top(data.stocks, 'ytd', n=2)", "乙、丙"),
        ("mean(data.daily, 'move', move='!= none')", "−0.07"),
        ("count(data.daily, move='!= none')", "2"),
        ("top(data.stocks, 'ytd', models.firm.named)", "乙、丙"),
        ("bottom(data.gaps, 'v', 2)", "乙、甲"),
        ("value(data.gaps, 'half', name='甲')", "0.67元/股"),
        ("mean(data.gaps, 'w')", "3.33亿元"),
        ("value(data.gaps, 'w', name='甲')", "1.2345亿元"),
        ("mean(data.gaps, 'pe', pe='> -100')", "2倍"),
        ("change(data.week, 'close', models.firm.named)", "20.00%"),
        ("change(data.mixed, 'v', 'previous', '2024E')", "25.00%"),
        ("change(data.mixed, 'v', 1, '2024E')", "25.00%"),
        ("change(data.mixed, 'v', 'year', '2024E')", "25.00%"),
        ("count(data.stocks)", "3"),
        ("last(data.daily, 'close')", "11.7元"),
        ("last(data.daily, 'move')", "−0.25"),
        ("last(data.daily, 'day')", "2024-12-31"),
        ("change(data.daily, 'close', '2024-12-26', last(data.daily, 'day')) | pct(2)", "−1.35%"),
        ("last(data.panel, 'close', name='甲')", "5元"),
        ("change(data.panel, 'close', '2024-12-30', '2024-12-31', name='甲')", "25.00%"),
        ("last(data.quarters, 'profit')", "6元"),
        ("last(data.quarters, 'period')", "1Q24"),
        ("change(data.quarters, 'profit', '2Q23', '2023Q4')", "25.00%"),
        ("last(data.twice, 'close', by='day')", "1元"),
        ("value(data.gap, 'move', day='2024-01')", "1"),
        ("share(models.firm.paid, models.firm.profit)", "0.04%"),
        ("multiple(models.firm.worth, models.firm.profit)", "71.1"),
        ("value(data.stocks, 'ytd', name='乙') | signed", "+30%"),
        ("ref('win-rate')", "图5"),
        ("change(data.week, 'close', 'week') | pct(1)", "20.0%"),
        ("change(data.week, 'close', 'month') | pct(1)", "26.3%"),
        ("change(data.week, 'close', 'quarter') | pct(1)", "33.3%"),
        ("change(data.week, 'close', 'year') | pct(1)", "33.3%"),
        ("change(data.week, 'close', 'previous') | pct(1)", "9.1%"),
        ("change(data.week, 'close', 2) | pct(1)", "20.0%"),
        ("change(data.week, 'close', 'year-ago') | pct(1)", "50.0%"),
        ("change(data.week, 'close', 'week', '2024-03-15') | pct(1)", "5.3%"),
        ("change(data.yearly, 'profit', 'year-ago', '2024Q1') | pct", "50%"),
        ("earlier(data.week, 'close', 'week')", "10元"),
        ("earlier(data.week, 'day', 'week') | date", "2024年3月15日"),
        ("data.week.newest", "2024-03-22"),
        ("data.stocks.as_of | date", "2024年4月26日"),
        ("change(data.week, 'close', 'week') | moved", "上涨20.00%"),
        ("change(data.week, 'close', '2024-03-22', '2024-03-15') | pct(1) | moved", "下跌16.7%"),
        ("change(data.week, 'close', '2024-03-22', '2024-03-22') | moved", "持平"),
        ("change(data.week, 'close', 'week') | moved('增长', '下降')", "增长20.00%"),
        ("difference(value(data.stocks, 'ytd', name='乙'), value(data.stocks, 'ytd', name='甲'))", "20.00个百分点"),
        ("difference(models.firm.worth, models.firm.profit)", "88202.1百万元"),
        ("'扭亏' if models.firm.loss > 0 else '亏损'", "亏损"),
        ("'高' if models.firm.worth > models.firm.profit else '低'", "高"),
        ("'高' if value(data.stocks, 'ytd', name='乙') >= '30%' else '低'", "高"),
        ("'是' if models.gemini == 'Gemini 1.5' and not models.firm.profit < '1亿元' else '否'", "是"),
        ("'早' if models.gemini.released < '2024-03' else '晚'", "早"),
        ("'在' if models.llama in ['Llama 3', 'Grok'] else '不在'", "在"),
        ("models.firm.profit if models.firm.profit > 0 else models.firm.loss", "12.58亿元"),
        ("sum(data.nothing, 'close')", "5元"),
        ("mean(data.stocks, 'ytd')", "20%"),
        ("median(data.stocks, 'ytd', name=['甲', '丙'])", "15%"),
        ("bottom(data.stocks, 'ytd', 2)", "甲、丙"),
        ("top(data.stocks, 'ytd', theme='a')", "乙"),
        ("count(data.stocks, ytd='> 10%')", "2"),
        ("count(data.stocks, ytd='> 90%')", "0"),
        ("names(data.stocks, ytd='10%..20%')", "甲、丙"),
        ("names(data.stocks, name='!= 甲')", "乙、丙"),
        ("highest(data.week, 'close', day='2023')", "9元"),
        ("lowest(data.week, 'close', day='>= 2024-03')", "10元"),
    ],
)
def test_prints(prose_of: Callable[[], Prose], expression: str, expected: str) -> None:
    prose = prose_of()
    assert prose.line(Marked("扩展到{{ " + expression + " }}；", HERE)).text == f"扩展到{expected}；"
    assert prose.record.diagnostics == []


@pytest.mark.parametrize(
    ("expression", "rule", "message", "remedy"),
    [
        ("models.gemini.window", "unknown-fact", "no fact 'models.gemini.window'", "models.gemini.context_window"),
        ("models.gemni.released", "unknown-fact", "no fact 'models.gemni'", "models.gemini"),
        ("data.indx", "unknown-dataset", "no dataset 'data.indx'", "data.index"),
        ("modles.gemini", "unknown-name", "nothing is called 'modles'", "models"),
        ("first(data.index, 'close')", "unknown-name", "nothing is called 'first'", "value(data.NAME"),
        ("models.gemini | pctt", "unknown-filter", "no filter 'pctt'", "pct"),
        ("ref('win-rat')", "unknown-reference", "no figure, table or page has the id 'win-rat'", "win-rate"),
        ("names(data.stocks, 'nam')", "unknown-column", "dataset 'stocks' has no column 'nam'", "name"),
        ("change(data.index, 'close', '2024-02-07', '2024-03-22')", "bad-expression", "no row for 2024-02-07", ""),
        ("change(data.index, 'close')", "bad-expression", "missing a required argument: 'start'", "write change("),
        ("models", "unknown-fact", "'models' is not a value", ""),
        (
            "multiple(models.firm.profit, models.firm.loss)",
            "bad-expression",
            "(in 亿元), which is −1.87",
            "",
        ),
        (
            "multiple(models.firm.profit, models.firm.price)",
            "bad-expression",
            "'models.firm.price' (in 元) is 39.77: a price",
            "market_value",
        ),
        (
            "market_value(models.firm.shares, models.firm.price)",
            "bad-expression",
            "no market value",
            "40 元",
        ),
        (
            "market_value(models.firm.profit, models.firm.shares)",
            "bad-expression",
            "make no market value",
            "a price such as 40 元",
        ),
        ("highest(data.stocks, 'name')", "bad-expression", "holds text, not number or percent", ""),
        ("ref('win-rate', 2)", "bad-expression", "'ref' cannot be called so", "write ref(name)"),
        ("models.gemini.released | date(1)", "bad-expression", "'date' cannot be called so", "write … | date"),
        (
            "top(data.stocks, 'ytd', '2')",
            "bad-expression",
            "how many rows are named is a whole number from 1, not '2'",
            "",
        ),
        (
            "change(data.index, 'close', '2024-02-06', '2024-04-26')",
            "bad-expression",
            "the value of 'close' in 'index' is missing in the row 2024-04-26",
            "fill it in, at",
        ),
        ("last(data.stocks, 'ytd')", "bad-expression", "no order of time", 'value(data.stocks, "ytd", …)'),
        ("last(data.gap, 'move')", "bad-expression", "is missing on 2024-02, its latest row", 'day="…"'),
        ("last(data.panel, 'close')", "bad-expression", "has 2 rows for 2024-12-31", 'say which: name="…"'),
        ("change(data.panel, 'close', '2024-12-30', '2024-12-31')", "bad-expression", "2 rows for 2024-12-31", "name="),
        ("last(data.twice, 'close')", "bad-expression", "several columns of time: 'day', 'told'", 'by="day"'),
        ("last(data.twice, 'close', by='close')", "bad-expression", "'close' of 'twice' holds no dates", ""),
        ("change(data.daily, 'close', '12/26/2024', '2024-12-31')", "bad-expression", "write 2024-04-26", ""),
        ("change(data.quarters, 'profit', '3Q23', '1Q24')", "bad-expression", "on 3Q23 is −1元: no change", "in words"),
        ("change(data.quarters, 'profit', 'Q3', '1Q24')", "bad-expression", "'Q3' is not a period", ""),
        ("names(data.stocks, theme='c')", "unknown-value", "no row of 'stocks' has 'c' in column 'theme'", ""),
        ("count(data.stocks, name='甲乙')", "unknown-value", "no row of 'stocks' has '甲乙'", "did you mean '甲'?"),
        ("highest(data.stocks, 'ytd') | pct(-1)", "bad-expression", "a whole number from 0 to 8, not -1", ""),
        ("highest(data.stocks, 'ytd') | pct(99)", "bad-expression", "a whole number from 0 to 8, not 99", ""),
        ("highest(data.stocks, 'ytd') | num('a')", "bad-expression", "a whole number from 0 to 8, not 'a'", ""),
        ("models.llama.parameters | yi(1.5)", "bad-expression", "a whole number from 0 to 8, not 1.5", ""),
        ("models.llama.context_window | kilo(none)", "bad-expression", "a suffix is text in quotes", ""),
        (
            "models.gemini.context_window | pct",
            "bad-expression",
            "needs a ratio",
            "",
        ),
        (
            "cagr(highest(data.nothing, 'close'), lowest(data.nothing, 'close'), years=3)",
            "bad-expression",
            "growth needs positive values and years",
            "",
        ),
        (
            "cagr(lowest(data.nothing, 'close'), highest(data.nothing, 'close'), years=3)",
            "bad-expression",
            "growth needs positive values and years",
            "",
        ),
        ("value(data.stocks, “ytd”)", "bad-expression", "a full-width '“'", 'write "'),
        ("names(data.stocks， 'name')", "bad-expression", "a full-width '，'", "write ,"),
        ("value(data.stocks, 'ytd', name=乙)", "unknown-name", "nothing is called '乙'", 'in quotes: "乙"'),
        ("'x", "bad-expression", "a quotation mark in it is never closed", ""),
        ("value(*data)", "bad-expression", "'*' before a value is not part of the language", ""),
        ("value(**data)", "bad-expression", "'*' before a value is not part of the language", ""),
        ("-'x'", "bad-expression", "a number is needed here", ""),
        (
            "top(data.gaps, 'v', 3)",
            "bad-expression",
            "3 names are asked for, and there are 2 of 3 rows",
            "ask for fewer",
        ),
        ("top(data.gaps, 'v', 0)", "bad-expression", "a whole number from 1, not '0'", ""),
        ("top(data.gaps, 'v', models.firm.paid)", "bad-expression", "not 'models.firm.paid' (in 万元)", ""),
        ("change(data.week, 'close', models.firm.price)", "bad-expression", "how many rows back is a whole number", ""),
        ("mean(data.gaps, 'pe')", "bad-expression", "'pe' of 'gaps' are multiples, and 1 of 3 is not", 'pe="> 0"'),
        ("median(data.gaps, 'pe')", "bad-expression", "'pe' of 'gaps' are multiples, and 1 of 3 is not", 'pe="> 0"'),
        ("change(data.mixed, 'v', '2023A', '2024Q1')", "bad-expression", "2023A and 2024Q1 are not equally long", ""),
        ("change(data.mixed, 'v', 'previous', '2024Q1')", "bad-expression", "there is no row of 2024Q1", ""),
        ("change(data.mixed, 'v', 'previous', '2023A')", "bad-expression", "a row is missing between 2023A", "fill it"),
        ("change(data.mixed, 'v', 'year', '2023A')", "bad-expression", "a row is missing between 2023A", "fill it"),
        ("change(data.mixed, 'v', 'previous', '2025E')", "bad-expression", "the value of 'v' on 2025E is −5", "转亏"),
        ("last(data.week, 'close') | moved", "bad-expression", "'close of data.week' (in 元) is a level", "change("),
        (
            "change(data.week, 'close', 'week') | moved | pct(1)",
            "bad-expression",
            "that has made '上涨20.00%'",
            "moved",
        ),
        (
            "models.firm.profit | num(1) | abs",
            "bad-expression",
            "filter 'abs' stands behind one that has made '12.6'",
            "",
        ),
        ("last(data.gap, 'move') * 1", "bad-expression", "is missing on 2024-02, its latest row", ""),
        (
            "value(data.gaps, 'v', name='丙')",
            "bad-expression",
            "'v' in 'gaps' is missing in the row 丙",
            "x.yaml:1",
        ),
        ("value(data.gaps, 'half', name='丙')", "bad-expression", "missing in the row 丙", "it is computed from"),
        ("change(data.rates, 'r', 'previous')", "bad-expression", "the value of 'r' on 2024-02-02 is −0.3%", "转亏"),
        ("change(data.week, 'close', 'fortnight')", "bad-expression", "'fortnight' is not a date", ""),
        ("change(data.week, 'close', 9)", "bad-expression", "there are 6 rows before 2024-03-22, not 9", ""),
        ("change(data.week, 'close', -1)", "bad-expression", "rows are counted back from 1, and this is -1", ""),
        ("change(data.quarters, 'profit', 'year-ago')", "bad-expression", "no row of a year before 1Q24", ""),
        ("models.firm.profit > 0", "bad-expression", "a comparison prints nothing", '"甲" if'),
        ("'甲' if models.firm.profit else '乙'", "bad-expression", "a condition is needed", ""),
        ("'甲' if models.firm.profit > 0", "bad-expression", "'if' needs an 'else'", ""),
        (
            "'甲' if models.firm.profit > 10 else '乙'",
            "bad-expression",
            "10 without unit cannot be",
            '"10亿元"',
        ),
        ("'甲' if models.firm.profit > models.firm.shares else '乙'", "bad-expression", "cannot be compared", "亿元"),
        (
            "'甲' if models.llama > models.gemini else '乙'",
            "bad-expression",
            "only numbers and dates have an order",
            "",
        ),
        ("'甲' if models.firm.profit > 0 else models.firm.los", "unknown-fact", "no fact 'models.firm.los'", "loss"),
        ("'甲' if models.firm.profit > 0 or models.firm.x > 0 else '乙'", "unknown-fact", "'models.firm.x'", ""),
        ("data.week.latest", "bad-expression", "no member 'data.week.latest'", ""),
        ("mean(data.daily, 'move')", "bad-expression", "has no number in 1 of 3 rows", 'move="!= none"'),
        ("count(data.stocks, ytd=['> 20%', '< 0%'])", "bad-expression", "a list has values, and '> 20%' is", ""),
        ("count(data.stocks, ytd='20%..10%')", "bad-expression", 'ends before it begins: write "10%..20%"', ""),
        ("count(data.week, day='2024-03..2024-01')", "bad-expression", 'write "2024-01..2024-03"', ""),
        ("change(data.panel, 'close', '2024-12-30', name='乙')", "bad-expression", "no row for 2024-12-30", ""),
        ("last(data.same, 'close', name='甲')", "bad-expression", "has 2 rows for 2024-12-31", "remove all but one"),
        ("'甲' if value(data.stocks, 'ytd', name='甲') > 0.08 else '乙'", "bad-expression", "cannot be", '"8%"'),
        ("multiple(models.firm.abroad, models.firm.eps)", "bad-expression", "set in a ratio", "港元/元"),
        ("value(data.coded, 'v', code='601901.SH')", "unknown-value", "'601901.SH' in column 'code'", ""),
        ("value(data.coded, 'v', code='601900')", "unknown-value", "'601900' in column 'code'", "mean '601900.SH'?"),
        ("count(data.stocks, ytd='> 10')", "bad-expression", "cannot be compared with percentages", ""),
        ("count(data.stocks, name='> 10')", "bad-expression", "cannot be compared with text", ""),
        ("difference(models.firm.profit, models.firm.shares)", "bad-expression", "cannot be subtracted", "亿元"),
        ("1 + 1", "bad-expression", "does not give a fact", ""),
        ("models['gemini']", "bad-expression", "'[…]' after a value is not part of the language", ""),
        ("models.gemini.context_window.value", "bad-expression", "has no members", ""),
        ("''.join", "bad-expression", "has no members", ""),
        ("models.gemini.__class__", "unknown-fact", "no fact 'models.gemini.__class__'", ""),
        ("change.__globals__", "bad-expression", "has no members", ""),
        ("'x' * 9", "bad-expression", "a number is needed here", ""),
        ("[1][0]", "bad-expression", "is not part of the language", ""),
        ("", "bad-expression", "an empty expression", ""),
        ("models.", "bad-expression", "this expression cannot be read", ""),
    ],
)
def test_says_what_is_wrong(
    prose_of: Callable[[], Prose], expression: str, rule: str, message: str, remedy: str
) -> None:
    prose = prose_of()
    prose.line(Marked("x{{" + expression + "}}", HERE, "x{{" + expression + "}}"))
    [found] = prose.record.diagnostics
    assert found.rule == rule
    assert message in found.message
    assert remedy in found.help


def test_problems_are_located_inside_the_prose(prose_of: Callable[[], Prose]) -> None:
    prose = prose_of()
    raw = "窗口：\n    {{ models.gemini.context_window }}，\n    {{ models.gemini.windw }}\n"
    value = "窗口：\n{{ models.gemini.context_window }}，\n{{ models.gemini.windw }}\n"
    prose.block(Marked(value, Mark("content/r/m.yaml", 7, 5), raw))
    [found] = prose.record.diagnostics
    assert found.mark == Mark("content/r/m.yaml", 9, 8)
    assert found.width == len("models.gemini.windw")


@pytest.mark.parametrize("prose_text", ["{% for x in y %}", "{# note #}", "{{ models.gemini"])
def test_only_closed_expressions_are_part_of_the_language(prose_of: Callable[[], Prose], prose_text: str) -> None:
    prose = prose_of()
    prose.line(Marked(prose_text, HERE, prose_text))
    assert [d.rule for d in prose.record.diagnostics] == ["bad-expression"]


def test_who_writes_a_statement_is_told_what_there_is(prose_of: Callable[[], Prose]) -> None:
    prose = prose_of()
    prose.line(Marked("{% if a %}", HERE, "{% if a %}"))
    assert [(" if a > b else " in d.help, "'when'" in d.help) for d in prose.record.diagnostics] == [(True, True)]


def test_values_carry_source_and_date_for_the_reader(prose_of: Callable[[], Prose]) -> None:
    html = prose_of().line(Marked("{{ models.gemini.context_window }}", HERE)).html
    assert html == '<span class="bound num" title="谷歌，截至2024-02-15">100万个tokens</span>'


def test_values_are_not_markdown_or_markup(prose_of: Callable[[], Prose]) -> None:
    prose = prose_of()
    assert "<strong>" not in prose.line(Marked("{{ '**x**' }}", HERE)).html


def test_a_market_value_is_of_the_price_s_day_and_names_both_sources(prose_of: Callable[[], Prose]) -> None:
    prose = prose_of()
    html = prose.line(Marked("{{ market_value(models.firm.price, models.firm.shares) }}", HERE)).html
    assert 'title="谷歌、Wind，截至2024-04-26"' in html
