"""Diagrams as authors describe them: texts in a structure, of a dataset's rows or written by hand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, StrictBool, StrictInt, model_validator
from pydantic_core import PydanticCustomError

from yanbao.diagnostics import Marked
from yanbao.model.base import ColumnKey, Model, Name, OneOrMore, Prose, RowNames
from yanbao.model.conditions import is_bound
from yanbao.model.dataset import CODES, NUMERIC, TEXT, TIME, ColumnType, Dataset
from yanbao.model.figures import Figure
from yanbao.model.shown import WHERE, Needed, Wanted
from yanbao.model.tables import TableColumns

Filters = Mapping[str, Wanted]


@dataclass(frozen=True, slots=True)
class NamedRows:
    """Rows of a diagram's dataset that its author names: each is in the column ``by``, which may be a default."""

    names: tuple[Marked, ...]
    by: Marked | None


class ShownNumber(Model):
    """A number beside a name. Short form: its column alone."""

    column: Marked = Field(description="Column of the dataset.", examples=["ytd"])
    sign: StrictBool = Field(default=False, description="Print + and −, with gains and losses in the market's colours.")
    decimals: StrictInt | None = Field(
        default=None, ge=0, le=8, description="Decimals printed; by default, as the dataset says."
    )


def _number(value: Any) -> Any:
    return {"column": value} if isinstance(value, str) else value


OneNumber = Annotated[ShownNumber, BeforeValidator(_number, json_schema_input_type=Marked | ShownNumber)]


class Diagram(Figure):
    """A figure of texts, such as those of a dataset's rows."""

    data: Name | None = Field(
        default=None, description="Dataset, from data/catalog.yaml or the ledger.", examples=["media_chain"]
    )
    where: dict[ColumnKey, Wanted] = Field(
        default_factory=dict, description=WHERE, examples=[{"region": "国内"}, {"released": ">= 2024-03"}]
    )

    name: Marked | None = Field(
        default=None,
        description="Column with the names of rows; by default, the first of text after a code, or of all.",
        examples=["name"],
    )
    number: OneNumber | None = Field(
        default=None, description="A number beside each name.", examples=["ytd", {"column": "ytd", "sign": True}]
    )
    detail: Marked | None = Field(
        default=None, description="Text column that is printed after each name.", examples=["position"]
    )
    highlight: RowNames = Field(default=(), description="Names of rows to set off.", examples=["昆仑万维"])

    @property
    def columns_read(self) -> tuple[Needed, ...]:
        """The columns that it reads, and their allowed types."""
        named = [Needed(self.name, TEXT)] if self.name else []
        texts = [Needed(self.detail, (ColumnType.TEXT,))] if self.detail else []
        numbers = [Needed(self.number.column, NUMERIC)] if self.number else []
        return (*named, *texts, *numbers)

    @property
    def labelled(self) -> tuple[tuple[Marked, Marked | None], ...]:
        """The columns that it prints as numbers or key figures, each with the label that the author gave here."""
        return ((self.number.column, None),) if self.number else ()

    @property
    def filters(self) -> tuple[Filters, ...]:
        """What its rows are chosen by; each of these leaves at least one."""
        return (self.where,)

    @property
    def places(self) -> tuple[tuple[Marked, Filters], ...]:
        """The columns that say where its rows stand, and by what these are chosen."""
        return ()

    @property
    def named_rows(self) -> NamedRows:
        """The rows that are named."""
        return NamedRows(self.highlight, self.name)

    def name_column(self, dataset: Dataset) -> str | None:
        """The column with the names of its rows: the author's, or one of text with no other purpose.

        That is the first one after a code, as in code, name; without a code, the first of all.
        """
        if by := self.named_rows.by:
            return str(by)
        used = {*self.shown_columns, *(column for where in self.filters for column in where)}
        columns = [(name, column.type) for name, column in dataset.spec.columns.items()]
        code = next((at for at, (_, kind) in enumerate(columns) if kind in CODES), 0)
        texts = [name for name, kind in columns[code:] + columns[:code] if kind is ColumnType.TEXT]
        return next((name for name in texts if name not in used), None)

    @property
    def shown_columns(self) -> list[str]:
        """The names of its columns, without duplicates."""
        return list(dict.fromkeys(str(one.column) for one in self.columns_read))


