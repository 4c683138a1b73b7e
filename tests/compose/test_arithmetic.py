"""Quantities in expressions: how their units meet, what they print, and what is said where they do not meet."""

from __future__ import annotations

import re
from collections.abc import Callable
from fractions import Fraction

import pandas as pd
import pytest

from yanbao.compose.arithmetic import divide
from yanbao.compose.expressions import Evaluator
from yanbao.compose.filters import make_filters
from yanbao.compose.prose import Prose
from yanbao.compose.scope import names_in_scope
from yanbao.compose.values import Quantity
from yanbao.diagnostics import Diagnostic, Mark, Marked
from yanbao.load.theme import load_theme
from yanbao.model.dataset import Dataset, DatasetSpec
from yanbao.model.ledger import Entity, Fact, Ledger, LocatedFact

HERE = Mark("content/ledger/x.yaml")

FACTS: dict[str, tuple[float, str]] = {
    "price": (307, "元"),
    "eps": (17.5, "元/股"),
    "hk_price": (280, "港元"),
    "shares": (2_914_000_000, "股"),
    "yi_shares": (29.14, "亿股"),
    "wan_shares": (291_400, "万股"),
    "profit": (499.375, "亿元"),
    "profit_m": (49937.5, "百万元"),
    "profit_yuan": (49_937_500_000, "元"),
    "profit_k": (1_234_567, "千元"),
    "abroad": (70, "亿美元"),
    "abroad_m": (7000, "百万USD"),
    "rate": (7.1, "元/美元"),
    "margin": (0.216, "%"),
    "before": (0.2, "%"),
    "points": (1.5, "个百分点"),
    "basis": (25, "个基点"),
    "pe": (17.9, "倍"),
    "count": (3, ""),
    "parameters": (300, "亿"),
    "tons": (20, "万吨"),
    "per_ton": (8500, "元/吨"),
    "staff": (90, "万人"),
    "power": (1.5, "亿kWh"),
    "gwh": (100, "GWh"),
    "own": (5, "桶"),
    "nothing": (0, "亿元"),
}


Bind = Callable[[str], tuple[str, list[Diagnostic]]]
"""What an expression prints, and what is said of it; @ is the entity with the facts."""


@pytest.fixture(scope="module")
def bound() -> Bind:
    def fact(value: float, unit: str) -> Fact:
        return Fact(value=value, unit=unit, decimals=1 if unit == "%" else None)

    facts = {key: LocatedFact(f"a.b.{key}", fact(*one), HERE) for key, one in FACTS.items()}
    entity = Entity("a.b", Marked("甲", HERE, "甲"), (), facts, HERE)
    columns = {"period": "text", "revenue": {"type": "number", "unit": "百万元"}, "margin": "percent"}
    spec = DatasetSpec(source=["wind"], as_of="2024-12-31", columns=columns)
    rows = [("2024Q1", 100.1, 0.2), ("2024Q2", 150.2, 0.3), ("2024Q3", 225.0, 0.25)]
    table = Dataset("q", spec, pd.DataFrame(rows, columns=list(columns)), HERE, lambda _row, _column: (HERE, 1))
    messages = load_theme("deck").messages
    large = {"name": "text", "yuan": {"type": "number", "unit": "元"}}
    large |= {"cars": {"type": "number", "unit": "辆", "decimals": 0}, "each": {"type": "number", "unit": "元"}}
    spec = DatasetSpec(source=["wind"], as_of="2024-12-31", columns=large)
    numbers = [("甲", 123456.004, 123456, 1.0), ("乙", 123456, 123456, 2.0), ("丙", 123456.003, 131557, 2.5)]
    big = Dataset("big", spec, pd.DataFrame(numbers, columns=list(large)), HERE, lambda _row, _column: (HERE, 1))
    scope = names_in_scope(Ledger({"a": {"b": entity}}), {"q": table, "big": big}, {})
    evaluator = Evaluator(scope, make_filters(messages))

    def bind(expression: str) -> tuple[str, list[Diagnostic]]:
        prose = Prose(evaluator, messages, {})
        text = "{{ " + expression.replace("@", "a.b.") + " }}"
        return prose.line(Marked(text, HERE, text)).text, prose.record.diagnostics

    return bind


