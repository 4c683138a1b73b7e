"""Changes the charts of a composed page, for passes over a whole report."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from yanbao.model.document import ChartBlock, ColumnsBlock, ComposedBlock, ComposedPage, walk
from yanbao.model.plot import Plot


def charts(page: ComposedPage) -> Iterator[ChartBlock]:
    """The charts of a page, in order."""
    return (block for block in walk(page.blocks) if isinstance(block, ChartBlock))


def with_plots(page: ComposedPage, change: Callable[[ChartBlock], Plot]) -> ComposedPage:
    """The page with what ``change`` makes of the plot of each chart."""
    return replace(page, blocks=_blocks(page.blocks, change))


def _blocks(blocks: Iterable[ComposedBlock], change: Callable[[ChartBlock], Plot]) -> tuple[ComposedBlock, ...]:
    return tuple(_block(block, change) for block in blocks)


def _block(block: ComposedBlock, change: Callable[[ChartBlock], Plot]) -> ComposedBlock:
    if isinstance(block, ColumnsBlock):
        columns = tuple(replace(item, blocks=_blocks(item.blocks, change)) for item in block.columns)
        return replace(block, columns=columns)
    return replace(block, plot=change(block)) if isinstance(block, ChartBlock) else block
