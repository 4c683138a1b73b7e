"""A theme's tokens: the one place for its colours, type scale, spacing and strings."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from pydantic import Field

from yanbao.model.base import Model


class PageTokens(Model):
    """Lengths in mm; ``margin`` is top, right, bottom, left. ``body`` is the height left for blocks."""

    width: float
    height: float
    margin: tuple[float, float, float, float]
    body: float
    gutter: float


class ColorTokens(Model):
    ink: str
    muted: str
    hairline: str
    accent: str
    deep: str
    tint: str
    paper: str
    series: tuple[str, ...] = Field(min_length=1)
    quiet: str


class TypeTokens(Model):
    """Sizes in pt."""

    display: float
    title: float
    body: float
    compact: float
    caption: float
    table: float
    chart: float
    source: float
    foot: float


class FontTokens(Model):
    """One family from a PyPI font package; ``file`` is a variable font inside it."""

    family: str
    package: str
    file: str
    regular: int = 400
    bold: int = 700


class MarketColors(Model):
    """Colours of gains and losses."""

    up: str
    down: str


class Tokens(Model):
    """``theme.yaml``."""

    page: PageTokens
    colors: ColorTokens
    type: TypeTokens
    fonts: FontTokens
    markets: dict[str, MarketColors]


class Messages(Model):
    """``messages.yaml``: every string that the tool itself prints into a report."""

    report_label: str
    summary_label: str
    contents: str
    contents_pages: str
    list_of_figures: str
    figure: str
    table: str
    source: str
    compiled_by: str
    source_separator: str
    sentence_end: str
    disclaimer_line: str
    chapter: str
    chapters: tuple[str, ...]
    year: str
    month: str
    day: str
    as_of: str
    event: str
    rank: str
    right_axis: str
    missing: str
    list_separator: str
    powers: dict[str, float] = Field(description="Words for powers of ten used by binding, such as 万: 1e4.")
    alt_line: str
    alt_range: str
    alt_bars: str
    alt_events: str
    alt_table: str
    skip_to_content: str
    menu: str


@dataclass(frozen=True)
class Theme:
    """A loaded theme: its folder (templates and styles are read from there), tokens and strings."""

    name: str
    root: Path
    tokens: Tokens
    messages: Messages
