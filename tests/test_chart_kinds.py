"""Every type of chart has an entry in every table that is keyed by it, and its model answers every question."""

from __future__ import annotations

from collections.abc import Iterator
from inspect import isabstract
from typing import get_args, get_type_hints

import pytest
from tools.reference.keys import GROUPS

from tests.charts.samples import ALL
from tests.test_gallery import chart_types
from yanbao.charts.kinds import DRAW
from yanbao.model.charts import DataChart, FactChart
from yanbao.model.installed import InstalledChart
from yanbao.model.plot import Plot
from yanbao.model.plots import OF_TYPE
from yanbao.review.rules.figures.wrong_figure_kind import WORDS

TYPES = set(OF_TYPE)
MODELS = [model for model in (*get_args(DataChart), FactChart) if model is not InstalledChart]


def kinds(base: type[Plot] = Plot) -> Iterator[type[Plot]]:
    """Every kind of plot of the program."""
    for one in base.__subclasses__():
        yield from ([one] if one.__module__.startswith("yanbao.") and one.__slots__ is not None else [])
        yield from kinds(one)


def test_every_kind_of_plot_is_one_of_the_union() -> None:
    assert {(one.__name__, one.type) for one in kinds()} == {(one.__name__, one.type) for one in OF_TYPE.values()}
    assert set(WORDS) == TYPES


@pytest.mark.parametrize("kind", OF_TYPE.values())
def test_a_kind_is_drawn_by_a_function_that_takes_it(kind: type[Plot]) -> None:
    assert issubclass(kind, get_type_hints(DRAW[kind])["plot"])


def test_every_type_has_a_sample_to_be_drawn() -> None:
    assert {plot.type for plot, *_ in ALL.values()} == TYPES


def test_authors_may_ask_for_every_type() -> None:
    assert set(chart_types()) == TYPES | {"facts"}


@pytest.mark.parametrize("model", MODELS)
def test_a_model_answers_every_question(model: type) -> None:
    assert not isabstract(model)


@pytest.mark.parametrize("model", MODELS)
def test_keys_of_every_chart_are_documented(model: type) -> None:
    assert model in GROUPS["Charts"]
