"""Changes the charts of a composed page, for passes over a whole report."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from itertools import chain

from yanbao.model.document import ChartBlock, ColumnsBlock, ComposedBlock, ComposedPage, FigureBlock, walk
from yanbao.model.plot import Plot


def charts(page: ComposedPage) -> Iterator[ChartBlock]:
    """The charts of a page, in order."""
    return (block for block in walk(page.blocks) if isinstance(block, ChartBlock))


def with_plots(page: ComposedPage, change: Callable[[ChartBlock], Plot]) -> ComposedPage:
    """The page with what ``change`` makes of the plot of each chart."""
    return replace(page, blocks=_blocks(page.blocks, change))


def side_by_side(page: ComposedPage) -> ComposedPage:
    """The page whose charts know the charts beside them, in columns that have nothing but figures, and equally many."""
    beside: dict[str, tuple[str, ...]] = {}
    for columns in (block for block in walk(page.blocks) if isinstance(block, ColumnsBlock)):
        stacks = [item.blocks for item in columns.columns]
        if len({len(stack) for stack in stacks}) == 1 and all(isinstance(one, FigureBlock) for one in chain(*stacks)):
            for row in zip(*stacks, strict=True):
                anchors = [block.caption.anchor for block in row if isinstance(block, ChartBlock)]
                beside |= {anchor: tuple(one for one in anchors if one != anchor) for anchor in anchors}
    if not any(beside.values()):
        return page
    return with_plots(page, lambda block: replace(block.plot, beside=beside.get(block.caption.anchor, ())))


def _blocks(blocks: Iterable[ComposedBlock], change: Callable[[ChartBlock], Plot]) -> tuple[ComposedBlock, ...]:
    return tuple(_block(block, change) for block in blocks)


def _block(block: ComposedBlock, change: Callable[[ChartBlock], Plot]) -> ComposedBlock:
    if isinstance(block, ColumnsBlock):
        columns = tuple(replace(item, blocks=_blocks(item.blocks, change)) for item in block.columns)
        return replace(block, columns=columns)
    return replace(block, plot=change(block)) if isinstance(block, ChartBlock) else block