@pytest.mark.parametrize(
    ("expression", "printed"),
    [
        # a market value, whatever shares and earnings are counted in
        ("multiple(market_value(@price, @shares), @profit)", "17.9"),
        ("multiple(market_value(@price, @yi_shares), @profit_m)", "17.9"),
        ("multiple(market_value(@price, @wan_shares), @profit_yuan)", "17.9"),
        ("market_value(@price, @shares)", "8945.98亿元"),
        ("market_value(@price, @wan_shares)", "8945.98亿元"),
        ("market_value(@eps, @yi_shares)", "509.95亿元"),
        ("market_value(@hk_price, @yi_shares)", "8159.20亿港元"),
        # a price is written in 元 or in 元/股
        ("multiple(@price, @eps)", "17.5"),
        ("@price / @eps", "17.54"),
        ("@pe * @eps", "313.25元/股"),
        ("(@pe * @eps) | unit('元')", "313.25元"),
        ("@price - @eps * 20", "−43元"),
        ("@price * @yi_shares", "8945.98亿元"),
        # per share, per head, per ton
        ("@profit / @yi_shares", "17.14元/股"),
        ("@profit_m / @shares", "17.14元/股"),
        ("@profit / @staff", "5.55万元/人"),
        ("@tons * @per_ton", "17亿元"),
        ("@tons * @per_ton / @tons", "8500元/吨"),
        # powers of ten
        ("@profit / @profit_m", "1"),
        ("@profit + @profit_m", "998.75亿元"),
        ("@profit_m - @profit", "0.0百万元"),
        ("share(@profit_m, @profit)", "100.0%"),
        ("difference(@profit, @profit_k)", "487.03亿元"),
        ("cagr(@profit, @profit_m * 4, 2026 - 2024)", "100.0%"),
        ("@power + @gwh", "2.5亿kWh"),
        ("@parameters / @count", "100亿"),
        ("'同' if @profit == @profit_m and @profit >= @profit_yuan else '异'", "同"),
        ("'贵' if @price > @eps else '廉'", "贵"),
        # currencies, with a rate
        ("@abroad * @rate", "497亿元"),
        ("@profit - @abroad_m * @rate", "2.38亿元"),
        ("@profit / @rate", "70.33亿美元"),
        ("share(@abroad * @rate, @profit)", "99.5%"),
        # percentages and points
        ("@margin - @before", "1.60个百分点"),
        ("@margin + @points", "23.1%"),
        ("@margin - @basis", "21.35%"),
        ("@points + @basis", "1.75个百分点"),
        ("(@margin + @before) / 2", "20.8%"),
        ("@margin * @before", "4.32%"),
        ("@margin * @profit", "107.87亿元"),
        ("@profit * (1 + @margin)", "607.24亿元"),
        ("@profit / @margin", "2311.92亿元"),
        ("@pe / (@margin * 100)", "0.83倍"),
        ("1 - @margin | abs", "0.78"),
        # multiples meet plain numbers, and 0 meets all
        ("@pe + 1", "18.9倍"),
        ("1 + @pe", "18.9倍"),
        ("@staff + 0", "90万人"),
        ("0 + @staff", "90万人"),
        # what is exact
        ("@profit / 3 * 3 - @profit", "0.00亿元"),
        ("'等' if @profit / 3 * 3 == @profit else '不等'", "等"),
        ("-@profit", "−499.375亿元"),
        ("@profit * 0.0000000001", "0.00000005亿元"),
        ("@own + @own", "10桶"),
        # tables
        ("sum(data.q, 'revenue') + @profit", "50412.8百万元"),
        ("'等' if sum(data.q, 'revenue') == '4.753亿元' else '不等'", "等"),
        ("'等' if mean(data.q, 'revenue') * 3 == sum(data.q, 'revenue') else '不等'", "等"),
        ("sum(data.q, 'margin') / count(data.q)", "25%"),
        ("count(data.q, revenue='> 1.2亿元')", "2"),
        ("count(data.q, revenue='1.2亿元..2亿元')", "1"),
        ("value(data.q, 'margin', revenue=1.502 * '1亿元')", "30%"),
        # filters
        ("@profit_m | yi(2)", "499.38亿元"),
        ("@profit_k | wan", "123456.7万元"),
        ("@profit_m | unit('亿元')", "499.375亿元"),
        ("@profit_m | unit('亿元', 1)", "499.4亿元"),
        ("@profit_m | unit('亿元') | num(1)", "499.4"),
        ("@profit | plain", "499.375亿"),
        ("@parameters | billion", "30B"),
        ("@profit_k", "1234567千元"),
        ("@profit_yuan | signed", "+499.38亿元"),
        ("(@profit / @profit_yuan) | pct", "100%"),
    ],
)
def test_units_meet(bound: Bind, expression: str, printed: str) -> None:
    assert bound(expression) == (printed, [])


