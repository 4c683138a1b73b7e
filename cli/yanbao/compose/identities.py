"""What the labels in charts name, and which of these names a report distinguishes by colour."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import permutations

from yanbao.model.ledger import Ledger
from yanbao.model.plot import Plot, PlotSeries


@dataclass
class Told:
    """How charts show a name: as a subject (in the accent colour, or highlighted), in a chart whose accent is not its
    own, only ever muted; and what it shares charts with.
    """

    is_subject: bool = False
    is_beside_accent: bool = False
    is_muted: bool = True
    beside: dict[str, None] = field(default_factory=dict)


def identities(plots: Iterable[Plot], ledger: Ledger) -> dict[str, str]:
    """The entity's name for each label that is a name or alias of an entity.

    Two names of one entity in the same chart, such as one at two dates, stay names of their own.
    """
    found: dict[str, str] = {}
    split: set[str] = set()
    for plot in plots:
        here: dict[str, str] = {}
        for label in (*labels(plot), *plot.highlight):
            if entity := ledger.names.get(label):
                found[label] = str(entity.name)
                if here.setdefault(found[label], label) != label:
                    split.add(found[label])
    return {label: name for label, name in found.items() if name not in split}


def told_apart(plots: Iterable[Plot], known: Mapping[str, str]) -> dict[str, Told]:
    """The names that colours distinguish: subjects of the ledger first, then in order of appearance."""
    found: dict[str, Told] = {}
    order: dict[str, None] = {}

    def told(label: str) -> Told:
        return found.setdefault(known.get(label, label), Told())

    for plot in plots:
        for label in plot.highlight if not plot.highlight_label else ():
            if label in known:
                told(label).is_subject = True
        if has_series_panels(plot):
            continue
        accented = _accented(plot) - known.keys()
        plain = plain_labels(plot)
        is_apart = len(plain) > 1 or bool(plain and _accented(plot))
        for label in labels(plot):
            one = told(label)
            if label in known or (is_apart and label in plain and plot.kind.colors != "one"):
                order[known.get(label, label)] = None
            one.is_muted &= label not in plain and label not in _accented(plot)
            one.is_subject |= label in known and label in _accented(plot)
            one.is_beside_accent |= bool(accented) and label in plain
        for label, other in permutations(dict.fromkeys(labels(plot)), 2):
            told(label).beside[known.get(other, other)] = None
    return {name: found[name] for name in sorted(order, key=lambda name: not found[name].is_subject)}


def labels(plot: Plot) -> tuple[str, ...]:
    """All labels that a chart may colour, including those coloured by role."""
    colors = plot.kind.colors
    if colors == "own":
        return ()
    return tuple(plot.groups) if colors == "groups" else tuple(one.label for one in plot.series)


def plain_labels(plot: Plot) -> dict[str, None]:
    """The labels that a chart colours by the palette, whatever they name."""
    if plot.kind.colors == "groups":
        return dict.fromkeys(plot.groups)
    return dict.fromkeys(one.label for one in plot.series if is_plain(one)) if labels(plot) else {}


def is_plain(series: PlotSeries) -> bool:
    """True if a series has no role that colours it. (Columns on the right axis are muted.)"""
    return series.role in (None, "plain") and not _is_ground(series)


def _is_ground(series: PlotSeries) -> bool:
    return series.role is None and series.form == "column" and series.axis == "right"


def has_series_panels(plot: Plot) -> bool:
    """True if each series has a panel, whose title names it: all are in one colour."""
    return bool(plot.panels) and not plot.facets


def _accented(plot: Plot) -> set[str]:
    return {one.label for one in plot.series if one.role == "accent"} if labels(plot) else set()


def every_label(plots: Iterable[Plot]) -> Iterator[str]:
    """All labels of series and groups, with repetitions."""
    for plot in plots:
        yield from labels(plot)
