"""What charts and tables have in common: captions, sources, the data they show."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated, ClassVar, Literal

from pydantic import Field, StrictBool, StrictFloat, StrictInt, WithJsonSchema

from yanbao.diagnostics import Marked
from yanbao.model.base import Anchor, ColumnKey, Model, Name, Names, OneOrMore, Prose
from yanbao.model.dataset import NUMERIC, TEXT, TIME, ColumnType

Scalar = Annotated[str | StrictInt | StrictFloat, WithJsonSchema({"type": ["string", "number"]})]

Wanted = Annotated[
    Scalar | Annotated[tuple[Scalar, ...], Field(min_length=1)],
    WithJsonSchema(
        {
            "anyOf": [
                {"type": ["string", "number"]},
                {"type": "array", "items": {"type": ["string", "number"]}, "minItems": 1},
            ]
        }
    ),
]
"""A value of a column, several of which one is enough, or a condition: see ``conditions``."""

WHERE = (
    "Keep the rows whose columns are so: a value, a list of which one is enough, a comparison such as '> 10%' or "
    "'!= 游戏', or a range such as '2024-01..2024-03'."
)
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


@dataclass(frozen=True, slots=True)
class Ranking:
    """The order of the rows of a chart by a column, and how many of them it shows."""

    by: Marked
    order: Order
    limit: int | None


@dataclass(frozen=True, slots=True)
class Needed:
    """A column that a chart reads, and what it may hold. ``as_own``: dates of the type that the chart's own have."""

    column: Marked
    types: tuple[ColumnType, ...]
    as_own: bool = False


@dataclass(frozen=True, slots=True)
class Companion:
    """Rows that a chart shows besides its own, such as events or a benchmark, of dataset ``data``.

    They are those that pass ``where``, of which the author gave ``filters`` for them alone. In each column of
    ``places`` no cell may be missing, nor, if ``is_unique``, be there twice. ``measures`` are the columns with numbers:
    what it shows comes from their sources, or without any from those of the dataset. ``told`` says so: "the events
    come". ``is_listed`` if the rows are printed below the chart.
    """

    data: Marked
    told: str
    columns: tuple[Needed, ...]
    places: tuple[Marked, ...]
    is_foreign: bool = True
    is_unique: bool = False
    is_listed: bool = False
    measures: tuple[Marked, ...] = ()
    where: Mapping[str, Wanted] = field(default_factory=dict)
    filters: Mapping[str, Wanted] = field(default_factory=dict)


