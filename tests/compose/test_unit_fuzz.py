"""Random calculations with random units: each gives what a model with fractions in base units gives, or is refused."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from fractions import Fraction

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.fuzzing import in_time, many
from yanbao.compose.expressions import Evaluator
from yanbao.compose.filters import make_filters
from yanbao.compose.scope import names_in_scope
from yanbao.compose.values import ExpressionError, Quantity
from yanbao.diagnostics import Mark, Marked
from yanbao.load.theme import load_theme
from yanbao.model.ledger import Entity, Fact, Ledger, LocatedFact

HERE = Mark("content/ledger/x.yaml")

POINT = Fraction(1, 100)
UNITS: dict[str, tuple[Fraction, dict[str, int]]] = {
    "": (Fraction(1), {}),
    "亿": (Fraction(10**8), {}),
    "倍": (Fraction(1), {}),
    "%": (Fraction(1), {}),
    "个百分点": (POINT, {}),
    "个基点": (POINT / 100, {}),
    "千元": (Fraction(10**3), {"元": 1}),
    "万元": (Fraction(10**4), {"元": 1}),
    "百万元": (Fraction(10**6), {"元": 1}),
    "亿元": (Fraction(10**8), {"元": 1}),
    "亿美元": (Fraction(10**8), {"美元": 1}),
    "百万USD": (Fraction(10**6), {"美元": 1}),
    "万港元": (Fraction(10**4), {"港元": 1}),
    "万股": (Fraction(10**4), {"股": 1}),
    "亿股": (Fraction(10**8), {"股": 1}),
    "元/股": (Fraction(1), {"元": 1, "股": -1}),
    "元/美元": (Fraction(1), {"元": 1, "美元": -1}),
    "万吨": (Fraction(10**7), {"公斤": 1}),
    "元/吨": (Fraction(1, 1000), {"元": 1, "公斤": -1}),
    "美元/百万tokens": (Fraction(1, 10**6), {"美元": 1, "tokens": -1}),
    "亿个tokens": (Fraction(10**8), {"tokens": 1}),
    "人": (Fraction(1), {"人": 1}),
    "GWh": (Fraction(10**6), {"kWh": 1}),
    "亿kWh": (Fraction(10**8), {"kWh": 1}),
    "桶": (Fraction(1), {"桶": 1}),
}
"""What one of each unit is in base units, written by hand; a plain 元, which may be a price, is tested elsewhere."""


@dataclass(frozen=True)
class Known:
    """A value in base units, and its dimension."""

    value: Fraction
    dimension: tuple[tuple[str, int], ...] = ()
    is_written: bool = field(default=False, compare=False)

    @property
    def is_nothing(self) -> bool:
        """True for a written 0, which has every unit."""
        return self.is_written and not self.value


class WrongError(Exception):
    """What has no value: a sum of different things, or a division by 0."""


def one_of(unit: str) -> Known:
    size, dimension = UNITS[unit]
    return Known(size, tuple(sorted(dimension.items())))


def joined(one: Known, other: Known, sign: int) -> tuple[tuple[str, int], ...]:
    found = dict(one.dimension)
    for base, exponent in other.dimension:
        found[base] = found.get(base, 0) + sign * exponent
    return tuple(sorted((base, exponent) for base, exponent in found.items() if exponent))


def known(sign: str, one: Known, other: Known) -> Known:
    is_written = one.is_written and other.is_written
    if sign in "+-":
        if one.dimension != other.dimension and not one.is_nothing and not other.is_nothing:
            raise WrongError
        value = one.value + (other.value if sign == "+" else -other.value)
        return Known(value, one.dimension or other.dimension, is_written)
    if sign == "*":
        return Known(one.value * other.value, joined(one, other, 1), is_written)
    if not other.value:
        raise WrongError
    return Known(one.value / other.value, joined(one, other, -1), is_written)


@dataclass(frozen=True)
class Sum:
    """A calculation: as an author writes it, and what it gives, None if it is wrong."""

    text: str
    known: Known | None


def _leaf(drawn: tuple[str, str]) -> Sum:
    name, unit = drawn
    return Sum(f"a.{name}.{_key(unit)}", known("*", Known(VALUES[name]), one_of(unit)))


def _both(drawn: tuple[Sum, str, Sum]) -> Sum:
    one, sign, other = drawn
    text = f"({one.text} {sign} {other.text})"
    if one.known is None or other.known is None:
        return Sum(text, None)
    try:
        return Sum(text, known(sign, one.known, other.known))
    except WrongError:
        return Sum(text, None)


def _minus(one: Sum) -> Sum:
    return Sum(f"(-{one.text})", None if one.known is None else replace(one.known, value=-one.known.value))


def _key(unit: str) -> str:
    return f"u{list(UNITS).index(unit)}"


VALUES = {"b": Fraction("12.5"), "c": Fraction("-0.37"), "d": Fraction("49937.5"), "e": Fraction(0)}

leaves = st.tuples(st.sampled_from(sorted(VALUES)), st.sampled_from(list(UNITS))).map(_leaf)
numbers = st.sampled_from(["2", "0.1", "-3", "1000", "0"]).map(lambda text: Sum(text, Known(Fraction(text), (), True)))
meeting = [
    (one, other)
    for one in UNITS
    for other in UNITS
    if UNITS[one][1] and joined(one_of(one), one_of(other), 1) == (("元", 1),)
]
"""Units whose product is money: shares and a price, a foreign currency and a rate."""

products = st.tuples(st.sampled_from(meeting), st.sampled_from("bcd"), st.sampled_from("bcd")).map(
    lambda drawn: _both((_leaf((drawn[1], drawn[0][0])), "*", _leaf((drawn[2], drawn[0][1]))))
)
sums = st.recursive(
    leaves | leaves | products | numbers,
    lambda inner: st.tuples(inner, st.sampled_from("++--**//"), inner).map(_both) | inner.map(_minus),
    max_leaves=6,
)


@pytest.fixture(scope="module")
def evaluator() -> Evaluator:
    def entity(name: str, value: Fraction) -> Entity:
        facts = (LocatedFact(f"a.{name}.{_key(unit)}", Fact(value=float(value), unit=unit), HERE) for unit in UNITS)
        return Entity(f"a.{name}", Marked(name, HERE, name), (), {one.path.split(".")[2]: one for one in facts}, HERE)

    ledger = Ledger({"a": {name: entity(name, value) for name, value in VALUES.items()}})
    return Evaluator(names_in_scope(ledger, {}, {}), make_filters(load_theme("deck").messages))


def evaluated(evaluator: Evaluator, text: str) -> Quantity | None:
    """The value of an expression; None if it is refused, with a message that an author can read."""
    try:
        with in_time():
            value = evaluator.evaluate(text).value
    except ExpressionError as refused:
        said = f"{refused} {refused.remedy}"
    else:
        assert isinstance(value, Quantity)
        return value
    assert not re.search("[0-9]e[-+0-9]", said)
    return None


WORDS: dict[str, tuple[Fraction, str]] = {
    **{word: (Fraction(1), word) for word in ("元", "美元", "港元", "股", "人", "桶", "kWh", "tokens")},
    **{word: (Fraction(1), "") for word in ("", "1", "倍", "%")},
    "USD": (Fraction(1), "美元"),
    "个tokens": (Fraction(1), "tokens"),
    "吨": (Fraction(1000), "公斤"),
    "GWh": (Fraction(10**6), "kWh"),
    "个百分点": (POINT, ""),
    "个基点": (POINT / 100, ""),
}
TENS = {"万亿": 10**12, "亿": 10**8, "百万": 10**6, "万": 10**4, "千": 10**3, "": 1}


def read(unit: str) -> Known:
    """What one of a printed unit is: 亿元/股 is a hundred million 元, by 股."""
    whole = Known(Fraction(1))
    for at, factor in enumerate(unit.split("/")):
        ten = next(
            word for word in TENS if factor.startswith(word) and set(factor[len(word) :].split("·")) <= set(WORDS)
        )
        sizes = [WORDS[word] for word in factor[len(ten) :].split("·")]
        for size, base in [(Fraction(TENS[ten]), ""), *sizes]:
            whole = known("/" if at else "*", whole, Known(size, ((base, 1),) if base else ()))
    return whole


@many
@given(sums)
@example(_both((_leaf(("b", "亿元")), "/", _leaf(("c", "亿股")))))
def test_a_value_is_right_or_refused(evaluator: Evaluator, drawn: Sum) -> None:
    value = evaluated(evaluator, drawn.text)
    if value is not None:
        one = read(value.unit)
        assert Known(value.value * one.value, one.dimension) == drawn.known


@many
@given(sums, st.sampled_from(list(UNITS)))
def test_a_value_in_another_unit_is_the_same_value(evaluator: Evaluator, drawn: Sum, unit: str) -> None:
    value, other = (evaluated(evaluator, f"{drawn.text}{more}") for more in ("", f" | unit('{unit}')"))
    if value is not None and other is not None:
        assert other.unit == unit
        assert other.value * read(unit).value == value.value * read(value.unit).value
        assert read(unit).dimension == read(value.unit).dimension


alike = st.sampled_from([(one, other) for one in UNITS for other in UNITS if UNITS[one][1] == UNITS[other][1] != {}])


@many
@given(alike, st.sampled_from(sorted(VALUES)), st.sampled_from("bcd"), st.sampled_from("+-/"))
def test_what_measures_the_same_is_never_refused(
    evaluator: Evaluator, units: tuple[str, str], one: str, other: str, sign: str
) -> None:
    drawn = _both((_leaf((one, units[0])), sign, _leaf((other, units[1]))))
    assert evaluated(evaluator, drawn.text) is not None


@many
@given(sums, sums, st.sampled_from(["<", "==", ">="]))
def test_comparisons(evaluator: Evaluator, one: Sum, other: Sum, sign: str) -> None:
    try:
        holds, _ = evaluator.holds(f"{one.text} {sign} {other.text}")
    except ExpressionError:
        return
    assert one.known is not None
    assert other.known is not None
    values = one.known.value, other.known.value
    assert holds is {"<": values[0] < values[1], "==": values[0] == values[1], ">=": values[0] >= values[1]}[sign]
