"""Composed diagrams: texts with their places, which templates set."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from yanbao.model.caption import Caption
from yanbao.model.html import Html

Tone = Literal["", "up", "down"]


@dataclass(frozen=True, slots=True)
class BoxItem:
    """A line of a box: a name with its number and detail, or a text. ``about`` says more on a screen, and
    ``date`` is when it was, as far as the column of a timeline does not say it.
    """

    name: Html
    value: str = ""
    tone: Tone = ""
    detail: Html = ""
    about: str = ""
    is_marked: bool = False
    date: str = ""


@dataclass(frozen=True, slots=True)
class Box:
    """A box of a structure."""

    title: Html
    text: Html
    items: tuple[BoxItem, ...]
    is_marked: bool


@dataclass(frozen=True, slots=True)
class Layer:
    """A layer of a structure; ``across`` boxes stand in a row, and ``flow`` are the words at the arrow below."""

    title: Html
    text: Html
    boxes: tuple[Box, ...]
    across: int
    flow: Html


@dataclass(frozen=True, slots=True)
class Lane:
    """A row of a timeline: the lines of each of its columns."""

    title: Html
    cells: tuple[tuple[BoxItem, ...], ...]


@dataclass(frozen=True, slots=True)
class TimelineColumn:
    """A day, month, quarter or year of a timeline; ``opens`` if the first of its year, which is then printed."""

    name: str
    year: str
    opens: bool

    @property
    def whole(self) -> str:
        """Its name with its year."""
        return self.year + self.name


@dataclass(frozen=True, slots=True)
class KeyFigure:
    """A key figure on a card."""

    label: Html
    value: Html
    tone: Tone


@dataclass(frozen=True, slots=True)
class CompanyCard:
    """A card: a company with its code and a number, which is called ``number_label``, and its key figures."""

    company: BoxItem
    number_label: Html
    figures: tuple[KeyFigure, ...]


@dataclass(frozen=True, slots=True)
class StructureBlock:
    """A diagram of layers of boxes, from top to bottom or from left to right."""

    caption: Caption
    layers: tuple[Layer, ...]
    direction: Literal["down", "right"]
    arrows: bool
    kind: Literal["structure"] = "structure"


@dataclass(frozen=True, slots=True)
class TimelineBlock:
    """Rows in time: ``columns`` are days, months, quarters or years, of which each lane has a cell."""

    caption: Caption
    columns: tuple[TimelineColumn, ...]
    lanes: tuple[Lane, ...]
    kind: Literal["timeline"] = "timeline"


@dataclass(frozen=True, slots=True)
class CompaniesBlock:
    """Cards of companies, ``across`` in a row."""

    caption: Caption
    cards: tuple[CompanyCard, ...]
    across: int
    kind: Literal["companies"] = "companies"

    @property
    def rows(self) -> tuple[tuple[CompanyCard, ...], ...]:
        """The cards by rows, as on paper."""
        return tuple(self.cards[at : at + self.across] for at in range(0, len(self.cards), self.across))
