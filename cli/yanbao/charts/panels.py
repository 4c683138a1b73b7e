"""Small multiples: panels in a grid with one header; axes are labelled at the left and bottom only. Lengths in pt."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from yanbao.charts import UndrawnError
from yanbao.charts.canvas import Canvas
from yanbao.charts.legend import Entry, Head, head, write_head
from yanbao.charts.shapes import Box, Label, Point, Side
from yanbao.charts.textwidths import shorten
from yanbao.model.plot import Plot

_GAP = 1.4  # em: between panels
_TITLE = 1.7  # em: height of a panel's title
_ASPECT = 1.7  # ideal ratio of a panel's width to its height
_EMPTY = 0.35  # penalty of an empty cell in the grid, relative to a panel of unsuitable shape

_TRIALS = 4  # maximum iterations of measuring the axis labels
_LEAST = (6.0, 4.5)  # em: minimum width and height of a readable panel

Draw = Callable[[Canvas, Plot], object]


_SIDES: tuple[Side, Side] = ("left", "foot")
_NO_ROOMS: Mapping[Side, float] = {"left": 0.0, "foot": 0.0}


class NoRoomError(UndrawnError):
    """The panels would be too small to read."""


class PanelCanvas(Canvas):
    """A region of a canvas, ``place``, on which a panel is drawn as if on a whole one.

    Unit and legend go to the shared header. Axis labels are drawn only on ``sides``, in the space of ``rooms``, which
    is equal for all panels.
    """

    def __init__(self, whole: Canvas, place: Box, sides: Iterable[Side], rooms: Mapping[Side, float]) -> None:
        self.width, self.height = place.right - place.left, place.top - place.bottom
        self.style = whole.style
        self.labels = []
        self.rooms_needed: dict[Side, float] = dict(_NO_ROOMS)
        self.unit = ""
        self.entries: tuple[Entry, ...] = ()
        self._whole, self._place = whole, place
        self._sides, self._rooms = frozenset(sides), rooms
        self.font_set = whole.font_set

    is_panel = True

    def margin(self, side: Side, room: float) -> float:
        self.rooms_needed[side] = max(self.rooms_needed[side], room)
        return self._rooms[side] if side in self._sides else 0.0

    def has_axis(self, side: Side) -> bool:
        return side in self._sides

    def claim(self, unit: str, entries: Sequence[object]) -> None:
        self.unit = unit
        self.entries = tuple(entry for entry in entries if isinstance(entry, Entry))

    def write(self, *labels: Label) -> None:
        left, bottom = self._place.left, self._place.bottom
        self._whole.write(*(replace(label, x=label.x + left, y=label.y + bottom) for label in labels))

    def add(self, points: Sequence[Point], codes: Sequence[int], **look: object) -> None:
        left, bottom = self._place.left, self._place.bottom
        self._whole.add([(x + left, y + bottom) for x, y in points], codes, **look)


class _Trial(PanelCanvas):
    """A panel drawn only to measure its axis labels."""

    def margin(self, side: Side, room: float) -> float:
        return max(room, super().margin(side, room))

    def write(self, *labels: Label) -> None:
        pass

    def add(self, points: Sequence[Point], codes: Sequence[int], **look: object) -> None:
        pass


@dataclass(frozen=True)
class _Grid:
    """The layout of the panels. ``repeated`` are the sides on which each panel has its own axis labels."""

    width: float
    height: float
    size: float
    count: int
    across: int
    rooms: Mapping[Side, float]
    repeated: frozenset[Side]

    @property
    def down(self) -> int:
        return -(-self.count // self.across)

    def core(self, at: int) -> Box:
        """The area of a panel without its axis labels."""
        row, column = divmod(at, self.across)
        left, foot = self.rooms["left"], self.rooms["foot"]
        gap, title = _GAP * self.size, _TITLE * self.size
        beside = gap + (left if "left" in self.repeated else 0.0)
        between = gap + title + (foot if "foot" in self.repeated else 0.0)
        width = (self.width - left - beside * (self.across - 1)) / self.across
        height = (self.height - foot - title - between * (self.down - 1)) / self.down
        x = left + column * (width + beside)
        y = foot + (self.down - 1 - row) * (height + between)
        return Box(x, y, x + width, y + height)

    def sides(self, at: int) -> frozenset[Side]:
        """The sides on which a panel has axis labels: left in the first column, and bottom where no panel is below."""
        found: set[Side] = set(self.repeated)
        if at % self.across == 0:
            found.add("left")
        if at + self.across >= self.count:
            found.add("foot")
        return frozenset(found)

    def place(self, at: int) -> Box:
        """The area of a panel including its axis labels."""
        core, sides = self.core(at), self.sides(at)
        left, foot = (self.rooms[side] if side in sides else 0.0 for side in _SIDES)
        return Box(core.left - left, core.bottom - foot, core.right, core.top)


def draw_panels(canvas: Canvas, plot: Plot, draw: Draw) -> None:
    """Draw the panels row by row, below a header with the unit and legend of all.

    Raises NoRoomError.
    """
    longest = max(len(panel.plot.x) for panel in plot.panels)
    plots: list[Plot] = [replace(panel.plot, longest=longest) for panel in plot.panels]
    if not plot.own_scales:
        shared = _shared(plots)
        plots = [replace(one, shared=shared) for one in plots]
    across = min(plot.across or _across(len(plots), canvas), len(plots))
    grid = _Grid(canvas.width, canvas.height, canvas.style.size, len(plots), across, _NO_ROOMS, _repeated(plot))
    titles = [panel.title for panel in plot.panels]
    grid, laid = _fitted(canvas, grid, plots, titles, draw)
    core, size = grid.core(0), canvas.style.size
    if core.width < _LEAST[0] * size or core.top - core.bottom < _LEAST[1] * size:
        raise NoRoomError(f"{len(plots)} panels have no room")
    for at, (title, one) in enumerate(zip(titles, plots, strict=True)):
        draw(PanelCanvas(canvas, grid.place(at), grid.sides(at), grid.rooms), one)
        _write_title(canvas, title, grid.core(at))
    write_head(canvas, laid, grid.rooms["left"])


def _fitted(
    canvas: Canvas, grid: _Grid, plots: Sequence[Plot], titles: Collection[str], draw: Draw
) -> tuple[_Grid, Head]:
    """The grid with space for its panels' axis labels, and the header. Found by iteration, since labels depend on panel
    size.

    Series that are the title of a panel are not in the legend.
    """
    laid = head(canvas, "")
    for _ in range(_TRIALS):
        trials = []
        for at, plot in enumerate(plots):
            trial = _Trial(canvas, grid.place(at), _SIDES, grid.rooms)
            draw(trial, plot)
            trials.append(trial)
        before = grid
        rooms = {side: max(grid.rooms[side], *(trial.rooms_needed[side] for trial in trials)) for side in _SIDES}
        units = dict.fromkeys(trial.unit for trial in trials)
        entries = {entry.name: entry for trial in trials for entry in trial.entries if entry.name not in titles}
        laid = head(canvas, next(iter(units)) if len(units) == 1 else "", list(entries.values()))
        grid = replace(grid, height=canvas.height - laid.height, rooms=rooms)
        if grid == before:
            break
    return grid, laid


def _write_title(canvas: Canvas, title: str, core: Box) -> None:
    size = canvas.style.size
    text = shorten(title, core.width, size, canvas.font(bold=True))
    canvas.write(Label(text, core.left, core.top + 0.4 * size, canvas.style.ink, size, bold=True))


def _shared(plots: Sequence[Plot]) -> Plot:
    """One plot with the categories and values of all panels."""
    series = [
        replace(one, values=tuple(chain.from_iterable(plot.series[index].values for plot in plots)))
        for index, one in enumerate(plots[0].series)
    ]
    names = tuple(chain.from_iterable(plot.x for plot in plots))
    return plots[0].joined(names, tuple(series), plots)


def _repeated(plot: Plot) -> frozenset[Side]:
    """The sides on which each panel needs its own axis labels, because its value axis or names are not shared."""
    values: Side = "left"
    names: Side = "foot"
    kind = plot.kind
    if kind.is_sideways:
        values, names = names, values
    found: set[Side] = set()
    if plot.own_scales and kind.has_value_axis:
        found.add(values)
    if plot.own_scales if kind.has_number_names else len({panel.plot.x for panel in plot.panels}) > 1:
        found.add(names)
    return frozenset(found)


def _across(count: int, canvas: Canvas) -> int:
    """The number of columns that gives panels a good shape and leaves few cells empty."""

    def badness(across: int) -> float:
        down = -(-count // across)
        height = canvas.height / down - (_TITLE + _GAP) * canvas.style.size
        form = canvas.width / across / max(height, 1.0) / _ASPECT
        return max(form, 1 / form) + _EMPTY * (across * down - count)

    return min(range(1, count + 1), key=badness)
