"""What a chart says that it shows: the columns it needs, the order of its rows, rows of other datasets beside them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated, Literal

from pydantic import Field, StrictFloat, StrictInt, WithJsonSchema

from yanbao.diagnostics import Marked
from yanbao.model.dataset import ColumnType

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
"""A value to compare cells with: text or a number."""

Order = Literal["descending", "ascending", "data"]


@dataclass(frozen=True, slots=True)
class Ranking:
    """The order of a chart's rows and how many are shown; without one, time's (the last rows), else descending."""

    by: Marked
    order: Order | None
    limit: int | None


@dataclass(frozen=True, slots=True)
class Needed:
    """A column that a chart reads, and its allowed types. ``as_own``: dates must have the type of the chart's own."""

    column: Marked
    types: tuple[ColumnType, ...]
    as_own: bool = False


@dataclass(frozen=True, slots=True)
class Companion:
    """Additional rows that a chart shows, such as events or a benchmark, from dataset ``data``.

    They are filtered by ``where``, of which the author gave ``filters`` for these rows alone. Columns of ``places`` may
    have no missing cells and, if ``is_unique``, no duplicates. ``measures`` are its number columns, which determine its
    sources; without any, the dataset does. ``told`` starts a message: "the events come". ``is_listed`` if the rows are
    printed below the chart.
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