class DataFigure(Figure):
    """A figure about the rows of a dataset.

    Other modules ask it what it shows, and never of which kind it is: a kind overrides the answers that differ.
    """

    in_time_order: ClassVar[bool] = True
    """Whether rows that are named by dates are shown by date, whatever their order in the dataset."""

    data: Name = Field(description="Dataset, of data/catalog.yaml or the ledger.", examples=["index_daily"])
    x: Marked = Field(description="Column along the category or time axis.")
    where: dict[ColumnKey, Wanted] = Field(
        default_factory=dict,
        description=WHERE,
        examples=[{"region": "国内"}, {"region": ["国内", "海外"], "released": ">= 2024-03"}],
    )
    height: StrictFloat | None = Field(
        default=None, gt=20, le=180, description="Height in mm; what the page leaves if absent."
    )

    @property
    @abstractmethod
    def measures(self) -> tuple[Marked, ...]:
        """The columns of its own dataset with the numbers that it shows, in order."""

    @property
    def names(self) -> Marked:
        """The column that names what is drawn for each row."""
        return self.x

    @property
    def name_types(self) -> tuple[ColumnType, ...]:
        """What the column of names may hold."""
        return TEXT + TIME

    @property
    def columns(self) -> tuple[Needed, ...]:
        """The columns of its own dataset that it reads."""
        facets = [Needed(self.facet_column, TEXT)] if self.facet_column else []
        numbers = [Needed(column, NUMERIC) for column in self.measures]
        return (Needed(self.names, self.name_types), *facets, *numbers)

    @property
    def labelled(self) -> tuple[tuple[Marked, str | None], ...]:
        """The columns whose numbers a reader sees by name, each with the label that its author gave it here."""
        return tuple((column, None) for column in self.measures)

    @property
    def printed_names(self) -> tuple[Marked, ...]:
        """The columns whose labels, or else names, are printed because the chart gives them no label of its own."""
        return ()

    @property
    def marked_rows(self) -> tuple[Marked, ...]:
        """Values of the column of names whose rows are drawn in a way of their own."""
        return ()

    @property
    def span(self) -> tuple[str | None, str | None] | None:
        """First and last date shown, None where it is open; None if the chart is not cut by dates at all."""
        return None

    @property
    def ranking(self) -> Ranking | None:
        """The order and number of its rows; None for that of the dataset or of time."""
        return None

    @property
    def companions(self) -> tuple[Companion, ...]:
        """What it shows besides its own rows."""
        return ()

    @property
    def foreign(self) -> tuple[Companion, ...]:
        """Those of datasets of their own."""
        return tuple(one for one in self.companions if one.is_foreign)

    @property
    def datasets(self) -> tuple[Marked, ...]:
        """The names of the datasets that it shows, its own first."""
        return (self.data, *(one.data for one in self.foreign))

    @property
    def facet_column(self) -> Marked | None:
        """The column whose values have a panel each."""
        return None

    @property
    def has_series_panels(self) -> bool:
        """Whether each series has a panel."""
        return False

    @property
    def reference_lines(self) -> tuple[Reference, ...]:
        """Lines across the plot at values that its author gave."""
        return ()

    @property
    def parts_across(self) -> tuple[Marked, ...]:
        """Columns whose numbers are drawn as parts of a whole, in each row."""
        return ()

    @property
    def parts_down(self) -> tuple[Marked, ...]:
        """Columns whose numbers may be parts of a whole, over all rows."""
        return ()


class PanelFigure(DataFigure):
    """A chart that can be repeated as panels of a grid."""

    panels_share_names: ClassVar[bool] = True
    """Whether its panels have the same names along an axis, if they have any in common."""

    @property
    def may_lack_panels(self) -> bool:
        """Whether a panel with nothing to draw is left out; otherwise it is an error."""
        return False

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

    @property
    def facet_column(self) -> Marked | None:
        """The column whose values have a panel each."""
        return self.facets


class SeriesFacetedFigure(PanelFigure):
    """A chart of several series, which can be repeated for each of these, too."""

    facets: Marked | StrictBool | None = Field(
        default=None,
        description="Text column: one panel for each of its values; true: one for each series, in which those with the "
        "role muted are repeated.",
        examples=["region", True],
    )

    @property
    def facet_column(self) -> Marked | None:
        """The column whose values have a panel each."""
        return self.facets if isinstance(self.facets, Marked) else None

    @property
    def has_series_panels(self) -> bool:
        """Whether each series has a panel."""
        return self.facets is True

    repeats_muted: ClassVar[bool] = True
    """Whether series with the role muted are repeated in the panels of all others."""

    @property
    def is_summed(self) -> bool:
        """Whether its series stand on each other as a sum that panels would take apart."""
        return False


class EntityFigure(Figure):
    """A figure about entities of the ledger."""

    entities: Annotated[tuple[Marked, ...], Field(min_length=1), OneOrMore()] = Field(
        description="Paths of entities.", examples=[["models.gemini_1_5_pro", "models.gpt_4_turbo"]]
    )

    needs_all_facts: ClassVar[bool] = False
    """Whether each of its entities must have each of its facts; otherwise one with it is enough."""

    @property
    def fact_keys(self) -> tuple[Marked, ...]:
        """Keys of the facts that it shows of each entity."""
        return ()
