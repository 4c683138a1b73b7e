"""What charts and tables have in common: captions, sources, and questions about their data."""

from __future__ import annotations

from abc import abstractmethod
from typing import Annotated, ClassVar

from pydantic import Field, StrictBool, StrictFloat, StrictInt

from yanbao.diagnostics import Marked
from yanbao.model.base import Anchor, ColumnKey, Model, Name, Names, OnAxis, OneOrMore, Prose
from yanbao.model.dataset import NUMERIC, TEXT, TIME, ColumnType
from yanbao.model.shown import WHERE, Companion, Needed, Ranking, Wanted


class Figure(Model):
    """Common keys of numbered figures: caption, source line, alternative text."""

    id: Anchor | None = Field(default=None, description="Id, which ref() can refer to.", examples=["media-index"])
    title: Prose = Field(description="Caption, without its number.", examples=["申万传媒与沪深300"])
    unit: Prose | None = Field(
        default=None,
        description="Muted end of the caption: measure, unit, as-of date.",
        examples=["亿元，截至2024年4月26日"],
    )
    source: Names = Field(
        default=(),
        description="Ids of sources in content/ledger/sources.yaml; by default, those of the data.",
        examples=["wind", ["wind", "company_filings"]],
    )
    note: Prose | None = Field(default=None, description="A remark printed below the figure, before its source.")
    alt: Prose | None = Field(default=None, description="Alternative text; by default, generated from the data.")


class Reference(Model):
    """A line across the plot at a value of the left axis."""

    value: OnAxis = Field(description="The value, in the unit of the axis; a percentage as a ratio.")
    label: Prose = Field(description="Label of the line.", examples=["盈亏平衡"])


class Shade(Model):
    """A shaded range of the x axis."""

    since: Prose = Field(description="Its first date or category.", examples=["2024-02-05"])
    until: Prose = Field(description="Its last date or category.", examples=["2024-02-29"])
    label: Prose | None = Field(default=None, description="Label above it.", examples=["春节"])


class DataFigure(Figure):
    """A figure about the rows of a dataset.

    Other modules query these properties and never the type of figure; a type overrides those that differ.
    """

    in_time_order: ClassVar[bool] = True
    """True if rows named by dates are shown in order of date, whatever their order in the dataset."""

    data: Name = Field(description="Dataset, from data/catalog.yaml or the ledger.", examples=["index_daily"])
    x: Marked = Field(description="Column along the category or time axis.")
    where: dict[ColumnKey, Wanted] = Field(
        default_factory=dict,
        description=WHERE,
        examples=[{"region": "国内"}, {"region": ["国内", "海外"], "released": ">= 2024-03"}],
    )
    height: StrictFloat | None = Field(
        default=None, gt=20, le=180, description="Height in mm; by default, that of what it shows."
    )

    @property
    @abstractmethod
    def measures(self) -> tuple[Marked, ...]:
        """Number columns of its own dataset that it shows, in order."""

    @property
    def on_value_axis(self) -> tuple[Marked, ...]:
        """Those of its number columns that are along its value axis."""
        return self.measures

    @property
    def scales(self) -> tuple[tuple[Marked, ...], ...]:
        """Its number columns by scale: those of one are drawn to it together, so that they are brought to one unit."""
        return (self.measures,)

    @property
    def names(self) -> Marked:
        """The column that names the rows."""
        return self.x

    @property
    def name_types(self) -> tuple[ColumnType, ...]:
        """Column types allowed for names."""
        return TEXT + TIME

    @property
    def columns(self) -> tuple[Needed, ...]:
        """All columns of its own dataset that it reads."""
        facets = [Needed(self.facet_column, TEXT)] if self.facet_column else []
        numbers = [Needed(column, NUMERIC) for column in self.measures]
        return (Needed(self.names, self.name_types), *facets, *numbers)

    @property
    def labelled(self) -> tuple[tuple[Marked, str | None], ...]:
        """Number columns that are labelled in the chart, each with the label that the author gave here, if any."""
        return tuple((column, None) for column in self.measures)

    @property
    def printed_names(self) -> tuple[Marked, ...]:
        """Columns whose dataset label (or name) is printed, because the chart gives them no label."""
        return ()

    @property
    def marked_rows(self) -> tuple[Marked, ...]:
        """Values of the name column whose rows are drawn differently."""
        return ()

    @property
    def span(self) -> tuple[str | None, str | None] | None:
        """First and last date shown, None where open; None if the chart has no date range at all."""
        return None

    @property
    def ranking(self) -> Ranking | None:
        """The order and number of its rows; None for the order of the dataset or of time."""
        return None

    @property
    def companions(self) -> tuple[Companion, ...]:
        """Additional rows that it shows besides its own."""
        return ()

    @property
    def foreign(self) -> tuple[Companion, ...]:
        """Companions from other datasets."""
        return tuple(one for one in self.companions if one.is_foreign)

    @property
    def datasets(self) -> tuple[Marked, ...]:
        """Names of all datasets that it shows, its own first."""
        return (self.data, *(one.data for one in self.foreign))

    @property
    def facet_column(self) -> Marked | None:
        """The column with one panel per value."""
        return None

    @property
    def has_series_panels(self) -> bool:
        """True if each series has its own panel."""
        return False

    @property
    def reference_lines(self) -> tuple[Reference, ...]:
        """Lines across the plot at values given by the author."""
        return ()

    @property
    def parts_across(self) -> tuple[Marked, ...]:
        """Columns whose numbers are drawn, in each row, as parts of a whole."""
        return ()

    @property
    def parts_down(self) -> tuple[Marked, ...]:
        """Columns whose numbers, over all rows, may be parts of a whole."""
        return ()