class StructureBox(Model):
    """A box of a structure. Short form: its title alone."""

    title: Prose = Field(description="Its title.", examples=["影视版权"])
    text: Prose | None = Field(default=None, description="A line below the title.")
    where: dict[ColumnKey, Wanted] = Field(
        default_factory=dict,
        description="Rows of the dataset that are listed in it, besides what the layer and the structure say.",
        examples=[{"segment": "影视版权"}],
    )
    rows: RowNames = Field(default=(), description="Names of rows that are listed.", examples=[["昆仑万维"]])
    items: Annotated[tuple[Prose, ...], OneOrMore()] = Field(
        default=(), description="Lines that are listed, written by hand.", examples=[["训练芯片", "推理芯片"]]
    )
    highlight: StrictBool = Field(default=False, description="Set it off.")


def _box(value: Any) -> Any:
    return {"title": value} if isinstance(value, str) else value


Boxes = Annotated[
    tuple[Annotated[StructureBox, BeforeValidator(_box, json_schema_input_type=Marked | StructureBox)], ...],
    Field(max_length=40),
    OneOrMore(),
]


class StructureLayer(Model):
    """A layer of a structure: boxes side by side, written out or one for each value of a column."""

    title: Prose = Field(description="Its title.", examples=["上游：算力与数据"])
    text: Prose | None = Field(default=None, description="A line below the title.")
    where: dict[ColumnKey, Wanted] = Field(
        default_factory=dict,
        description="Rows of the dataset that belong to it.",
        examples=[{"layer": "算力"}],
    )
    boxes: Boxes = Field(default=(), description="Its boxes in order.", examples=[["数据中心", "算力平台"]])
    by: Marked | None = Field(
        default=None,
        description="In place of boxes: a text column, one box for each of its values.",
        examples=["segment"],
    )
    across: StrictInt | None = Field(
        default=None, ge=1, le=12, description="Boxes in a row; by default, chosen to fit."
    )
    flow: Prose | None = Field(default=None, description="Words at the arrow to the next layer.", examples=["授权"])

    @model_validator(mode="after")
    def _has_boxes(self) -> StructureLayer:
        if bool(self.boxes) == bool(self.by):
            message = "a layer has 'boxes', or 'by' with a column that makes them"
            raise PydanticCustomError("structure_option", message)
        return self


class Structure(Diagram):
    """A diagram of layers of boxes, such as an industry's chain or a process; boxes list rows of a dataset or lines."""

    direction: Literal["down", "right"] = Field(
        default="down", description="down: layers below one another. right: layers side by side."
    )
    arrows: StrictBool = Field(default=True, description="Draw an arrow from each layer to the next.")
    layers: tuple[StructureLayer, ...] = Field(min_length=1, max_length=12, description="Its layers in order.")

    @model_validator(mode="after")
    def _has_data(self) -> Structure:
        if not self.data and (key := next(self._keys_of_data(), None)):
            message = "'{key}' is for rows of a dataset: say which with 'data'"
            raise PydanticCustomError("structure_option", message, {"key": key})
        if any(is_bound(value) for where in self._inner_filters() for value in where.values()):
            message = "expressions are for the 'where' of the whole structure"
            raise PydanticCustomError("structure_option", message)
        return self

    def _keys_of_data(self) -> Iterator[str]:
        """The keys that were given and need a dataset."""
        yield from (key for key in ("where", "name", "number", "detail", "highlight") if getattr(self, key))
        yield from ("by" for layer in self.layers if layer.by)
        yield from ("where" for where in self._inner_filters() if where)
        yield from ("rows" for layer in self.layers for box in layer.boxes if box.rows)

    def _inner_filters(self) -> Iterator[Filters]:
        for layer in self.layers:
            yield layer.where
            yield from (box.where for box in layer.boxes)

    @property
    def columns_read(self) -> tuple[Needed, ...]:
        """The columns that it reads, and their allowed types."""
        made = [Needed(layer.by, (ColumnType.TEXT,)) for layer in self.layers if layer.by]
        return (*super().columns_read, *made)

    @property
    def filters(self) -> tuple[Filters, ...]:
        """What its rows are chosen by: of the whole, of each layer and of each box."""
        layers = [{**self.where, **layer.where} for layer in self.layers]
        boxes = [
            {**whole, **box.where}
            for whole, layer in zip(layers, self.layers, strict=True)
            for box in layer.boxes
            if box.where
        ]
        return (self.where, *layers, *boxes)

    @property
    def places(self) -> tuple[tuple[Marked, Filters], ...]:
        """The columns that make boxes, and by what their rows are chosen."""
        return tuple((layer.by, {**self.where, **layer.where}) for layer in self.layers if layer.by)

    @property
    def named_rows(self) -> NamedRows:
        """The rows that are set off, and those that boxes list."""
        listed = [row for layer in self.layers for box in layer.boxes for row in box.rows]
        return NamedRows((*self.highlight, *listed), self.name)


