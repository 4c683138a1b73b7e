"""Assigns colours to series and groups by what they name, so that a model or index has one colour in all charts of a
report.

An entity of the ledger is known by its name and aliases, and keeps its colour whatever its role in a chart: the accent
then shows as weight. Only an entity that is muted in all charts is grey. Any other name has a colour where it is plain.

Greedy graph colouring: a name gets the first palette colour that no name sharing a chart with it has; a subject gets
the accent, if possible. So an edit changes the colours of few other names, and unrelated charts all start with the
palette's first colours.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import cast

from yanbao import rules
from yanbao.compose.identities import Told, every_label, has_series_panels, identities, is_plain, told_apart
from yanbao.compose.plotpass import charts, with_plots
from yanbao.diagnostics import Diagnostic, Level, Marked, suggest
from yanbao.memory import Memory, Same
from yanbao.model.document import ComposedPage
from yanbao.model.ledger import Ledger
from yanbao.model.plot import ACCENT_HUE, HUE_ROUNDS, Plot, PlotSeries
from yanbao.model.theme import ColorTokens

RULE = rules.BAD_COLOR

Colored = tuple[ComposedPage, ...]


@dataclass(frozen=True)
class _Hues:
    """The colours of labels; those that are ``bound`` name entities, whose colour no role changes."""

    of: Mapping[str, int]
    bound: frozenset[str]


def color_pages(
    pages: Colored,
    fixed: Mapping[str, int],
    colors: ColorTokens,
    ledger: Ledger,
    memory: Memory | None = None,
    report: str = "",
) -> tuple[Colored, tuple[Diagnostic, ...]]:
    """The pages with colours assigned in their plots. ``fixed`` are the author's own, counted from 1; problems with
    them are returned as well.
    """
    plots = [block.plot for page in pages for block in charts(page)]
    known = identities(plots, ledger)
    for key in fixed:
        if (entity := ledger.names.get(key)) and str(entity.name) in known.values():
            known[key] = str(entity.name)
    told = told_apart(plots, known)
    own = {known.get(name, name): number - 1 for name, number in fixed.items()}
    assigned = _assign(told, own, colors)
    found = dict.fromkeys((*every_label(plots), *known))
    of = {label: assigned[name] for label in found if (name := known.get(label, label)) in assigned}
    hues = _Hues(of, frozenset(known))
    wrong = tuple(_wrong(fixed, known, told, {*every_label(plots)}, len(colors.series)))
    recall = (memory or Memory()).recall
    colored = tuple(
        recall((report, page.anchor, "colors"), (Same(page), hues), partial(_page, page, hues))
        if any(charts(page))
        else page
        for page in pages
    )
    return colored, wrong


def _page(page: ComposedPage, hues: _Hues) -> ComposedPage:
    return with_plots(page, lambda block: _colored(block.plot, hues))


def _assign(told: Mapping[str, Told], fixed: Mapping[str, int], colors: ColorTokens) -> dict[str, int]:
    count = len(colors.series)
    accent = colors.series.index(colors.accent) if colors.accent in colors.series else ACCENT_HUE
    hues = dict(fixed)
    for name, one in told.items():
        if one.is_muted:
            continue
        taken = {hues[other] for other in one.beside if other in hues}
        preferred = [accent] if one.is_subject else []
        free = (
            hue
            for hue in (*preferred, *range(HUE_ROUNDS * count))
            if hue not in taken and not (one.is_beside_accent and hue % count == accent)
        )
        hues.setdefault(name, next(free, HUE_ROUNDS * count))
    return hues


def _wrong(
    fixed: Mapping[str, int], known: Mapping[str, str], told: Mapping[str, Told], names: set[str], count: int
) -> Iterator[Diagnostic]:
    """Problems with the colours that the author has set."""
    chosen = {known.get(key, key): (key, number) for key, number in fixed.items()}
    for key, number in fixed.items():
        mark = cast("Marked", key).mark  # ColumnKey keeps the place
        name = known.get(key, key)
        beside = told[name].beside if name in told else ()
        same = [chosen[other][0] for other in beside if other in chosen and chosen[other][1] == number]
        if number > count:
            message = f"the theme has no colour {number} for '{key}'"
            yield Diagnostic(Level.ERROR, RULE.id, message, mark, f"its palette has {count}")
        elif key not in names and key not in known:
            message = f"no chart has a series or group '{key}' to colour"
            yield Diagnostic(Level.WARNING, RULE.id, message, mark, suggest(key, sorted(names)))
        elif same:
            message = f"'{key}' and '{same[0]}' have the same colour in one chart"
            yield Diagnostic(Level.WARNING, RULE.id, message, mark)


def _colored(plot: Plot, hues: _Hues) -> Plot:
    if plot.kind.colors == "own" or has_series_panels(plot):
        return plot
    rows = dict.fromkeys(plot.groups) if plot.groups else plot.highlight if not plot.highlight_label else ()
    return replace(
        plot,
        series=tuple(_series(one, hues) for one in plot.series),
        hues=tuple(hues.of.get(row) if row in hues.bound or plot.groups else None for row in rows),
        panels=tuple(replace(panel, plot=_colored(panel.plot, hues)) for panel in plot.panels),
    )


def _series(series: PlotSeries, hues: _Hues) -> PlotSeries:
    if series.label in hues.bound or is_plain(series):
        return replace(series, hue=hues.of.get(series.label))
    return series