@pytest.mark.parametrize(
    ("expression", "message", "remedy"),
    [
        (
            "@profit - @abroad",
            "'a.b.profit' (in 亿元) and 'a.b.abroad' (in 亿美元) cannot be subtracted",
            "multiply the second by a rate, such as a fact with the unit 元/美元",
        ),
        ("@abroad > @profit and 1 > 0", "cannot be compared", "the unit 美元/元"),
        ("share(@abroad, @profit)", "cannot be set in a ratio", "the unit 美元/元"),
        ("@abroad / @profit", "cannot be divided", "the unit 美元/元"),
        ("@hk_price / @eps", "'a.b.hk_price' (in 港元/股) and 'a.b.eps' (in 元/股) cannot be", "the unit 港元/元"),
        (
            "multiple(@profit, @yi_shares)",
            "'a.b.profit' (in 亿元) and 'a.b.yi_shares' (in 亿股) cannot be set in a ratio",
            "both must be in 亿元, or both in 亿股",
        ),
        ("@profit + @eps", "cannot be added", "multiply what is per share by a number of shares"),
        ("@profit + 5", "'a.b.profit' (in 亿元) and 5 without unit", 'in quotes: "5亿元"'),
        ("@count + @profit", "'a.b.count' (without unit)", "give 'a.b.count' its unit where it is declared"),
        ("@margin + @profit", "'a.b.margin' (in %)", "both must be in %"),
        ("@margin + @pe", "'a.b.pe' (in 倍) cannot be added", ""),
        ("@margin > 20 or 1 > 0", "20 without unit cannot be compared", 'in quotes: "20%"'),
        ("@margin - @before > '1%' or 1 > 0", "'a.b.margin − a.b.before' (in 个百分点)", '"2个百分点"'),
        ("sum(data.q, 'revenue') + @shares", "'revenue of data.q' (in 百万元) and 'a.b.shares' (in 股)", ""),
        ("@profit * @profit", "'a.b.profit × a.b.profit' gives 元·元", "元/吨"),
        ("@tons * @price", "gives 吨·元, a unit that nothing is measured in", "the unit of what it is paid for"),
        ("@count / @shares", "gives 1/股", ""),
        ("@profit / @nothing", "nothing can be divided by 'a.b.nothing' (in 亿元), which is 0", ""),
        ("@profit / 0", "a division by 0", ""),
        ("@profit / @count | num(1)", "a filter belongs to what stands right before it", "(a / b) | num(1)"),
        ("@profit * 1e300 * 1e300", "this number is too large", ""),
        ("@profit + '甲'", "a number is needed here", ""),
        ("'甲' + @profit", "a number is needed here", ""),
        ("@profit ** 2", "'**' is not part of the language", ""),
        ("@profit % 2", "'%' is not part of the language", ""),
        ("@profit × 2", "'×' is not part of the language", "write *"),
        ("@profit － 1", "a full-width '－'", "write -"),
        ("@profit_m | unit('亿美元')", "'a.b.profit_m' (in 百万元) cannot be printed in 亿美元", "美元/元"),
        ("@profit_m | unit('亿股')", "cannot be printed in 亿股", "it can be in 百万元"),
        ("@profit_m | unit(1e20)", "a unit is text in quotes", ""),
        ("@margin | yi", "'a.b.margin' (in %) is no number that is written in 亿", ""),
        ("@margin | num(0.00001)", "a whole number from 0 to 8, not 0.00001", ""),
        ("market_value(@yi_shares, @price)", "make no market value", "40 元"),
        ("market_value(@profit, @yi_shares)", "make no market value", "40 元"),
        ("share(@price, @profit)", "'a.b.price' (in 元) is 307: a price, beside 'a.b.profit'", "market_value("),
        ("count(data.q, revenue='> 1.2亿股')", "'1.2亿股' cannot be compared with numbers in 百万元", ""),
        ("count(data.q, revenue=@shares)", "'a.b.shares' (in 股) cannot be printed in 百万元", ""),
        ("count(data.q, revenue=1e20)", "has '100000000000000000000' in column 'revenue'", ""),
        ("count(data.q, revenue=0.00001)", "has '0.00001' in column 'revenue'", ""),
    ],
)
def test_says_what_does_not_meet(bound: Bind, expression: str, message: str, remedy: str) -> None:
    _, [found] = bound(
        f"'甲' if {expression} else '乙'" if " or " in expression or " and " in expression else expression
    )
    assert message in found.message
    assert remedy in found.help
    assert not re.search("[0-9]e[+-]?[0-9]", found.message + found.help)


def test_a_computed_value_has_the_sources_of_all_and_the_latest_date() -> None:
    one = Quantity(Fraction(1), "亿元", sources=("wind",), as_of="2024-03-31")
    other = Quantity(Fraction(2), "亿股", sources=("wind", "google"), as_of="2024-04-26")
    made = divide(one, other)
    assert (made.sources, made.as_of) == (("wind", "google"), "2024-04-26")


@pytest.mark.parametrize(
    ("expression", "text"),
    [
        ('mean(data.big, "yuan")', "12.35万元"),
        ('value(data.big, "yuan", name="甲") * 1', "12.35万元"),
        ('value(data.big, "yuan", name="甲") + value(data.big, "each", name="甲")', "12.35万元"),
        ('value(data.big, "yuan", name="乙") + value(data.big, "each", name="甲")', "12.35万元"),
        ('(sum(data.big, "yuan") / 7) | num', "52909.72"),
        ('value(data.big, "cars", name="甲")', "12.35万辆"),
        ('sum(data.big, "cars")', "37.85万辆"),
        ('value(data.big, "cars", name="甲") | num', "123456"),
        ('value(data.big, "cars", name="甲") | signed', "+12.35万辆"),
        ('value(data.big, "cars", name="甲") | signed(0)', "+12万辆"),
        ('value(data.big, "cars", name="甲") | abs', "12.35万辆"),
        ('value(data.big, "cars", name="甲") | plain', "12.35万"),
    ],
)
def test_what_is_printed_in_wan_has_the_decimals_it_needs(expression: str, text: str, bound: Bind) -> None:
    assert bound(expression) == (text, [])