class PanelFigure(DataFigure):
    """A chart that can be repeated as small multiples."""

    panels_share_names: ClassVar[bool] = True
    """True if panels use the same categories, provided they have any in common."""

    @property
    def may_lack_panels(self) -> bool:
        """True if panels with nothing to draw are left out; otherwise they are errors."""
        return False

    across: StrictInt | None = Field(
        default=None, ge=1, le=8, description="Number of panels side by side; by default, chosen to fit."
    )
    own_scales: StrictBool = Field(
        default=False, description="Give each panel its own value axis; by default they share one."
    )


class FacetedFigure(PanelFigure):
    """A chart that can be repeated for each value of a column."""

    facets: Marked | None = Field(
        default=None, description="Text column: one panel for each of its values.", examples=["region"]
    )

    @property
    def facet_column(self) -> Marked | None:
        """The column with one panel per value."""
        return self.facets


class SeriesFacetedFigure(PanelFigure):
    """A chart of several series, which can be repeated for each of them."""

    facets: Marked | StrictBool | None = Field(
        default=None,
        description="Text column with one panel per value; true: one panel per series, with series of role muted "
        "repeated in each.",
        examples=["region", True],
    )

    @property
    def facet_column(self) -> Marked | None:
        """The column with one panel per value."""
        return self.facets if isinstance(self.facets, Marked) else None

    @property
    def has_series_panels(self) -> bool:
        """True if each series has its own panel."""
        return self.facets is True

    repeats_muted: ClassVar[bool] = True
    """True if series with the role muted are repeated in the panels of all others."""

    @property
    def is_summed(self) -> bool:
        """True if its series form a sum, which separate panels would break up."""
        return False


class EntityFigure(Figure):
    """A figure about entities of the ledger."""

    entities: Annotated[tuple[Marked, ...], Field(min_length=1), OneOrMore()] = Field(
        description="Paths of entities.", examples=[["models.gemini_1_5_pro", "models.gpt_4_turbo"]]
    )

    needs_all_facts: ClassVar[bool] = False
    """True if every entity must have every fact; otherwise one entity with it is enough."""

    @property
    def fact_keys(self) -> tuple[Marked, ...]:
        """Keys of the facts shown for each entity."""
        return ()
