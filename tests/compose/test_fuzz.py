"""Whatever is in an expression: problems are reported, never raised, and nothing takes long."""

from __future__ import annotations

import math
from contextlib import suppress
from dataclasses import replace

import pandas as pd
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests import projects
from tests.fuzzing import CASES, in_time, many
from yanbao.charts.formulas import draw
from yanbao.compose import compose
from yanbao.compose.expressions import Evaluator
from yanbao.compose.filters import make_filters
from yanbao.compose.functions import FUNCTIONS
from yanbao.compose.prose import Prose
from yanbao.compose.scope import fact_paths, names_in_scope
from yanbao.compose.values import Link
from yanbao.diagnostics import Mark, Marked, render
from yanbao.grammar import ExpressionError
from yanbao.load.project import load_project
from yanbao.load.theme import load_theme
from yanbao.model.computed import AGGREGATES, computed
from yanbao.model.dataset import Column, ColumnType
from yanbao.model.formulas import FormulaError

PROJECT = load_project(projects.HERE / "good").project
FILTERS = make_filters(load_theme("deck").messages)
DATASETS = [f"data.{name}" for name in PROJECT.datasets]
COLUMNS = sorted({column for dataset in PROJECT.datasets.values() for column in dataset.spec.columns})
CELLS = ["600088.SH", "中视传媒", "2024-01-02", "2024-01", "2024", "9999-99-99", "0001-01-01", "now", "", "\0", "{{"]
HUGE = ["9" * 400, "1e999", "-1e308", "1e-400", "0x" + "f" * 99, "1_000", "10**9", "0", "-0.0", "nan", "true", "none"]
NOISE = [
    *"()[]{}|.,:=~'\"+-*/%<>!_ \n\t#\\",
    "**",
    "//",
    "}}",
    "{{",
    "{%",
    "is",
    "not",
    "if",
    "else",
    "in",
    "。",
    "“",
    "１",
]
DUNDERS = ["__class__", "__mro__", "__globals__", "format", "value", "name", "item"]


@pytest.fixture(scope="module")
def prose() -> Prose:
    scope = names_in_scope(PROJECT.ledger, PROJECT.datasets, {"close": Link("图1", "close")})
    return Prose(Evaluator(scope, FILTERS), load_theme("deck").messages, PROJECT.ledger.sources, draw=draw)


def quoted(text: str) -> str:
    return repr(text)


loaded = st.characters(exclude_categories=("Cc", "Cs", "Co"))
"""Characters that the loader lets through."""

words = st.sampled_from([*COLUMNS, *CELLS]) | st.text(max_size=8)
numbers = st.sampled_from(HUGE) | st.integers().map(str) | st.floats().map(str)
names = st.sampled_from([*fact_paths(PROJECT.ledger), *PROJECT.ledger.namespaces, *DATASETS, "data", *FUNCTIONS, "ref"])
atoms = names | names | numbers | words.map(quoted) | st.sampled_from(NOISE)


