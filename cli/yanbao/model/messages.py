"""A theme's strings: all text that the tool itself prints into a report."""

from __future__ import annotations

from string import Formatter
from typing import Annotated

from pydantic import AfterValidator, Field
from pydantic_core import PydanticCustomError

from yanbao.model.base import Model
from yanbao.model.plots import OF_TYPE


def pattern(*fields: str) -> AfterValidator:
    """Validates a pattern: it may contain these fields as plain ``{name}``, without attributes or format specs."""

    known = ", ".join(f"{{{field}}}" for field in fields)

    def check(text: str) -> str:
        try:
            parts = [part[1:] for part in Formatter().parse(text) if part[1] is not None]
        except ValueError:
            message = "a brace that is not closed, or not opened; fields here: {known}"
            raise PydanticCustomError("bad_theme", message, {"known": known}) from None
        for name, form, conversion in parts:
            if name not in fields or form or conversion:
                written = (
                    "{" + str(name) + (f"!{conversion}" if conversion else "") + (f":{form}" if form else "") + "}"
                )
                message = "'{written}' is no field of this text: it has {known}"
                raise PydanticCustomError("bad_theme", message, {"written": written[:40], "known": known})
        return text

    return AfterValidator(check)


class ReaderMessages(Model):
    """The HTML's own texts: its controls, and the headers of data tables."""

    search: str
    search_in: str = Field(description="Label of the search field.")
    found: Annotated[str, pattern("count")] = Field(description="{count}")
    found_nothing: str
    dark: str
    actions: str = Field(description="Name of the menu of a figure, before the figure's label.")
    zoom: str
    larger: str = Field(description="Enlarges a figure in the dialog once more.")
    copy_link: str
    data: str
    copy_table: str
    download: str
    picture: str = Field(description="Downloads a chart as a picture.")
    copied: str
    close: str
    date: str
    month: str
    event: str
    entries: Annotated[str, pattern("count")] = Field(description="A list that is folded on a phone: {count}")


def _every_kind(kinds: dict[str, str]) -> dict[str, str]:
    if lacking := [kind for kind in OF_TYPE if kind not in kinds]:
        raise PydanticCustomError("bad_theme", "no name for: {kinds}", {"kinds": ", ".join(lacking)})
    return kinds


class AltMessages(Model):
    """Patterns of generated alternative text; the fields in braces are filled from the data."""

    kinds: Annotated[dict[str, str], AfterValidator(_every_kind)] = Field(description="Name of each chart type.")
    figure: Annotated[str, pattern("kind", "title", "body")] = Field(description="{kind} {title} {body}")
    series: Annotated[str, pattern("label", "first_x", "first", "last_x", "last", "high_x", "high", "low_x", "low")] = (
        Field(description="{label} {first_x} {first} {last_x} {last} {high_x} {high} {low_x} {low}")
    )
    point: Annotated[str, pattern("x", "value")] = Field(description="One bar: {x} {value}")
    bars: Annotated[str, pattern("label", "points")] = Field(description="A series of few bars: {label} {points}")
    range: Annotated[str, pattern("label", "count", "high_x", "high", "low_x", "low")] = Field(
        description="A series of many bars: {label} {count} {high_x} {high} {low_x} {low}"
    )
    events: Annotated[str, pattern("count", "first", "last")] = Field(description="{count} {first} {last}")
    table: Annotated[str, pattern("title", "rows", "columns")] = Field(description="{title} {rows} {columns}")
    structure: Annotated[str, pattern("title", "count", "layers")] = Field(description="{title} {count} {layers}")
    timeline: Annotated[str, pattern("title", "first", "last", "count")] = Field(
        description="{title} {first} {last} {count}"
    )
    companies: Annotated[str, pattern("title", "names")] = Field(description="{title} {names}")
    layer: Annotated[str, pattern("title", "boxes")] = Field(description="One layer of a structure: {title} {boxes}")
    candles: Annotated[
        str, pattern("label", "first_x", "first", "last_x", "last", "change", "high_x", "high", "low_x", "low")
    ] = Field(description="Prices: {label} {first_x} {first} {last_x} {last} {change} and so on as series")
    last_day: Annotated[str, pattern("x", "points")] = Field(
        description="The last day of prices, with averages and volume: {x} {points}"
    )
    price: Annotated[str, pattern("x", "value")] = Field(description="One series on that day: {x} {value}")
    lacking: Annotated[str, pattern("label", "points")] = Field(
        description="Axes of a radar chart where a series has no value: {label} {points}"
    )
    bands: Annotated[str, pattern("points")] = Field(description="Lines of a band: {points}")
    interval: Annotated[str, pattern("x", "low", "high")] = Field(
        description="One row of a football field: {x} {low} {high}"
    )
    references: Annotated[str, pattern("points")] = Field(description="Lines across a football field: {points}")
    panels: Annotated[str, pattern("count", "kind")] = Field(
        description="Type of a chart with several panels: {count} {kind}"
    )
    panel: Annotated[str, pattern("title", "body")] = Field(description="One of several panels: {title} {body}")
    joint: str = Field(description="Separator between series.")


