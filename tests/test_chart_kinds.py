"""Every type of chart has an entry in every table that is keyed by it, and its model answers every question."""

from __future__ import annotations

from collections.abc import Mapping
from inspect import isabstract
from typing import Any, get_args

import pytest
from tools.reference.keys import GROUPS

from tests.charts.samples import ALL
from tests.test_gallery import chart_types
from yanbao.charts.kinds import DRAW
from yanbao.compose.alt import SENTENCES
from yanbao.model.charts import DataChart, FactChart
from yanbao.model.plot import ChartType
from yanbao.model.plotkinds import KINDS
from yanbao.review.rules.figures.wrong_figure_kind import WORDS

TYPES = set(get_args(ChartType))
TABLES: dict[str, Mapping[Any, Any]] = {"drawings": DRAW, "kinds": KINDS, "sentences": SENTENCES, "words": WORDS}
MODELS = [*get_args(DataChart), FactChart]


@pytest.mark.parametrize("table", TABLES)
def test_a_table_has_every_type(table: str) -> None:
    assert set(TABLES[table]) == TYPES


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
