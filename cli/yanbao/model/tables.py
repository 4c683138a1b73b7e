"""Tables as authors describe them: of a dataset's rows, or of facts of entities."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, StrictBool, StrictInt, model_validator
from pydantic_core import PydanticCustomError

from yanbao import units
from yanbao.diagnostics import Marked
from yanbao.model.base import ColumnKey, Model, Name, OneOrMore, Prose, RowName, RowNames
from yanbao.model.figures import EntityFigure, Figure
from yanbao.model.shown import WHERE, Wanted

NamesOfData = Annotated[tuple[Marked, ...], OneOrMore()]
"""Columns of a dataset, or keys of facts."""


class TableColumn(Model):
    """A column as a table shows it. Short form: the column of the dataset alone."""

    column: Marked = Field(description="Its name in the dataset; of a computed column, a new name of its own.")
    expr: Marked | None = Field(
        default=None,
        description="Arithmetic over the columns of the row, which computes the column for this table, as the 'expr' "
        "of a dataset's column does; sum and the like are over the rows that 'where' keeps.",
        examples=["market_cap / profit", "actual - expected", "revenue / sum(revenue)"],
    )
    type: Literal["number", "percent"] | None = Field(
        default=None, description="What a computed column holds; by default, numbers."
    )
    label: Prose | None = Field(default=None, description="Header; by default, the dataset's label.")
    under: Prose | None = Field(
        default=None,
        description="A second header above it, spanning adjacent columns with the same one.",
        examples=["归母净利润"],
    )
    unit: Marked | None = Field(
        default=None,
        description="Unit to convert to: the dataset's in another power of ten, such as 亿元 for 百万元; of a computed "
        "column, its unit.",
        examples=["亿元"],
    )
    decimals: StrictInt | None = Field(
        default=None,
        ge=0,
        le=8,
        description="Decimals printed; by default, as the dataset says, or as is usual for the unit.",
    )
    change: StrictBool = Field(
        default=False,
        description="Print the change from the previous row in time, whatever the order of rows, or words such as 转亏 "
        "where a loss makes a percentage meaningless; the earliest row, and the earliest of a group, has none. Months, "
        "quarters and years are compared with as long ones, if none between them is missing.",
    )
    sign: StrictBool = Field(default=False, description="Print + and −, with gains and losses in the market's colours.")
    brackets: StrictBool = Field(default=False, description="Print negative numbers in brackets, as in accounting.")
    markup: StrictBool = Field(
        default=False,
        description="Read its cells as lines of prose, with emphasis, links, scripts, struck text and code. Only of "
        "text columns.",
    )
    ticks: StrictBool = Field(
        default=False,
        description="Print marks in place of words: 支持, 部分支持, 不支持 and the like. Only of text columns.",
    )
    bar: StrictBool = Field(default=False, description="Draw a bar beside each value.")
    heat: StrictBool = Field(
        default=False,
        description="Shade the cells by value, greatest darkest, on one scale with other shaded columns of the same "
        "unit; with sign, in the colours of gains and losses.",
    )
    multiple: StrictBool | None = Field(
        default=None,
        description="Print NM in place of a number that is not above 0, and leave it out of averages and medians: a "
        "multiple of losses says nothing. By default, in columns whose unit is 倍; false for other ratios.",
    )
    spark: Annotated[tuple[Marked, ...], Field(min_length=2)] | None = Field(
        default=None,
        description="Columns whose numbers are drawn, in this order, as a sparkline beside the value.",
        examples=[["january", "february", "march"]],
    )

    @model_validator(mode="after")
    def _one_way(self) -> TableColumn:
        if self.sign and self.brackets:
            raise PydanticCustomError("table_option", "a column has 'sign' or 'brackets', not both")
        if self.change and (self.unit or self.heat or self.spark):
            raise PydanticCustomError("table_option", "a column of changes has no 'unit', 'heat' or 'spark'")
        if self.markup and self.needs_numbers:
            raise PydanticCustomError("table_option", "'markup' is for columns of text, not of numbers")
        if self.ticks and (self.needs_numbers or self.markup):
            raise PydanticCustomError("table_option", "'ticks' is for words in columns of text, without another format")
        if self.expr and (self.change or self.spark):
            raise PydanticCustomError("table_option", "a computed column has no 'change' or 'spark'")
        if self.type and not self.expr:
            raise PydanticCustomError("table_option", "'type' is for a computed column: the dataset says it of others")
        return self

    def is_multiple(self, unit: str) -> bool:
        """True if its numbers, in this unit, are multiples that say nothing unless they are above 0."""
        return unit == units.MULTIPLE if self.multiple is None else self.multiple

    @property
    def needs_numbers(self) -> bool:
        """True if its format only applies to numbers."""
        return self.change or self.sign or self.brackets or self.bar or self.heat or bool(self.unit or self.multiple)


def _table_column(value: Any) -> Any:
    return {"column": value} if isinstance(value, str) else value


TableColumns = Annotated[
    tuple[Annotated[TableColumn, BeforeValidator(_table_column, json_schema_input_type=Marked | TableColumn)], ...],
    Field(min_length=1),
    OneOrMore(),
]


class TotalLabels(Model):
    """Names of computed totals, in place of those of the theme."""

    sum: Prose | None = Field(default=None, description="Name of the row of sums.", examples=["合计"])
    average: Prose | None = Field(default=None, description="Name of the row of averages.", examples=["可比公司平均"])
    median: Prose | None = Field(default=None, description="Name of the row of medians.", examples=["可比公司中位数"])


class TableTotal(Model):
    """Totals below the rows of a table. Short form: the name of the row in the data that holds the totals."""

    row: RowName | None = Field(
        default=None,
        description="Name of the row in the data with the totals of the others. It is placed last, whatever the order, "
        "and verified.",
        examples=["合计"],
    )
    sum: NamesOfData = Field(default=(), description="Columns to add up, in a row of its own.", examples=["market_cap"])
    average: NamesOfData = Field(default=(), description="Columns to average, in a row of its own.", examples=["ytd"])
    median: NamesOfData = Field(
        default=(), description="Columns whose median is given, in a row of its own.", examples=["pe"]
    )
    weight: Marked | None = Field(
        default=None, description="Column with the weights of the averages.", examples=["market_cap"]
    )
    without: RowNames = Field(
        default=(),
        description="Names of rows that are shown, and left out of what is computed, such as the covered company.",
        examples=["昆仑万维"],
    )
    labels: TotalLabels | None = Field(
        default=None,
        description="Names of the rows, in place of the usual ones.",
        examples=[{"average": "可比公司平均", "median": "可比公司中位数"}],
    )

    @property
    def computed(self) -> tuple[Marked, ...]:
        """The columns of which anything is computed."""
        return (*self.sum, *self.average, *self.median)

    @model_validator(mode="after")
    def _one_way(self) -> TableTotal:
        if bool(self.row) == bool(self.computed):
            message = "a total has a 'row' of the data, or 'sum', 'average' and 'median'"
            raise PydanticCustomError("table_option", message)
        if self.row and (self.without or self.labels):
            raise PydanticCustomError("table_option", "'without' and 'labels' are for what is computed")
        if self.weight and not self.average:
            raise PydanticCustomError("table_option", "'weight' is for an 'average'")
        return self


def _table_total(value: Any) -> Any:
    return {"row": value} if isinstance(value, str) else value


class TableNote(Model):
    """A footnote, marked by a number at a column's header, a row's name, or the cell of a row and column."""

    text: Prose = Field(description="Its text.", examples=["按2023-12-29收盘价计算。"])
    column: Marked | None = Field(default=None, description="Column it belongs to.", examples=["ytd"])
    row: RowName | None = Field(default=None, description="Name of the row it belongs to.", examples=["华策影视"])

    @model_validator(mode="after")
    def _is_somewhere(self) -> TableNote:
        if not (self.column or self.row):
            raise PydanticCustomError(
                "table_option", "a footnote is about a 'column' or a 'row'; what is about the whole table is its 'note'"
            )
        return self


class Table(Figure):
    """A numbered table of a dataset's rows.

    The name of a row is its cell in the first column of text that is shown (of tickers or dates, if there is none).
    """

    data: Name = Field(description="Dataset, of data/catalog.yaml or the ledger.", examples=["media_gainers"])
    columns: TableColumns = Field(description="Columns to show, in order.", examples=[["code", "name", "ytd"]])
    where: dict[ColumnKey, Wanted] = Field(
        default_factory=dict, description=WHERE, examples=[{"theme": "游戏"}, {"ytd": "> 10%"}]
    )
    sort: NamesOfData = Field(
        default=(),
        description="Columns to sort by, the first most; -column for descending.",
        examples=["-market_cap", ["theme", "-market_cap"]],
    )
    limit: StrictInt | None = Field(default=None, ge=1, description="How many rows at most.")
    rank: StrictBool = Field(default=False, description="Number the rows.")
    group: Marked | None = Field(
        default=None, description="Column whose equal neighbours are a group: they share one cell, put first."
    )
    group_head: Literal["cell", "row"] = Field(
        default="cell", description="row: the name of a group has a row of its own above the group."
    )
    total: Annotated[TableTotal, BeforeValidator(_table_total, json_schema_input_type=RowName | TableTotal)] | None = (
        Field(
            default=None,
            description="Totals below the rows: a row of the data, checked, or sums, averages and medians of what is "
            "shown.",
            examples=["合计", {"sum": "market_cap"}],
        )
    )
    highlight: RowNames = Field(
        default=(), description="Names of rows to set off.", examples=["华策影视", "{{ stock }}"]
    )
    footnotes: tuple[TableNote, ...] = Field(
        default=(),
        description="Remarks below the table that are marked in it.",
        examples=[[{"column": "profit", "text": "未经审计。"}]],
    )

    transpose: StrictBool = Field(
        default=False,
        description="Turn the table: its columns become rows, and the names of its rows the headers; totals are at the "
        "right. 'under' is then a heading above rows.",
    )

    @property
    def shown_columns(self) -> list[str]:
        """The names of the columns that it has, from left to right, but for its rank."""
        columns = [str(column.column) for column in self.columns if column.column != self.group]
        return [str(self.group), *columns] if self.group and self.group_head == "cell" else columns

    @model_validator(mode="after")
    def _has_room(self) -> Table:
        others = [column.column for column in self.columns if column.column != self.group]
        if not others:
            raise PydanticCustomError("table_option", "a table has a column beside that of its groups")
        if any(column.markup for column in self.columns if column.column == self.group):
            raise PydanticCustomError("table_option", "'markup' is not for the column of groups")
        if "group_head" in self.model_fields_set and not self.group:
            raise PydanticCustomError("table_option", "'group_head' is for a 'group'")
        if self.transpose and (self.group or self.rank):
            raise PydanticCustomError("table_option", "a table that is turned has no 'group' and no 'rank'")
        is_first_blank = self.rank or (self.group and self.group_head == "cell")
        if self.total and not (is_first_blank or self.transpose) and others[0] in self.total.computed:
            raise PydanticCustomError(
                "table_option",
                "the name of a total stands in the first column: put one before '{name}'",
                {"name": str(others[0])},
            )
        return self


class FactTable(EntityFigure):
    """A numbered table that compares entities of the ledger: one column an entity, one row a fact."""

    facts: Annotated[tuple[Marked, ...], Field(min_length=1), OneOrMore()] = Field(
        description="Keys of facts, named in content/ledger/labels.yaml.", examples=[["vendor", "released"]]
    )

    ticks: NamesOfData = Field(
        default=(),
        description="Those of the facts that are printed as marks: 支持, 部分支持, 不支持 and the like.",
        examples=[["video", "music"]],
    )

    @model_validator(mode="after")
    def _ticks_are_shown(self) -> FactTable:
        for key in self.ticks:
            if key not in self.facts:
                message = "'{key}' is in 'ticks' and not among the 'facts'"
                raise PydanticCustomError("table_option", message, {"key": str(key)})
        return self

    @property
    def fact_keys(self) -> tuple[Marked, ...]:
        """Keys of the facts shown for each entity."""
        return self.facts
