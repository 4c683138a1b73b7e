"""What charts and tables have in common: captions, sources, the data they show."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, StrictBool, StrictFloat, StrictInt, WithJsonSchema

from yanbao.diagnostics import Marked
from yanbao.model.base import Anchor, ColumnKey, Model, Name, Names, OneOrMore, Prose

Scalar = Annotated[str | StrictInt | StrictFloat, WithJsonSchema({"type": ["string", "number"]})]
"""A cell to compare with: text or a number."""


class Figure(Model):
    """What every numbered figure has: caption, source line, alternative text."""

    id: Anchor | None = Field(default=None, description="Name that ref() points at.", examples=["media-index"])
    title: Prose = Field(description="Caption, without number.", examples=["申万传媒与沪深300"])
    unit: Prose | None = Field(
        default=None,
        description="Muted tail of the caption: measure, unit, as-of date.",
        examples=["亿元，截至2024年4月26日"],
    )
    source: Names = Field(
        default=(),
        description="Ids of sources, of content/ledger/sources.yaml; those of the data if absent.",
        examples=["wind", ["wind", "company_filings"]],
    )
    note: Prose | None = Field(default=None, description="A remark printed below the figure, before its source.")
    alt: Prose | None = Field(default=None, description="Alternative text; made from the data if absent.")


class Series(Model):
    """One line or one set of bars. Short form: the column alone."""

    y: Marked = Field(description="Column with the values.")
    label: Prose | None = Field(default=None, description="Name in the chart; the column's label if absent.")
    role: Literal["accent", "plain", "muted"] | None = Field(
        default=None, description="accent: the subject; muted: for comparison. Otherwise colours follow the palette."
    )
    form: Literal["line", "column"] = Field(default="line", description="How a line chart shows this series.")
    axis: Literal["left", "right"] = Field(default="left", description="Axis it is read on; right is marked （右）.")


def _series(value: Any) -> Any:
    return {"y": value} if isinstance(value, str) else value


SeriesItem = Annotated[Series, BeforeValidator(_series, json_schema_input_type=Marked | Series)]
SeriesList = Annotated[tuple[SeriesItem, ...], Field(min_length=1), OneOrMore()]


class Reference(Model):
    """A line across the plot at a value of the left axis."""

    value: StrictFloat = Field(description="Where the line is, in the unit of the axis; a percentage as a ratio.")
    label: Prose = Field(description="Text on the line.", examples=["盈亏平衡"])


class Shade(Model):
    """A range of the axis along x with a tinted ground."""

    since: Marked = Field(description="First date or category of it.", examples=["2024-02-05"])
    until: Marked = Field(description="Last date or category of it.", examples=["2024-02-29"])
    label: Prose | None = Field(default=None, description="Text above it.", examples=["春节"])


Order = Literal["descending", "ascending", "data"]


class DataFigure(Figure):
    """A figure about the rows of a dataset."""

    data: Name = Field(description="Dataset, of data/catalog.yaml or the ledger.", examples=["index_daily"])
    x: Marked = Field(description="Column along the category or time axis.")
    where: dict[ColumnKey, Scalar] = Field(
        default_factory=dict,
        description="Keep the rows whose columns have these values.",
        examples=[{"region": "国内"}],
    )
    height: StrictFloat | None = Field(
        default=None, gt=20, le=180, description="Height in mm; what the page leaves if absent."
    )


class PanelFigure(DataFigure):
    """A chart that can be repeated as panels of a grid."""

    across: StrictInt | None = Field(
        default=None, ge=1, le=8, description="How many panels stand side by side; as fits the room if absent."
    )
    own_scales: StrictBool = Field(
        default=False, description="Each panel has a value axis of its own; otherwise all have the same."
    )


class FacetedFigure(PanelFigure):
    """A chart that can be repeated for each value of a column."""

    facets: Marked | None = Field(
        default=None, description="Text column: one panel for each of its values.", examples=["region"]
    )


class SeriesFacetedFigure(PanelFigure):
    """A chart of several series, which can be repeated for each of these, too."""

    facets: Marked | StrictBool | None = Field(
        default=None,
        description="Text column: one panel for each of its values; true: one for each series, in which those with the "
        "role muted are repeated.",
        examples=["region", True],
    )


class EntityFigure(Figure):
    """A figure about entities of the ledger."""

    entities: Annotated[tuple[Marked, ...], Field(min_length=1), OneOrMore()] = Field(
        description="Paths of entities.", examples=[["models.gemini_1_5_pro", "models.gpt_4_turbo"]]
    )
