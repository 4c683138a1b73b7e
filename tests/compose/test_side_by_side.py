"""Charts know which stand beside them."""

from __future__ import annotations

from tests.charts.samples import RANKING, SCORES
from yanbao.compose.plotpass import charts, side_by_side
from yanbao.diagnostics import Mark
from yanbao.model.caption import Caption
from yanbao.model.document import ChartBlock, ColumnItem, ColumnsBlock, ComposedBlock, ComposedPage, TextBlock

MARK = Mark("report.yaml", 1, 1)
TEXT = TextBlock("<p>文字</p>", MARK)


def chart(anchor: str) -> ChartBlock:
    return ChartBlock(Caption(anchor, "", "", "", "", "", "", MARK), RANKING if anchor < "c" else SCORES, None)


def beside(*columns: tuple[ComposedBlock, ...]) -> dict[str, tuple[str, ...]]:
    block = ColumnsBlock(tuple(ColumnItem(50, blocks) for blocks in columns))
    page = ComposedPage("p", "content", "", "", "", "", "", "normal", (block,), (), MARK)
    return {one.caption.anchor: one.plot.beside for one in charts(side_by_side(page))}


def test_charts_in_one_row_of_figures_are_side_by_side() -> None:
    assert beside((chart("a"), chart("b")), (chart("c"), chart("d"))) == {
        "a": ("c",),
        "b": ("d",),
        "c": ("a",),
        "d": ("b",),
    }


def test_columns_with_text_or_unequally_many_figures_have_no_rows() -> None:
    assert beside((chart("a"), TEXT), (chart("c"), chart("d"))) == {"a": (), "c": (), "d": ()}
    assert beside((chart("a"),), (chart("c"), chart("d"))) == {"a": (), "c": (), "d": ()}
