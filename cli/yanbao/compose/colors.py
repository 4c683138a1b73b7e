"""Assigns colours to series and groups by name, so that a model or index has the same colour in all charts of a report.

Greedy graph colouring: a name gets the first palette colour that no name sharing a chart with it has. So an edit
changes the colours of few other names, and unrelated charts all start with the palette's first colours.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import permutations
from typing import cast

from yanbao import rules
from yanbao.diagnostics import Diagnostic, Level, Marked, suggest
from yanbao.memory import Memory, Same
from yanbao.model.document import ChartBlock, ColumnsBlock, ComposedBlock, ComposedPage, walk
from yanbao.model.plot import HUE_ROUNDS, Plot, PlotSeries
from yanbao.model.plotkinds import KINDS
from yanbao.model.theme import ColorTokens

RULE = rules.BAD_COLOR

Colored = tuple[ComposedPage, ...]


def color_pages(
    pages: Colored,
    fixed: Mapping[str, int],
    colors: ColorTokens,
    memory: Memory | None = None,
) -> tuple[Colored, tuple[Diagnostic, ...]]:
    """The pages with colours assigned in their plots. ``fixed`` are the author's own, counted from 1; problems with
    them are returned as well.
    """
    plots = [block.plot for page in pages for block in walk(page.blocks) if isinstance(block, ChartBlock)]
    names = _told_apart(plots)
    hues = _assign(names, {name: number - 1 for name, number in fixed.items()}, colors)
    wrong = _wrong(fixed, names, {name for plot in plots for name in _all_names(plot)}, len(colors.series))
    recall = (memory or Memory()).recall
    colored = tuple(
        recall((page.anchor, "colors"), (Same(page), hues), partial(_page, page, hues))
        if any(isinstance(block, ChartBlock) for block in walk(page.blocks))
        else page
        for page in pages
    )
    return colored, tuple(wrong)


def _page(page: ComposedPage, hues: Mapping[str, int]) -> ComposedPage:
    return replace(page, blocks=_blocks(page.blocks, hues))


@dataclass(frozen=True)
class _Names:
    """The names that are distinguished by colour, in order of first appearance, each with whether it ever shares a
    chart with the accent colour; and for every label, the names that it shares charts with.
    """

    accented: dict[str, bool]
    beside: dict[str, dict[str, None]]


def _told_apart(plots: Iterable[Plot]) -> _Names:
    found = _Names({}, {})
    for plot in plots:
        names = _names(plot)
        if len(names) < 2 and not (names and _has_accent(plot)):
            continue
        for name in names:
            found.accented[name] = found.accented.get(name, False) or _has_accent(plot)
        for one, other in permutations(dict.fromkeys(_labels(plot)), 2):
            found.beside.setdefault(one, {})[other] = None
    return found


def _names(plot: Plot) -> tuple[str, ...]:
    """The names that a chart distinguishes by palette colours."""
    if KINDS[plot.type].colors in ("own", "one") or (plot.panels and not plot.facets):
        return ()
    return tuple(dict.fromkeys(_all_names(plot)))


def _all_names(plot: Plot) -> Iterator[str]:
    colors = KINDS[plot.type].colors
    if colors == "groups":
        yield from plot.groups
    elif colors != "own":
        yield from (one.label for one in plot.series if _is_plain(one))


def _labels(plot: Plot) -> Iterable[str]:
    """All labels in a chart, including those coloured by role, which may have no role in other charts."""
    return plot.groups if KINDS[plot.type].colors == "groups" else [one.label for one in plot.series]


def _is_plain(series: PlotSeries) -> bool:
    """True if a series gets a palette colour. (Columns on the right axis are muted.)"""
    is_ground = series.role is None and series.form == "column" and series.axis == "right"
    return series.role in (None, "plain") and not is_ground


def _has_accent(plot: Plot) -> bool:
    return any(one.role == "accent" for one in plot.series)


def _assign(names: _Names, fixed: Mapping[str, int], colors: ColorTokens) -> dict[str, int]:
    count = len(colors.series)
    accent = colors.series.index(colors.accent) if colors.accent in colors.series else count
    hues = dict(fixed)
    for name, accented in names.accented.items():
        taken = {hues[other] for other in names.beside.get(name, ()) if other in hues}
        free = (
            hue for hue in range(HUE_ROUNDS * count) if hue not in taken and not (accented and hue % count == accent)
        )
        hues.setdefault(name, next(free, HUE_ROUNDS * count))
    return hues


def _wrong(fixed: Mapping[str, int], told_apart: _Names, names: set[str], count: int) -> Iterator[Diagnostic]:
    """Problems with the colours that the author has set."""
    for key, number in fixed.items():
        mark = cast("Marked", key).mark  # ColumnKey keeps the place
        same = [other for other in told_apart.beside.get(key, ()) if fixed.get(other) == number]
        if number > count:
            message = f"the theme has no colour {number} for '{key}'"
            yield Diagnostic(Level.ERROR, RULE.id, message, mark, f"its palette has {count}")
        elif key not in names:
            message = f"no chart has a series or group '{key}' to colour"
            yield Diagnostic(Level.WARNING, RULE.id, message, mark, suggest(key, sorted(names)))
        elif same:
            message = f"'{key}' and '{same[0]}' have the same colour in one chart"
            yield Diagnostic(Level.WARNING, RULE.id, message, mark)


def _blocks(blocks: Sequence[ComposedBlock], hues: Mapping[str, int]) -> tuple[ComposedBlock, ...]:
    return tuple(_block(block, hues) for block in blocks)


def _block(block: ComposedBlock, hues: Mapping[str, int]) -> ComposedBlock:
    if isinstance(block, ColumnsBlock):
        return replace(block, columns=tuple(replace(item, blocks=_blocks(item.blocks, hues)) for item in block.columns))
    return replace(block, plot=_colored(block.plot, hues)) if isinstance(block, ChartBlock) else block


def _colored(plot: Plot, hues: Mapping[str, int]) -> Plot:
    if KINDS[plot.type].colors == "own":
        return plot
    return replace(
        plot,
        series=tuple(replace(one, hue=hues.get(one.label)) if _is_plain(one) else one for one in plot.series),
        hues=tuple(hues.get(group) for group in dict.fromkeys(plot.groups)),
        panels=tuple(replace(panel, plot=_colored(panel.plot, hues)) for panel in plot.panels),
    )
