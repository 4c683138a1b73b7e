"""The same name, the same colour, in all charts of a report."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from tests.charts.samples import of_type
from tests.conftest import WriteProject
from yanbao.compose import compose
from yanbao.compose.colors import color_pages
from yanbao.diagnostics import Diagnostic, Mark, Marked
from yanbao.load.project import load_project
from yanbao.load.theme import load_theme
from yanbao.model.caption import Caption
from yanbao.model.document import ChartBlock, ColumnItem, ColumnsBlock, ComposedPage, walk
from yanbao.model.ledger import Entity, Ledger
from yanbao.model.plot import Panel, Plot, PlotSeries

COLORS = load_theme("deck").tokens.colors
MARK = Mark("report.yaml", 1, 1)
SKYWORK = Entity("products.skywork", Marked("天工", MARK), (Marked("Skywork", MARK),), {}, MARK)
DOUBAO = Entity("products.doubao", Marked("豆包", MARK), (), {}, MARK)
LEDGER = Ledger({"products": {"skywork": SKYWORK, "doubao": DOUBAO}})
CAPTION = Caption("a", "", "", "", "", "", "", MARK)


def chart(*names: str, kind: str = "line") -> Any:
    """``甲!`` has the accent, ``甲?`` is muted."""
    roles = {"!": "accent", "?": "muted"}
    series = [PlotSeries(name.rstrip("!?"), (1.0,), role=roles.get(name[-1])) for name in names]  # type: ignore[arg-type]  # a role
    return of_type(kind, ("x",), tuple(series))


def page(*plots: Plot) -> ComposedPage:
    columns = ColumnsBlock(tuple(ColumnItem(50, (ChartBlock(CAPTION, plot, None),)) for plot in plots))
    return ComposedPage("p", "content", "", "", "", "", "", "normal", (columns,), (), MARK)


def colored(*pages: ComposedPage, found: list[Diagnostic] | None = None, **fixed: int) -> list[list[int | None]]:
    """The hues of the series of all charts."""
    marked: dict[str, int] = {Marked(name, MARK): number for name, number in fixed.items()}
    made, wrong = color_pages(pages, marked, COLORS, LEDGER)
    if found is not None:
        found += wrong
    plots = [block.plot for one in made for block in walk(one.blocks) if isinstance(block, ChartBlock)]
    return [[series.hue for series in plot.series] for plot in plots]


def test_a_name_keeps_its_colour_from_page_to_page_whatever_its_place() -> None:
    assert colored(page(chart("甲", "乙")), page(chart("乙", "丙", "甲"))) == [[0, 1], [1, 2, 0]]


def test_a_line_alone_has_the_colour_that_its_name_has_elsewhere() -> None:
    assert colored(page(chart("乙"), chart("甲", "乙"))) == [[1], [0, 1]]


def test_names_without_a_chart_in_common_begin_with_the_first_colour() -> None:
    assert colored(page(chart("甲", "乙")), page(chart("丙", "丁"))) == [[0, 1], [0, 1]]


def test_names_that_share_a_chart_have_different_colours_in_all_others() -> None:
    """乙 is muted beside 甲, and plain elsewhere: there it must not look like 甲."""
    assert colored(page(chart("甲", "丙", "乙?")), page(chart("乙", "丁"))) == [[0, 1, None], [2, 0]]


def test_roles_win_and_the_accent_is_theirs() -> None:
    assert COLORS.series[0] == COLORS.accent
    assert colored(page(chart("甲!", "乙", "丙?"))) == [[None, 1, None]]


def test_an_edit_of_one_page_leaves_the_others_their_colours() -> None:
    rest = [page(chart("甲", "乙")), page(chart("丙", "甲"))]
    before = colored(*rest)
    assert colored(page(chart("丁", "戊", "己")), *rest)[1:] == before


def test_more_names_than_colours_are_paler_then_grey() -> None:
    names = [f"第{at}" for at in range(20)]
    (hues,) = colored(page(chart(*names)))
    assert hues == [*range(18), 18, 18]


def test_groups_of_points_have_the_colours_of_series() -> None:
    points = replace(chart("横", "纵", kind="scatter"), x=("一", "二", "三"), groups=("乙", "丙", "乙"))
    made, _ = color_pages((page(chart("甲", "乙"), points),), {}, COLORS, LEDGER)
    (_, block) = [block for block in walk(made[0].blocks) if isinstance(block, ChartBlock)]
    assert block.plot.hues == (1, 0)


def test_panels_of_series_are_all_in_one_colour_whatever_other_charts_gave() -> None:
    whole = chart("甲", "天工", "丙")
    panels = replace(whole, panels=tuple(Panel(one.label, replace(whole, series=(one,))) for one in whole.series))
    made, _ = color_pages((page(chart("丁", "天工"), panels),), {}, COLORS, LEDGER)
    (_, block) = [block for block in walk(made[0].blocks) if isinstance(block, ChartBlock)]
    assert [panel.plot.series[0].hue for panel in block.plot.panels] == [None, None, None]


@pytest.mark.parametrize("name", ["天工", "Skywork"])
def test_an_entity_has_one_colour_under_all_its_names_and_in_all_its_roles(name: str) -> None:
    pages = page(chart("天工!", "乙", "丙?")), page(chart("丁!", f"{name}?")), page(chart("戊", name))
    assert colored(*pages) == [[0, 1, None], [None, 0], [1, 0]]


def test_a_subject_of_the_ledger_gives_way_to_another_in_the_same_chart() -> None:
    """豆包 is a subject, too, and 天工 came first."""
    assert colored(page(chart("天工!", "豆包")), page(chart("豆包!", "甲"))) == [[0, 1], [1, 0]]


def test_an_entity_that_is_muted_in_all_charts_is_grey() -> None:
    assert colored(page(chart("甲", "天工?")), page(chart("乙!", "Skywork?"))) == [[None, None], [None, None]]


def test_two_names_of_an_entity_in_one_chart_are_told_apart() -> None:
    assert colored(page(chart("天工", "Skywork")), page(chart("Skywork"))) == [[0, 1], [1]]


def test_authors_choose_the_colour_of_an_entity_by_any_of_its_names() -> None:
    found: list[Diagnostic] = []
    assert colored(page(chart("天工!", "乙")), found=found, Skywork=3) == [[2, 0]]
    assert found == []


def test_a_highlighted_row_has_the_colour_of_its_name() -> None:
    bars = replace(chart("访问量", kind="bar"), x=("天工", "甲"), highlight=("天工", "甲"))
    made, _ = color_pages((page(chart("豆包!", "天工"), bars),), {}, COLORS, LEDGER)
    (_, block) = [block for block in walk(made[0].blocks) if isinstance(block, ChartBlock)]
    assert block.plot.hues == (1, None)


def test_rows_that_are_highlighted_for_what_they_share_have_one_colour() -> None:
    bars = replace(chart("访问量", kind="bar"), x=("天工",), highlight=("天工",), highlight_label="国内产品")
    made, _ = color_pages((page(chart("豆包!", "天工"), bars),), {}, COLORS, LEDGER)
    (_, block) = [block for block in walk(made[0].blocks) if isinstance(block, ChartBlock)]
    assert block.plot.hues == ()


def test_colours_of_candles_and_steps_mean_something_else() -> None:
    assert colored(page(chart("甲", "乙", kind="band")), page(chart("乙", "甲"))) == [[None, None], [0, 1]]


def test_authors_choose_colours_by_number() -> None:
    found: list[Diagnostic] = []
    assert colored(page(chart("甲", "乙", "丙")), found=found, 丙=1, 乙=3) == [[1, 2, 0]]
    assert found == []


@pytest.mark.parametrize(
    ("fixed", "message"),
    [
        ({"甲": 7}, "error: the theme has no colour 7 for '甲' (its palette has 6)"),
        (
            {"中证人工智": 2},
            "warning: no chart has a series or group '中证人工智' to colour (did you mean '中证人工智能'?)",
        ),
        ({"甲": 2, "乙": 2}, "warning: '甲' and '乙' have the same colour in one chart ()"),
    ],
)
def test_colours_that_cannot_be_are_told(fixed: dict[str, int], message: str) -> None:
    found: list[Diagnostic] = []
    colored(page(chart("甲", "乙", "中证人工智能")), found=found, **fixed)
    one = found[0]
    assert f"{one.level.value}: {one.message} ({one.help})" == message
    assert one.mark == MARK


def test_colours_are_chosen_in_the_report(write_project: WriteProject) -> None:
    report = "title: 题\nkind: 类\ndate: 2024\ninstitution: 某所\noutline: [intro.yaml]\ncolors: {甲: 9}\n"
    loaded = load_project(write_project({"content/demo/report.yaml": report}))
    (found,) = [
        one for one in compose(loaded.project, loaded.project.reports[0]).diagnostics if one.rule == "bad-color"
    ]
    assert (found.mark.file, found.mark.line, found.mark.column) == ("content/demo/report.yaml", 6, 10)
