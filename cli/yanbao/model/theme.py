"""A theme's tokens: the one place for its colours, type scale, spacing and strings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

from pydantic import Field, StrictBool

from yanbao.model.base import Color, Model

Size = Annotated[float, Field(gt=0)]
Length = Annotated[float, Field(ge=0)]


class PageTokens(Model):
    """Lengths in mm. ``body`` is the height left for the blocks of a page; ``gutter`` separates columns."""

    width: Size
    height: Size
    top: Length
    side: Length
    bottom: Length
    body: Size
    gutter: Length
    gap: Length = Field(description="Between the blocks of a stack.")


class BasicColors(Model):
    """Colours as #rrggbb.

    ``deep`` is the ground of cover and dividers, with ``pale`` text and ``soft`` labels on it; ``wash`` lies behind the
    pages of the HTML; ``quiet`` is what is there for comparison.
    """

    ink: Color
    muted: Color
    hairline: Color
    accent: Color
    deep: Color
    pale: Color
    soft: Color
    tint: Color
    wash: Color
    paper: Color
    quiet: Color


class ColorTokens(BasicColors):
    """The colours of pages and, in ``series``, of charts."""

    series: tuple[Color, ...] = Field(min_length=1)


class TypeTokens(Model):
    """Sizes in pt. No text on paper may be smaller than ``least``."""

    numeral: Size
    display: Size
    title: Size
    lead: Size
    head: Size
    body: Size
    compact: Size
    caption: Size
    table: Size
    chart: Size
    list: Size
    source: Size
    foot: Size
    least: Size


class FontTokens(Model):
    """One family from a PyPI font package; ``file`` is a variable font inside it.

    ``gap`` is the room between Chinese characters and Latin letters or digits on paper, in em.
    """

    family: str
    package: str
    file: str
    regular: int = 400
    bold: int = 700
    gap: float = Field(0.25, ge=0, le=0.5)


class MarketColors(Model):
    """Colours of gains and losses; the tints are those of bars beside their numbers."""

    up: Color
    down: Color
    up_tint: Color
    down_tint: Color


class DarkTokens(Model):
    """What the HTML has instead of the light colours, where readers want it dark."""

    colors: BasicColors
    markets: dict[str, MarketColors]


class Tokens(Model):
    """``theme.yaml``. What it does not say, the theme that it is based on does.

    ``flows`` tells pages of text that run on over sheets of paper from slides, which must fit theirs. Without
    ``chinese``, text is set as the engines do it by themselves.
    """

    base: str = Field(default="", description="The theme that it is based on.")
    flows: StrictBool = False
    page: PageTokens
    colors: ColorTokens
    type: TypeTokens
    fonts: FontTokens
    markets: dict[str, MarketColors]
    dark: DarkTokens
    chinese: StrictBool = True


class ReaderMessages(Model):
    """What the HTML says besides the report: its controls, and the heads of data tables."""

    search: str
    search_in: str = Field(description="Name of the field that is searched with.")
    found: str = Field(description="{count}")
    found_nothing: str
    dark: str
    zoom: str
    copy_link: str
    data: str
    copy_table: str
    download: str
    copied: str
    close: str
    date: str
    month: str
    event: str


class AltMessages(Model):
    """Patterns of generated alternative text; the fields in braces are filled from the data."""

    kinds: dict[str, str] = Field(description="Name of each chart type.")
    figure: str = Field(description="{kind} {title} {body}")
    series: str = Field(description="{label} {first_x} {first} {last_x} {last} {high_x} {high} {low_x} {low}")
    point: str = Field(description="One bar: {x} {value}")
    bars: str = Field(description="A series of few bars: {label} {points}")
    range: str = Field(description="A series of many bars: {label} {count} {high_x} {high} {low_x} {low}")
    events: str = Field(description="{count} {first} {last}")
    table: str = Field(description="{title} {rows} {columns}")
    candles: str = Field(description="Prices: {label} {first_x} {first} {last_x} {last} {change} and so on as series")
    last_day: str = Field(description="The last day of prices, with averages and volume: {x} {points}")
    price: str = Field(description="What one series has on that day: {x} {value}")
    lacking: str = Field(description="Axes of a radar chart on which a series has no value: {label} {points}")
    bands: str = Field(description="Lines of a band: {points}")
    interval: str = Field(description="One row of a football field: {x} {low} {high}")
    references: str = Field(description="Lines across a football field: {points}")
    panels: str = Field(description="Kind of a chart of several panels: {count} {kind}")
    panel: str = Field(description="One of several panels: {title} {body}")
    joint: str = Field(description="Between series.")


class Turns(Model):
    """What stands in a column of changes where no percentage would mean anything: the numbers are profits."""

    to_loss: str = Field(description="A loss after a profit.")
    to_profit: str = Field(description="A profit after a loss.")
    smaller_loss: str = Field(description="A loss after a greater one.")
    greater_loss: str = Field(description="A loss after a smaller one.")


class Messages(Model):
    """``messages.yaml``: every string that the tool itself prints into a report."""

    report_label: str
    cover: str
    contents: str
    list_of_figures: str
    figure: str
    table: str
    source: str
    compiled_by: str = Field(description="End of a source line: {institution}")
    list_separator: str
    disclaimer_line: str
    draft: str = Field(description="Across every page of a report that is built in spite of errors.")
    gap: str = Field(description="In a draft, in the place of what is wrong.")
    year: str
    month: str
    day: str
    as_of: str = Field(description="Tail of a hover text: {date}")
    rank: str
    fact: str = Field(description="Head of the first column of a fact table.")
    right_axis: str
    average: str = Field(description="Name of a moving average: {count}")
    multiple: str = Field(description="Name of a line of a valuation band: {value}")
    percentile: str = Field(description="Name of a line at a percentile: {value}")
    total: str = Field(description="Name of a row of sums.")
    mean: str = Field(description="Name of a row of means.")
    weighted_mean: str = Field(description="Name of a row of weighted means.")
    change: str = Field(description="Head of a column of changes from the row above.")
    turns: Turns
    continued: str = Field(description="A table on the pages after its first: {label}")
    excess: str = Field(description="Name of what a stock is ahead by: {benchmark}")
    points: str = Field(description="Unit of differences of percentages.")
    performance: str = Field(description="Tail of the caption of a relative performance: {first} {last}")
    missing: str
    forecast: str = Field(description="Above the forecasts of a chart with dates.")
    powers: dict[str, float] = Field(description="Words for powers of ten, largest first.")
    decimals: dict[str, int] = Field(
        description="Decimals of numbers in tables by their unit, where neither table nor dataset says."
    )
    alt: AltMessages
    rating: str = Field(description="Before the rating of a title page.")
    analyst: str = Field(description="Before the analysts of a title page.")
    licence: str = Field(description="Before the number of an analyst's licence.")
    skip_to_content: str
    reader: ReaderMessages


@dataclass(frozen=True)
class Theme:
    """A loaded theme: its tokens and strings, its folders, and the texts of its templates, styles and script by name.

    The first folder is its own, the next that of the theme it is based on, and so on.
    """

    name: str
    folders: tuple[Path, ...]
    tokens: Tokens
    messages: Messages
    texts: tuple[Mapping[str, str], ...]