def larger(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """Expressions made of others: calls, filters, members, and what is not part of the language."""
    named = st.tuples(st.sampled_from([*COLUMNS, "n", "years", "decimals"]), inner).map("=".join)
    arguments = st.lists(inner | named, max_size=4).map(", ".join)
    dataset = st.tuples(st.sampled_from(DATASETS), st.sampled_from(COLUMNS).map(quoted), arguments).map(", ".join)
    functions = st.sampled_from([*FUNCTIONS, "ref"])
    filtered = st.sampled_from([*FILTERS, "upper", "attr"])
    return st.one_of(
        st.tuples(functions, arguments | dataset).map("{0[0]}({0[1]})".format),
        st.tuples(inner, filtered, arguments).map("{0[0]} | {0[1]}({0[2]})".format),
        st.tuples(inner, filtered).map(" | ".join),
        st.tuples(inner, st.sampled_from(DUNDERS)).map(".".join),
        st.tuples(inner, st.sampled_from(["+", "-", "*", "/", "**", "~", "==", "<", "if", "is", "[", "("]), inner).map(
            " ".join
        ),
        inner.map("-{}".format),
        inner.map("({})".format),
    )


expressions = st.recursive(atoms, larger, max_leaves=8) | st.lists(st.sampled_from(NOISE) | atoms).map("".join)


MARKUP = [
    *(
        "**",
        "~~",
        "~",
        "^",
        "`",
        "``",
        "$`",
        "`$",
        "^[",
        "[",
        "](https://a.cn)",
        "]",
        "\\",
        "|",
        "| 甲 | 乙 |\n|---|--:|\n",
    ),
    *(
        "\n",
        "\n\n",
        "\n> ",
        "> ",
        "\n- ",
        "# ",
        "---",
        "{{ 1 }}",
        "甲",
        "，",
        "2",
        "x",
        " ",
        "&lt;",
        "\\frac{1",
        "{",
        "}",
    ),
]


def is_told(prose: Prose, text: str) -> None:
    """Bind prose; nothing is raised."""
    prose.record.diagnostics.clear()
    marked = Marked(text, Mark("content/x.yaml"), text)
    with in_time():
        _ = prose.line(marked).text, prose.block(marked).text
    for diagnostic in prose.record.diagnostics:
        render(diagnostic, text)


@many
@given(expressions)
@example("9" * 5000)
@example("１1e999")
def test_expressions(prose: Prose, expression: str) -> None:
    is_told(prose, "窗口{{ " + expression + " }}。")


@many
@given(st.lists(expressions | st.text(max_size=6) | st.sampled_from(["{{", "}}", "{% x %}", "**", "\n\n", "- "])))
def test_prose(prose: Prose, pieces: list[str]) -> None:
    is_told(prose, " ".join(pieces) or " ")


FIELDS = {
    "price": (Column(type=ColumnType.NUMBER, unit="元"), pd.Series([1.0, 0.0, float("nan"), -1e300])),
    "shares": (Column(type=ColumnType.NUMBER, unit="亿股"), pd.Series([1e300, 2.0, 0.0, 3.0])),
    "growth": (Column(type=ColumnType.PERCENT), pd.Series([0.1, -1.0, 0.0, 1e-300])),
    "name": (Column(type=ColumnType.TEXT), pd.Series(["甲", None, "乙", ""], dtype=object)),
}


def larger_formula(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """Arithmetic of other formulas, and what is not part of it."""
    signs = st.sampled_from(["+", "-", "*", "/", "<", "==", "and", "or", "**", "//", "%", "~", "|", "is", "in", "."])
    return st.one_of(
        st.tuples(inner, signs, inner).map(" ".join),
        st.tuples(st.sampled_from([*AGGREGATES, "abs", "open", "__import__"]), inner).map("{0[0]}({0[1]})".format),
        st.tuples(inner, inner, inner).map("{0[0]} if {0[1]} > 0 else {0[2]}".format),
        inner.map("-{}".format),
        inner.map("({})".format),
    )


fields = st.sampled_from([*FIELDS, *FIELDS, "none", "2", "0", "1e308"])
formulas = st.recursive(fields | atoms, larger_formula, max_leaves=12)


@many
@given(formulas, st.sampled_from(["", "元", "亿股", "倍", "个百分点", "元/股"]))
def test_formulas(formula: str, unit: str) -> None:
    """They give a number or nothing for each row, or are refused."""
    with in_time():
        cells = [0.0] * 4
        with suppress(ExpressionError):
            cells = computed(formula, Column(type=ColumnType.NUMBER, unit=unit), FIELDS).tolist()
        assert [cell != cell or math.isfinite(cell) for cell in cells] == [True] * 4


@settings(parent=many, max_examples=CASES // 10)
@given(st.sampled_from(["since", "until", "rebase", "forecast"]), expressions)
@example("since", '"2024-13-99"')
@example("until", "data.index_daily.newest")
@example("since", "data.index_daily")
def test_bounds_of_a_chart(key: str, expression: str) -> None:
    """What an expression gives as a date of an axis is a date, or told; with it the figure is left out."""
    [report] = PROJECT.reports
    text = Marked("{{ " + expression + " }}", Mark("content/x.yaml"), expression)
    [market] = [item for item in report.sections if item.file.endswith("market.yaml")]
    [page] = market.spec.pages
    [chart] = [block for block in page.blocks if block.chart and block.chart.id == "index"]
    block = chart.model_copy(update={"chart": chart.content.model_copy(update={key: text})})
    spec = market.spec.model_copy(update={"pages": (page.model_copy(update={"blocks": (block,)}),)})
    with in_time():
        made = compose(PROJECT, replace(report, outline=(replace(market, spec=spec),)))
    for diagnostic in made.diagnostics:
        render(diagnostic, text)


DEEP = ["({})", "-{}", "{}|abs", "{}.x", "{}()", "[{}]", "not {}", "abs({})", "{}+1", "{}**9", "{{1:{}}}", "ref({})"]


@pytest.mark.parametrize("step", DEEP)
@pytest.mark.parametrize("depth", [30, 300, 3000, 30000])
def test_deep_nesting(prose: Prose, step: str, depth: int) -> None:
    before, after = step.replace("{{", "{").replace("}}", "}").split("{}")
    is_told(prose, "{{ " + before * depth + "9" + after * depth + " }}")


@many
@given(text=st.lists(st.sampled_from(MARKUP) | st.text(loaded, max_size=3), max_size=40).map("".join))
@example("| 甲 |\n|---|\n| ^[$`a`$] |")
@example("> ^[~~`a`~~]\n> | 甲 |\n> |---|\n> | 乙 |")
def test_any_markup_is_set_or_told(prose: Prose, text: str) -> None:
    is_told(prose, text)
    for passage in prose.record.passages:
        assert len(passage.offsets) == len(passage.text)
        assert all(0 <= offset < len(passage.origin) for offset in passage.offsets)
        assert all(0 <= span.start <= span.end <= len(passage.text) for span in passage.spans)
    prose.record.passages.clear()


FORMULA = [
    *(
        "\\frac",
        "\\dfrac{1}{2}",
        "\\sqrt[3]",
        "\\overline",
        "\\overset",
        "\\left(",
        "\\right.",
        "\\mathrm",
        "\\operatorname",
    ),
    *(
        "\\text{x}",
        "\\hspace{2}",
        "\\substack",
        "\\hat",
        "\\sum",
        "\\lim\\limits",
        "\\quad",
        "\\,",
        "\\ ",
        "\\%",
        "\\$",
        "\\\\",
    ),
    *("~", "{", "}", "{}", "^", "_", "'", "0", "x", "-", "%", "#", "&", "|", " ", "\u00a0", "\u200b", "é", "利"),
]


@many
@given(st.lists(st.sampled_from(FORMULA) | st.text(max_size=1), max_size=8).map("".join))
@example("~~")
def test_any_formula_is_drawn_or_told(source: str) -> None:
    with in_time(), suppress(FormulaError):
        assert draw(source).path