class Timeline(Diagram):
    """Rows of a dataset in time, such as releases: columns of days, months, quarters or years, and rows of lanes."""

    data: Name = Field(description="Dataset, from data/catalog.yaml or the ledger.", examples=["releases"])
    date: Marked = Field(description="Column with the dates.", examples=["date"])
    lanes: Marked | None = Field(
        default=None, description="Text column, each of whose values has a row of its own.", examples=["region"]
    )
    by: Literal["day", "month", "quarter", "year"] | None = Field(
        default=None,
        description="What a column stands for; by default, chosen so that there are at most twelve, or seven on A4.",
    )

    @property
    def columns_read(self) -> tuple[Needed, ...]:
        """The columns that it reads, and their allowed types."""
        lanes = [Needed(self.lanes, (ColumnType.TEXT,))] if self.lanes else []
        return (*super().columns_read, Needed(self.date, TIME), *lanes)

    @property
    def places(self) -> tuple[tuple[Marked, Filters], ...]:
        """The columns of dates and lanes."""
        return tuple((column, self.where) for column in (self.date, self.lanes) if column)


class Companies(Diagram):
    """Cards of companies, side by side: name, code and a number, what the company does, and key figures."""

    data: Name = Field(description="Dataset, from data/catalog.yaml or the ledger.", examples=["picks"])
    rows: RowNames = Field(
        default=(), description="Names of the companies, in order; by default, all rows.", examples=[["昆仑万维"]]
    )
    columns: TableColumns = Field(
        description="Key figures, as the columns of a table.", examples=[["market_cap", "pe", {"column": "ytd"}]]
    )
    across: StrictInt | None = Field(default=None, ge=1, le=6, description="Cards in a row; by default, chosen to fit.")

    @model_validator(mode="after")
    def _are_plain(self) -> Companies:
        for column in self.columns:
            if any((column.expr, column.change, column.bar, column.heat, column.spark, column.ticks, column.under)):
                message = "'{column}': a key figure is a column of the dataset, with a label, unit, decimals or sign"
                raise PydanticCustomError("companies_option", message, {"column": str(column.column)})
        return self

    @property
    def columns_read(self) -> tuple[Needed, ...]:
        """The columns that it reads, and their allowed types."""
        kinds = [NUMERIC if one.needs_numbers else tuple(ColumnType) for one in self.columns]
        figures = [Needed(one.column, kind) for one, kind in zip(self.columns, kinds, strict=True)]
        return (*super().columns_read, *figures)

    @property
    def labelled(self) -> tuple[tuple[Marked, Marked | None], ...]:
        """The number beside the names, and the key figures."""
        return (*super().labelled, *((one.column, one.label) for one in self.columns))

    @property
    def named_rows(self) -> NamedRows:
        """The companies, and those that are set off."""
        return NamedRows((*self.rows, *self.highlight), self.name)


AnyDiagram = Structure | Timeline | Companies