class Turns(Model):
    """Words printed in a column of profit changes where a percentage would be meaningless."""

    to_loss: str = Field(description="A loss after a profit.")
    to_profit: str = Field(description="A profit after a loss.")
    smaller_loss: str = Field(description="A smaller loss than before.")
    greater_loss: str = Field(description="A greater loss than before.")


class Ticks(Model):
    """What the marks in a table of properties say, in its legend."""

    full: str = Field(description="It has the property.")
    part: str = Field(description="In part.")
    none: str = Field(description="It has not.")


class Moves(Model):
    """What the filter ``moved`` prints before a number."""

    up: str = Field(description="Before a number above 0.")
    down: str = Field(description="Before a number below 0, which then has no sign.")
    level: str = Field(description="In the place of 0.")


class Messages(Model):
    """``messages.yaml``: every string that the tool itself prints into a report."""

    report_label: str
    cover: str
    contents: str
    list_of_figures: str
    figure: str
    table: str
    source: str
    compiled_by: Annotated[str, pattern("institution")] = Field(description="End of a source line: {institution}")
    data_as_of: Annotated[str, pattern("date")] = Field(
        description="End of the source line of a figure that prints no date of its own: {date}"
    )
    list_separator: str
    disclaimer_line: str
    draft: str = Field(description="Mark on every page of a report that is built in spite of errors.")
    takeaway: str = Field(description="Before the sentence that says what a page comes to.")
    gap: str = Field(description="Placeholder, in a draft, for what is wrong.")
    year: str
    month: str
    day: str
    as_of: Annotated[str, pattern("date")] = Field(description="End of a hover text: {date}")
    rank: str
    fact: str = Field(description="Header of the first column of a fact table.")
    right_axis: str
    log_axis: str = Field(description="Said of a logarithmic axis, after its unit.")
    average: Annotated[str, pattern("count")] = Field(description="Name of a moving average: {count}")
    multiple: Annotated[str, pattern("value")] = Field(description="Name of a line of a valuation band: {value}")
    percentile: Annotated[str, pattern("value")] = Field(description="Name of a line at a percentile: {value}")
    total: str = Field(description="Name of a row of sums.")
    mean: str = Field(description="Name of a row of means.")
    weighted_mean: str = Field(description="Name of a row of weighted means.")
    median: str = Field(description="Name of a row of medians, and of the median in a histogram.")
    without: Annotated[str, pattern("label", "names")] = Field(
        description="Name of a row of totals that leaves rows out: {label} {names}"
    )
    no_multiple: str = Field(description="Printed in place of a multiple that is not above 0.")
    no_multiple_note: str = Field(description="Footnote that explains it.")
    no_multiple_left_out: str = Field(description="The same in a table with averages or medians.")
    change: str = Field(description="Header of a column of changes from the previous row.")
    turns: Turns
    moves: Moves
    ticks: Ticks
    span: Annotated[str, pattern("first", "last")] = Field(description="Days from one to another: {first} {last}")
    continued: Annotated[str, pattern("label")] = Field(
        description="Label of a table on its pages after the first: {label}"
    )
    group_continued: Annotated[str, pattern("name")] = Field(
        description="Name of a group of rows on a table's pages after the first: {name}"
    )
    excess: Annotated[str, pattern("benchmark")] = Field(description="Name of a stock's excess return: {benchmark}")
    points: str = Field(description="Unit of differences of percentages.")
    share: str = Field(description="Name of a donut's shares.")
    frequency: str = Field(description="Name of the counts of a histogram.")
    performance: Annotated[str, pattern("first", "last")] = Field(
        description="End of the caption of a relative performance chart: {first} {last}"
    )
    missing: str
    forecast: str = Field(description="Label above the forecasts of a chart with dates.")
    powers: dict[str, Annotated[float, Field(ge=10, le=1e18, allow_inf_nan=False)]] = Field(
        description="Words for powers of ten, largest first."
    )
    decimals: dict[str, Annotated[int, Field(ge=0, le=10)]] = Field(
        description="Default decimals of numbers in tables, by unit."
    )
    alt: AltMessages
    rating: str = Field(description="Before the rating on a title page.")
    analyst: str = Field(description="Before the analysts on a title page.")
    licence: str = Field(description="Before an analyst's licence number.")
    skip_to_content: str
    reader: ReaderMessages
